import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, gunzipSync } from 'node:zlib';
import { GZIP_HEAD, packChunk, takesGzip } from './packed-chunks.ts';

test('[A17] packed chunks are a gzip stream, whatever their sizes and wherever it begins', () => {
  const chunks = [1, 20, 1_023, 1_024, 70_000, 3].map((length, index) =>
    Buffer.from(`${index} 枢 `.repeat(length).slice(0, length)),
  );
  for (let first = 0; first < chunks.length; first += 1) {
    const stream = Buffer.concat([GZIP_HEAD, ...chunks.slice(first).map(packChunk)]);
    const text = gunzipSync(stream, { finishFlush: constants.Z_SYNC_FLUSH });
    assert.deepEqual(text, Buffer.concat(chunks.slice(first)));
  }
});

test('[A17] a chunk is packed once for all streams', () => {
  const chunk = Buffer.from('event'.repeat(1_000));
  assert.equal(packChunk(chunk), packChunk(chunk));
  assert.ok(packChunk(chunk).length < chunk.length / 10);
});

test('[A17] gzip is taken when the client says so', () => {
  for (const header of ['gzip', 'br, gzip', 'deflate, gzip;q=0.5, br', 'GZIP; q=1.0']) {
    assert.ok(takesGzip(header), header);
  }
  for (const header of [undefined, '', 'br', 'gzip;q=0', 'gzip; q=0.000, br', 'notgzip']) {
    assert.ok(!takesGzip(header), String(header));
  }
});
