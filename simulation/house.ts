import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Clock } from '../src/kernel/clock.ts';
import type { IdSource } from '../src/kernel/ids.ts';
import {
  createJobRunner,
  EventReader,
  type Command,
  type EventConsumer,
  type Hub,
  type JobTask,
} from '../src/hub/index.ts';
import { createSearchIndexer } from '../src/modules/orders/index.ts';

/** A database that was killed is back within seconds. */
const ATTEMPTS_MAX = 100;
const PAUSE_MS = 100;

/** What follows from events and jobs in a simulation, whose time only goes on between its rounds. */
export interface House {
  /** Lets everything follow that has become due. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

interface HouseOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Sends a command to one of the hubs; null when that died before it answered. */
  readonly submit: (command: Command) => Promise<{
    readonly status: number;
    readonly body: string;
    readonly repeated: boolean;
  } | null>;
  readonly report: (text: string) => void;
  readonly consumers: readonly EventConsumer[];
  readonly tasks: Readonly<Record<string, JobTask>>;
}

/** The server's own readers and runners of jobs, on the hubs of a simulation. */
export function createHouse({ submit, report, consumers, tasks, ...given }: HouseOptions): House {
  const died = { status: 503, body: '{}', repeated: false };
  const hub = {
    submit: async (command: Command) => (await submit(command)) ?? died,
    onCommitted: () => () => undefined,
  } as unknown as Hub;
  const log = {
    warn: (facts: object, message: string) => {
      // That a hub or the database was away is what faults are for.
      const text = JSON.stringify(facts);
      if (message === 'a reader was refused') report(`${message} ${text}`);
    },
  };
  const openReader = () => new EventReader({ ...given, hub, log, consumers });
  const openIndexer = () => createSearchIndexer({ ...given, log });
  let reader = openReader();
  let indexer = openIndexer();
  const jobs = createJobRunner({ ...given, hub, log, tasks, concurrency: 1 });
  return {
    async catchUp() {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await jobs.catchUp();
          await reader.catchUp();
          await indexer.catchUp();
          return;
        } catch (error) {
          if (attempt >= ATTEMPTS_MAX) throw error;
          // Connections that were killed stay with whoever held them: begun anew, they get others.
          await Promise.allSettled([reader.stop(), indexer.stop()]);
          reader = openReader();
          indexer = openIndexer();
          await sleep(PAUSE_MS);
        }
      }
    },
    async stop() {
      await jobs.stop();
      await reader.stop();
      await indexer.stop();
    },
  };
}
