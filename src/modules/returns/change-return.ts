import { assert } from '../../kernel/assert.ts';
import type { Command, Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import { RETURN_TRANSITIONS, type ReturnLine, type ReturnRecord } from './return-record.ts';
import type { ReturnsWorld } from './returns-world.ts';
import { viewReturn } from './view-return.ts';

/** What a change of a return says besides the record itself. */
export interface ReturnChange {
  readonly eventType: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly decision?: string;
  /** When rows cite the event already. */
  readonly eventId?: string;
}

/** Puts a new or changed return into the batch, tells it, and answers with how it stands. */
export function putReturn(
  world: ReturnsWorld,
  command: Command,
  before: ReturnRecord | null,
  record: ReturnRecord,
  { eventType, facts = {}, decision, eventId }: ReturnChange,
): Extract<Outcome, { kind: 'accepted' }> {
  const isSameState = before === null || before.state === record.state;
  assert(
    isSameState || RETURN_TRANSITIONS[before.state].includes(record.state),
    `a return does not go from ${before?.state} to ${record.state}`,
  );
  const dated = isSameState ? record : { ...record, stateSince: command.receivedAt };
  if (before === null) world.returns.add(dated);
  const after = before === null ? dated : world.returns.change(dated);
  const body = JSON.stringify({
    ...viewReturn(after, world.catalogue.locationById(after.locationId).code),
    ...facts,
  });
  world.unit.emit(
    {
      type: eventType,
      subject: `return/${after.id}`,
      orderId: after.orderId,
      occurredAt: command.receivedAt,
      data: body,
      ...(decision === undefined ? {} : { decision }),
    },
    eventId,
  );
  return { kind: 'accepted', status: before === null ? 201 : 200, body };
}

/** The refusal of a step that the state of a return does not allow. */
export function refuseState({ id, state }: ReturnRecord, deed: string): Refusal {
  return refuse('illegal_transition', `Return ${id} is ${state}: it cannot be ${deed}.`, {
    returnId: id,
    state,
  });
}

/** A quantity of a line of the return. */
export interface WantedQuantity {
  readonly lineNumber: number;
  readonly quantity: number;
}

/** Adds up what is wanted of each line of a return, or refuses a line that it lacks or has too little of. */
export function nameLines(
  record: ReturnRecord,
  wanted: readonly WantedQuantity[],
  limit: { readonly of: (line: ReturnLine) => number; readonly called: string },
): Refusal | null {
  for (const lineNumber of new Set(wanted.map((item) => item.lineNumber))) {
    const line = record.lines.find((candidate) => candidate.lineNumber === lineNumber);
    const quantity = wanted
      .filter((item) => item.lineNumber === lineNumber)
      .reduce((sum, item) => sum + item.quantity, 0);
    const most = line === undefined ? 0 : limit.of(line);
    if (line !== undefined && quantity <= most) continue;
    return refuse(
      'invalid_request',
      line === undefined
        ? `Return ${record.id} has no line ${lineNumber}.`
        : `Line ${lineNumber} of return ${record.id} has ${most} ${limit.called}, not ${quantity}.`,
      { lineNumber, quantity: most },
    );
  }
  return null;
}

/** The lines with what `change` makes of those that are named. */
export function withLines<Wanted extends WantedQuantity>(
  record: ReturnRecord,
  wanted: readonly Wanted[],
  change: (line: ReturnLine, item: Wanted) => ReturnLine,
): ReturnLine[] {
  return record.lines.map((line) =>
    wanted
      .filter(({ lineNumber }) => lineNumber === line.lineNumber)
      .reduce((changed, item) => change(changed, item), line),
  );
}
