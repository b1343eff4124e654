import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';

const TOOLS = import.meta.dirname;

// Stands in for npm: counts its runs and puts a tree there as `npm ci` would, after a moment in
// which a second bootstrap could get in its way. NPM_FAILS makes it fail with those words.
const FAKE_NPM = `
  import { appendFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
  appendFileSync('npm-runs', process.argv.slice(2).join(' ') + '\\n');
  await new Promise((resolve) => setTimeout(resolve, Number(process.env.NPM_MS ?? 100)));
  if (process.env.NPM_FAILS !== undefined) {
    console.error(process.env.NPM_FAILS);
    process.exit(1);
  }
  rmSync('node_modules', { recursive: true, force: true });
  mkdirSync('node_modules/node/bin', { recursive: true });
  writeFileSync('node_modules/node/package.json', '{"version":"${process.versions.node}"}');
  if (process.env.NPM_SKIPS_SCRIPTS === undefined) {
    symlinkSync(process.env.PINNED_NODE, 'node_modules/node/bin/node');
  } else {
    writeFileSync('node_modules/node/installArchSpecificPackage.js',
      "require('fs').mkdirSync('bin'); require('fs').symlinkSync(process.env.PINNED_NODE, 'bin/node');");
  }
  writeFileSync('node_modules/.package-lock.json', '{}');
`;

const PROGRAM = `
  import { writeFileSync } from 'node:fs';
  const words: string[] = process.argv.slice(2);
  if (words[0] === 'wait') {
    let seen = 0;
    process.on('SIGINT', () => {
      seen += 1;
      setTimeout(() => { console.log('seen', seen); process.exit(7); }, 300);
    });
    console.log('ready');
    setInterval(() => {}, 1000);
  } else {
    console.log(import.meta.main, JSON.stringify(words));
    process.exitCode = Number(words[1] ?? 0);
  }
`;

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** A small repository of its own, with the real bootstrap and a stand-in for npm. */
function layRepository(context: TestContext) {
  const root = mkdtempSync(path.join(tmpdir(), 'linchpin-bootstrap-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ['bootstrap.mjs', 'install.mjs', 'install-lock.mjs']) {
    cpSync(path.join(TOOLS, name), path.join(root, 'tools', name));
  }
  mkdirSync(path.join(root, 'src'));
  mkdirSync(path.join(root, 'fake'));
  writeFileSync(path.join(root, 'src', 'main.ts'), PROGRAM);
  writeFileSync(path.join(root, 'fake', 'package.json'), '{"type":"module"}');
  writeFileSync(path.join(root, 'fake', 'npm-cli.js'), FAKE_NPM);
  writeFileSync(path.join(root, 'package.json'), '{"type":"module"}');
  const packages = { '': {}, 'node_modules/node': { version: process.versions.node } };
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages }));
  const begin = (words: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess =>
    spawn(process.execPath, [path.join(root, 'tools', 'bootstrap.mjs'), ...words], {
      cwd: tmpdir(),
      env: {
        PATH: process.env.PATH,
        PINNED_NODE: process.execPath,
        npm_execpath: path.join(root, 'fake', 'npm-cli.js'),
        ...environment,
      },
    });
  return {
    root,
    begin,
    run: async (words: readonly string[], environment?: NodeJS.ProcessEnv) =>
      await outcomeOf(begin(words, environment)),
    npmRuns: () =>
      existsSync(path.join(root, 'npm-runs'))
        ? readFileSync(path.join(root, 'npm-runs'), 'utf8').trim().split('\n').length
        : 0,
  };
}

async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return await new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
}

test('a fresh clone is installed once, from any folder, and the program gets its arguments', async (context) => {
  const { run, npmRuns } = layRepository(context);
  const first = await run(['start', '3', '--bare']);
  assert.match(
    first.output,
    /Installing dependencies[^]*Installed dependencies in \d+ s\.\ntrue \["start","3","--bare"\]\n$/,
  );
  assert.equal(first.code, 3);
  const second = await run(['explain']);
  assert.deepEqual(second, { code: 0, signal: null, output: 'true ["explain"]\n' });
  assert.equal(npmRuns(), 1);
});

test('a changed lockfile is installed, a tree that already fits it is kept', async (context) => {
  const { root, run, npmRuns } = layRepository(context);
  await run(['start']);
  const packages = { '': {}, 'node_modules/node': { version: process.versions.node } };
  const lockfile = path.join(root, 'package-lock.json');
  writeFileSync(lockfile, JSON.stringify({ name: 'renamed', packages }));
  assert.equal((await run(['start'])).code, 0);
  assert.equal(npmRuns(), 1);
  writeFileSync(
    lockfile,
    JSON.stringify({ packages: { ...packages, 'node_modules/more': { version: '1.0.0' } } }),
  );
  await run(['start']);
  assert.equal(npmRuns(), 2);
});

test('development packages may be missing for the server, not for --run', async (context) => {
  const { root, run, npmRuns } = layRepository(context);
  await run(['start']);
  const packages = {
    'node_modules/node': { version: process.versions.node },
    'node_modules/checker': { version: '1.0.0', dev: true },
    'node_modules/windows': { version: '1.0.0', optional: true, os: ['win32'], cpu: ['x64'] },
  };
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages }));
  await run(['start']);
  await run(['start']);
  assert.equal(npmRuns(), 1);
  await run(['--run', 'src/main.ts']);
  assert.equal(npmRuns(), 2);
});

test('two at once install once', async (context) => {
  const { root, run, npmRuns } = layRepository(context);
  const outcomes = await Promise.all([run(['one']), run(['two']), run(['three'])]);
  assert.deepEqual(
    outcomes.map(({ code }) => code),
    [0, 0, 0],
  );
  assert.equal(npmRuns(), 1);
  assert.ok(!existsSync(path.join(root, '.linchpin-installing')));
});

test('the lock of a process that died is taken over', async (context) => {
  const { root, run } = layRepository(context);
  const dead = spawn(process.execPath, ['-e', '0']);
  await outcomeOf(dead);
  writeFileSync(path.join(root, '.linchpin-installing'), `${dead.pid} #1`);
  assert.equal((await run(['start'])).code, 0);
});

test('switched-off install scripts are made up for', async (context) => {
  const { run } = layRepository(context);
  const { code, output } = await run(['start'], { NPM_SKIPS_SCRIPTS: '1' });
  assert.match(output, /Fetching Node\.js/);
  assert.equal(code, 0);
});

const FAILURES: readonly (readonly [words: string, told: RegExp])[] = [
  [
    'npm error code ECONNREFUSED\nnpm error FetchError: request to x failed',
    /could not reach its registry.*\(npm: FetchError/,
  ],
  [
    'npm ERR! code EUSAGE\nnpm ERR! in sync\nnpm ERR! Missing: a@1 from lock file',
    /does not fit.*\(npm: Missing: a@1/,
  ],
  ['npm error code ENOSPC', /disk is full/],
  ['npm error something new', /npm ci failed\. \(npm: something new\)/],
];

for (const [words, told] of FAILURES) {
  test(`a failed installation says why in one line: ${words.split('\n')[0]}`, async (context) => {
    const { run } = layRepository(context);
    const { code, output } = await run(['start'], { NPM_FAILS: words });
    assert.equal(code, 1);
    assert.match(output.trim().split('\n').at(-1) ?? '', told);
    assert.doesNotMatch(output, /^\s+at /m);
  });
}

test('a missing lockfile, a missing npm and a missing file are told in one line', async (context) => {
  const { root, run } = layRepository(context);
  const noNpm = await run(['start'], { npm_execpath: '', PATH: '/nonexistent' });
  assert.match(noNpm.output, /npm is not on the path.*\n$/);
  const noFile = await run(['--run', 'tools/none.ts']);
  assert.match(noFile.output, /none\.ts does not exist\. --run takes the path.*\n$/);
  rmSync(path.join(root, 'package-lock.json'));
  const noLockfile = await run(['start']);
  assert.match(noLockfile.output, /^package-lock\.json is missing.*\n$/);
  assert.deepEqual([noFile.code, noNpm.code, noLockfile.code], [1, 1, 1]);
});

test('an interrupted installation ends npm at once and is done again', async (context) => {
  const { begin, run, npmRuns } = layRepository(context);
  const child = begin(['start'], { NPM_MS: '60000' });
  const ended = outcomeOf(child);
  while (npmRuns() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  const { code, output } = await ended;
  assert.equal(code, 130);
  assert.match(output, /Stopped while installing/);
  assert.equal((await run(['start'])).code, 0);
});

test('three signals of one Ctrl-C reach the program once, and its exit code comes back', async (context) => {
  const { begin, run } = layRepository(context);
  await run(['start']);
  const child = begin(['wait']);
  const ended = outcomeOf(child);
  child.stdout?.once('data', () => {
    for (let count = 0; count < 3; count += 1) setTimeout(() => child.kill('SIGINT'), count * 50);
  });
  const { code, output } = await ended;
  assert.equal(output, 'ready\nseen 1\n');
  assert.equal(code, 7);
});
