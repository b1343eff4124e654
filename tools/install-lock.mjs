// A lock file for one installation at a time. It lies beside node_modules, not inside, because
// `npm ci` deletes that folder first.

import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';

const HEARTBEAT_MS = 2_000;
const STALE_MS = 30_000;
const RETRY_MS = 200;

/**
 * Waits until this process holds the lock and returns the function that lets go of it. A holder
 * that died is noticed by its process id, or on a shared disk by a heartbeat that stopped.
 */
export async function acquireLock(lockPath, say) {
  const token = `${process.pid} ${Date.now()} ${Math.random()}`;
  let hasSaidThatItWaits = false;
  while (!tryCreate(lockPath, token)) {
    if (isAbandoned(lockPath)) {
      takeAway(lockPath);
      continue;
    }
    if (!hasSaidThatItWaits) say('Another process is installing the dependencies; waiting for it.');
    hasSaidThatItWaits = true;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  const heartbeat = setInterval(() => {
    try {
      utimesSync(lockPath, new Date(), new Date());
    } catch {
      // Someone removed the file by hand. The installation is still ours to finish.
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return () => {
    clearInterval(heartbeat);
    if (read(lockPath) === token) rmSync(lockPath, { force: true });
  };
}

function tryCreate(lockPath, token) {
  // Written aside and linked into place, so that nobody ever reads a lock without its owner.
  const draft = `${lockPath}.${process.pid}`;
  writeFileSync(draft, token);
  try {
    linkSync(draft, lockPath);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

function isAbandoned(lockPath) {
  const holder = Number.parseInt(read(lockPath) ?? '', 10);
  if (Number.isNaN(holder)) return false;
  if (!isAlive(holder)) return true;
  const status = statSync(lockPath, { throwIfNoEntry: false });
  return status !== undefined && Date.now() - status.mtimeMs > STALE_MS;
}

function isAlive(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Removes an abandoned lock. Two waiters may both see it; the slower one then moves the winner's
 * fresh lock aside, notices that its owner lives, and puts it back.
 */
function takeAway(lockPath) {
  const aside = `${lockPath}.${process.pid}.old`;
  try {
    renameSync(lockPath, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (!isAbandoned(aside)) {
    try {
      linkSync(aside, lockPath);
    } catch {
      // A third process took the lock in between. It will install the same packages after us.
    }
  }
  unlinkSync(aside);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
