import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { parseSourceFile } from './source-code.ts';
import { judgeLinks, judgeRepository } from './tidy.ts';

const report = judgeRepository(path.dirname(import.meta.dirname));

test('this repository keeps its import table', () => {
  expectNothing(report.imports);
});

test('this repository keeps the habits of the house', () => {
  expectNothing(report.habits);
});

test('every rule of a SPEC.md is cited by a test, and every citation has its rule', () => {
  expectNothing(report.citations);
});

test('no page links to a file that is not there', () => {
  expectNothing(report.links);
});

test('a repository with one fault of each kind is told about each', (context) => {
  const root = mkdtempSync(path.join(tmpdir(), 'linchpin-tidy-'));
  context.after(() => rmSync(root, { recursive: true }));
  const files = {
    'src/kernel/money.ts': "import '../hub/index.ts';\n",
    'src/hub/index.ts': 'export default 1;\n',
    'src/modules/orders/SPEC.md': 'O1. An order has lines.\n',
    'src/modules/orders/index.test.ts': "test('[O2] an order has none', () => {});\n",
    'README.md': '[gone](docs/gone.md)\n',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const found = judgeRepository(root);
  assert.equal(found.imports.length, 1);
  assert.equal(found.habits.length, 1);
  assert.equal(found.citations.length, 2);
  assert.equal(found.links.length, 1);
});

test('links to the web and within a page are not looked up', () => {
  const page = parseSourceFile(
    'docs/a.md',
    '[a](https://example.org) [b](#part) [c](b.md#part) [d](../src) [e](../lost.md)',
  );
  assert.deepEqual(judgeLinks(page, new Set(['docs/b.md', 'src/main.ts'])), [
    'docs/a.md:1 links to ../lost.md, which does not exist: mend the link.',
  ]);
});

/** The sentences are the message: they say what to do, an unequal list says it twice. */
function expectNothing(sentences: readonly string[]): void {
  assert.ok(sentences.length === 0, `\n${sentences.join('\n')}`);
}
