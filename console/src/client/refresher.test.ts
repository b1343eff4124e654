import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Refresher } from './refresher.ts';

test('what is touched after a quiet time is asked for at once, then once in each pause', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  let now = 10_000;
  const clock = mock.method(performance, 'now', () => now);
  const advance = (ms: number): void => {
    now += ms;
    mock.timers.tick(ms);
  };
  try {
    const asked: string[] = [];
    const refresher = new Refresher({ gatherMs: 15, pauseMs: 400 }, (keys) => {
      asked.push(keys.flat().join(' '));
    });
    refresher.touch(['orders']);
    refresher.touch(['stock']);
    refresher.touch(['orders']);
    advance(15);
    assert.deepEqual(asked, ['orders stock']);
    refresher.touch(['orders']);
    advance(399);
    assert.equal(asked.length, 1);
    advance(1);
    assert.deepEqual(asked, ['orders stock', 'orders']);
    advance(1_000);
    refresher.touch(['orders']);
    advance(15);
    assert.equal(asked.length, 3);
    refresher.touch(['orders']);
    refresher.stop();
    advance(1_000);
    assert.equal(asked.length, 3);
  } finally {
    clock.mock.restore();
    mock.timers.reset();
  }
});
