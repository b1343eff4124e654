import type { Pool } from 'pg';
import { recordOf, type JobContext, type JobTask } from '../../hub/index.ts';
import {
  DAY_MS,
  HOUR_MS,
  instantToText,
  SECOND_MS,
  type Clock,
  type Instant,
} from '../../kernel/clock.ts';
import { JobFailure, JobPostponed } from '../../platform/jobs/index.ts';
import { integerArray, textArray } from '../../platform/postgres/array-literals.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import {
  BULK_ORDERS_MAX,
  type BulkCounts,
  type BulkObstacle,
  type BulkOutcome,
} from '../../../contracts/bulk-changes.ts';
import { ORDER_PAGE_LIMIT_MAX } from '../../../contracts/order-reads.ts';
import { BULK_TASK, type BulkChange, type BulkJob, type BulkReport } from './bulk-change.ts';
import { carryOutOn, takeBackOn, undoOf, type BulkUndo, type Settled } from './bulk-commands.ts';
import * as sql from './bulk-changes.sql.ts';
import { judgeBulk, type BulkCandidate } from './judge-bulk.ts';
import { listOrders } from './search-orders.ts';

/** So long a job works before it tells how far it is and lets others go first. */
const SLICE_MS = 1_000;
/** Orders that are changed at a time: a batch of the hub takes them together. */
const CHUNK_ORDERS = 100;
/** A hub that is full is left alone for so long. */
const FULL_MS = 2 * SECOND_MS;

/** What the task needs of its surroundings. */
export interface BulkTaskOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  /** The orders with an open exception of these owners, of anybody when null: a room above knows them. */
  readonly ordersInNeed: (owners: readonly string[] | null) => Promise<readonly number[]>;
}

/** The task that carries bulk changes out, a slice at a time. Each order is changed by a command of its own. */
export function createBulkTasks(options: BulkTaskOptions): Record<string, JobTask> {
  return {
    async [BULK_TASK](payload, context) {
      const job = payload as BulkJob;
      const bulk = await readBulk(options.pool, job.id);
      if (bulk === null) return;
      if (job.step === 'count') await count(bulk, job, options, context);
      else await work(bulk, job, options, context);
    },
  };
}

async function readBulk(pool: Pool, id: string): Promise<BulkChange | null> {
  const [row] = await runStatement<Readonly<Record<string, unknown>>>(pool, sql.bulkChanges.read, [
    [id],
  ]);
  return row === undefined ? null : recordOf<BulkChange>(sql.bulkChanges, row);
}

async function report(
  job: BulkJob,
  context: JobContext,
  { run }: BulkChange,
  told: Pick<BulkReport, 'counts' | 'isMore'>,
): Promise<void> {
  const body: BulkReport = { ...job, ...told };
  const { waiting, undone, notUndone } = told.counts;
  const key = `bulk ${job.id} ${job.step} ${run} ${waiting} ${undone} ${notUndone} ${told.isMore}`;
  const { status } = await context.submit('report_bulk_change', body, key);
  if (status >= 400) throw new JobFailure(`the hub answered ${status} to report_bulk_change`);
}

/** Looks at all orders that are meant, from the beginning: what a killed process has counted is forgotten. */
async function count(
  bulk: BulkChange,
  job: BulkJob,
  options: BulkTaskOptions,
  context: JobContext,
): Promise<void> {
  const { pool } = options;
  await runStatement(pool, sql.forgetBulkOrders, [bulk.id]);
  const byPriority = Array.from({ length: 10 }, () => 0);
  let willAsk = 0;
  let matched = 0;
  for await (const orderIds of selected(bulk, options)) {
    if (context.signal.aborted) throw new JobPostponed(options.clock.now());
    const found = new Map((await candidates(pool, orderIds)).map((each) => [each.id, each]));
    const outcomes: BulkOutcome[] = [];
    const reasons: (BulkObstacle | null)[] = [];
    for (const id of orderIds) {
      const order = found.get(id);
      const verdict =
        order === undefined
          ? ({ kind: 'impossible', why: 'absent' } as const)
          : judgeBulk(bulk.action, order, null);
      const isWaiting = verdict.kind === 'possible' || verdict.kind === 'asked';
      outcomes.push(isWaiting ? 'waiting' : verdict.kind);
      reasons.push(verdict.kind === 'impossible' ? verdict.why : null);
      if (verdict.kind === 'asked') willAsk += 1;
      if (isWaiting && order !== undefined)
        byPriority[order.priority] = (byPriority[order.priority] ?? 0) + 1;
    }
    await runStatement(pool, sql.addBulkOrders, [
      bulk.id,
      integerArray(orderIds),
      textArray(outcomes),
      textArray(reasons),
    ]);
    matched += orderIds.length;
    if (matched > BULK_ORDERS_MAX) break;
  }
  const counts = await countOutcomes(pool, { ...bulk.counts, willAsk, byPriority }, bulk.id);
  await report(job, context, bulk, { counts: { ...counts, matched }, isMore: false });
}

/** The orders that are meant, in pages. */
async function* selected(
  { selection, createdAt }: BulkChange,
  { pool, clock, ordersInNeed }: BulkTaskOptions,
): AsyncGenerator<readonly number[]> {
  if ('orderIds' in selection) {
    for (let from = 0; from < selection.orderIds.length; from += ORDER_PAGE_LIMIT_MAX) {
      yield selection.orderIds.slice(from, from + ORDER_PAGE_LIMIT_MAX);
    }
    return;
  }
  const { filters, owners } = selection;
  const begun = instantToText(createdAt + 1);
  const placedTo =
    filters.placedTo === undefined || filters.placedTo > begun ? begun : filters.placedTo;
  const narrowed = {
    ...filters,
    placedTo,
    ...(owners === undefined ? {} : { orderIds: await ordersInNeed(owners) }),
  };
  let cursor: string | null = null;
  do {
    const page = await listOrders(pool, narrowed, cursor, ORDER_PAGE_LIMIT_MAX, clock.now());
    // A channel or a location of the filters may have gone since somebody chose it: nothing is meant then.
    if (page.kind === 'refused') return;
    const { items, nextCursor } = page.value;
    if (items.length > 0) yield items.map(({ id }) => Number(id));
    cursor = nextCursor;
  } while (cursor !== null);
}

function candidates(pool: Pool, orderIds: readonly number[]): Promise<BulkCandidate[]> {
  return runStatement<BulkCandidate>(pool, sql.readBulkCandidates, [integerArray(orderIds)]);
}

/** A slice of changing orders, or of taking the changes back. */
async function work(
  bulk: BulkChange,
  job: BulkJob,
  options: BulkTaskOptions,
  context: JobContext,
): Promise<void> {
  const { pool, clock } = options;
  const isUndo = job.step === 'undo';
  if (bulk.state !== (isUndo ? 'undoing' : 'running')) return;
  // Only the first slice of a start finds any: what is refused from then on stays so until the next start.
  if (!isUndo && bulk.counts.failed > 0 && bulk.counts.waiting === 0) {
    await runStatement(pool, sql.retryBulkOrders, [bulk.id]);
  }
  const untilMs = performance.now() + SLICE_MS;
  let isMore = true;
  let isFull = false;
  while (isMore && !isFull && performance.now() < untilMs && !context.signal.aborted) {
    const next = await runStatement<NextOrder>(pool, sql.nextBulkOrders, [
      bulk.id,
      isUndo ? 'done' : 'waiting',
      !isUndo,
      CHUNK_ORDERS,
    ]);
    isMore = next.length === CHUNK_ORDERS;
    if (next.length === 0) break;
    const settled = isUndo
      ? await Promise.all(next.map((each) => takeBack(bulk, each, job, context)))
      : await change(bulk, next, job, options, context);
    isFull = settled.includes(null);
    await settle(pool, bulk.id, settled);
  }
  if (isFull) throw new JobPostponed(clock.now() + FULL_MS);
  if (isMore && context.signal.aborted) throw new JobPostponed(clock.now());
  const counts = await countOutcomes(pool, bulk.counts, bulk.id);
  await report(job, context, bulk, { counts, isMore });
}

/** An order whose turn it is. */
interface NextOrder {
  readonly order_id: number;
  readonly undo: BulkUndo | null;
}

async function change(
  bulk: BulkChange,
  next: readonly NextOrder[],
  job: BulkJob,
  { pool }: BulkTaskOptions,
  context: JobContext,
): Promise<readonly (Settled | null)[]> {
  const found = new Map(
    (
      await candidates(
        pool,
        next.map(({ order_id }) => order_id),
      )
    ).map((each) => [each.id, each]),
  );
  const judged = next.map(({ order_id: orderId, undo }) => {
    const order = found.get(orderId);
    // What takes it back is known: it was on its way when a process ended, and is sent once more.
    if (order === undefined || undo !== null) return { orderId, order, undo, settled: null };
    const verdict = judgeBulk(bulk.action, order, bulk.choice?.priority ?? null);
    return verdict.kind === 'possible' || verdict.kind === 'asked'
      ? { orderId, order, undo: undoOf(bulk.action, order), settled: null }
      : { orderId, order, undo: null, settled: settledBy(orderId, verdict) };
  });
  // How an order stood is written down before it changes.
  await settle(
    pool,
    bulk.id,
    judged.flatMap(({ orderId, undo, settled }) =>
      undo === null || settled !== null
        ? []
        : [{ orderId, outcome: 'waiting' as const, why: null, detail: null, undo }],
    ),
  );
  return Promise.all(
    judged.map(async ({ orderId, order, undo, settled }) => {
      if (settled !== null) return settled;
      if (order === undefined)
        return settledBy(orderId, { kind: 'impossible', why: 'absent' } as const);
      return carryOutOn({ bulk, orderId, undo, actor: job.actor }, context);
    }),
  );
}

function settledBy(
  orderId: number,
  verdict:
    | { readonly kind: 'unchanged' }
    | { readonly kind: 'impossible'; readonly why: BulkObstacle },
): Settled {
  const why = verdict.kind === 'impossible' ? verdict.why : null;
  return { orderId, outcome: verdict.kind, why, detail: null, undo: null };
}

function takeBack(
  bulk: BulkChange,
  { order_id: orderId, undo }: NextOrder,
  { actor }: BulkJob,
  context: JobContext,
): Promise<Settled | null> {
  return undo === null
    ? Promise.resolve(null)
    : takeBackOn({ bulk, orderId, undo, actor }, context);
}

async function settle(pool: Pool, id: string, settled: readonly (Settled | null)[]): Promise<void> {
  const rows = settled.flatMap((one) =>
    one === null
      ? []
      : [
          {
            order_id: one.orderId,
            outcome: one.outcome,
            why: one.why,
            detail: one.detail,
            undo: one.undo,
          },
        ],
  );
  if (rows.length > 0) {
    await runStatement(pool, sql.settleBulkOrders, [id, JSON.stringify(rows)]);
  }
}

/** How many orders have come out how, over what was known as they were counted. */
async function countOutcomes(pool: Pool, known: BulkCounts, id: string): Promise<BulkCounts> {
  const rows = await runStatement<{
    outcome: BulkOutcome;
    why: BulkObstacle | null;
    orders: number;
  }>(pool, sql.countBulkOrders, [id]);
  const of = (outcome: BulkOutcome): number =>
    rows.find((row) => row.outcome === outcome)?.orders ?? 0;
  return {
    ...known,
    waiting: of('waiting'),
    unchanged: of('unchanged'),
    done: of('done'),
    asked: of('asked'),
    failed: of('failed'),
    undone: of('undone'),
    notUndone: of('not_undone'),
    impossible: rows.flatMap(({ why, orders }) => (why === null ? [] : [{ why, orders }])),
  };
}

const KEPT_DAYS = 90;

/** Forgets bulk changes that nobody looks at any more. */
export const forgetOldBulkChanges = {
  name: 'old bulk changes',
  everyMs: HOUR_MS,
  async run(pool: Pool, now: Instant): Promise<void> {
    await runStatement(pool, sql.deleteOldBulkChanges, [now - KEPT_DAYS * DAY_MS]);
  },
};
