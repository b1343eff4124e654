import { spawn } from 'node:child_process';
import {
  appendFile,
  chmod,
  chown,
  mkdir,
  readdir,
  rename,
  rm,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findBinaries, type Binaries } from './binaries.ts';
import { tryFileLock, type FileLock } from './file-lock.ts';
import {
  checkCluster,
  diskFull,
  findHome,
  freeBytes,
  openDataFolder,
  readOrMakePassword,
  storePassword,
  type Home,
} from './home.ts';
import { fatalLine, startPostmaster, type Postmaster } from './postmaster.ts';
import { chooseRunUser, giveFolder, ownerOr, type RunUser } from './run-user.ts';
import { fitSettings, settingsToText, type Machine } from './settings.ts';
import { errorCode, errorMessage, StartRefusal, type Log } from './start-refusal.ts';

/** The role that owns everything in an embedded cluster. */
export const OWNER = 'linchpin';
const DEFAULT_PORT = 5_432;

/** A running embedded server and how to reach it. */
export interface EmbeddedServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly postmaster: Postmaster;
  /** Stops the server and gives the data folder free. */
  stop(): Promise<void>;
}

/** How an embedded server is started. */
export interface EmbeddedOptions {
  readonly dataFolder: string;
  readonly log: Log;
  /** Also listens on this port of 127.0.0.1; without it only the private socket is open. */
  readonly loopbackPort?: number | undefined;
  /** Settings on top of the fitted ones. The test server switches fsync off with this; nothing else may. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Starts the embedded PostgreSQL on `<dataFolder>/postgres`, creating the cluster on the first start.
 * One process at a time may do so on a folder.
 * @throws StartRefusal
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { log } = options;
  const dataFolder = await openDataFolder(options.dataFolder);
  const lock = lockFolder(dataFolder);
  try {
    const user = await ownerOr(chooseRunUser(), join(dataFolder, 'postgres'));
    const binaries = await findBinaries(user, log);
    const home = await findHome(dataFolder, user, log);
    const exists = await checkCluster(home.clusterFolder, binaries.majorVersion);
    const diskFreeBytes = await freeBytes(dirname(home.clusterFolder), !exists);
    if (options.loopbackPort !== undefined) await refuseTakenPort(options.loopbackPort);
    const { password, isNew } = await readOrMakePassword(home);
    if (exists) await giveFolder(home.clusterFolder, user);
    else await createCluster(home, binaries, user, password, log);
    if (isNew) {
      if (exists) await resetPassword(home, binaries, user, password, log);
      await storePassword(home, password);
    }
    const listening = {
      socketFolder: home.socketFolder,
      port: options.loopbackPort ?? DEFAULT_PORT,
      onLoopback: options.loopbackPort !== undefined,
    };
    const settings = {
      ...fitSettings(await thisMachine(diskFreeBytes), listening),
      ...options.settings,
    };
    await writeSettings(home.clusterFolder, settings, user);
    const postmaster = await startPostmaster({
      binaries,
      clusterFolder: home.clusterFolder,
      user,
      log,
    });
    return {
      host: home.socketFolder,
      port: listening.port,
      user: OWNER,
      password,
      postmaster,
      async stop() {
        await postmaster.stop();
        // It may lie in the temporary folder, where nobody would clear it away.
        await rm(home.socketFolder, { recursive: true, force: true });
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    if (errorCode(error) === 'ENOSPC') throw diskFull(dataFolder, error);
    throw error;
  }
}

function lockFolder(dataFolder: string): FileLock {
  let lock: FileLock | null;
  try {
    lock = tryFileLock(join(dataFolder, 'hub.lock'), 'exclusive');
  } catch (cause) {
    throw new StartRefusal(
      'data_folder_unusable',
      `The lock file ${join(dataFolder, 'hub.lock')} cannot be opened (${errorMessage(cause)}): correct its owner and permissions.`,
      { cause },
    );
  }
  if (lock !== null) return lock;
  throw new StartRefusal(
    'data_folder_in_use',
    `Another Linchpin is running on ${dataFolder}: stop it first, or give another data folder with --data.`,
  );
}

async function thisMachine(diskFreeBytes: number): Promise<Machine> {
  // A container's limit counts where there is one; without a limit Node reports 0 or a number beyond the machine.
  const limit = process.constrainedMemory();
  const shared = await statfs('/dev/shm').catch(() => null);
  return {
    memoryBytes: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
    cores: availableParallelism(),
    diskFreeBytes,
    sharedMemoryFolderBytes: shared === null ? null : shared.blocks * shared.bsize,
  };
}

async function refuseTakenPort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((done, fail) => {
    probe.once('error', (cause) => {
      fail(
        new StartRefusal(
          'port_in_use',
          `Port ${port} of 127.0.0.1 cannot be used for the database (${errorMessage(cause)}): stop the program that uses it, or give another port.`,
          { cause },
        ),
      );
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => done()));
  });
}

async function createCluster(
  home: Home,
  binaries: Binaries,
  user: RunUser,
  password: string,
  log: Log,
): Promise<void> {
  const parent = dirname(home.clusterFolder);
  // A start that was killed half way leaves such a folder; it has never been served from.
  for (const name of await readdir(parent)) {
    if (name.startsWith('postgres.new-'))
      await rm(join(parent, name), { recursive: true, force: true });
  }
  const building = join(parent, `postgres.new-${process.pid}`);
  const passwordFile = join(building, '..', `postgres.new-password-${process.pid}`);
  log('creating the database', { folder: home.clusterFolder });
  try {
    await mkdir(building, { mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user.uid !== undefined) {
      await chown(building, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    await run(binaries.initdb, user, [
      '--pgdata',
      building,
      '--username',
      OWNER,
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--locale-provider',
      'builtin',
      '--builtin-locale',
      'C.UTF-8',
      '--data-checksums',
    ]);
    await appendFile(
      join(building, 'postgresql.conf'),
      "\ninclude_if_exists 'linchpin.conf'\ninclude_if_exists 'custom.conf'\n",
    );
    // The folder may be there already, empty; rename replaces an empty folder only.
    await rename(building, home.clusterFolder);
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    if (error instanceof StartRefusal) throw error;
    const reason = errorMessage(error);
    if (/No space left on device|ENOSPC/.test(reason)) throw diskFull(parent, error);
    if (reason.includes('could not look up effective user ID')) {
      throw new StartRefusal(
        'no_unprivileged_user',
        `PostgreSQL needs a name for the user ${process.getuid?.()} that Linchpin runs as: add that user to /etc/passwd, or start Linchpin as a user who is there.`,
        { cause: error },
      );
    }
    throw new StartRefusal(
      'server_failed',
      `The database could not be created in ${home.clusterFolder} (${fatalLine(reason)}): remove that cause and start again.`,
      { cause: error },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The password file is lost but the cluster is ours: its owner gets a new password in single-user mode. */
async function resetPassword(
  home: Home,
  binaries: Binaries,
  user: RunUser,
  password: string,
  log: Log,
): Promise<void> {
  log('the password file of the database was missing, so a new password is set');
  await run(
    binaries.postgres,
    user,
    ['--single', '-D', home.clusterFolder, 'postgres'],
    `ALTER ROLE ${OWNER} PASSWORD '${password}'\n`,
  );
}

async function writeSettings(
  clusterFolder: string,
  settings: Record<string, string>,
  user: RunUser,
): Promise<void> {
  const path = join(clusterFolder, 'linchpin.conf');
  await writeFile(`${path}.new`, settingsToText(settings), { mode: 0o600 });
  await chmod(`${path}.new`, 0o600);
  if (user.uid !== undefined) await chown(`${path}.new`, user.uid, user.gid);
  await rename(`${path}.new`, path);
}

async function run(
  program: string,
  user: RunUser,
  programArguments: readonly string[],
  input = '',
): Promise<void> {
  const child = spawn(program, programArguments, {
    ...user,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  // A program that ends before it has read its input is reported by its exit status.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const errors = text(child.stderr);
  const status = await new Promise<number | null>((done, fail) => {
    child.once('close', (code) => done(code));
    child.once('error', (cause) => {
      fail(
        new StartRefusal(
          'binaries_missing',
          `The packaged PostgreSQL does not run on this machine (${cause.message}; it needs glibc): set DATABASE_URL to a PostgreSQL of your own.`,
          { cause },
        ),
      );
    });
  });
  if (status !== 0) throw new Error((await errors).trim());
}
