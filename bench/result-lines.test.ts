import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ResultLines } from './result-lines.ts';

test('answers are counted however their bytes are cut', () => {
  const bytes = Buffer.from(
    '{"line":1,"status":201,"id":"1"}\n{"line":2,"status":409,"problem":{}}\n{"line":3,"status":201,"id":"3","repeated":true}\n{"line":4,"status":201,"id":"4"}\n',
  );
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const results = new ResultLines();
    results.take(bytes.subarray(0, cut));
    results.take(bytes.subarray(cut));
    assert.equal(results.accepted, 2);
    assert.equal(results.others.length, 2);
  }
});
