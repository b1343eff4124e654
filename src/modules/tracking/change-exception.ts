import {
  putSettingsHandler,
  takeDecision,
  type Command,
  type CommandHandler,
  type Outcome,
} from '../../hub/index.ts';
import { instantFromText, instantToText } from '../../kernel/clock.ts';
import { refuse } from '../../../contracts/errors.ts';
import type {
  AssignException,
  ExceptionRules,
  NoteException,
  ResolveException,
  SnoozeException,
} from '../../../contracts/exceptions.ts';
import { isTimeZone } from '../../kernel/calendar.ts';
import { ownerDecision } from './decide-owner.ts';
import { isSettledByFact } from './exception-causes.ts';
import type { ExceptionRecord } from './exception-record.ts';
import { nextEscalation } from './exception-rules.ts';
import {
  exceptionWorldOf,
  needDuty,
  type ExceptionSources,
  type ExceptionWorld,
} from './exceptions-world.ts';
import { isSomebody, openKeysOf, openOf, resolve, tellException } from './raise-exception.ts';

/** A command on one exception. */
interface OnException {
  readonly exceptionId: string;
}

function onException<Body>(
  sources: ExceptionSources,
  kind: string,
  decide: (world: ExceptionWorld, command: Command<Body>, record: ExceptionRecord) => Outcome,
): CommandHandler<OnException & Body> {
  return {
    kind,
    need({ body }, unit) {
      unit.facts(sources.exceptions).need(body.exceptionId);
      needDuty(sources, unit);
    },
    decide(command, unit) {
      const world = exceptionWorldOf(sources, unit);
      const { exceptionId } = command.body;
      const record = world.exceptions.find(exceptionId);
      if (record === undefined)
        return refuse('not_found', `There is no exception ${exceptionId}.`, { exceptionId });
      if (record.state === 'resolved') {
        return refuse('illegal_transition', `Exception ${exceptionId} is resolved.`, {
          exceptionId,
          state: record.state,
        });
      }
      return decide(world, command, record);
    },
  };
}

/** resolve_exception: a person says that it is over, and how. */
export function resolveExceptionHandler(
  sources: ExceptionSources,
): CommandHandler<OnException & ResolveException> {
  return onException<ResolveException>(sources, 'resolve_exception', (world, command, record) =>
    isSettledByFact(record.kind)
      ? refuse(
          'settled_by_fact',
          `Exception ${record.id} closes by itself once it is known what became of what it is about.`,
          { kind: record.kind, subjects: record.subjects.map(({ subject }) => subject) },
        )
      : resolve(world, command, record, command.body.resolution),
  );
}

/** What is said of something that is over. */
export interface Settled {
  readonly causeKey: string;
  readonly subject: string;
  readonly resolution: string;
}

/** settle_exception: one subject does not suffer any more; with the last the exception closes by itself. */
export function settleExceptionHandler(sources: ExceptionSources): CommandHandler<Settled> {
  return {
    kind: 'settle_exception',
    need({ body }, unit) {
      for (const key of openKeysOf(body)) unit.facts(sources.exceptions).needBy('open_key', key);
      unit.facts(sources.rules).need('rules');
    },
    decide(command, unit) {
      const world = exceptionWorldOf(sources, unit);
      const { subject, resolution } = command.body;
      const record = openOf(world, command.body);
      const isNamed = record?.subjects.some((each) => each.subject === subject) === true;
      // It may never have been one, or a person was faster.
      if (record === undefined || !isNamed) return { kind: 'accepted', status: 200, body: '{}' };
      const subjects = record.subjects.filter((each) => each.subject !== subject);
      if (subjects.length === 0) return resolve(world, command, record, resolution);
      const after = world.exceptions.change({ ...record, subjects });
      return tellException(command, world, after, 'exception.left', { facts: { subject } });
    },
  };
}

/** assign_exception: somebody takes it, or gives it to somebody. */
export function assignExceptionHandler(
  sources: ExceptionSources,
): CommandHandler<OnException & AssignException> {
  return onException<AssignException>(sources, 'assign_exception', (world, command, record) => {
    const { owner } = command.body;
    if (!isSomebody(world, owner)) {
      return refuse('unknown_reference', `There is nobody called ${owner}.`, { field: 'owner' });
    }
    const after = world.exceptions.change({ ...record, owner });
    return tellException(command, world, after, 'exception.assigned');
  });
}

/** note_exception: what somebody found out. */
export function noteExceptionHandler(
  sources: ExceptionSources,
): CommandHandler<OnException & NoteException> {
  return onException<NoteException>(sources, 'note_exception', (world, command, record) => {
    const after = world.exceptions.change(withNote(record, command, command.body.text));
    return tellException(command, world, after, 'exception.noted');
  });
}

function withNote(record: ExceptionRecord, command: Command, text: string): ExceptionRecord {
  const note = { at: instantToText(command.receivedAt), by: command.actor, text };
  return { ...record, notes: [...record.notes, note] };
}

/** snooze_exception: it rests until then; its clock goes on behind it. */
export function snoozeExceptionHandler(
  sources: ExceptionSources,
): CommandHandler<OnException & SnoozeException> {
  return onException<SnoozeException>(sources, 'snooze_exception', (world, command, record) => {
    const until = instantFromText(command.body.until);
    if (until === null || until <= command.receivedAt) {
      return refuse('invalid_request', 'It can only rest until a time to come.', {
        field: 'until',
      });
    }
    const { note } = command.body;
    const noted = note === undefined ? record : withNote(record, command, note);
    const after = world.exceptions.change({
      ...noted,
      snoozedUntil: until,
      nextDeadlineAt: until,
    });
    return tellException(command, world, after, 'exception.snoozed');
  });
}

/** escalate_exception: its time is over, so the next of its chain is asked; or its rest has ended. */
export function escalateExceptionHandler(sources: ExceptionSources): CommandHandler<OnException> {
  return onException<object>(sources, 'escalate_exception', (world, command, record) => {
    const now = command.receivedAt;
    if (record.nextDeadlineAt === null || record.nextDeadlineAt > now) {
      return { kind: 'accepted', status: 200, body: '{}' };
    }
    if (record.snoozedUntil !== null) {
      const awake = world.exceptions.change({
        ...record,
        snoozedUntil: null,
        nextDeadlineAt: nextEscalation(world.rulesInForce, record, Math.max(now, record.dueAt)),
      });
      return tellException(command, world, awake, 'exception.woken');
    }
    const step = record.chain[record.level];
    if (step === undefined) {
      world.exceptions.change({ ...record, nextDeadlineAt: null });
      return { kind: 'accepted', status: 200, body: '{}' };
    }
    const { choice, record: decision } = takeDecision(ownerDecision, {
      wanted: step.owner,
      people: world.duty.people,
    });
    world.duty.give(choice.owner);
    const level = record.level + 1;
    const after = world.exceptions.change({
      ...record,
      owner: choice.owner,
      level,
      nextDeadlineAt: nextEscalation(world.rulesInForce, { ...record, level }, now),
    });
    return tellException(command, world, after, 'exception.escalated', { decision });
  });
}

/** put_exception_rules: limits, owners and working hours from now on. */
export function putExceptionRulesHandler(
  sources: ExceptionSources,
): CommandHandler<ExceptionRules> {
  return putSettingsHandler({
    kind: 'put_exception_rules',
    noun: 'exception_rules',
    source: sources.rules,
    judge: ({ hours }) =>
      isTimeZone(hours.timeZone) && hours.fromMinute < hours.toMinute
        ? null
        : refuse('invalid_settings', 'The working hours name no time in a known time zone.', {
            field: 'hours',
          }),
  });
}
