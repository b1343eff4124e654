import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showProgress } from './progress.ts';
import { tableLines } from './text-table.ts';

function watch(isTTY: boolean, total: number | null) {
  const written: string[] = [];
  let nowMs = 0;
  const progress = showProgress({
    unit: 'orders',
    total,
    target: { isTTY, write: (text) => written.push(text) },
    elapsedMs: () => nowMs,
  });
  return { written, progress, at: (milliseconds: number) => void (nowMs = milliseconds) };
}

test('a terminal gets one line that is written over, with rate and time left', () => {
  const { written, progress, at } = watch(true, 10_000);
  at(50);
  progress.update(10);
  assert.deepEqual(written, [], 'nothing more often than ten times a second');
  at(1_000);
  progress.update(1_000);
  assert.deepEqual(written, ['\r\u001b[K1,000 of 10,000 orders (10 %), 1,000/s, 9.0 s left']);
  at(10_000);
  progress.end(10_000);
  assert.equal(written[1], '\r\u001b[K10,000 orders in 10 s, 1,000/s\n');
});

test('anything else gets a plain line every five seconds', () => {
  const { written, progress, at } = watch(false, null);
  for (let second = 1; second <= 11; second += 1) {
    at(second * 1_000);
    progress.update(second * 100);
  }
  assert.deepEqual(written, ['500 orders, 100/s\n', '1,000 orders, 100/s\n']);
});

test('the rate follows a change of pace', () => {
  const { written, progress, at } = watch(true, 1_000_000);
  at(60_000);
  progress.update(60_000);
  at(65_000);
  progress.update(110_000);
  at(72_000);
  progress.update(180_000);
  assert.match(written.at(-1) ?? '', /10,000\/s, 1 min 22 s left$/);
});

test('a table stands straight under wide characters too', () => {
  assert.deepEqual(
    tableLines(
      [{ title: 'SKU' }, { title: 'N', align: 'right' }, { title: '' }],
      [
        ['茶叶', '7', ''],
        ['TEA', '12', 'x'],
      ],
    ),
    ['SKU    N', '茶叶   7', 'TEA   12  x'],
  );
});
