import type { Pool } from 'pg';
import {
  createRecordSource,
  type CausedCommand,
  type Command,
  type CommandHandler,
  type DeadlineSource,
  type EventConsumer,
  type FactSource,
  type Outcome,
  type RecordFacts,
  type StoredEvent,
  type UnitOfWork,
} from '../hub/index.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../kernel/clock.ts';
import { runStatement } from '../platform/postgres/index.ts';
import { refuse } from '../../contracts/errors.ts';
import type { FlowSignal } from '../../contracts/flow-tasks.ts';
import type { Values, WaitedSignal } from './components/index.ts';
import type { RunState } from './engine/index.ts';
import type { Run } from './flow-facts.ts';
import { resume, type FlowSources } from './run-flows.ts';
import * as sql from './signals.sql.ts';

/** Something that happened elsewhere and that a flow waits for, or will. */
interface Signal {
  readonly id: string;
  readonly key: string;
  readonly output: string;
  readonly brought: Values;
  readonly receivedAt: Instant;
  readonly expiresAt: Instant;
  readonly state: 'kept' | 'taken' | 'unfit';
  readonly version: number;
}

/** What commands on signals read. */
export interface SignalSources extends FlowSources {
  readonly signals: FactSource<RecordFacts<Signal>>;
}

/** How long what came early is kept. */
const KEPT_DAYS = 30;

/** Where signals that came early come from. */
export function createSignalSource(): FactSource<RecordFacts<Signal>> {
  return createRecordSource<Signal>(sql.signalTable);
}

/** signal_flow: what waits for it goes on; what comes to wait for it finds it. */
export function signalFlowHandler(sources: SignalSources): CommandHandler<FlowSignal> {
  return {
    kind: 'signal_flow',
    need: ({ body }, unit) => unit.facts(sources.flows).needSignal(waitedKey(body.key)),
    decide(command, unit) {
      const { key, output = 'next', values = {} } = command.body;
      const waiting = waitingFor(sources, unit, key);
      if (waiting === null) {
        unit.facts(sources.signals).add({
          id: unit.newEventId(),
          key,
          output,
          brought: values,
          receivedAt: command.receivedAt,
          expiresAt: command.receivedAt + KEPT_DAYS * DAY_MS,
          state: 'kept',
          version: 1,
        });
        return told(command, unit, key, 'kept');
      }
      const wrong = misfit(waiting.signal, output, values);
      if (wrong !== null) return refuse('invalid_request', wrong, { field: 'values' });
      wake(sources, command, unit, waiting, output, values);
      return told(command, unit, key, 'taken');
    },
  };
}

/** take_signal: something has come to wait for what came early. */
export function takeSignalHandler(
  sources: SignalSources,
): CommandHandler<{ readonly signalId: string; readonly key: string }> {
  return {
    kind: 'take_signal',
    need({ body }, unit) {
      unit.facts(sources.signals).need(body.signalId);
      unit.facts(sources.flows).needSignal(waitedKey(body.key));
    },
    decide(command, unit) {
      const signals = unit.facts(sources.signals);
      const signal = signals.find(command.body.signalId);
      const waiting = waitingFor(sources, unit, command.body.key);
      if (signal?.state === 'kept' && waiting !== null) {
        const { key, output, brought } = signal;
        const isFit = misfit(waiting.signal, output, brought) === null;
        signals.change({ ...signal, state: isFit ? 'taken' : 'unfit' });
        if (isFit) wake(sources, command, unit, waiting, output, brought);
        return told(command, unit, key, isFit ? 'taken' : 'unfit');
      }
      return { kind: 'accepted', status: 200, body: '{}' };
    },
  };
}

function waitedKey(key: string): string {
  return `signal:${key}`;
}

/** Who waits for a signal. */
interface Waiting {
  readonly run: Run;
  readonly token: number;
  readonly signal: WaitedSignal;
}

/** Of several that wait for one key, the oldest run; null: none does. */
function waitingFor({ flows }: SignalSources, unit: UnitOfWork, key: string): Waiting | null {
  for (const run of unit.facts(flows).runs()) {
    for (const { number, wait } of run.progress.tokens) {
      const signal = wait?.signal ?? null;
      if (signal?.key === waitedKey(key)) return { run, token: number, signal };
    }
  }
  return null;
}

function wake(
  sources: SignalSources,
  command: Command,
  unit: UnitOfWork,
  { run, token, signal }: Waiting,
  output: string,
  values: Values,
): void {
  const cause = { kind: 'signal', key: signal.key, output, values, reason: null } as const;
  resume(sources, command, unit, run, token, cause);
}

const TYPE_NAMES = { string: 'string', int: 'number', bool: 'boolean' } as const;

/** Why what has come is not what the node takes; null: it is. */
function misfit({ accepts }: WaitedSignal, output: string, values: Values): string | null {
  const { outputs, values: types } = accepts ?? { outputs: [], values: {} };
  if (!outputs.includes(output)) return `It goes on by one of ${outputs.join(', ')}.`;
  for (const [name, value] of Object.entries(values)) {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) return `It takes no value ${name}.`;
    const isExact = type !== 'int' || Number.isSafeInteger(value);
    if (typeof value !== TYPE_NAMES[type] || !isExact) return `${name} is of the type ${type}.`;
  }
  return null;
}

function told(
  command: Command,
  unit: UnitOfWork,
  key: string,
  outcome: 'taken' | 'kept' | 'unfit',
): Outcome {
  const data = JSON.stringify({ outcome });
  const subject = `flow_signal/${key}`;
  unit.emit({ type: `flow_signal.${outcome}`, subject, occurredAt: command.receivedAt, data });
  return { kind: 'accepted', status: 200, body: data };
}

/** Signals that came before anything waited for them. */
export const earlySignals: DeadlineSource = {
  name: 'early signals',
  async due(pool, now, limit) {
    const rows = await runStatement<{ id: string; key: string }>(pool, sql.readSignalsToTake, [
      now,
      limit,
    ]);
    return rows.map(({ id, key }) => ({ kind: 'take_signal', body: { signalId: id, key } }));
  },
};

/** Forgets signals that nobody came for in time. */
export const forgetOldSignals = {
  name: 'old signals',
  everyMs: HOUR_MS,
  async run(pool: Pool, now: Instant): Promise<void> {
    await runStatement(pool, sql.deleteOldSignals, [now]);
  },
};

/** Something has happened to an order of which a token waits. */
interface LookAgain {
  readonly runId: string;
  readonly token: number;
  readonly key: string;
}

/** look_again: the node at which a token rests is asked whether that is what it waits for. */
export function lookAgainHandler(sources: FlowSources): CommandHandler<LookAgain> {
  return {
    kind: 'look_again',
    need: ({ body }, unit) => unit.facts(sources.flows).needRun(body.runId),
    decide(command, unit) {
      const { runId, token, key } = command.body;
      const run = unit.facts(sources.flows).run(runId);
      if (run === undefined) return refuse('not_found', `There is no run ${runId}.`);
      resume(sources, command, unit, run, token, { kind: 'again', key });
      return { kind: 'accepted', status: 200, body: JSON.stringify({ runId }) };
    },
  };
}

/** Lets flows that wait for events of their order look at what has happened. */
export function createFlowEvents(pool: Pool): EventConsumer {
  return {
    name: 'flows',
    types: () => ['order.', 'fulfilment.', 'return.', 'claim.'],
    async consume(events) {
      return { commands: await lookAgain(pool, events) };
    },
  };
}

async function lookAgain(pool: Pool, events: readonly StoredEvent[]): Promise<CausedCommand[]> {
  const ofOrders = events.flatMap((event) =>
    event.order_id === null ? [] : [{ event, orderId: event.order_id }],
  );
  const keys = ofOrders.flatMap(({ event, orderId }) => keysOf(event.type, orderId));
  if (keys.length === 0) return [];
  const rows = await runStatement<{
    run_id: string;
    number: number;
    signal_key: string;
    tokens: RunState['tokens'];
  }>(pool, sql.readEventWaits, [[...new Set(keys)]]);
  const byKey = Map.groupBy(rows, (row) => row.signal_key);
  return ofOrders.flatMap(({ event, orderId }) =>
    keysOf(event.type, orderId)
      .flatMap((key) => byKey.get(key) ?? [])
      .flatMap(({ run_id: runId, number, tokens }): CausedCommand[] => {
        const signal = tokens.find((token) => token.number === number)?.wait?.signal ?? null;
        // What had happened before it came to wait is not what it waits for.
        if (signal?.after === undefined || event.id <= signal.after) return [];
        const body: LookAgain = { runId, token: number, key: signal.key };
        return [{ kind: 'look_again', body, cause: event, name: `${runId}/${number}` }];
      }),
  );
}

function keysOf(type: string, orderId: number): string[] {
  return [`event:${type}@${orderId}`, `event:*@${orderId}`];
}
