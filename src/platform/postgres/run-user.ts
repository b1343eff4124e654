import { readFileSync } from 'node:fs';
import { chown, lchown, mkdir, lstat, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StartRefusal } from './start-refusal.ts';

/** The user that the database server runs as; empty when that is our own, so that it spreads into spawn options. */
export type RunUser = { readonly uid: number; readonly gid: number } | Record<string, never>;

/** PostgreSQL refuses to run as root, and its initdb looks the user up, so it must be one of this file. */
const PREFERRED_NAMES = ['linchpin', 'postgres', 'nobody'];

/**
 * Chooses the user for the server: our own, or when we are root an existing unprivileged one.
 * @throws StartRefusal `no_unprivileged_user`
 */
export function chooseRunUser(uid = process.getuid?.() ?? -1, passwdPath = '/etc/passwd'): RunUser {
  if (uid !== 0) return {};
  let accounts: { name: string; uid: number; gid: number }[];
  try {
    accounts = readFileSync(passwdPath, 'utf8')
      .split('\n')
      .map((line) => {
        const [name = '', , uidText = '', gidText = ''] = line.split(':');
        return { name, uid: Number.parseInt(uidText, 10), gid: Number.parseInt(gidText, 10) };
      });
  } catch {
    accounts = [];
  }
  for (const name of PREFERRED_NAMES) {
    const account = accounts.find((candidate) => candidate.name === name);
    if (account !== undefined && account.uid > 0) return { uid: account.uid, gid: account.gid };
  }
  throw new StartRefusal(
    'no_unprivileged_user',
    'PostgreSQL does not run as root and this machine has no user named linchpin, postgres or nobody: create one (useradd --system linchpin), or start Linchpin as an ordinary user.',
  );
}

/** True when the user may enter every folder on the way to `path` and, if it is there, read the path itself. */
export async function canReach(user: RunUser, path: string): Promise<boolean> {
  if (user.uid === undefined) return true;
  let current = resolve(path);
  for (;;) {
    // What does not exist yet will be made and given to the user.
    const found = await stat(current).catch(() => null);
    if (found !== null) {
      const bits =
        found.uid === user.uid
          ? found.mode >> 6
          : found.gid === user.gid
            ? found.mode >> 3
            : found.mode;
      const needed = current === resolve(path) && !found.isDirectory() ? 4 : 1;
      if ((bits & needed) !== needed) return false;
    }
    const parent = dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}

/** Makes a folder that only the server's user (and root) may enter. */
export async function makePrivateFolder(path: string, user: RunUser): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined) await chown(path, user.uid, user.gid);
}

/**
 * The user for an existing cluster: its owner, so that a start as root does not take it away from the
 * user who started it before; `user` when there is no cluster yet or root owns it.
 */
export async function ownerOr(user: RunUser, clusterFolder: string): Promise<RunUser> {
  if (user.uid === undefined) return user;
  const found = await stat(clusterFolder).catch(() => null);
  return found === null || found.uid === 0 ? user : { uid: found.uid, gid: found.gid };
}

/** Gives a folder and all in it to the server's user, which root may have copied there. */
export async function giveFolder(path: string, user: RunUser): Promise<void> {
  if (user.uid === undefined) return;
  const found = await lstat(path);
  // The server creates its own files under its own user, so the folder's owner speaks for its content.
  if (found.uid === user.uid) return;
  for (const entry of await readdir(path, { recursive: true })) {
    await lchown(join(path, entry), user.uid, user.gid);
  }
  await lchown(path, user.uid, user.gid);
}
