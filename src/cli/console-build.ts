import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import type { ConsoleFiles } from '../api/console-files.ts';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const CONSOLE = path.join(ROOT, 'console');
const STAMP = '.built-from';
/** What the build is made of. */
const SOURCES = ['src', 'public', 'index.html', 'track.html', 'vite.config.ts', 'package.json'];
const FAILURE_LENGTH_MAX = 2_000;
/** Smaller files gain nothing by being packed. */
const PACKED_BYTES_MIN = 1_024;

/** The console's files, and how to end their building. */
export interface KeptConsole extends ConsoleFiles {
  /** Resolves when they are there, or could not be built. */
  readonly settled: Promise<void>;
  stop(): Promise<void>;
}

/**
 * The files of the console, built in a process of their own when they are older than their sources. The
 * server does not wait for it: it says so on the page until they are there.
 */
export function keepConsoleBuilt(print: (line: string) => void): KeptConsole {
  const folder = path.join(CONSOLE, 'dist');
  let isReady = false;
  let failure: string | null = null;
  const ending = new AbortController();
  const settled = (async () => {
    const hash = await hashOfSources();
    if ((await readStamp(folder)) === hash) {
      isReady = true;
      return;
    }
    print('building the console (once, some seconds)');
    await build(folder, hash, ending.signal);
    isReady = true;
  })().catch((error: Error) => {
    if (ending.signal.aborted) return;
    failure = error.message.slice(0, FAILURE_LENGTH_MAX);
    print(`the console could not be built: ${failure}`);
  });
  return {
    folder,
    state: () => ({ isReady, failure }),
    settled,
    stop: () => {
      ending.abort();
      return settled;
    },
  };
}

async function readStamp(folder: string): Promise<string | null> {
  return readFile(path.join(folder, STAMP), 'utf8').catch(() => null);
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(path.join(ROOT, 'package-lock.json')));
  for (const name of SOURCES) {
    for (const file of await filesBelow(path.join(CONSOLE, name))) {
      hash.update(path.relative(CONSOLE, file)).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function filesBelow(place: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return null;
      throw error;
    },
  );
  if (entries === null) return [place];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

/** Builds beside what is there and puts it in its place when it is whole: two starts at once do no harm. */
async function build(folder: string, hash: string, signal: AbortSignal): Promise<void> {
  const fresh = path.join(CONSOLE, `dist-${process.pid}`);
  try {
    await runVite(fresh, signal);
    await packFiles(fresh);
    await writeFile(path.join(fresh, STAMP), hash);
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another process may have been first with the same build.
    if ((await readStamp(folder)) !== hash) throw error;
  }
}

async function runVite(outFolder: string, signal: AbortSignal): Promise<void> {
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(
    process.execPath,
    [vite, 'build', '--outDir', outFolder, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: CONSOLE, stdio: ['ignore', 'pipe', 'pipe'], signal },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(printed.trim() || `vite ended with status ${code}`);
}

/** Leaves a gzip of each text file beside it, so that serving costs no processor time. */
async function packFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    if (!entry.isFile() || !/\.(js|css|svg|html)$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    if ((await readFile(file)).length < PACKED_BYTES_MIN) continue;
    await pipeline(
      createReadStream(file),
      createGzip({ level: 9 }),
      createWriteStream(`${file}.gz`),
    );
  }
}
