import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { ServerProcess } from '../bench/server-process.ts';
import { startTwin } from '../simulation/live.ts';
import { PYTHON_VERSION_MIN, judgeReport, writeConfig, type Report } from './fuzz-api/run.ts';

const USAGE = `Usage: npm run fuzz -- [--seed N] [--seconds S] [--examples N] [--only REGEX]

Sends made-up requests, right and wrong ones, to every operation of /openapi.json of a server with the sample
company, and holds each answer against the document. Prints one JSON object as its last line.

--seed N       the same requests again, as far as the server answers the same (default: a new one)
--seconds S    goes on with random requests until then (default: once through all operations)
--examples N   how many random requests each operation gets (default 12)
--only REGEX   only operations whose path matches`;

const FOLDER = path.join(import.meta.dirname, 'fuzz-api');
const RATE_PER_SECOND = '1000000';
/** How fast and until when the twin orders, so that there is something to read and to change. */
const TWIN_SPEED = 60;
const TWIN_ACCEPTED_MIN = 60;
const TWIN_MS_MAX = 20_000;
const TWIN_SEED = 20_261_122;
const EXIT_OF_FAILURES = 1;
const EXIT_OF_USAGE = 2;
const SEED_MAX = 2_147_483_647;

const run = promisify(execFile);

/** The interpreter of a virtual environment with the pinned packages; null when Python is missing. */
async function prepareSchemathesis(): Promise<string | null> {
  const requirements = path.join(FOLDER, 'requirements.txt');
  const pinned = await readFile(requirements, 'utf8');
  const version = /^schemathesis==(.+)$/m.exec(pinned)?.[1] ?? 'unknown';
  const cache = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  const folder = path.join(cache, 'linchpin', `schemathesis-${version}`);
  const program = path.join(folder, 'bin', 'schemathesis');
  const done = path.join(folder, 'requirements.txt');
  const installed = await readFile(done, 'utf8').catch(() => null);
  if (installed === pinned && (await exists(program))) return program;
  const test = `import sys, venv, ensurepip; sys.exit(sys.version_info < (${PYTHON_VERSION_MIN.join(', ')}))`;
  const isThere = await run('python3', ['-c', test]).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  await run('python3', ['-m', 'venv', folder]);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    requirements,
  ];
  await run(path.join(folder, 'bin', 'python'), pip);
  // Written last, so that an install that was broken off begins again.
  await writeFile(`${done}.new`, pinned);
  await rename(`${done}.new`, done);
  return program;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Lets the twin order for a moment: without orders most operations could only answer 404. */
async function orderSomething(baseUrl: string, apiKey: string): Promise<void> {
  const quiet = { info: () => undefined, warn: () => undefined };
  const twin = startTwin({ baseUrl, apiKey, speed: TWIN_SPEED, seed: TWIN_SEED, log: quiet });
  const until = performance.now() + TWIN_MS_MAX;
  while (twin.counts.accepted < TWIN_ACCEPTED_MIN && performance.now() < until) await sleep(100);
  await twin.stop();
  if (twin.counts.accepted < TWIN_ACCEPTED_MIN) {
    throw new Error(
      `the twin got only ${twin.counts.accepted} requests accepted: see what the server says`,
    );
  }
}

/** The id of the key itself, which the run must not revoke. */
async function findKeyId(baseUrl: string, apiKey: string, name: string): Promise<string> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const response = await fetch(`${baseUrl}/v1/keys?limit=200`, { headers });
  const { items } = (await response.json()) as { items: { id: string; name: string }[] };
  const found = items.find((item) => item.name === name);
  if (found === undefined) throw new Error(`GET /v1/keys does not show the key ${name}`);
  return found.id;
}

interface Choice {
  readonly seed: number;
  readonly seconds: number | null;
  readonly examples: number;
  readonly only: string | null;
}

/** Runs schemathesis against a server and answers what it reported; what it prints goes to the terminal. */
async function fuzz(
  program: string,
  server: ServerProcess,
  folder: string,
  choice: Choice,
): Promise<Report> {
  const name = 'fuzz';
  const baseUrl = `http://127.0.0.1:${server.port}`;
  const created = ['key', 'create', name, '--scope', '*', '--rate', RATE_PER_SECOND];
  const apiKey = await server.command(...created);
  await orderSomething(baseUrl, apiKey);
  const config = path.join(folder, 'schemathesis.toml');
  const report = path.join(folder, 'report.json');
  const document = (await (await fetch(`${baseUrl}/openapi.json`)).json()) as { paths: object };
  await writeFile(config, writeConfig(choice.examples, Object.keys(document.paths)));
  const words = ['--config-file', config, '--no-color', 'run', `${baseUrl}/openapi.json`];
  const options = ['--seed', String(choice.seed)];
  if (choice.seconds !== null) options.push('--max-time', String(choice.seconds));
  const reports = ['--report', 'json', '--report-json-path', report];
  const only = choice.only === null ? [] : ['--include-path-regex', choice.only];
  const child = spawn(program, [...words, ...options, ...reports, ...only], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      SCHEMATHESIS_HOOKS: path.join(FOLDER, 'hooks.py'),
      FUZZ_KEY: apiKey,
      FUZZ_KEY_ID: await findKeyId(baseUrl, apiKey, name),
    },
  });
  const stop = () => void child.kill('SIGTERM');
  process.once('exit', stop);
  await once(child, 'close');
  process.off('exit', stop);
  return JSON.parse(await readFile(report, 'utf8')) as Report;
}

function integerOf(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new TypeError(`--${name} takes a whole number from 1, not ${text}.`);
  }
  return value;
}

/** @throws TypeError when the command line asks for what there is not */
function readChoice(): Choice | null {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(1 + (Date.now() % SEED_MAX)) },
      seconds: { type: 'string' },
      examples: { type: 'string', default: '12' },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    seed: integerOf('seed', values.seed),
    seconds: values.seconds === undefined ? null : integerOf('seconds', values.seconds),
    examples: integerOf('examples', values.examples),
    only: values.only ?? null,
  };
}

/** Fuzzes a server of its own and prints what became of it; the exit code says whether all was well. */
async function main(choice: Choice): Promise<number> {
  const program = await prepareSchemathesis();
  if (program === null) {
    const skipped = `python3 >= ${PYTHON_VERSION_MIN.join('.')} with venv and pip is missing: nothing was fuzzed`;
    console.log(JSON.stringify({ skipped }));
    return 0;
  }
  const server = await ServerProcess.prepare();
  const folder = await mkdtemp(path.join(tmpdir(), 'linchpin-fuzz-'));
  // Also when the run is interrupted, which ends the process at once.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  try {
    // The first start loads the sample company; the second is without the twin, which would go on ordering.
    await server.start([]);
    await server.stop();
    await server.start(['--bare']);
    const outcome = judgeReport(await fuzz(program, server, folder, choice));
    console.log(JSON.stringify(outcome));
    return outcome.failures.length === 0 ? 0 : EXIT_OF_FAILURES;
  } finally {
    await server.remove();
  }
}

let choice: Choice | null = null;
try {
  choice = readChoice();
  if (choice === null) console.log(USAGE);
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`);
  process.exitCode = EXIT_OF_USAGE;
}
if (choice !== null) process.exitCode = await main(choice);
