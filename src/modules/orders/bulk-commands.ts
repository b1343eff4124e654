import type { JobContext } from '../../hub/index.ts';
import { instantToText } from '../../kernel/clock.ts';
import type { BulkAction, BulkOutcome } from '../../../contracts/bulk-changes.ts';
import type { HoldOrder } from '../../../contracts/orders.ts';
import type { BulkChange } from './bulk-change.ts';
import { openHolds, type BulkCandidate } from './judge-bulk.ts';

/** What takes back what was done to an order. */
export type BulkUndo =
  | { readonly kind: 'release_hold'; readonly holdId: string }
  | {
      readonly kind: 'hold';
      readonly holds: readonly (HoldOrder & { readonly id: string })[];
    }
  | { readonly kind: 'priority'; readonly priority: number };

/** What became of an order. */
export interface Settled {
  readonly orderId: number;
  readonly outcome: BulkOutcome;
  readonly why: string | null;
  readonly detail: string | null;
  readonly undo: BulkUndo | null;
}

/** An order whose turn it is, and in whose name. */
interface Turn {
  readonly bulk: BulkChange;
  readonly orderId: number;
  readonly undo: BulkUndo | null;
  readonly actor: string;
}

interface OneCommand {
  readonly kind: string;
  readonly body: object;
}

/** What will take an action back, as far as it follows from how the order stands before it. */
export function undoOf(action: BulkAction, order: BulkCandidate): BulkUndo | null {
  if (action === 'priority') return { kind: 'priority', priority: order.priority };
  if (action !== 'release_hold') return null;
  return {
    kind: 'hold',
    holds: openHolds(order).map(({ id, kind, reason, owner, dueAt }) => ({
      id,
      kind,
      reason,
      ...(owner === null ? {} : { owner }),
      ...(dueAt === null ? {} : { dueAt: instantToText(dueAt) }),
    })),
  };
}

function commandsOf({ bulk, orderId, undo }: Turn): readonly OneCommand[] {
  const { action, choice } = bulk;
  const reason = choice?.reason ?? '';
  switch (action) {
    case 'hold':
      return [{ kind: 'hold_order', body: { orderId, kind: choice?.holdKind, reason } }];
    case 'release_hold': {
      const holds = undo?.kind === 'hold' ? undo.holds : [];
      const note = reason === '' ? {} : { note: reason };
      return holds.map(({ id: holdId }) => ({
        kind: 'release_hold',
        body: { orderId, holdId, ...note },
      }));
    }
    case 'release':
      return [{ kind: 'release_order', body: { orderId } }];
    case 'priority':
      return [{ kind: 'amend_order', body: { orderId, priority: choice?.priority } }];
    case 'cancel':
      return [{ kind: 'cancel_order', body: { orderId, reason } }];
  }
}

/** Carries the action out on one order; null: the hub is full, its turn comes again. */
export async function carryOutOn(turn: Turn, context: JobContext): Promise<Settled | null> {
  const { bulk, orderId, actor } = turn;
  const answered = await inTurn(
    commandsOf(turn),
    { key: `bulk ${bulk.id} ${bulk.run} ${orderId}`, actor },
    context,
  );
  if (answered === null) return null;
  if (answered.problem !== null) {
    return { orderId, outcome: 'failed', ...answered.problem, undo: turn.undo };
  }
  const { hold } = JSON.parse(answered.body) as { readonly hold?: { readonly id: string } };
  const undo: BulkUndo | null =
    bulk.action === 'hold' && hold !== undefined
      ? { kind: 'release_hold', holdId: hold.id }
      : turn.undo;
  const outcome = answered.status === 202 ? 'asked' : 'done';
  return { orderId, outcome, why: null, detail: null, undo };
}

/** Takes back what was done to one order; null: the hub is full, its turn comes again. */
export async function takeBackOn(
  turn: Turn & { readonly undo: BulkUndo },
  context: JobContext,
): Promise<Settled | null> {
  const { bulk, orderId, undo, actor } = turn;
  const answered = await inTurn(
    reverseOf(orderId, undo),
    { key: `bulk ${bulk.id} ${bulk.run} undo ${orderId}`, actor },
    context,
  );
  if (answered === null) return null;
  return answered.problem === null
    ? { orderId, outcome: 'undone', why: null, detail: null, undo }
    : { orderId, outcome: 'not_undone', ...answered.problem, undo };
}

function reverseOf(orderId: number, undo: BulkUndo): readonly OneCommand[] {
  switch (undo.kind) {
    case 'release_hold':
      return [{ kind: 'release_hold', body: { orderId, holdId: undo.holdId } }];
    case 'hold':
      return undo.holds.map(({ id: _id, ...hold }) => ({
        kind: 'hold_order',
        body: { orderId, ...hold },
      }));
    case 'priority':
      return [{ kind: 'amend_order', body: { orderId, priority: undo.priority } }];
  }
}

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly problem: { readonly why: string; readonly detail: string } | null;
}

/** One command after the other, until one is refused. */
async function inTurn(
  commands: readonly OneCommand[],
  { key, actor }: { readonly key: string; readonly actor: string },
  context: JobContext,
): Promise<Answered | null> {
  let last: Answered = { status: 200, body: '{}', problem: null };
  for (const [index, { kind, body }] of commands.entries()) {
    const { status, body: text } = await context.submitFor(actor, kind, body, `${key} ${index}`);
    if (status === 503) return null;
    last = { status, body: text, problem: status >= 400 ? problemIn(text) : null };
    if (last.problem !== null) break;
  }
  return last;
}

function problemIn(text: string): { readonly why: string; readonly detail: string } {
  const { code, detail, title } = JSON.parse(text) as {
    readonly code: string;
    readonly detail?: string;
    readonly title?: string;
  };
  return { why: code, detail: detail ?? title ?? '' };
}
