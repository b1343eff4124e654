import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { CancelReturn, JudgeReturn, SendReturn } from '../../../contracts/returns.ts';
import { putReturn, refuseState } from './change-return.ts';
import { expectGoods } from './request-return.ts';
import { isExpecting, missingUnits, stateOfLines, type ReturnRecord } from './return-record.ts';
import {
  needReturn,
  noSuchReturn,
  returnsWorldOf,
  type ReturnsSources,
  type ReturnsWorld,
} from './returns-world.ts';

/** A command on one return. */
export interface OnReturn {
  readonly returnId: string;
}

/** A handler of a command on one return that exists. */
export function onReturn<Body>(
  sources: ReturnsSources,
  kind: string,
  decide: (world: ReturnsWorld, command: Command<OnReturn & Body>, record: ReturnRecord) => Outcome,
): CommandHandler<OnReturn & Body> {
  return {
    kind,
    need: ({ body }, unit) => needReturn(sources, unit, body.returnId),
    decide(command, unit) {
      const world = returnsWorldOf(sources, unit);
      const record = world.returns.find(command.body.returnId);
      return record === undefined
        ? noSuchReturn(command.body.returnId)
        : decide(world, command, record);
    },
  };
}

/** judge_return: a person says whether goods may come back that the rules ask about. */
export function judgeReturnHandler(
  sources: ReturnsSources,
): CommandHandler<OnReturn & JudgeReturn> {
  return onReturn<JudgeReturn>(sources, 'judge_return', (world, command, record) => {
    const { verdict, note } = command.body;
    const isApproved = verdict === 'approve';
    if (record.state !== 'requested')
      return refuseState(record, isApproved ? 'approved' : 'rejected');
    const wrong = refuseLinesOf(record, command.body);
    if (wrong !== null) return wrong;
    const judged = withoutRejected(record, command.body.rejectedLines ?? []);
    const answer = putReturn(
      world,
      command,
      record,
      { ...judged, state: isApproved ? 'approved' : 'rejected', verdict: note ?? null },
      { eventType: isApproved ? 'return.approved' : 'return.rejected' },
    );
    const order = world.orders.order(record.orderId);
    if (isApproved && order !== undefined)
      expectGoods(world, command, order, record.id, missingUnits(judged));
    return answer;
  });
}

/** A refusal when lines are rejected that the return lacks, or all of them, or lines of what is rejected as a whole. */
function refuseLinesOf(
  { id, lines }: ReturnRecord,
  { verdict, rejectedLines = [] }: JudgeReturn,
): Refusal | null {
  const rejected = new Set(rejectedLines.map(({ lineNumber }) => lineNumber));
  if (rejected.size === 0) return null;
  const unknown = [...rejected].find(
    (wanted) => !lines.some(({ lineNumber }) => lineNumber === wanted),
  );
  if (unknown !== undefined) {
    return refuse('invalid_request', `Return ${id} has no line ${unknown}.`, {
      field: 'rejectedLines',
      lineNumber: unknown,
    });
  }
  return verdict === 'approve' && rejected.size < lines.length
    ? null
    : refuse(
        'invalid_request',
        'Name lines only where others are approved; reject the return as a whole otherwise.',
        { field: 'rejectedLines' },
      );
}

/** Nothing of a rejected line is expected; what was asked of it stays readable. */
function withoutRejected(
  record: ReturnRecord,
  rejectedLines: NonNullable<JudgeReturn['rejectedLines']>,
): ReturnRecord {
  const reasons = new Map(rejectedLines.map(({ lineNumber, reason }) => [lineNumber, reason]));
  if (reasons.size === 0) return record;
  const lines = record.lines.map((line) => {
    const verdict = reasons.get(line.lineNumber);
    return verdict === undefined ? line : { ...line, quantity: 0, verdict };
  });
  return { ...record, lines };
}

/** send_return: the customer has given the goods to a carrier. */
export function sendReturnHandler(sources: ReturnsSources): CommandHandler<OnReturn & SendReturn> {
  return onReturn<SendReturn>(sources, 'send_return', (world, command, record) => {
    if (!isExpecting(record)) return refuseState(record, 'sent');
    const { carrier = null, trackingNumber } = command.body;
    const state = record.state === 'approved' ? 'on_the_way' : record.state;
    return putReturn(
      world,
      command,
      record,
      { ...record, state, carrier, trackingNumber },
      { eventType: 'return.on_the_way' },
    );
  });
}

/** cancel_return: what has not come yet is not expected any more; what has come is finished as usual. */
export function cancelReturnHandler(
  sources: ReturnsSources,
): CommandHandler<OnReturn & CancelReturn> {
  return onReturn<CancelReturn>(sources, 'cancel_return', (world, command, record) =>
    callOff(world, command, record, {
      eventType: 'return.cancelled',
      state: 'cancelled',
      verdict: command.body.reason,
    }),
  );
}

/** expire_return: goods that were approved and did not come in time are not expected any more. */
export function expireReturnHandler(sources: ReturnsSources): CommandHandler<OnReturn> {
  return onReturn<object>(sources, 'expire_return', (world, command, record) => {
    const isOver = record.expiresAt !== null && record.expiresAt <= command.receivedAt;
    if (!isOver || (record.state !== 'approved' && record.state !== 'on_the_way'))
      return refuseState(record, 'expired');
    return callOff(world, command, record, {
      eventType: 'return.expired',
      state: 'expired',
      verdict: 'The goods did not come in time.',
    });
  });
}

function callOff(
  world: ReturnsWorld,
  command: Command,
  record: ReturnRecord,
  over: Pick<ReturnRecord, 'state' | 'verdict'> & { readonly eventType: string },
): Outcome {
  const isAsked = record.state === 'requested';
  if (!isAsked && !isExpecting(record)) return refuseState(record, 'called off');
  const missing = missingUnits(record);
  const lines = record.lines.map((line) => ({ ...line, quantity: line.receivedQuantity }));
  const hasCome = lines.some(({ quantity }) => quantity > 0);
  const answer = putReturn(
    world,
    command,
    record,
    {
      ...record,
      state: hasCome ? stateOfLines(lines) : over.state,
      // What was asked stays readable where nothing of it came.
      lines: hasCome ? lines : record.lines,
      verdict: over.verdict,
    },
    { eventType: over.eventType },
  );
  const order = world.orders.order(record.orderId);
  if (!isAsked && order !== undefined && missing > 0)
    expectGoods(world, command, order, record.id, -missing);
  return answer;
}
