import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, readdir, readlink, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode, StartRefusal, type Log } from './start-refusal.ts';

const FAST_SHUTDOWN_MS_MAX = 60_000;
const IMMEDIATE_SHUTDOWN_MS_MAX = 10_000;
const LAST_BREATH_MS_MAX = 5_000;
const POLL_MS = 20;

/** True while a process with this id runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  return process.platform !== 'linux' || !isZombie(pid);
}

/** An ended process that its parent has not asked after still has an id; in a container that can last. */
function isZombie(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name in parentheses, may hold anything, even a parenthesis.
    return status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3) === 'Z';
  } catch {
    return true;
  }
}

/** Waits until a process is gone; false when it still lives after `timeoutMs`. */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/**
 * Clears what an earlier run left in a cluster folder: a server that outlived a killed hub is stopped,
 * a stale pid file is made harmless, left backends are ended.
 * @throws StartRefusal `orphan_server` when the old server does not stop
 */
export async function clearLeftServer(clusterFolder: string, log: Log): Promise<void> {
  const pidFile = join(clusterFolder, 'postmaster.pid');
  const readPidFile = (): Promise<string | null> => readFile(pidFile, 'utf8').catch(() => null);
  const found = await readPidFile();
  const pid = Number.parseInt(found ?? '', 10);
  if (pid > 0 && isAlive(pid) && (await isServerOf(pid, clusterFolder))) {
    log('stopping the database server that an earlier run left behind', { pid });
    await stopServer(pid, clusterFolder);
  }
  // Without a pid file a server may still be in its last breath.
  await endLeftBackends(clusterFolder, found === null ? LAST_BREATH_MS_MAX : 0);
  const left = await readPidFile();
  // Another program may have the pid by now, and the server would take it for a server of its own. With
  // the pid of its parent, ours, in the file it knows better, and still checks the shared memory named there.
  if (left !== null) await writeFile(pidFile, left.replace(/^-?\d+/, String(process.pid)));
}

/**
 * Ends backends that outlived their postmaster (killed with SIGKILL): one in the middle of a long
 * statement notices only at its end and until then keeps a new server from starting. They get
 * `patienceMs` to end by themselves. Does nothing where there is no /proc; there a start waits for them.
 */
export async function endLeftBackends(clusterFolder: string, patienceMs = 0): Promise<void> {
  if (process.platform !== 'linux') return;
  const folder = await realpath(clusterFolder);
  const deadline = performance.now() + patienceMs;
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || !(await runsServerIn(pid, folder))) continue;
    if (await waitUntilGone(pid, deadline - performance.now())) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      continue;
    }
    await waitUntilGone(pid, IMMEDIATE_SHUTDOWN_MS_MAX);
  }
}

/** Every process of a server works in the cluster folder; a person's shell may stand there, too. */
async function runsServerIn(pid: number, folder: string): Promise<boolean> {
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  if (workingFolder !== folder) return false;
  const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
  return /\/postgres( \(deleted\))?$/.test(program);
}

async function isServerOf(pid: number, clusterFolder: string): Promise<boolean> {
  if (process.platform === 'linux') return runsServerIn(pid, await realpath(clusterFolder));
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(
    () => ({ stdout: '' }),
  );
  return stdout.includes('postgres') && stdout.includes(clusterFolder);
}

async function stopServer(pid: number, clusterFolder: string): Promise<void> {
  process.kill(pid, 'SIGINT');
  if (await waitUntilGone(pid, FAST_SHUTDOWN_MS_MAX)) return;
  process.kill(pid, 'SIGQUIT');
  if (await waitUntilGone(pid, IMMEDIATE_SHUTDOWN_MS_MAX)) return;
  throw new StartRefusal(
    'orphan_server',
    `An earlier database server (process ${pid}) on ${clusterFolder} does not stop: end it (kill -9 ${pid}) and start again; no acknowledged order is lost by that.`,
  );
}
