import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GZIP_HEAD, packChunk } from '../src/api/packed-chunks.ts';
import { compareEvents, LatencyCounts, ReferenceStream, Subscriber } from './event-stream.ts';

const HEAD = Buffer.concat([
  Buffer.from('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n'),
  GZIP_HEAD,
  packChunk(Buffer.from('retry: 1000\n\n')),
  packChunk(Buffer.from('id: 7.a\n\n')),
]);
const frame = (id: string): string =>
  `id: ${id}\nevent: stock.received\ndata: {"recordedtime":"2026-11-02T01:00:00.000Z","data":"茶"}\n\n`;
const chunkOf = (...ids: string[]): Buffer => packChunk(Buffer.from(ids.map(frame).join('')));
const RECORDED_AT = Date.parse('2026-11-02T01:00:00.000Z');
const IDS = Array.from({ length: 30 }, (_, index) => `8.${index}`);
const STREAM = [chunkOf(...IDS), packChunk(Buffer.from('id: 9.0\n\n')), chunkOf('9.c')];

function subscribe(reference: ReferenceStream, latencies = new LatencyCounts()): Subscriber {
  const subscriber = new Subscriber(reference, latencies);
  for (let start = 0; start < HEAD.length; start += 11) {
    subscriber.take(HEAD.subarray(start, start + 11), RECORDED_AT);
  }
  assert.ok(subscriber.isLive);
  subscriber.begin();
  return subscriber;
}

test('subscribers get the same events however their bytes are cut', () => {
  const reference = new ReferenceStream();
  const latencies = new LatencyCounts();
  const bytes = Buffer.concat(STREAM);
  for (let size = 1; size < bytes.length; size += 7) {
    const subscriber = subscribe(reference, latencies);
    for (let start = 0; start < bytes.length; start += size) {
      subscriber.take(bytes.subarray(start, start + size), RECORDED_AT + 40);
    }
    assert.deepEqual(subscriber.received(), [...IDS, '9.c']);
  }
  assert.equal(latencies.percentile(0.5), 40);
});

test('what is lost or doubled is seen', () => {
  const reference = new ReferenceStream();
  const expected = new Set([...IDS, '9.c']);
  const take = (...chunks: Buffer[]) => {
    const subscriber = subscribe(reference);
    for (const chunk of chunks) subscriber.take(chunk, RECORDED_AT);
    return compareEvents(expected, subscriber.received());
  };
  const [first, mark, last] = STREAM as [Buffer, Buffer, Buffer];
  assert.deepEqual(take(first, mark, last), { lost: 0, doubled: 0 });
  assert.deepEqual(take(first, mark), { lost: 1, doubled: 0 });
  assert.deepEqual(take(first, last), { lost: 0, doubled: 0 });
  assert.deepEqual(take(first, first, last), { lost: 0, doubled: IDS.length });
  assert.deepEqual(take(chunkOf(...IDS.slice(1)), mark, last), { lost: 1, doubled: 0 });
  assert.deepEqual(
    take(first, mark.subarray(0, 5), Buffer.concat([mark.subarray(5), last, last])),
    {
      lost: 0,
      doubled: 1,
    },
  );
  assert.deepEqual(take(), { lost: IDS.length + 1, doubled: 0 });
});

test('percentiles of latencies', () => {
  const latencies = new LatencyCounts();
  for (let milliseconds = 1; milliseconds <= 100; milliseconds += 1) latencies.add(milliseconds);
  assert.equal(latencies.percentile(0.5), 50);
  assert.equal(latencies.percentile(0.99), 99);
  latencies.clear();
  assert.ok(Number.isNaN(latencies.percentile(0.5)));
});
