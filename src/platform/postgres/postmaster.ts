import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { diskFull } from './home.ts';
import { clearLeftServer, endLeftBackends } from './processes.ts';
import type { RunUser } from './run-user.ts';
import { errorMessage, StartRefusal, type Log } from './start-refusal.ts';

/** What the supervised server does now; `restarting` lasts until it is `up` again, `stopped` for ever. */
export type ServerState = 'up' | 'restarting' | 'stopped';

/** A supervised PostgreSQL server. */
export interface Postmaster {
  /** Calls back on every change of state; the returned function ends that. */
  onStateChange(listener: (state: ServerState) => void): () => void;
  /** Shuts down fast: sessions are ended, a checkpoint is written. */
  stop(): Promise<void>;
  /** The server's process id, undefined while it is restarting. */
  processId(): number | undefined;
}

const POLL_MS = 10;
const PROGRESS_EVERY_MS = 5_000;
const STOP_MS_MAX = 120_000;
const BACKOFF_MS_MIN = 100;
const BACKOFF_MS_MAX = 10_000;
const LOG_TAIL_BYTES = 8_192;

interface Running {
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
}

/**
 * Starts the server on a cluster folder, waits until it takes connections, and from then on starts it
 * anew whenever it ends by itself.
 * @throws StartRefusal when it does not start the first time
 */
export async function startPostmaster(options: {
  readonly binaries: Binaries;
  readonly clusterFolder: string;
  readonly user: RunUser;
  readonly log: Log;
}): Promise<Postmaster> {
  const { clusterFolder, log } = options;
  const listeners = new Set<(state: ServerState) => void>();
  const stopping = new AbortController();
  let running: Running | null = null;

  const change = (state: ServerState): void => {
    for (const listener of listeners) listener(state);
  };

  const supervise = async (first: Running): Promise<void> => {
    running = first;
    for (;;) {
      await running.exited;
      running = null;
      if (stopping.signal.aborted) return;
      log('the database server ended unexpectedly and is started again');
      change('restarting');
      running = await restart();
      if (running === null) return;
      change('up');
      log('the database server is up again');
      // A stop that came while the server was starting has found nothing to signal.
      if (stopping.signal.aborted) running.child.kill('SIGINT');
    }
  };

  const restart = async (): Promise<Running | null> => {
    for (let backoffMs = BACKOFF_MS_MIN; ; backoffMs = Math.min(backoffMs * 2, BACKOFF_MS_MAX)) {
      if (stopping.signal.aborted) return null;
      try {
        await endLeftBackends(clusterFolder);
        return await launch(options);
      } catch (error) {
        log(`the database server did not start again: ${errorMessage(error)}`, {
          retryMs: backoffMs,
        });
      }
      await sleep(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  await clearLeftServer(clusterFolder, log);
  const supervised = supervise(await launch(options));
  // A hub that ends without stopping us, by an uncaught error for example, takes the server with it.
  const endWithProcess = (): void => void running?.child.kill('SIGINT');
  process.once('exit', endWithProcess);

  return {
    onStateChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    processId: () => running?.child.pid,
    async stop() {
      if (!stopping.signal.aborted) {
        stopping.abort();
        running?.child.kill('SIGINT');
      }
      const timer = setTimeout(() => {
        // Recovery at the next start replays the log; waiting for ever would hang the hub's shutdown.
        log('the database server did not stop in time and is ended at once');
        running?.child.kill('SIGQUIT');
      }, STOP_MS_MAX);
      await supervised;
      clearTimeout(timer);
      process.removeListener('exit', endWithProcess);
      change('stopped');
      listeners.clear();
    },
  };
}

async function launch(options: {
  readonly binaries: Binaries;
  readonly clusterFolder: string;
  readonly user: RunUser;
  readonly log: Log;
}): Promise<Running> {
  const { binaries, clusterFolder, user, log } = options;
  const child = spawn(binaries.postgres, ['-D', clusterFolder], {
    ...user,
    cwd: clusterFolder,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    // Ctrl-C reaches the whole process group; in a group of its own the server outlives the hub's drain.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-LOG_TAIL_BYTES);
  });
  let spawnError: Error | null = null;
  const exited = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', (error) => {
      spawnError = error;
      done();
    });
  });
  const startedAt = performance.now();
  let progressAt = startedAt + PROGRESS_EVERY_MS;
  const ended = exited.then(() => true);
  while (!(await isReady(clusterFolder, child.pid))) {
    if (await Promise.race([ended, sleep(POLL_MS, false)])) {
      throw await startFailure(clusterFolder, errors, spawnError);
    }
    if (performance.now() > progressAt) {
      log('the database server is still starting (it replays its log after an unclean end)', {
        seconds: Math.round((performance.now() - startedAt) / 1_000),
      });
      progressAt += PROGRESS_EVERY_MS;
    }
  }
  return { child, exited };
}

/** The server writes its state to the eighth line of its pid file, which is what pg_ctl waits for, too. */
async function isReady(clusterFolder: string, pid: number | undefined): Promise<boolean> {
  const text = await readFile(join(clusterFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

async function startFailure(
  clusterFolder: string,
  errors: string,
  spawnError: Error | null,
): Promise<StartRefusal> {
  if (spawnError !== null) {
    return new StartRefusal(
      'binaries_missing',
      `The packaged PostgreSQL does not run on this machine (${spawnError.message}; it needs glibc): set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: spawnError },
    );
  }
  // Until it opens its log the server writes to its error output; the log's older lines tell of other starts.
  const text = /FATAL|PANIC/.test(errors) ? errors : await newestLogTail(clusterFolder);
  if (/No space left on device|ENOSPC/i.test(text)) return diskFull(clusterFolder);
  if (/Address already in use|could not create any TCP\/IP sockets|could not bind/.test(text)) {
    return new StartRefusal(
      'port_in_use',
      'The port or socket of the database is in use by another program: stop that program, or give another port.',
    );
  }
  return new StartRefusal(
    'server_failed',
    `The database server on ${clusterFolder} did not start (${fatalLine(text)}): see ${join(clusterFolder, 'log')}.`,
  );
}

/** The line of a program's output that tells why it gave up. */
export function fatalLine(output: string): string {
  const lines = output.trim().split('\n');
  const line =
    lines.findLast((candidate) => /FATAL|PANIC|error/i.test(candidate)) ?? lines.at(-1) ?? '';
  return line.replace(/^.*?((FATAL|PANIC):)/, '$1').trim();
}

async function newestLogTail(clusterFolder: string): Promise<string> {
  const folder = join(clusterFolder, 'log');
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names.map(async (name) => ({ name, changedMs: (await stat(join(folder, name))).mtimeMs })),
  );
  const newest = files.toSorted((a, b) => b.changedMs - a.changedMs)[0];
  return newest === undefined
    ? ''
    : (await readFile(join(folder, newest.name), 'utf8')).slice(-LOG_TAIL_BYTES);
}
