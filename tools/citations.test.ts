import assert from 'node:assert/strict';
import { test } from 'node:test';
import { citationsOf, judgeCitations, rulesOf } from './citations.ts';
import { parseSourceFile } from './source-code.ts';

const SPEC = parseSourceFile(
  'src/modules/inventory/SPEC.md',
  '# Inventory\n\nI1. Stock is whole.\nI2. So is I1.\n',
);

test('rules are found however they are set', () => {
  const text =
    'I1. a\n- I2: b\n**I3** c\n| I4 | d |\n### I5 e\n- **I6.** f\n[I7] g\nSee I8 here.\nISO 4217\n';
  const rules = [...rulesOf(parseSourceFile('SPEC.md', text)).rules.keys()];
  assert.deepEqual(rules, ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7']);
});

test('citations stand in the names of tests, also several at once and on a line of their own', () => {
  const text =
    "test('[I1] a', f);\nit.skip(`[I2, I3] b`, f);\ntest(\n  '[I4] c',\n);\nconst a = b[I5];\n";
  const cited = citationsOf(parseSourceFile('a.test.ts', text));
  assert.deepEqual(
    cited.map(({ rule }) => rule),
    ['I1', 'I2', 'I3', 'I4'],
  );
});

test('a citation without a rule, a rule without a citation and a file without either are told', () => {
  const sentences = judgeCitations(
    [SPEC],
    [
      parseSourceFile('src/modules/inventory/a.test.ts', "test('[I1] a', f); \ntest('[I9] b', f);"),
      parseSourceFile('src/modules/inventory/b.test.ts', "test('b', f);"),
    ],
  );
  assert.equal(sentences.length, 3);
  assert.match(
    sentences[0] ?? '',
    /a\.test\.ts:2 cites I9, but src\/modules\/inventory\/SPEC\.md has no such rule/,
  );
  assert.match(sentences[1] ?? '', /b\.test\.ts cites no rule/);
  assert.match(sentences[2] ?? '', /SPEC\.md:4 states I2, but no test cites it/);
});

test('a number that two rules have is told', () => {
  const spec = parseSourceFile('src/a/SPEC.md', 'B1. One.\n\nB1. Two.\n');
  const test = parseSourceFile('src/a/a.test.ts', "test('[B1] a', f);");
  assert.match(judgeCitations([spec], [test])[0] ?? '', /SPEC\.md:3 states B1 as line 1 does/);
});

test('a test from outside may cite the rule of any module', () => {
  const outside = parseSourceFile('simulation/oracle.test.ts', "test('[I1, I2] a', f);");
  assert.deepEqual(judgeCitations([SPEC], [outside]), []);
});

test('the test that prepares all statements of a module cites no rule', () => {
  const prepares = parseSourceFile(
    'src/modules/inventory/stock.sql.pg.test.ts',
    "test('prepares', f);",
  );
  const cites = parseSourceFile('src/modules/inventory/a.test.ts', "test('[I1, I2] a', f);");
  assert.deepEqual(judgeCitations([SPEC], [prepares, cites]), []);
});
