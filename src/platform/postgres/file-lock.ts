import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** A lock that the operating system holds for this process and drops with it, however it ends. */
export interface FileLock {
  release(): void;
}

const SQLITE_BUSY = 5;
const POLL_MS = 25;

/**
 * Takes a lock on a file (made when missing) or returns null when another process, or another holder
 * in this one, has it. `shared` holders exclude only `exclusive` ones.
 *
 * Node has no call for file locks, but its SQLite takes them from the kernel (fcntl) on every
 * transaction. Unlike a file with a pid in it, such a lock cannot be stale: it ends with its process,
 * and neither a reused pid nor a crash leaves one behind. Nothing is ever written to the file.
 */
export function tryFileLock(path: string, mode: 'exclusive' | 'shared'): FileLock | null {
  const file = new DatabaseSync(path);
  try {
    // A read transaction takes its shared lock with its first read, not with BEGIN.
    file.exec(
      mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT count(*) FROM sqlite_schema',
    );
  } catch (error) {
    file.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return { release: () => file.close() };
}

/** Waits up to `timeoutMs` for a lock; null when it was not free in that time. */
export async function waitForFileLock(
  path: string,
  mode: 'exclusive' | 'shared',
  timeoutMs: number,
): Promise<FileLock | null> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const lock = tryFileLock(path, mode);
    if (lock !== null || performance.now() > deadline) return lock;
    await sleep(POLL_MS);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
