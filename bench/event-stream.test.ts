import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareEvents, LatencyCounts, ReferenceStream, Subscriber } from './event-stream.ts';

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\nretry: 1000\n\nid: 7.a\n\n';
const frame = (id: string): string =>
  `id: ${id}\nevent: stock.received\ndata: {"recordedtime":"2026-11-02T01:00:00.000Z","data":"茶"}\n\n`;
const RECORDED_AT = Date.parse('2026-11-02T01:00:00.000Z');
const STREAM = `${frame('8.a')}${frame('8.b')}id: 9.0\n\n${frame('9.c')}`;

test('subscribers get the same events however their bytes are cut', () => {
  const reference = new ReferenceStream();
  const latencies = new LatencyCounts();
  const bytes = Buffer.from(HEAD + STREAM);
  for (let size = 1; size < bytes.length; size += 7) {
    const subscriber = new Subscriber(reference, latencies);
    for (let start = 0; start < bytes.length; start += size) {
      subscriber.take(bytes.subarray(start, start + size), RECORDED_AT + 40);
    }
    assert.ok(subscriber.isLive);
    assert.deepEqual(subscriber.received(), ['8.a', '8.b', '9.c']);
  }
  assert.equal(latencies.percentile(0.5), 40);
});

test('what is lost or doubled is seen', () => {
  const reference = new ReferenceStream();
  const expected = new Set(['8.a', '8.b', '9.c']);
  const take = (...chunks: string[]) => {
    const subscriber = new Subscriber(reference, new LatencyCounts());
    for (const chunk of chunks) subscriber.take(Buffer.from(chunk), RECORDED_AT);
    return compareEvents(expected, subscriber.received());
  };
  assert.deepEqual(take(HEAD, STREAM), { lost: 0, doubled: 0 });
  assert.deepEqual(take(HEAD, frame('8.a'), frame('9.c')), { lost: 1, doubled: 0 });
  assert.deepEqual(take(HEAD, frame('8.a'), frame('8.a'), frame('8.b'), frame('9.c')), { lost: 0, doubled: 1 });
  const cut = frame('9.c').length - 30;
  assert.deepEqual(take(HEAD, frame('8.a'), frame('8.b').slice(0, cut), `${frame('8.b').slice(cut)}${frame('9.c')}`, frame('9.c')), {
    lost: 0,
    doubled: 1,
  });
  assert.deepEqual(take(HEAD, frame('8.a')), { lost: 2, doubled: 0 });
  assert.deepEqual(take(HEAD), { lost: 3, doubled: 0 });
});

test('percentiles of latencies', () => {
  const latencies = new LatencyCounts();
  for (let milliseconds = 1; milliseconds <= 100; milliseconds += 1) latencies.add(milliseconds);
  assert.equal(latencies.percentile(0.5), 50);
  assert.equal(latencies.percentile(0.99), 99);
  latencies.clear();
  assert.ok(Number.isNaN(latencies.percentile(0.5)));
});
