import { assert } from '../../kernel/assert.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import {
  createRecordSource,
  type FactSource,
  type RecordFacts,
  type UnitOfWork,
} from '../../hub/index.ts';
import type {
  CountRule,
  CountState,
  CountTaskView,
  Tolerance,
} from '../../../contracts/inventory-counts.ts';
import type { CatalogueFacts } from './catalogue.ts';
import * as sql from './counts.sql.ts';
import { instantOf } from './lines.ts';
import type { PlaceFacts } from './places.ts';
import type { StockFacts } from './stock.ts';

/** What is counted at a location, how often. */
export interface CountPlan {
  readonly code: string;
  readonly version: number;
  readonly locationId: number;
  readonly rule: CountRule;
  readonly isActive: boolean;
  readonly nextRunAt: Instant | null;
}

/** Somebody's count of a position. */
export interface PositionCount {
  readonly by: string;
  readonly at: Instant;
  readonly counted: number;
  /** What the ledger had on hand at that moment. */
  readonly expected: number;
  /** The last entry that the ledger had when the count came in. */
  readonly ledgerId: number | null;
}

/** A position that is to be counted. */
export interface CountTask {
  readonly id: string;
  readonly version: number;
  readonly planCode: string | null;
  readonly locationId: number;
  readonly skuId: number;
  readonly slot: string | null;
  readonly isBlind: boolean;
  readonly tolerance: Tolerance;
  readonly why: string;
  readonly state: CountState;
  readonly counts: readonly PositionCount[];
  readonly variance: number | null;
  readonly unposted: number;
  readonly reason: string | null;
  readonly createdAt: Instant;
  readonly stateSince: Instant;
}

/** Where a count may go. This table is the whole truth: a test compares the database's CHECK with it. */
export const COUNT_TRANSITIONS: Readonly<Record<CountState, readonly CountState[]>> = {
  // Nobody has counted yet.
  open: ['recount', 'posted', 'short', 'cancelled'],
  // The variance is beyond the tolerance: somebody else counts.
  recount: ['approval', 'posted', 'short', 'cancelled'],
  // Two have counted: a person approves with a reason, or has it counted once more.
  approval: ['recount', 'posted', 'short', 'cancelled'],
  // The ledger has what was counted.
  posted: [],
  // The same, less missing units that orders hold: taken away as they are given back.
  short: ['posted'],
  cancelled: [],
};

/** A task in its next state. */
export function taskIn(task: CountTask, state: CountState, at: Instant): CountTask {
  assert(
    COUNT_TRANSITIONS[task.state].includes(state),
    `a count goes from ${task.state} to ${state}`,
  );
  return { ...task, state, stateSince: at };
}

/** Under which missing units are kept for nobody. */
export function countCode(taskId: string): string {
  return `count/${taskId}`;
}

/** The records of counting. A task names its position and the story of it since the moment of the count. */
export function createCountSources(needs: {
  readonly catalogue: FactSource<CatalogueFacts>;
  readonly stock: FactSource<StockFacts>;
  readonly places: FactSource<PlaceFacts>;
}): {
  readonly countPlans: FactSource<RecordFacts<CountPlan>>;
  readonly countTasks: FactSource<RecordFacts<CountTask>>;
} {
  return {
    countPlans: createRecordSource<CountPlan>(sql.countPlans),
    countTasks: createRecordSource<CountTask>(sql.countTasks, (facts, unit) => {
      for (const { id, skuId, locationId } of facts.all()) {
        unit.facts(needs.catalogue).needSkuId(skuId);
        unit.facts(needs.stock).needSku(skuId);
        unit.facts(needs.stock).allotments.codes.add(countCode(id));
        unit.facts(needs.places).need(skuId, locationId, countedSince(unit, id));
      }
    }),
  };
}

/** The earliest moment for which a count of the task comes in with this batch. */
function countedSince(unit: UnitOfWork, taskId: string): Instant {
  const moments = unit.commands.flatMap(({ kind, body, receivedAt }) => {
    const count = body as { readonly id?: string; readonly countedAt?: string };
    if (kind !== 'record_count' || count.id !== taskId) return [];
    return [count.countedAt === undefined ? receivedAt : instantOf(count.countedAt)];
  });
  return Math.min(...moments, ...unit.commands.map(({ receivedAt }) => receivedAt));
}

/** A task as callers see it. While it is blind and open, what is expected is nobody's business. */
export function viewCountTask(task: CountTask, sku: string, location: string): CountTaskView {
  const isHidden = task.isBlind && (task.state === 'open' || task.state === 'recount');
  return {
    id: task.id,
    plan: task.planCode,
    location,
    sku,
    slot: task.slot,
    isBlind: task.isBlind,
    tolerance: task.tolerance,
    why: task.why,
    state: task.state,
    counts: task.counts.map(({ by, at, counted, expected }) => ({
      by,
      at: instantToText(at),
      counted,
      expected: isHidden ? null : expected,
    })),
    variance: isHidden ? null : task.variance,
    unposted: task.unposted,
    reason: task.reason,
    createdAt: instantToText(task.createdAt),
    stateSince: instantToText(task.stateSince),
  };
}
