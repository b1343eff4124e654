import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FLOW_PROBLEM_CODES } from '../../../contracts/flow-problem-codes.ts';
import { texts as en } from './texts.en.ts';
import { texts as chinese } from './texts.zh-CN.ts';

test('everything that can be wrong with a drawing is said in both languages', () => {
  for (const { problem, table } of [en, chinese]) {
    const words = new Set([
      ...Object.keys(problem),
      ...Object.keys(table.problem).map((code) => `table_${code}`),
    ]);
    assert.deepEqual(
      FLOW_PROBLEM_CODES.filter((code) => !words.has(code)),
      [],
    );
  }
});
