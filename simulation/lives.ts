import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ClientConfig } from 'pg';
import type { FailedLife, LivesRange, LivesResult } from './lives/run-lives.ts';
import { buildSmallWorld } from './lives/small-world.ts';
import { openSimulationDatabase } from './simulation-database.ts';

/** How many lives are lived, and which. */
export interface LivesOptions {
  readonly seed: number;
  readonly count: number;
  /** The number of the first. */
  readonly first: number;
  readonly databaseUrl?: string | undefined;
  readonly onProgress: (lives: number) => void;
  /** Told at once: who lives a million does not wait for the last of them. */
  readonly onFailed: (life: FailedLife) => void;
}

/** What they have come to, as it is printed. */
export interface LivesOutcome extends LivesResult {
  readonly seed: number;
  readonly seconds: number;
}

const THREADS_MAX = 4;
const FAILURES_MAX = 10;

/**
 * Lives many lives of orders, each from its own seed and on a small world of its own, on all cores.
 * What is lived is in memory; the database only says how the world begins.
 */
export async function liveLives({
  seed,
  count,
  first,
  databaseUrl,
  onProgress,
  onFailed,
}: LivesOptions): Promise<LivesOutcome> {
  const started = performance.now();
  const database = await openSimulationDatabase(databaseUrl);
  try {
    await buildSmallWorld(database.pool);
    const threads = Math.min(THREADS_MAX, availableParallelism(), count);
    const lived = Array.from({ length: threads }, () => 0);
    const parts = await Promise.all(
      lived.map((_none, index) =>
        runThread(
          database.connection,
          {
            seed,
            first: first + index,
            count: count - index,
            stride: threads,
            failuresMax: FAILURES_MAX,
          },
          {
            onProgress(lives) {
              lived[index] = lives;
              onProgress(lived.reduce((sum, part) => sum + part, 0));
            },
            onFailed,
          },
        ),
      ),
    );
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    return { seed, seconds, ...together(parts) };
  } finally {
    await database.close();
  }
}

/** What a thread tells, one of them at a time. */
interface Told {
  readonly lives?: number;
  readonly failed?: FailedLife;
  readonly result?: LivesResult;
}

function runThread(
  connection: ClientConfig,
  range: LivesRange,
  { onProgress, onFailed }: Pick<LivesOptions, 'onProgress' | 'onFailed'>,
): Promise<LivesResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./lives/lives-worker.ts', import.meta.url), {
      workerData: { connection, range },
    });
    worker.on('message', ({ lives, failed, result }: Told) => {
      if (lives !== undefined) onProgress(lives);
      if (failed !== undefined) onFailed(failed);
      if (result !== undefined) resolve(result);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread of lives ended with ${code}`)));
  });
}

function together(parts: readonly LivesResult[]): LivesResult {
  const byKind: Record<string, [number, number]> = {};
  const byState: Record<string, number> = {};
  for (const part of parts) {
    for (const [kind, [accepted, refused]] of Object.entries(part.byKind)) {
      const [before, beforeRefused] = byKind[kind] ?? [0, 0];
      byKind[kind] = [before + accepted, beforeRefused + refused];
    }
    for (const [state, orders] of Object.entries(part.byState))
      byState[state] = (byState[state] ?? 0) + orders;
  }
  const sum = (field: 'lives' | 'commands') =>
    parts.reduce((total, part) => total + part[field], 0);
  return {
    lives: sum('lives'),
    commands: sum('commands'),
    byKind,
    byState,
    failed: parts.flatMap(({ failed }) => failed).toSorted((one, other) => one.life - other.life),
  };
}

/** The command line that lives one life again. */
export function lifeCommand(seed: number, { life }: Pick<FailedLife, 'life'>): string {
  return `npm run -s simulate -- --seed ${seed} --life ${life}`;
}
