import { takeDecision, type Command, type CommandHandler, type Outcome } from '../../hub/index.ts';
import { instantToText, MINUTE_MS } from '../../kernel/clock.ts';
import { addWorkingMinutes } from '../../kernel/working-hours.ts';
import { worldOf, type ExceptionSaid, type OrderWorld } from '../orders/index.ts';
import { ownerDecision } from './decide-owner.ts';
import { isSettledByFact } from './exception-causes.ts';
import {
  viewException,
  type ExceptionRecord,
  type Raised,
  type Subject,
} from './exception-record.ts';
import { DEFAULT_RULES, nextEscalation, routeOf } from './exception-rules.ts';
import {
  exceptionWorldOf,
  needDuty,
  type ExceptionSources,
  type ExceptionWorld,
} from './exceptions-world.ts';

/** Subjects that are listed one by one; of more only the number is known. */
const SUBJECTS_MAX = 1_000;

/** raise_exception: opens an exception, or joins the open one of the same cause. */
export function raiseExceptionHandler(sources: ExceptionSources): CommandHandler<Raised> {
  return {
    kind: 'raise_exception',
    need({ body }, unit) {
      for (const key of openKeysOf(body)) unit.facts(sources.exceptions).needBy('open_key', key);
      needDuty(sources, unit);
      if (body.orderId !== null) unit.facts(sources.orders.orders).needOrder(body.orderId);
    },
    decide: (command, unit) =>
      raise(command, exceptionWorldOf(sources, unit), worldOf(sources.orders, unit)),
  };
}

/**
 * Under which keys a subject may stand: that of its cause, and one of its own, where each subject has to be settled and the
 * list of the cause is full.
 */
export function openKeysOf({ causeKey, subject }: Pick<Raised, 'causeKey' | 'subject'>): string[] {
  return [causeKey, `${causeKey}/${subject}`];
}

/** What is open of a cause for a subject: what names it, else what it would join. */
export function openOf(
  world: ExceptionWorld,
  raised: Pick<Raised, 'causeKey' | 'subject'>,
): ExceptionRecord | undefined {
  const known = openKeysOf(raised).flatMap((key) => world.exceptions.findBy('open_key', key));
  return known.find((record) => names(record, raised.subject)) ?? known[0];
}

function names({ subjects }: ExceptionRecord, subject: string): boolean {
  return subjects.some((each) => each.subject === subject);
}

function raise(command: Command<Raised>, world: ExceptionWorld, orders: OrderWorld): Outcome {
  const { body, receivedAt } = command;
  const known = openOf(world, body);
  const subject: Subject = {
    subject: body.subject,
    orderId: body.orderId,
    since: instantToText(receivedAt),
  };
  if (known === undefined) return open(command, world, orders, subject, body.causeKey);
  if (names(known, body.subject)) {
    return { kind: 'accepted', status: 200, body: JSON.stringify(viewException(known)) };
  }
  if (known.subjects.length >= SUBJECTS_MAX && isSettledByFact(known.kind)) {
    const [, own = body.causeKey] = openKeysOf(body);
    return open(command, world, orders, subject, own);
  }
  const joined = world.exceptions.change({
    ...known,
    severity: Math.min(known.severity, body.severity),
    subjects: known.subjects.length < SUBJECTS_MAX ? [...known.subjects, subject] : known.subjects,
    subjectCount: known.subjectCount + 1,
  });
  return tellException(command, world, joined, 'exception.joined', { facts: { subject } });
}

function open(
  command: Command<Raised>,
  world: ExceptionWorld,
  orders: OrderWorld,
  subject: Subject,
  openKey: string,
): Outcome {
  const { body, receivedAt } = command;
  const route = routeOf(world.rulesInForce, body) ?? DEFAULT_RULES.routes[0];
  if (route === undefined) throw new Error('the rules that come with the program have a route');
  const said = whatIsSaidOf(command, orders);
  const named = said?.owner ?? null;
  const { choice, record: decision } = takeDecision(ownerDecision, {
    wanted: named !== null && isSomebody(world, named) ? named : route.owner,
    people: world.duty.people,
  });
  world.duty.give(choice.owner);
  const slaMinutes = said?.dueMinutes ?? route.slaMinutes;
  const dueAt =
    addWorkingMinutes(world.rulesInForce.hours, receivedAt, slaMinutes) ??
    receivedAt + slaMinutes * MINUTE_MS;
  const id = world.unit.newEventId();
  const record: ExceptionRecord = {
    id,
    version: 1,
    kind: body.kind,
    state: 'open',
    openKey,
    severity: said?.severity ?? body.severity,
    subjects: [subject],
    subjectCount: 1,
    channel: body.channel,
    location: body.location,
    facts: body.facts,
    suggestion: body.suggestion,
    owner: choice.owner,
    chain: route.chain,
    level: 0,
    openedAt: receivedAt,
    dueAt,
    nextDeadlineAt: nextEscalation(world.rulesInForce, { chain: route.chain, level: 0 }, dueAt),
    snoozedUntil: null,
    resolvedAt: null,
    resolvedBy: null,
    resolution: null,
    notes: [],
  };
  world.exceptions.add(record);
  const opened = tellException(command, world, record, 'exception.opened', {
    decision,
    status: 201,
  });
  if (said === null || said.closed === null || isSettledByFact(record.kind)) return opened;
  const closing = { ...command, actor: said.closed.by };
  world.unit.enter(closing);
  const closed = resolve(world, closing, record, said.closed.reason);
  world.unit.enter(command);
  return { ...closed, status: 201 };
}

/** What rooms above say of an exception of an order; null: it is of none. */
function whatIsSaidOf(command: Command<Raised>, orders: OrderWorld): ExceptionSaid | null {
  const { orderId, kind, severity, location } = command.body;
  const order = orderId === null ? undefined : orders.orders.order(orderId);
  return order === undefined
    ? null
    : orders.points.exception(command, orders, order, { kind, severity, location });
}

/** True for a role, and for a person who is there. */
export function isSomebody({ duty }: ExceptionWorld, owner: string): boolean {
  return owner.startsWith('role/') || duty.people.some(({ login }) => `person/${login}` === owner);
}

/** Ends an exception, and says how and by whom. */
export function resolve(
  world: ExceptionWorld,
  command: Command,
  record: ExceptionRecord,
  resolution: string,
): Extract<Outcome, { kind: 'accepted' }> {
  const after = world.exceptions.change({
    ...record,
    state: 'resolved',
    openKey: null,
    nextDeadlineAt: null,
    snoozedUntil: null,
    resolvedAt: command.receivedAt,
    resolvedBy: command.actor,
    resolution,
  });
  return tellException(command, world, after, 'exception.resolved');
}

/** Tells a change of an exception and answers with how it stands. */
export function tellException(
  command: Command,
  world: ExceptionWorld,
  record: ExceptionRecord,
  type: string,
  more: {
    readonly facts?: Readonly<Record<string, unknown>>;
    readonly decision?: string;
    readonly status?: number;
  } = {},
): Extract<Outcome, { kind: 'accepted' }> {
  const body = JSON.stringify(viewException(record));
  const [only] = record.subjects;
  world.unit.emit({
    type,
    subject: `exception/${record.id}`,
    // With one order it stands in that order's history.
    ...(record.subjectCount === 1 && only !== undefined && only.orderId !== null
      ? { orderId: only.orderId }
      : {}),
    occurredAt: command.receivedAt,
    data:
      more.facts === undefined ? body : JSON.stringify({ ...viewException(record), ...more.facts }),
    ...(more.decision === undefined ? {} : { decision: more.decision }),
  });
  return { kind: 'accepted', status: more.status ?? 200, body };
}
