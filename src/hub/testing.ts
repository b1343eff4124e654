import type { Pool } from 'pg';
import type { Clock, Instant } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { answerRefusal } from '../../contracts/errors.ts';
import { requestHashOf, type Command, type Lane } from './command.ts';
import type { HubOptions } from './hub-options.ts';
import { Hub } from './loop.ts';
import type { CommandHandler, FactSource, Reaction } from './unit-of-work.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  set(instant: Instant): void;
  advance(milliseconds: number): void;
}

/** The instant at which test clocks start, unless a test says otherwise. */
export const TEST_START: Instant = Date.UTC(2026, 10, 2, 1, 0, 0);

/** Makes a clock that stands at `start`. */
export function createManualClock(start: Instant = TEST_START): ManualClock {
  let now = start;
  return {
    now: () => now,
    set: (instant) => void (now = instant),
    advance: (milliseconds) => void (now += milliseconds),
  };
}

/** What a module registers with a hub. */
export interface TestModule {
  readonly sources: readonly FactSource<unknown>[];
  readonly handlers: readonly CommandHandler<never>[];
  readonly reactions?: readonly Reaction[];
}

/** An answer with its body parsed; `text` is the body as the caller got it. */
export interface TestReply<Body> {
  readonly status: number;
  readonly body: Body;
  readonly text: string;
  readonly repeated: boolean;
}

export interface SubmitOptions {
  readonly key?: string;
  readonly actor?: string;
  readonly lane?: Lane;
}

/** Whatever a test wants to read of an answer; a test names the type when it reads deeper. */
export type AnyBody = Readonly<Record<string, unknown>>;

/** A running hub for tests. */
export interface TestHub {
  readonly hub: Hub;
  readonly clock: ManualClock;
  /** What the hub reported; a test that expects no quarantine asserts that this is empty. */
  readonly reported: readonly string[];
  submit<Body = AnyBody>(
    kind: string,
    body: unknown,
    options?: SubmitOptions,
  ): Promise<TestReply<Body>>;
  /** Drains and stops the hub; the pool stays with the test. */
  stop(): Promise<void>;
}

export interface TestHubOptions extends Partial<
  Pick<HubOptions, 'queueLengthMax' | 'batchLengthMax' | 'patienceMs'>
> {
  /** In the order in which the program registers them. */
  readonly modules: readonly TestModule[];
  readonly clock?: ManualClock;
}

/** Starts a real hub on a real database, under a clock that the test moves. */
export function testHub(
  pool: Pool,
  { modules, clock = createManualClock(), ...options }: TestHubOptions,
): TestHub {
  const ids = createIdSource(clock);
  const reported: string[] = [];
  const report = (facts: object, message: string): void => {
    reported.push(`${message} ${JSON.stringify(facts)}`);
  };
  const log = { warn: report, error: report };
  const secretNames = new Set(['secret']);
  const hub = new Hub({ ...options, pool, clock, ids, log, answerRefusal, secretNames });
  for (const { sources, handlers, reactions } of modules) {
    hub.register(sources, handlers, reactions);
  }
  hub.start();
  return {
    hub,
    clock,
    reported,
    async submit<Body>(
      kind: string,
      body: unknown,
      { key, actor, lane }: SubmitOptions = {},
    ): Promise<TestReply<Body>> {
      const command: Command = {
        id: ids.uuid(),
        kind,
        body,
        key: key ?? null,
        requestHash: requestHashOf(kind, body),
        actor: actor ?? 'person/test',
        trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        receivedAt: clock.now(),
      };
      const reply = await hub.submit(command, lane);
      return {
        status: reply.status,
        body: JSON.parse(reply.body) as Body,
        text: reply.body,
        repeated: reply.repeated,
      };
    },
    stop: () => hub.stop(),
  };
}
