import assert from 'node:assert/strict';
import { test } from 'node:test';
import { processorTimeMs, readProcessTime } from './processor-time.ts';

test('a line of the kernel is read whatever the program is called', () => {
  const line = '42 (a) b) R 7 42 42 0 -1 0 0 0 0 0 15 5 20 10 20 0 1 0';
  assert.deepEqual(readProcessTime(line), { parent: 7, milliseconds: 500 });
});

test('this process has taken some time', { skip: process.platform !== 'linux' }, () => {
  const until = performance.now() + 30;
  while (performance.now() < until);
  assert.ok((processorTimeMs(process.pid) ?? 0) >= 20);
});
