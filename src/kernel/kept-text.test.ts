import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKept, keptJson, keptText } from './kept-text.ts';

test('texts are kept but for NUL and half characters', () => {
  assert.equal(keptText('茶 🎁'), '茶 🎁');
  assert.equal(keptText('a\0b\ud83d'), 'a\ufffdb\ufffd');
  const written = '{"a":"\\\\u0000 \\u0000 \\ud83d \\ud83c\\udf81 🎁 \\u001f"}';
  assert.equal(keptJson(written), '{"a":"\\\\u0000 \ufffd \ufffd \\ud83c\\udf81 🎁 \\u001f"}');
  assert.ok(isKept({ a: ['茶 🎁', '\\u0000', '\\\\ud83d', 1, null] }));
  assert.ok(!isKept({ a: [{ b: '\\\0' }] }));
  assert.ok(!isKept({ '\ud83d': 1 }));
});
