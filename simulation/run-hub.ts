import type { Pool } from 'pg';
import type { Instant } from '../src/kernel/clock.ts';
import { createIdSource } from '../src/kernel/ids.ts';
import { Random } from '../src/kernel/random.ts';
import { requestHashOf } from '../src/hub/index.ts';
import { assemble } from '../src/assemble.ts';
import { createPool } from '../src/platform/postgres/pool.ts';
import type { HubSetup, WireCommand, WireReply } from './hub-messages.ts';

/** A hub on simulated time. */
export interface RunningHub {
  submit(command: WireCommand): Promise<WireReply>;
  stop(): Promise<void>;
}

/** Starts the real hub with the real modules; only clock, identifiers and randomness are the simulation's. */
export function runHub(setup: HubSetup, report: (text: string) => void): RunningHub {
  let now: Instant = setup.now;
  const clock = { now: () => now };
  const random = new Random(setup.seed);
  const ids = createIdSource(clock, (bytes) => {
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = random.integer(0, 255);
  });
  const pool: Pool = createPool(setup.connection, { poolSize: 6 });
  const tell = (facts: object, message: string): void =>
    report(`${message} ${JSON.stringify(facts)}`);
  const hub = assemble({
    pool,
    clock,
    ids,
    log: { warn: tell, error: tell },
    batchLengthMax: setup.batchLengthMax,
  });
  hub.start();
  return {
    submit({ lane, ...command }) {
      now = Math.max(now, command.receivedAt);
      return hub.submit(
        { ...command, requestHash: requestHashOf(command.kind, command.body) },
        lane,
      );
    },
    async stop() {
      await hub.stop();
      await pool.end();
    },
  };
}
