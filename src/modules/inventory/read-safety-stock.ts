import { SECOND_MS, type Instant } from '../../kernel/clock.ts';
import type { DeadlineSource } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type {
  PutSafetyStockRule,
  SafetyStockPreview,
} from '../../../contracts/inventory-safety-stock.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import {
  safetyStockDecision,
  type SafetyStockPosition,
  type SafetyStockRuleInput,
} from './decide-safety-stock.ts';
import type { SafetyStockRun } from './safety-stock-rules.ts';
import * as sql from './safety-stock-rules.sql.ts';

/** Positions that one command sets. */
const POSITIONS_AT_ONCE = 100;

type ActiveRule = SafetyStockRuleInput & { readonly next_run_at: Instant | null };

/**
 * Applies the rules that are due to every position, part by part: demand is read outside of the hub. A run
 * that is broken off by a restart begins again, which changes nothing of what it has done.
 */
export function createSafetyStockRuns(): DeadlineSource {
  let place: readonly [skuId: number, locationId: number] = [0, 0];
  return {
    name: 'safety stock',
    everyMs: SECOND_MS,
    async due(pool, now) {
      const rules = await runStatement<ActiveRule>(pool, sql.readActiveRules);
      const isDue = rules.some(({ next_run_at }) => next_run_at !== null && next_run_at <= now);
      if (!isDue) {
        place = [0, 0];
        return [];
      }
      const positions = await readPositions(pool, place, now, POSITIONS_AT_ONCE);
      const last = positions.at(-1);
      const isLast = positions.length < POSITIONS_AT_ONCE;
      place = isLast || last === undefined ? [0, 0] : [last.skuId, last.locationId];
      const body: SafetyStockRun = { rules: rules.map(ruleOf), positions, isLast };
      return [{ kind: 'apply_safety_stock', body }];
    },
  };
}

/** What the active rules would come to now. Nothing is set by asking. */
export async function previewSafetyStock(
  client: Queryable,
  at: Instant,
  page: PageRequest,
): Promise<Answer<SafetyStockPreview>> {
  const after = readCursor(page.cursor, ['integer', 'integer']);
  if (after !== null && 'kind' in after) return after;
  const rules = await runStatement<ActiveRule>(client, sql.readActiveRules);
  const place = (after ?? [0, 0]) as [number, number];
  const positions = await readPositions(client, place, at, rowsToAsk(page));
  const { lines } = safetyStockDecision.decide({ rules: rules.map(ruleOf), positions });
  return {
    kind: 'found',
    value: pageOf(
      lines,
      page.limit,
      ({ sku, location, rule, before, after: units, demandMean, demandDeviation }) => {
        return { sku, location, rule, before, after: units, demandMean, demandDeviation };
      },
      ({ skuId, locationId }) => [skuId, locationId],
    ),
  };
}

/** All rules by their codes. */
export async function listSafetyStockRules(
  client: Queryable,
  page: PageRequest,
): Promise<Answer<Page<PutSafetyStockRule>>> {
  const limit = rowsToAsk(page);
  const after = readCursor(page.cursor, ['text']);
  if (after !== null && 'kind' in after) return after;
  const rows = await runStatement<SafetyStockRuleInput & { readonly is_active: boolean }>(
    client,
    sql.listRules,
    [after?.[0] ?? '', limit],
  );
  return {
    kind: 'found',
    value: pageOf(
      rows,
      page.limit,
      (row) => ({ ...ruleOf(row), isActive: row.is_active }),
      ({ code }) => [code],
    ),
  };
}

function ruleOf({ code, priority, matches, method }: SafetyStockRuleInput): SafetyStockRuleInput {
  return { code, priority, matches, method };
}

async function readPositions(
  client: Queryable,
  [skuId, locationId]: readonly [number, number],
  at: Instant,
  limit: number,
): Promise<SafetyStockPosition[]> {
  const rows = await runStatement<DemandRow>(client, sql.readDemand, [
    skuId,
    locationId,
    limit,
    at,
  ]);
  return rows.map((row) => ({
    skuId: row.sku_id,
    locationId: row.location_id,
    sku: row.sku,
    location: row.location,
    locationKind: row.location_kind,
    attributes: row.attributes,
    before: row.safety_stock,
    shipped: row.shipped,
  }));
}

interface DemandRow {
  sku_id: number;
  location_id: number;
  sku: string;
  location: string;
  location_kind: string;
  attributes: Record<string, unknown>;
  safety_stock: number;
  shipped: [number, number][];
}
