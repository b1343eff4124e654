import { instantToText, type Instant } from '../../kernel/clock.ts';
import {
  type CommandHandler,
  type FactSource,
  type Outcome,
  type RecordFacts,
  type UnitOfWork,
  type Versioned,
} from '../../hub/index.ts';
import {
  BULK_ORDERS_MAX,
  type BulkAction,
  type BulkChange as BulkChangeView,
  type BulkCounts,
  type BulkState,
  type StartBulkChange,
} from '../../../contracts/bulk-changes.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { NarrowedOrders } from './search-orders.ts';

/** The task that looks at the orders of a bulk change, changes them, or takes the changes back. */
export const BULK_TASK = 'bulk_change';
/** One after the other, so that a large one leaves room for everything else; a slice of each in turn. */
const BULK_QUEUE = 'bulk_changes';

/** Which orders are meant: named ones, or all that filters meet. */
export type BulkSelection =
  | { readonly orderIds: readonly number[] }
  | {
      readonly filters: Omit<NarrowedOrders, 'orderIds'>;
      /** Only orders with an open exception of these owners, of anybody when null; undefined: all orders. */
      readonly owners?: readonly string[] | null;
    };

/** Something that is done to many orders, as it is kept. */
export interface BulkChange extends Versioned {
  readonly id: string;
  readonly action: BulkAction;
  readonly selection: BulkSelection;
  readonly choice: StartBulkChange | null;
  readonly state: BulkState;
  readonly actor: string;
  /** How often it was started. */
  readonly run: number;
  readonly counts: BulkCounts;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** What a job of a bulk change is about to do. */
export type BulkStep = 'count' | 'run' | 'undo';

/** What the task is told. */
export interface BulkJob {
  readonly id: string;
  readonly step: BulkStep;
  /** In whose name orders are changed: who started it, or who takes it back. */
  readonly actor: string;
}

/** What the task tells of a slice of its work. */
export interface BulkReport extends BulkJob {
  readonly counts: BulkCounts;
  /** More of the same step is to be done. */
  readonly isMore: boolean;
}

/**
 * Where a bulk change may go from where it stands. A database CHECK names the same states, and a test holds both
 * together.
 */
export const BULK_TRANSITIONS: Readonly<Record<BulkState, readonly BulkState[]>> = {
  // Every order that is meant is looked at.
  counting: ['counted', 'too_many'],
  // It is known what would happen; somebody says whether it shall.
  counted: ['running'],
  too_many: [],
  running: ['done', 'stopped'],
  // Somebody has stopped it: the rest can still be done, and what was done be taken back.
  stopped: ['running', 'undoing'],
  // What was refused can be tried again.
  done: ['running', 'undoing'],
  undoing: ['undone'],
  undone: [],
};

const STATE_OF_STEP: Readonly<Record<BulkStep, BulkState>> = {
  count: 'counting',
  run: 'running',
  undo: 'undoing',
};

const NOTHING_COUNTED: BulkCounts = {
  matched: 0,
  waiting: 0,
  willAsk: 0,
  unchanged: 0,
  done: 0,
  asked: 0,
  failed: 0,
  undone: 0,
  notUndone: 0,
  impossible: [],
  byPriority: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
};

/** True when another command takes back what an action does. */
function isUndoable(action: BulkAction): boolean {
  return action === 'hold' || action === 'release_hold' || action === 'priority';
}

/** A bulk change as it is answered and told. */
export function viewBulkChange(bulk: BulkChange): BulkChangeView {
  const { id, action, state, actor, counts, choice } = bulk;
  const textOf = (at: Instant | null): string | null => (at === null ? null : instantToText(at));
  return {
    id,
    action,
    state,
    actor,
    createdAt: instantToText(bulk.createdAt),
    startedAt: textOf(bulk.startedAt),
    endedAt: textOf(bulk.endedAt),
    choice,
    counts,
    canUndo: isUndoable(action) && counts.done > 0 && BULK_TRANSITIONS[state].includes('undoing'),
  };
}

type Bulks = FactSource<RecordFacts<BulkChange>>;
interface NameBulk {
  readonly id: string;
}

/** begin_bulk_change: has every order looked at that is meant; nothing is changed before it is started. */
function beginHandler(
  bulks: Bulks,
): CommandHandler<{ readonly action: BulkAction; readonly selection: BulkSelection }> {
  return {
    kind: 'begin_bulk_change',
    need: () => undefined,
    decide({ id, body, actor, receivedAt }, unit) {
      const bulk: BulkChange = {
        id,
        version: 1,
        action: body.action,
        selection: body.selection,
        choice: null,
        state: 'counting',
        actor,
        run: 0,
        counts: NOTHING_COUNTED,
        createdAt: receivedAt,
        startedAt: null,
        endedAt: null,
      };
      unit.facts(bulks).add(bulk);
      addBulkJob(unit, { id, step: 'count', actor });
      return told(unit, 'begun', bulk, receivedAt, 201);
    },
  };
}

/** start_bulk_change: changes the orders, or goes on where it was stopped or refused. */
function startHandler(
  bulks: Bulks,
): CommandHandler<NameBulk & { readonly choice: StartBulkChange }> {
  return {
    kind: 'start_bulk_change',
    need: ({ body }, unit) => unit.facts(bulks).need(body.id),
    decide(command, unit) {
      const { body, actor, receivedAt } = command;
      const bulk = moving(bulks, unit, body.id, 'running');
      if ('code' in bulk) return bulk;
      const choice = bulk.choice ?? body.choice;
      const wrong = refuseChoice(bulk.action, choice);
      if (wrong !== null) return wrong;
      const after = unit.facts(bulks).change({
        ...bulk,
        state: 'running',
        choice,
        run: bulk.run + 1,
        startedAt: bulk.startedAt ?? receivedAt,
        endedAt: null,
      });
      addBulkJob(unit, { id: bulk.id, step: 'run', actor });
      return told(unit, 'started', after, receivedAt);
    },
  };
}

function refuseChoice(action: BulkAction, choice: StartBulkChange): Refusal | null {
  const missing =
    action === 'priority' && choice.priority === undefined
      ? 'priority'
      : action === 'hold' && choice.holdKind === undefined
        ? 'holdKind'
        : (action === 'hold' || action === 'cancel') && (choice.reason ?? '').trim() === ''
          ? 'reason'
          : null;
  if (missing === null) return null;
  return refuse('invalid_request', `${missing} is missing: ${action} needs it.`, {
    field: missing,
  });
}

/** stop_bulk_change: no more orders are changed; what was done stays. */
function stopHandler(bulks: Bulks): CommandHandler<NameBulk> {
  return {
    kind: 'stop_bulk_change',
    need: ({ body }, unit) => unit.facts(bulks).need(body.id),
    decide({ body, receivedAt }, unit) {
      const bulk = moving(bulks, unit, body.id, 'stopped');
      if ('code' in bulk) return bulk;
      const after = unit.facts(bulks).change({ ...bulk, state: 'stopped', endedAt: receivedAt });
      return told(unit, 'stopped', after, receivedAt);
    },
  };
}

/** undo_bulk_change: takes back what was done to each of the orders. */
function undoHandler(bulks: Bulks): CommandHandler<NameBulk> {
  return {
    kind: 'undo_bulk_change',
    need: ({ body }, unit) => unit.facts(bulks).need(body.id),
    decide({ body, actor, receivedAt }, unit) {
      const bulk = moving(bulks, unit, body.id, 'undoing');
      if ('code' in bulk) return bulk;
      if (!isUndoable(bulk.action)) {
        const { id, action, state } = bulk;
        const detail = `Nothing takes ${action} back: change the orders one by one.`;
        return refuse('illegal_transition', detail, { id, state });
      }
      const after = unit.facts(bulks).change({ ...bulk, state: 'undoing', endedAt: null });
      addBulkJob(unit, { id: bulk.id, step: 'undo', actor });
      return told(unit, 'undo_started', after, receivedAt);
    },
  };
}

/** report_bulk_change: keeps how far it is, and has the next slice done. Only the task sends it. */
function reportHandler(bulks: Bulks): CommandHandler<BulkReport> {
  return {
    kind: 'report_bulk_change',
    need: ({ body }, unit) => unit.facts(bulks).need(body.id),
    decide({ body, receivedAt }, unit) {
      const { id, step, actor, counts, isMore } = body;
      const bulk = unit.facts(bulks).find(id);
      if (bulk === undefined) return noSuchBulk(id);
      // It was stopped while this slice was under way: only what that has done is kept.
      const isOwn = bulk.state === STATE_OF_STEP[step];
      const state = isOwn && !isMore ? endOf(step, counts) : bulk.state;
      const after = unit.facts(bulks).change({
        ...bulk,
        counts,
        state,
        endedAt: isOwn && !isMore && step !== 'count' ? receivedAt : bulk.endedAt,
      });
      if (isOwn && isMore) addBulkJob(unit, { id, step, actor });
      return told(unit, state === bulk.state ? 'progressed' : 'ended', after, receivedAt);
    },
  };
}

function endOf(step: BulkStep, { matched }: BulkCounts): BulkState {
  if (step === 'run') return 'done';
  if (step === 'undo') return 'undone';
  return matched > BULK_ORDERS_MAX ? 'too_many' : 'counted';
}

function moving(bulks: Bulks, unit: UnitOfWork, id: string, to: BulkState): BulkChange | Refusal {
  const bulk = unit.facts(bulks).find(id);
  if (bulk === undefined) return noSuchBulk(id);
  if (BULK_TRANSITIONS[bulk.state].includes(to)) return bulk;
  return refuse('illegal_transition', `The bulk change is ${bulk.state}: it cannot be ${to}.`, {
    id,
    state: bulk.state,
  });
}

/** Refuses for a bulk change that is not there. */
export function noSuchBulk(id: string): Refusal {
  return refuse('not_found', `There is no bulk change ${id}.`, { id });
}

function addBulkJob(unit: UnitOfWork, job: BulkJob): void {
  unit.addJob({ task: BULK_TASK, payload: job, queue: BULK_QUEUE });
}

function told(
  unit: UnitOfWork,
  verb: 'begun' | 'started' | 'stopped' | 'undo_started' | 'progressed' | 'ended',
  bulk: BulkChange,
  occurredAt: Instant,
  status = 200,
): Outcome {
  const data = JSON.stringify(viewBulkChange(bulk));
  unit.emit({ type: `bulk_change.${verb}`, subject: `bulk_change/${bulk.id}`, occurredAt, data });
  return { kind: 'accepted', status, body: data };
}

/** What the hub registers for bulk changes. */
export function bulkChangeHandlers(bulks: Bulks): readonly CommandHandler<never>[] {
  return [
    beginHandler(bulks),
    startHandler(bulks),
    stopHandler(bulks),
    undoHandler(bulks),
    reportHandler(bulks),
  ] as CommandHandler<never>[];
}
