#!/usr/bin/env node
// The door of every command. Plain JavaScript that any Node.js >= 20 runs on a fresh clone: it sees
// to it that the dependencies of the lockfile are installed, then goes on with the pinned Node.js.
//
//   node tools/bootstrap.mjs start|import|explain|...   runs src/main.ts with these arguments
//   node tools/bootstrap.mjs --run FILE ...             runs that file of this repository
//
// On an installed tree this costs a few milliseconds: `npm` puts node_modules/.bin first on the
// path, so this file already runs in the pinned Node.js and hands over inside the same process.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import Module from 'node:module';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MAJOR_MIN = 20;
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const SIGNAL_ECHO_MS = 1_000;
const PARENT_WATCH_MS = 500;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const pinnedNode = path.join(root, 'node_modules', 'node', 'bin', 'node');

main().catch((error) => {
  process.stderr.write(`${error.isInstallError === true ? error.message : error.stack}\n`);
  process.exit(error.exitCode ?? 1);
});

async function main() {
  if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
    stop(
      `Linchpin needs Node.js ${NODE_MAJOR_MIN} or newer to start; this is ${process.version}. Install a newer one from https://nodejs.org.`,
    );
  }
  if (process.platform === 'win32') {
    stop('Linchpin runs on Linux and macOS. On Windows, run it inside WSL.');
  }
  const given = process.argv.slice(2);
  const { file, options, needsDevelopment } = chooseProgram(given);
  let isUnchanged = isInstalled(needsDevelopment);
  if (!isUnchanged) {
    const { install } = await import('./install.mjs');
    // Without a stamp nothing was written either, so this process still runs on what is there.
    isUnchanged = !(await install({ root, needsDevelopment }));
  }
  if (!existsSync(file)) {
    stop(
      `${path.relative(process.cwd(), file)} does not exist. --run takes the path of a program in this repository.`,
    );
  }
  if (isUnchanged && runsOnPinnedNode()) {
    runHere(file, options);
  } else {
    runInPinnedNode(given);
  }
}

/** Which file to run. Only `--run` needs the development dependencies: tests, checks, benches. */
function chooseProgram(given) {
  if (given[0] !== '--run') {
    return { file: path.join(root, 'src', 'main.ts'), options: given, needsDevelopment: false };
  }
  const file = path.resolve(root, given[1] ?? '');
  return { file, options: given.slice(2), needsDevelopment: true };
}

/**
 * True when the stamp that install.mjs leaves behind belongs to this lockfile and machine. The
 * stamp's first word is a hash, so reading the lockfile is all that an installed tree pays.
 */
function isInstalled(needsDevelopment) {
  try {
    const lockfile = readFileSync(path.join(root, 'package-lock.json'));
    const stamp = readFileSync(
      path.join(root, 'node_modules', '.linchpin-installed'),
      'utf8',
    ).trim();
    const hash = createHash('sha256').update(lockfile).digest('hex');
    const complete = `${hash} ${process.platform}-${process.arch} complete`;
    const production = `${hash} ${process.platform}-${process.arch} production`;
    return (
      (stamp === complete || (stamp === production && !needsDevelopment)) && existsSync(pinnedNode)
    );
  } catch {
    return false;
  }
}

function runsOnPinnedNode() {
  return realpathSync(process.execPath) === realpathSync(pinnedNode);
}

/** Becomes the program, as if the pinned Node.js had been started with it. */
function runHere(file, options) {
  const parent = Number(process.env.LINCHPIN_BOOTSTRAP_PARENT);
  delete process.env.LINCHPIN_BOOTSTRAP_PARENT;
  if (parent > 0) followParent(parent);
  swallowSignalEchoes();
  // Compiled code is kept between runs, here and in child processes: it halves the time to start.
  process.env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules', '.cache', 'node-compile');
  Module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
  process.argv.splice(1, process.argv.length - 1, file, ...options);
  Module.runMain();
}

/** Ends with the process that started this one, which cannot pass on a SIGKILL it got itself. */
function followParent(parent) {
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_WATCH_MS);
  timer.unref();
}

/**
 * One Ctrl-C arrives up to three times: from the terminal, which signals the whole foreground
 * group, from npm and from the bootstrap above, which both pass on what they get. A program that
 * takes a second signal as "stop at once" must see one only.
 */
function swallowSignalEchoes() {
  const emit = process.emit;
  const seenAt = new Map();
  process.emit = function emitOnce(name, ...rest) {
    if (FORWARDED_SIGNALS.includes(name)) {
      const now = performance.now();
      if (now - (seenAt.get(name) ?? -Infinity) < SIGNAL_ECHO_MS) return true;
      seenAt.set(name, now);
    }
    return emit.call(this, name, ...rest);
  };
}

/** Starts this file once more with the pinned Node.js, passes signals down and the result up. */
function runInPinnedNode(given) {
  if (process.env.LINCHPIN_BOOTSTRAP_PARENT !== undefined) {
    stop(`${pinnedNode} does not run as itself. Remove node_modules and run the command again.`);
  }
  const child = spawn(pinnedNode, [fileURLToPath(import.meta.url), ...given], {
    stdio: 'inherit',
    env: { ...process.env, LINCHPIN_BOOTSTRAP_PARENT: String(process.pid) },
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
  child.on('error', (error) =>
    stop(
      `The pinned Node.js did not start: ${error.message}. Remove node_modules and run the command again.`,
    ),
  );
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    // Ending by the same signal tells the shell the truth; a handler of our own would hide it.
    for (const name of FORWARDED_SIGNALS) process.removeListener(name, forward);
    process.kill(process.pid, signal);
    setTimeout(() => process.exit(128 + constants.signals[signal]), 100);
  });
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
