import { existsSync } from 'node:fs';
import { access, constants, lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { tryFileLock } from '../platform/postgres/file-lock.ts';
import { isAlive } from '../platform/postgres/processes.ts';
import { broken, fine, worrying, type Finding } from './doctor-finding.ts';

/** What a file system says of itself; counts of inodes are 0 where it has no such bound. */
export interface DiskFacts {
  readonly freeBytes: number;
  readonly inodes: number;
  readonly freeInodes: number;
}

const GIB = 1_073_741_824;
const FREE_BYTES_WANTED = 2 * GIB;
/** Below this PostgreSQL is not started. */
const FREE_BYTES_MIN = 100_663_296;
const FREE_INODES_WANTED = 20_000;
const FREE_INODES_MIN = 500;

/** Judges the room on the disk of a folder. */
export function judgeDisk(folder: string, disk: DiskFacts): Finding[] {
  const free = `${(disk.freeBytes / GIB).toFixed(1)} GiB free on the disk of ${folder}`;
  const mend = `Free at least ${FREE_BYTES_WANTED / GIB} GiB: PostgreSQL stops when its disk is full.`;
  const findings = [
    disk.freeBytes >= FREE_BYTES_WANTED
      ? fine('disk', free)
      : (disk.freeBytes < FREE_BYTES_MIN ? broken : worrying)('disk', `${free}.`, mend),
  ];
  if (disk.inodes > 0 && disk.freeInodes < FREE_INODES_WANTED) {
    findings.push(
      (disk.freeInodes < FREE_INODES_MIN ? broken : worrying)(
        'inodes',
        `Only ${disk.freeInodes} more files fit on the disk of ${folder}, however much room it has.`,
        'Delete what consists of many small files there, or move the data folder to another disk.',
      ),
    );
  }
  return findings;
}

/**
 * Judges a data folder without starting anything in it. What it finds broken keeps a server from starting.
 * @param uid the user that would start it; 0 gives folders to whom they must belong by itself
 * @param majorVersion of the PostgreSQL that Linchpin brings
 */
export async function judgeFolder(
  dataFolder: string,
  uid: number,
  majorVersion: number,
): Promise<Finding[]> {
  const found = await stat(dataFolder).catch(() => null);
  const link = join(dataFolder, 'postgres');
  if (found !== null && !found.isDirectory()) {
    return [broken('folder', `${dataFolder} is no folder.`, 'Give the right folder with --data.')];
  }
  if (found === null) return [noDatabase(dataFolder)];
  const isWritable = await access(dataFolder, constants.W_OK | constants.X_OK).then(
    () => uid === 0 || found.uid === uid || (found.mode & 0o002) !== 0,
    () => false,
  );
  if (!isWritable) {
    return [
      broken(
        'rights',
        `${dataFolder} belongs to user ${found.uid}, and this user (${uid}) may not write in it.`,
        `Start Linchpin as that user, or give it the folder: chown -R ${uid} ${dataFolder}`,
      ),
    ];
  }
  const linked = await lstat(link).catch(() => null);
  if (linked === null) return [await halfMade(dataFolder)];
  const cluster = await realpath(link).catch(() => null);
  if (cluster === null) {
    return [
      broken(
        'folder',
        `${link} points to a folder that is gone.`,
        'Bring that folder back, restore a backup into a new data folder, or remove the link to start empty.',
      ),
    ];
  }
  return [
    ...(await judgeCluster(cluster, uid, majorVersion)),
    await judgePassword(dataFolder),
    await judgeLock(dataFolder, cluster),
  ];
}

function noDatabase(dataFolder: string): Finding {
  return broken(
    'folder',
    `There is no database in ${dataFolder}.`,
    'Give the right folder with --data, or make one with linchpin start.',
  );
}

async function halfMade(dataFolder: string): Promise<Finding> {
  const names = await readdir(dataFolder);
  if (!names.some((name) => name.startsWith('postgres.new-'))) return noDatabase(dataFolder);
  return broken(
    'folder',
    `${dataFolder} is half made: a start was broken off while it created the database.`,
    'Start again: linchpin start clears away what is left and begins anew; nothing was stored yet.',
  );
}

async function judgeCluster(
  cluster: string,
  uid: number,
  majorVersion: number,
): Promise<Finding[]> {
  const found = await stat(cluster);
  if (uid !== 0 && found.uid !== uid) {
    return [
      broken(
        'rights',
        `${cluster} belongs to user ${found.uid}, as after a start as root, and this is user ${uid}.`,
        `Start Linchpin as that user, or give it the folder: chown -R ${uid} ${cluster}`,
      ),
    ];
  }
  const names = await readdir(cluster).catch((): string[] => []);
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (names.length === 0) {
    return [
      broken(
        'folder',
        `${cluster} is empty: no database was made in it yet.`,
        'Start again: linchpin start makes one.',
      ),
    ];
  }
  if (version === null || !names.includes('global')) {
    return [
      broken(
        'folder',
        `${cluster} holds files but is not a whole PostgreSQL data folder.`,
        'Give the right folder with --data, or move these files away and restore a backup.',
      ),
    ];
  }
  const findings = [
    version.trim() === String(majorVersion)
      ? fine('folder', `${cluster} is of PostgreSQL ${majorVersion}`)
      : broken(
          'folder',
          `${cluster} was made by PostgreSQL ${version.trim()}, and this Linchpin brings PostgreSQL ${majorVersion}.`,
          'Make a backup with the Linchpin that made it and restore that into a new data folder.',
        ),
  ];
  if ((found.mode & 0o027) !== 0) {
    findings.push(
      broken(
        'rights',
        `Others may look into ${cluster} (mode ${(found.mode & 0o777).toString(8)}), so PostgreSQL refuses it.`,
        `Take their rights away: chmod 700 ${cluster}`,
      ),
    );
  }
  return findings;
}

async function judgePassword(dataFolder: string): Promise<Finding> {
  const path = join(dataFolder, 'postgres-password');
  const found = await stat(path).catch(() => null);
  if (found === null) {
    return worrying(
      'password',
      `${path} is missing.`,
      'linchpin start sets a new password by itself; programs of yours that use the old one need the new.',
    );
  }
  if ((found.mode & 0o077) !== 0) {
    return worrying(
      'password',
      `Others may read the password of the database in ${path}.`,
      `Take their rights away: chmod 600 ${path}`,
    );
  }
  return fine('password', 'the password of the database is kept from others');
}

/** Who has the folder now: a living server, or one that left traces. */
async function judgeLock(dataFolder: string, cluster: string): Promise<Finding> {
  const lockFile = join(dataFolder, 'hub.lock');
  const written = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(written, 10);
  const isServerAlive = pid > 0 && isAlive(pid);
  // Asking for the lock of a file that is not there would make it.
  const lock = existsSync(lockFile) ? tryFileLock(lockFile, 'exclusive') : { release: () => {} };
  if (lock === null) {
    return fine(
      'lock',
      isServerAlive
        ? `a Linchpin runs on ${dataFolder}; its database is process ${pid}`
        : `a Linchpin has taken ${dataFolder} and starts or stops its database`,
    );
  }
  lock.release();
  if (isServerAlive) {
    return worrying(
      'lock',
      `No Linchpin runs on ${dataFolder}, but process ${pid}, which its last database server was, is alive.`,
      'linchpin start stops it when it is that server, and leaves it alone when another program has the number.',
    );
  }
  if (pid > 0) {
    return worrying(
      'lock',
      `The last Linchpin on ${dataFolder} was killed: its database server (process ${pid}) is dead and has not cleaned up.`,
      'linchpin start repairs it by itself; nothing that was acknowledged is lost.',
    );
  }
  return fine('lock', `nobody uses ${dataFolder}`);
}
