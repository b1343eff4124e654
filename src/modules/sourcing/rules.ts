import type { Pool } from 'pg';
import { assert } from '../../kernel/assert.ts';
import type { FactSource, RunStatement, UnitOfWork, Write } from '../../hub/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { CatalogueFacts, Location } from '../inventory/index.ts';
import { compileRules, type CompiledRules } from './compile-rules.ts';
import type { CarrierService, SourcingLocation, SourcingRules, SourcingWeights } from './model.ts';
import * as sql from './sourcing.sql.ts';

/** What sourcing weighs with until somebody says otherwise. */
export const DEFAULT_WEIGHTS: SourcingWeights = {
  shippingFactor: 1,
  handlingFactor: 1,
  splitPenaltyMinor: 300,
  latenessMinorPerDay: 500,
  carbonMinorPerKilogram: 60,
  stockWorthFactor: 1,
};
export const DEFAULT_CURRENCY = 'CNY';

/** A row of a changed carrier service or of the weights, as the statements take it. */
interface ChangedSettings {
  readonly services: Map<string, { readonly content: object; readonly changedAt: number }>;
  weights: {
    readonly currency: string;
    readonly content: object;
    readonly changedAt: number;
  } | null;
}

/** The rules as one batch sees them, and the changes to what they are built from. */
export class RulesFacts {
  readonly changed: ChangedSettings = { services: new Map(), weights: null };
  #compiled: CompiledRules | null = null;

  get compiled(): CompiledRules {
    assert(this.#compiled !== null, 'rules are loaded with every batch');
    return this.#compiled;
  }

  use(compiled: CompiledRules): void {
    this.#compiled = compiled;
  }
}

/**
 * The facts about sourcing rules. They are a document with a number, written once whenever what they
 * are built from (locations, carriers, weights) has changed, before the first decision cites it.
 */
export function createRulesSource(catalogue: FactSource<CatalogueFacts>): FactSource<RulesFacts> {
  let kept: { builtFrom: string; compiled: CompiledRules } | null = null;
  return {
    name: 'rules',
    open: () => new RulesFacts(),
    async load(facts, unit, run, mode) {
      const builtFrom = builtFromOf(unit);
      if (kept?.builtFrom !== builtFrom) {
        const locations = [...unit.facts(catalogue).locations()];
        const compiled = compileRules(await readOrBuildRules(builtFrom, locations, unit, run));
        facts.use(compiled);
        // Under locks the new row may still be rolled back; what is kept must be durable.
        if (mode === 'optimistic') kept = { builtFrom, compiled };
        return;
      }
      facts.use(kept.compiled);
    },
    write({ changed }): Write[] {
      const writes: Write[] = [];
      if (changed.services.size > 0) {
        const rows = [...changed.services].map(([code, { content, changedAt }]) => ({
          code,
          content,
          changed_at_ms: changedAt,
        }));
        writes.push({ statement: sql.putServices, values: [JSON.stringify(rows)] });
      }
      if (changed.weights !== null) {
        const { currency, content, changedAt } = changed.weights;
        writes.push({
          statement: sql.putWeights,
          values: [currency, JSON.stringify(content), changedAt],
        });
      }
      return writes;
    },
  };
}

function builtFromOf(unit: UnitOfWork): string {
  const version = (name: string) => unit.factVersions.get(name) ?? 0;
  return `${version('location')}/${version('carrier')}/${version('weights')}`;
}

async function readOrBuildRules(
  builtFrom: string,
  locations: readonly Location[],
  unit: UnitOfWork,
  run: RunStatement,
): Promise<SourcingRules> {
  const read = async () =>
    (await run<{ version: number; content: string }>(sql.readRulesBuiltFrom, [builtFrom]))[0];
  let row = await read();
  // Another process may take the same number for other rules: then the next number is tried.
  for (let attempt = 0; row === undefined && attempt < 10; attempt += 1) {
    const services = await run<{ code: string; content: CarrierService }>(sql.readServices, []);
    const [weights] = await run<{ currency: string; content: SourcingWeights }>(
      sql.readWeights,
      [],
    );
    const content: Omit<SourcingRules, 'version'> = {
      currency: weights?.currency ?? DEFAULT_CURRENCY,
      weights: weights?.content ?? DEFAULT_WEIGHTS,
      locations: locations.map(sourcingLocationOf),
      services: services.map((service) => ({ ...service.content, code: service.code })),
    };
    const first = unit.commands[0];
    assert(first !== undefined, 'a batch holds a command');
    await run(sql.insertRules, [builtFrom, JSON.stringify(content), first.receivedAt, first.actor]);
    row = await read();
  }
  assert(row !== undefined, 'rules that were inserted are there');
  return { ...(JSON.parse(row.content) as Omit<SourcingRules, 'version'>), version: row.version };
}

function sourcingLocationOf(location: Location): SourcingLocation {
  return {
    locationId: location.id,
    code: location.code,
    kind: location.kind,
    countryCode: location.countryCode,
    regionCode: location.regionCode,
    latitude: location.latitude,
    longitude: location.longitude,
    calendar: location.calendar,
    cutoffMinuteOfDay: location.cutoffMinuteOfDay,
    handlingDays: location.handlingDays,
    handlingMinorPerShipment: location.handlingMinorPerShipment,
    handlingMinorPerUnit: location.handlingMinorPerUnit,
    dailyCapacityShipments: location.dailyCapacityShipments,
    stockWorthPermille: location.stockWorthPermille,
    capabilities: location.capabilities,
    isOpen: location.isOpen,
  };
}

/** The rules document of a version; null when there is none. */
export async function readRules(pool: Pool, version: number): Promise<SourcingRules | null> {
  const [row] = await runStatement<{ version: number; content: string }>(
    pool,
    sql.readRulesByVersion,
    [version],
  );
  return row === undefined
    ? null
    : { ...(JSON.parse(row.content) as Omit<SourcingRules, 'version'>), version };
}

/** The newest rules document; null before the first decision. */
export async function readLatestRules(pool: Pool): Promise<SourcingRules | null> {
  const [row] = await runStatement<{ version: number; content: string }>(
    pool,
    sql.readLatestRules,
    [],
  );
  return row === undefined
    ? null
    : { ...(JSON.parse(row.content) as Omit<SourcingRules, 'version'>), version: row.version };
}
