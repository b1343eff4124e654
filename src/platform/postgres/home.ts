import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { canReach, makePrivateFolder, type RunUser } from './run-user.ts';
import { errorCode, errorMessage, StartRefusal, type Log } from './start-refusal.ts';

/** Where the parts of one embedded cluster lie. */
export interface Home {
  readonly dataFolder: string;
  /** PostgreSQL's own data folder; below `dataFolder`, or where the symbolic link there points to. */
  readonly clusterFolder: string;
  readonly socketFolder: string;
  readonly passwordFile: string;
}

const MIB = 1_048_576;
/** A new cluster takes 90 MB before its first row. */
const FREE_BYTES_MIN_NEW = 256 * MIB;
/** Below this the server would stop with a panic at its next WAL segment. */
const FREE_BYTES_MIN = 96 * MIB;
/** Where a cluster lies when its user cannot enter the data folder. */
const ELSEWHERE = '/var/lib/linchpin';
/** The kernel's sun_path holds 107 bytes and an end mark on Linux, 103 on macOS. */
const SOCKET_PATH_BYTES_MAX = process.platform === 'linux' ? 107 : 103;

/**
 * Makes the data folder if it is missing.
 * @returns its real path
 * @throws StartRefusal `data_folder_unusable`
 */
export async function openDataFolder(path: string): Promise<string> {
  const folder = resolve(path);
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    // Root passes every permission check, so only a real write tells whether the disk takes one.
    const probe = join(folder, `.probe-${process.pid}-${randomBytes(4).toString('hex')}`);
    await writeFile(probe, '');
    await rm(probe);
    return await realpath(folder);
  } catch (cause) {
    if (errorCode(cause) === 'ENOSPC') throw diskFull(folder, cause);
    throw new StartRefusal(
      'data_folder_unusable',
      `The data folder ${folder} cannot be written (${errorMessage(cause)}): give another with --data, or correct its owner and permissions.`,
      { cause },
    );
  }
}

/** The refusal of a full disk. */
export function diskFull(folder: string, cause?: unknown): StartRefusal {
  return new StartRefusal(
    'disk_full',
    `The disk of ${folder} is full: free at least ${FREE_BYTES_MIN_NEW / MIB} MB and start again; nothing is lost.`,
    { cause },
  );
}

/**
 * Bytes free on the disk of a folder.
 * @throws StartRefusal `disk_full` when too few for a server to start
 */
export async function freeBytes(folder: string, isNew: boolean): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free < (isNew ? FREE_BYTES_MIN_NEW : FREE_BYTES_MIN)) throw diskFull(folder);
  return free;
}

/**
 * Decides where the cluster of a data folder lies. It lies in the folder itself unless the server's
 * user cannot reach that (we are root and the folder is under /root): then it lies under /var/lib and
 * a symbolic link `postgres` in the data folder points to it.
 * @throws StartRefusal `data_folder_unusable`
 */
export async function findHome(dataFolder: string, user: RunUser, log: Log): Promise<Home> {
  const link = join(dataFolder, 'postgres');
  const passwordFile = join(dataFolder, 'postgres-password');
  const linked = await lstat(link).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  if (linked) {
    const clusterFolder = await realpath(link).catch((cause: unknown) => {
      throw new StartRefusal(
        'data_folder_unusable',
        `${link} points to a folder that is gone: bring that folder back, or remove the link to start empty.`,
        { cause },
      );
    });
    return {
      dataFolder,
      clusterFolder,
      socketFolder: await chooseSocketFolder(dirname(clusterFolder), user),
      passwordFile,
    };
  }
  if (!(await canReach(user, dataFolder)) && (await canReach(user, dirname(dataFolder)))) {
    // Only the folder itself bars the way, and it is ours: others may then pass through it, not look inside.
    const { mode } = await stat(dataFolder);
    await chmod(dataFolder, (mode & 0o777) | 0o011);
  }
  if (await canReach(user, dataFolder)) {
    return {
      dataFolder,
      clusterFolder: link,
      socketFolder: await chooseSocketFolder(dataFolder, user),
      passwordFile,
    };
  }
  if (existsSync(link)) {
    throw new StartRefusal(
      'data_folder_unusable',
      `The database user cannot enter ${dataFolder}: start Linchpin as the user who owns the folder, or move the data folder to where other users may enter, for example /var/lib.`,
    );
  }
  const elsewhere = await placeElsewhere(dataFolder, link, user, log);
  return {
    dataFolder,
    clusterFolder: join(elsewhere, 'postgres'),
    socketFolder: await chooseSocketFolder(elsewhere, user),
    passwordFile,
  };
}

async function placeElsewhere(
  dataFolder: string,
  link: string,
  user: RunUser,
  log: Log,
): Promise<string> {
  const place = createHash('sha256').update(dataFolder).digest('hex').slice(0, 8);
  const elsewhere = join(ELSEWHERE, `${place}-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(ELSEWHERE, { recursive: true, mode: 0o755 });
    // Whoever deletes the data folder deletes the link only; nobody but its owner may delete what it led to.
    for (const name of await readdir(ELSEWHERE)) {
      if (!name.startsWith(`${place}-`)) continue;
      log(
        'an earlier data folder of this name has left a database behind; delete it if you do not need it',
        {
          folder: join(ELSEWHERE, name),
        },
      );
    }
    await mkdir(elsewhere, { mode: 0o755 });
    await writeFile(join(elsewhere, 'belongs-to'), `${dataFolder}\n`);
    await makePrivateFolder(join(elsewhere, 'postgres'), user);
    await symlink(join(elsewhere, 'postgres'), link);
  } catch (cause) {
    throw new StartRefusal(
      'data_folder_unusable',
      `The database user cannot enter ${dataFolder}, and ${ELSEWHERE} cannot be written (${errorMessage(cause)}): give a data folder outside ${dirname(dataFolder)} with --data.`,
      { cause },
    );
  }
  log('the database user cannot enter the data folder, so the database lies elsewhere', {
    folder: elsewhere,
  });
  return elsewhere;
}

/** The password of the database's owner, made at the first start and readable only by us. */
export async function readOrMakePassword(
  home: Home,
): Promise<{ password: string; isNew: boolean }> {
  const found = await readFile(home.passwordFile, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (found !== null && found.trim() !== '') {
    await chmod(home.passwordFile, 0o600);
    return { password: found.trim(), isNew: false };
  }
  return { password: randomBytes(24).toString('base64url'), isNew: true };
}

/** Stores the password so that a crash leaves either none or the whole. */
export async function storePassword(home: Home, password: string): Promise<void> {
  const building = `${home.passwordFile}.new`;
  await writeFile(building, `${password}\n`, { mode: 0o600, flush: true });
  await rename(building, home.passwordFile);
}

/**
 * Looks at what lies in the cluster folder.
 * @returns false when a cluster has to be created there
 * @throws StartRefusal `not_a_cluster`, `other_major_version`
 */
export async function checkCluster(clusterFolder: string, majorVersion: number): Promise<boolean> {
  const entries = await readdir(clusterFolder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    if (errorCode(error) === 'EACCES') {
      throw new StartRefusal(
        'data_folder_unusable',
        `${clusterFolder} belongs to another user, as after a start as root: start Linchpin as that user, or give it the folder (chown -R).`,
        { cause: error },
      );
    }
    throw new StartRefusal(
      'not_a_cluster',
      `${clusterFolder} is not a PostgreSQL data folder (${errorMessage(error)}): give another data folder with --data, or move it away.`,
      { cause: error },
    );
  });
  if (entries === null || entries.length === 0) return false;
  const found = await readFile(join(clusterFolder, 'PG_VERSION'), 'utf8').catch(() => null);
  if (found === null || !entries.includes('global')) {
    throw new StartRefusal(
      'not_a_cluster',
      `${clusterFolder} holds files but is not a PostgreSQL data folder: give another data folder with --data, or move these files away.`,
    );
  }
  if (found.trim() !== String(majorVersion)) {
    throw new StartRefusal(
      'other_major_version',
      `${clusterFolder} was made by PostgreSQL ${found.trim()} and this Linchpin brings PostgreSQL ${majorVersion}: upgrade the folder with pg_upgrade, or start the Linchpin version that made it.`,
    );
  }
  return true;
}

async function chooseSocketFolder(beside: string, user: RunUser): Promise<string> {
  const near = join(beside, 'socket');
  if (Buffer.byteLength(join(near, '.s.PGSQL.65535')) <= SOCKET_PATH_BYTES_MAX) {
    await makePrivateFolder(near, user);
    return near;
  }
  const digest = createHash('sha256').update(beside).digest('hex').slice(0, 12);
  const short = join(tmpdir(), `linchpin-socket-${process.getuid?.()}-${digest}`);
  const ours = process.getuid?.();
  await mkdir(short, { mode: 0o700 }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  const found = await lstat(short);
  // Anybody may make folders in the temporary folder: a foreign one could be used to listen in.
  if (
    !found.isDirectory() ||
    (found.uid !== ours && found.uid !== user.uid) ||
    (found.mode & 0o077) !== 0
  ) {
    throw new StartRefusal(
      'data_folder_unusable',
      `The path of ${beside} is too long for a socket and ${short} belongs to another user: remove that folder, or give a data folder with a shorter path.`,
    );
  }
  await makePrivateFolder(short, user);
  return short;
}
