import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  EXPRESSION_FAILURES,
  EXPRESSION_PROBLEMS,
  sayMessage,
  STEP_FAILURES,
} from '../../../contracts/expression-messages.ts';

const MESSAGES = Object.entries({
  ...EXPRESSION_PROBLEMS,
  ...EXPRESSION_FAILURES,
  ...STEP_FAILURES,
});

const parametersIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

test('[FX31] every message has Chinese words beside the English ones, about the same things', () => {
  const counts = [EXPRESSION_PROBLEMS, EXPRESSION_FAILURES, STEP_FAILURES].map(
    (words) => Object.keys(words).length,
  );
  // No code of one list hides one of another.
  assert.equal(
    new Set(MESSAGES.map(([code]) => code)).size,
    counts.reduce((sum, count) => sum + count, 0),
  );
  for (const [code, words] of MESSAGES) {
    assert.match(words['zh-CN'], /\p{Script=Han}/u, code);
    assert.notEqual(words.en.trim(), '', code);
    assert.deepEqual(
      [...new Set(parametersIn(words['zh-CN']))],
      [...new Set(parametersIn(words.en))],
      code,
    );
  }
});

test('[FX31] the Chinese words have the marks of Chinese, and no English sentence among them', () => {
  const halfWidth = /\p{Script=Han}[,;:?!]|[,;:?!]\s?\p{Script=Han}/u;
  for (const [code, words] of MESSAGES) {
    assert.doesNotMatch(words['zh-CN'], halfWidth, code);
    assert.doesNotMatch(words['zh-CN'], /[a-z]{3,} [a-z]{3,} [a-z]{3,}/, code);
  }
});

test('[FX31] a message is filled with its parameters; an unknown code is none', () => {
  const parameters = { path: 'order.note' };
  assert.equal(
    sayMessage('zh-CN', { code: 'absent', parameters }),
    'order.note 没有值，请先用 has(order.note) 判断。',
  );
  assert.equal(sayMessage('en', { code: 'toString', parameters }), null);
});
