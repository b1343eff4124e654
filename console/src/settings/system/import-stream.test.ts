import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineBuffer, mapLine } from './import-stream.ts';

test('lines come out whole, wherever the pieces are cut', () => {
  const buffer = new LineBuffer();
  assert.deepEqual(buffer.take('{"a":'), []);
  assert.deepEqual(buffer.take('1}\n{"b":2}\n\n{"c"'), ['{"a":1}', '{"b":2}']);
  assert.deepEqual(buffer.take(':3}'), []);
  assert.deepEqual(buffer.end(), ['{"c":3}']);
  assert.deepEqual(buffer.end(), []);
});

test('a map becomes one line, and what is no JSON is told at once', () => {
  assert.equal(mapLine('{\n  "name": "x"\n}\n'), '{"name":"x"}\n');
  assert.throws(() => mapLine('name: x'), SyntaxError);
});
