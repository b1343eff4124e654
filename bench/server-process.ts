import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const READY_MS_MAX = 60_000;
const STOP_MS_MAX = 30_000;
const POLL_MS = 5;

/**
 * Linchpin as a user runs it: the program in a process of its own, on a data folder of its own under
 * the system's temporary folder.
 */
export class ServerProcess {
  readonly port: number;
  readonly dataFolder: string;
  #child: ChildProcess | null = null;
  readonly #interrupted = () => void this.remove().finally(() => process.exit(130));
  readonly #exiting = () => void this.#child?.kill('SIGTERM');

  private constructor(port: number, dataFolder: string) {
    this.port = port;
    this.dataFolder = dataFolder;
    // However the bench ends, its server ends with it.
    process.once('SIGINT', this.#interrupted).once('SIGTERM', this.#interrupted);
    process.once('exit', this.#exiting);
  }

  /** Makes a fresh data folder and chooses a free port. Nothing is started yet. */
  static async prepare(): Promise<ServerProcess> {
    const dataFolder = await mkdtemp(path.join(tmpdir(), 'linchpin-bench-'));
    // Under root the database runs as another user, which has to reach its part of the folder.
    await chmod(dataFolder, 0o755);
    return new ServerProcess(await freePort(), dataFolder);
  }

  /** The process of the running server. */
  get processId(): number {
    const processId = this.#child?.pid;
    if (processId === undefined) throw new Error('the server is not running');
    return processId;
  }

  /** The first process of the running server's PostgreSQL. */
  get postgresProcessId(): number {
    const processId = readPostgresProcessId(path.join(this.dataFolder, 'postgres'));
    if (processId === null) throw new Error('the server runs no database of its own');
    return processId;
  }

  /** Starts the server and answers how many milliseconds it took from there to the first 200 of /readyz. */
  async start(options: readonly string[] = ['--bare']): Promise<number> {
    const started = performance.now();
    const child = this.#spawn(['start', ...options, '--port', String(this.port)]);
    this.#child = child;
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    while (!(await isReady(this.port))) {
      if (hasEnded(child)) throw new Error(`the server ended instead of starting:\n${printed}`);
      if (performance.now() - started > READY_MS_MAX)
        throw new Error(`the server is not ready:\n${printed}`);
      await sleep(POLL_MS);
    }
    return performance.now() - started;
  }

  /** Runs another command of the program on the same data folder and answers what it printed. */
  async command(...words: string[]): Promise<string> {
    const child = this.#spawn(words);
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await once(child, 'close');
    if (child.exitCode !== 0)
      throw new Error(`${words.join(' ')} ended with ${child.exitCode}: ${printed}`);
    return printed.trim();
  }

  /** Stops the server as Ctrl-C does. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Ends the server in the middle of whatever it does. Its PostgreSQL is left to the next start. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Stops what still runs and removes the data folder with all that belongs to it. */
  async remove(): Promise<void> {
    process.off('SIGINT', this.#interrupted).off('SIGTERM', this.#interrupted);
    try {
      await this.#end('SIGTERM');
    } finally {
      process.off('exit', this.#exiting);
      const link = path.join(this.dataFolder, 'postgres');
      const cluster = await realpath(link).catch(() => link);
      await endPostgres(cluster);
      // Where PostgreSQL's user cannot reach the folder, the cluster lies elsewhere behind a link.
      if (cluster !== link) await rm(path.dirname(cluster), { recursive: true, force: true });
      await rm(this.dataFolder, { recursive: true, force: true });
    }
  }

  #spawn(words: readonly string[]): ChildProcess {
    const program = path.join(ROOT, 'tools', 'bootstrap.mjs');
    return spawn(process.execPath, [program, ...words, '--data', this.dataFolder], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
    await ended;
    clearTimeout(timer);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/readyz', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
}

function readPostgresProcessId(cluster: string): number | null {
  try {
    return Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  } catch {
    return null;
  }
}

/** Ends the PostgreSQL of a killed server that nobody has started again: its folder is about to go. */
async function endPostgres(cluster: string): Promise<void> {
  const processId = readPostgresProcessId(cluster);
  if (processId === null) return;
  const until = performance.now() + STOP_MS_MAX;
  try {
    process.kill(processId, 'SIGQUIT');
    while (performance.now() < until) {
      process.kill(processId, 0);
      await sleep(50);
    }
  } catch {
    // It is gone, which is what is wanted.
  }
}
