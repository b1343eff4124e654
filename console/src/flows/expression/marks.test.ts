import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete, piecesOf } from './marks.ts';
import { sayExpression } from './problem-words.ts';

test('what is wrong is marked, also behind the end', () => {
  assert.deepEqual(piecesOf('order.totl', [{ start: 6, end: 10 }]), [
    { text: 'order.', isWrong: false },
    { text: 'totl', isWrong: true },
  ]);
  assert.deepEqual(piecesOf('a >', [{ start: 3, end: 3 }]).at(-1), { text: '>', isWrong: true });
  assert.deepEqual(piecesOf('', [{ start: 0, end: 0 }]), []);
});

test('a completion takes the place of what was begun; one goes on within the brackets', () => {
  const field = { label: 'total', kind: 'field', from: 6, to: 9 } as const;
  assert.deepEqual(complete('order.tot > 5', field), { text: 'order.total > 5', cursor: 11 });
  const call = { label: 'size', kind: 'function', from: 12, to: 12 } as const;
  assert.deepEqual(complete('order.lines.', call), { text: 'order.lines.size()', cursor: 17 });
});

test('a problem is said in the language of the reader, with what it is about', () => {
  const said = {
    code: 'unknown_name',
    message: "There is no fact 'x' here.",
    parameters: { name: 'x' },
  };
  assert.equal(sayExpression('en', said), said.message);
  assert.equal(sayExpression('zh-CN', said), '没有“x”这个数据。');
  assert.equal(sayExpression('zh-CN', { ...said, code: 'brand_new' }), said.message);
});
