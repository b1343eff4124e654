import { SECOND_MS, DAY_MS, instantToText, type Instant } from '../../kernel/clock.ts';
import type { DeadlineSource } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { CountPlanView, CountTaskView } from '../../../contracts/inventory-counts.ts';
import { viewCountTask, type CountTask } from './counts.ts';
import * as sql from './counts.sql.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import type { DuePlan } from './plan-counts.ts';
import { findIds } from './read-stock.ts';

/** Movements of so many days make the classes of a count plan. */
const CLASS_DAYS = 90;

/** Count plans that are due, each with what it may choose among: read outside of the hub. */
export function createCountPlanning(): DeadlineSource {
  return {
    name: 'count plans',
    everyMs: SECOND_MS,
    async due(pool, now) {
      const [plan] = await runStatement<{ code: string; location_id: number; version: number }>(
        pool,
        sql.readDuePlans,
        [now],
      );
      if (plan === undefined) return [];
      const rows = await runStatement<CandidateRow>(pool, sql.readCountCandidates, [
        plan.location_id,
        now - CLASS_DAYS * DAY_MS,
      ]);
      const body: DuePlan = {
        code: plan.code,
        version: plan.version,
        candidates: rows.map((row) => ({
          skuId: row.sku_id,
          sku: row.sku,
          onHand: row.on_hand,
          valueMinor: row.value_minor,
          moved: row.moved,
          shortPicks: Math.max(0, row.short_picks),
          countedAt: row.counted_at,
          isOpen: row.is_open,
        })),
      };
      return [{ kind: 'plan_counts', body }];
    },
  };
}

interface CandidateRow {
  sku_id: number;
  sku: string;
  on_hand: number;
  value_minor: number;
  moved: number;
  short_picks: number;
  counted_at: Instant | null;
  is_open: boolean;
}

/** Counts at a location (null: all), in a state (null: any; a state needs a location). */
export async function listCountTasks(
  client: Queryable,
  filter: { readonly location: string | null; readonly state: string | null },
  page: PageRequest,
): Promise<Answer<Page<CountTaskView>>> {
  const limit = rowsToAsk(page);
  const { location, state } = filter;
  if (state !== null && location === null) {
    return refuse('invalid_request', 'Counts in a state are listed location by location.', {
      field: 'location',
    });
  }
  const ids = await findIds(client, { sku: null, location });
  if ('kind' in ids) return ids;
  const after = readCursor(page.cursor, ['text']);
  if (after !== null && 'kind' in after) return after;
  const place = [after?.[0] ?? '', limit];
  const rows =
    ids.locationId === null
      ? await runStatement<TaskRow>(client, sql.listCountTasks, place)
      : state === null
        ? await runStatement<TaskRow>(client, sql.listCountTasksAtLocation, [
            ...place,
            ids.locationId,
          ])
        : await runStatement<TaskRow>(client, sql.listCountTasksInState, [
            ...place,
            ids.locationId,
            state,
          ]);
  return { kind: 'found', value: pageOf(rows, page.limit, taskOf, ({ id }) => [id]) };
}

/** One count. */
export async function readCountTask(client: Queryable, id: string): Promise<Answer<CountTaskView>> {
  const [row] = await runStatement<TaskRow>(client, sql.readCountTask, [id]);
  return row === undefined
    ? refuse('not_found', `There is no count ${id}.`, { id })
    : { kind: 'found', value: taskOf(row) };
}

/** All count plans. */
export async function listCountPlans(
  client: Queryable,
  page: PageRequest,
): Promise<Answer<Page<CountPlanView>>> {
  const limit = rowsToAsk(page);
  const after = readCursor(page.cursor, ['text']);
  if (after !== null && 'kind' in after) return after;
  const rows = await runStatement<PlanRow>(client, sql.listCountPlans, [after?.[0] ?? '', limit]);
  return { kind: 'found', value: pageOf(rows, page.limit, planOf, ({ code }) => [code]) };
}

interface TaskRow extends Pick<
  CountTask,
  'id' | 'slot' | 'tolerance' | 'why' | 'state' | 'counts' | 'variance' | 'unposted' | 'reason'
> {
  readonly plan_code: string | null;
  readonly location: string;
  readonly sku: string;
  readonly is_blind: boolean;
  readonly created_at: Instant;
  readonly state_since: Instant;
}

function taskOf(row: TaskRow): CountTaskView {
  const task: CountTask = {
    ...row,
    version: 0,
    planCode: row.plan_code,
    locationId: 0,
    skuId: 0,
    isBlind: row.is_blind,
    createdAt: row.created_at,
    stateSince: row.state_since,
  };
  return viewCountTask(task, row.sku, row.location);
}

interface PlanRow extends Pick<CountPlanView, 'code' | 'location' | 'rule'> {
  readonly is_active: boolean;
  readonly next_run_at: Instant | null;
}

function planOf({ code, location, rule, is_active, next_run_at }: PlanRow): CountPlanView {
  return {
    code,
    location,
    rule,
    isActive: is_active,
    nextRunAt: next_run_at === null ? null : instantToText(next_run_at),
  };
}
