import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Pool } from 'pg';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { testDatabase } from '../platform/postgres/testing.ts';
import { serve } from './serve.ts';

/** What a command of the line has said, and with which status it ended. */
export interface CommandOutcome {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/** A server on a test's database, with the command line beside it. */
export interface ServedForTests {
  readonly pool: Pool;
  readonly address: string;
  /** An empty folder in which commands run. */
  readonly folder: string;
  /** The folder of the project. */
  readonly root: string;
  /** Runs the command line as a user does: keys are made through the database of the server. */
  run(...args: readonly string[]): Promise<CommandOutcome>;
  stop(): Promise<void>;
}

/** Starts an empty server for tests of the command line. */
export async function serveForTests(): Promise<ServedForTests> {
  const root = path.join(import.meta.dirname, '..', '..');
  const folder = mkdtempSync(path.join(tmpdir(), 'linchpin-cli-'));
  const testing = await testDatabase();
  const { pool, connectionConfig } = testing;
  const serving = await serve({
    database: {
      pool,
      connectionConfig,
      kind: 'given',
      serverVersion: '',
      databaseName: '',
      onStateChange: () => () => undefined,
      stop: () => Promise.resolve(),
    },
    host: '127.0.0.1',
    port: 0,
    isBare: true,
    clock: machineClock,
    ids: createIdSource(machineClock),
    print: () => undefined,
  });
  return {
    pool,
    address: serving.address,
    folder,
    root,
    run: (...args) => {
      const { LINCHPIN_KEY: _key, LINCHPIN_URL: _url, ...environment } = process.env;
      return new Promise((resolve) => {
        execFile(
          process.execPath,
          [path.join(root, 'src', 'main.ts'), ...args],
          { cwd: folder, env: { ...environment, DATABASE_URL: testing.url } },
          (error, output, errors) =>
            resolve({ status: error === null ? 0 : Number(error.code), output, errors }),
        );
      });
    },
    async stop() {
      await serving.stop();
      await testing.drop();
      rmSync(folder, { recursive: true });
    },
  };
}
