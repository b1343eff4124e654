// A lock file for one installation at a time. It lies beside node_modules, not inside, because
// `npm ci` deletes that folder first.

import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';

const HEARTBEAT_MS = 2_000;
const STALE_MS = 30_000;
const RETRY_MS = 200;

/**
 * Waits until this process holds the lock. `share` adds a child process that holds it too, should
 * this one die before it; `release` lets go. Holders that died are noticed by their process ids, or
 * on a shared disk by a heartbeat that stopped.
 */
export async function acquireLock(lockPath, say) {
  let token = `${process.pid} #${Math.random()}`;
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
  return {
    share(processId) {
      token = `${processId} ${token}`;
      writeFileSync(lockPath, token);
    },
    release() {
      clearInterval(heartbeat);
      if (read(lockPath) === token) rmSync(lockPath, { force: true });
    },
  };
}

function tryCreate(lockPath, token) {
  try {
    writeFileSync(lockPath, token, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(lockPath) {
  // A file that is created but not written yet has no holder; only its age can tell against it.
  const holders = (read(lockPath) ?? '').split('#')[0].match(/\d+/g)?.map(Number) ?? [];
  if (holders.length > 0 && !holders.some(isAlive)) return true;
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
  rmSync(aside, { force: true });
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
