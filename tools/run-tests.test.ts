import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { chooseTestFiles, readChoice } from './run-tests.ts';

const FILES = ['src/a/b.test.ts', 'src/a/b.pg.test.ts', 'src/a/b.ts', 'bench/c.test.ts'];

test('words choose files, --only-unit leaves out the database', () => {
  const choose = (...words: string[]) => {
    const choice = readChoice(words);
    assert.ok(!('refusal' in choice));
    return chooseTestFiles(FILES, choice);
  };
  assert.deepEqual(choose(), ['src/a/b.test.ts', 'src/a/b.pg.test.ts', 'bench/c.test.ts']);
  assert.deepEqual(choose('--only-unit'), ['src/a/b.test.ts', 'bench/c.test.ts']);
  assert.deepEqual(choose('src/a', '--only-unit'), ['src/a/b.test.ts']);
  assert.deepEqual(choose('nothing'), []);
});

test('an unknown option is refused', () => {
  assert.match(String(Object.values(readChoice(['--watch']))[0]), /--watch is no option/);
});

test('passing tests give one line a file and the closing lines, and status 0', (context) => {
  const { status, stdout } = runIn(context, "test('a', () => {}); test('b', () => {});");
  assert.equal(status, 0);
  assert.match(stdout, /^ok {3}src\/one\.test\.ts: 2 passed, \d+ ms$/m);
  assert.match(stdout, /^ℹ tests 2\n(.*\n)*ℹ pass 2\nℹ fail 0$/m);
});

test('a failing test, and a file that does not load, give their reason and status 1', (context) => {
  const failing = runIn(context, "test('a', () => { throw new Error('because'); });");
  assert.equal(failing.status, 1);
  assert.match(failing.stdout, /Error: because/);
  assert.match(failing.stdout, /^ℹ fail 1$/m);
  const broken = runIn(context, "import './gone.ts';");
  assert.equal(broken.status, 1);
  assert.match(broken.stdout, /Cannot find module/);
});

test('a choice that matches no file is a failure', (context) => {
  const { status, stderr } = runIn(context, '', 'elsewhere');
  assert.equal(status, 1);
  assert.match(stderr, /No test file matches elsewhere/);
});

/** Runs the runner on a repository of one test file. */
function runIn(context: TestContext, text: string, ...words: string[]) {
  const root = mkdtempSync(path.join(tmpdir(), 'linchpin-run-tests-'));
  context.after(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, 'src'));
  for (const name of ['run-tests.ts', 'source-files.ts']) {
    cpSync(path.join(import.meta.dirname, name), path.join(root, 'tools', name));
  }
  writeFileSync(
    path.join(root, 'src', 'one.test.ts'),
    `import { test } from 'node:test';\n${text}\n`,
  );
  // The runner of this very test must not take the inner one for a part of itself.
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  return spawnSync(process.execPath, [path.join(root, 'tools', 'run-tests.ts'), ...words], {
    env: environment,
    encoding: 'utf8',
  });
}
