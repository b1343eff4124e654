import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saySentence } from './server-sentences.ts';

test('sentences of the server are said in Chinese, with what stands in them', () => {
  for (const [english, chinese] of [
    ['Nothing came back (ECONNRESET).', '没有收到应答（ECONNRESET）。'],
    ['Asked what became of it: The answer was 500.', '查询结果时：对方应答了状态码 500。'],
    ["Line 3, column 9: Expecting ';'.", '第 3 行第 9 列：这里缺少“;”。'],
    ['It threw TypeError at line 2.', '第 2 行出错：TypeError。'],
  ] as const) {
    assert.equal(saySentence('zh-CN', english), chinese);
    assert.equal(saySentence('en', english), english);
  }
  assert.equal(saySentence('zh-CN', 'Nobody has seen this.'), 'Nobody has seen this.');
});
