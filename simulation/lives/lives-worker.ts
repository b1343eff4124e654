import { parentPort, workerData } from 'node:worker_threads';
import type { ClientConfig } from 'pg';
import { createPool } from '../../src/platform/postgres/pool.ts';
import { runLives, type LivesRange } from './run-lives.ts';
import { createStage } from './stage.ts';

// A thread of its own: it lives its part of the lives and answers with what they have come to.
const { connection, range } = workerData as {
  readonly connection: ClientConfig;
  readonly range: LivesRange;
};
const pool = createPool(connection, { poolSize: 2 });
const result = await runLives(createStage(pool), range, {
  onProgress: (lives) => parentPort?.postMessage({ lives }, []),
  onFailed: (failed) => parentPort?.postMessage({ failed }, []),
});
parentPort?.postMessage({ result }, []);
await pool.end();
