import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fastCheck from 'fast-check';
import type { ImportInput } from '../../../contracts/import.ts';
import { JsonElements } from './json-elements.ts';
import { readRows, UnreadableFile, type FileRow } from './read-rows.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linchpin-rows-'));
after(() => rmSync(folder, { recursive: true }));

async function read(content: string | Buffer, input: ImportInput): Promise<FileRow[]> {
  const file = path.join(folder, 'file');
  writeFileSync(file, content);
  return (await Array.fromAsync(readRows(file, input))).flat();
}

const values = (rows: FileRow[]) =>
  rows.map((row) => ('values' in row ? { ...row.values } : row.reason));

test('[C1] CSV, NDJSON and JSON lists give the same rows, compressed or not', async () => {
  const expected = [
    { id: 'a', note: 'x, "y"\nz' },
    { id: 'b', note: '' },
  ];
  const csv = 'id,note\na,"x, ""y""\nz"\nb,\n';
  const ndjson = expected.map((row) => `${JSON.stringify(row)}\n`).join('\n');
  const json = JSON.stringify(expected, null, 2);
  for (const pack of [(text: string) => Buffer.from(text), gzipSync]) {
    assert.deepEqual(values(await read(pack(csv), { format: 'csv' })), expected);
    assert.deepEqual(values(await read(pack(ndjson), { format: 'ndjson' })), expected);
    assert.deepEqual(values(await read(pack(json), { format: 'json' })), expected);
  }
});

test('[C1] a row is named by the line on which it ends', async () => {
  const rows = await read('id,note\na,"two\nlines"\n\nb,one\n', { format: 'csv' });
  assert.deepEqual(
    rows.map(({ line }) => line),
    [3, 5],
  );
  const documents = await read('{"a":1}\n\n{"a":2}', { format: 'ndjson' });
  assert.deepEqual(
    documents.map(({ line }) => line),
    [1, 3],
  );
});

test('[C2] a byte order mark is dropped, other encodings are read as the map says', async () => {
  const marked = Buffer.from('\ufeffid\n茶\n');
  assert.deepEqual(values(await read(marked, { format: 'csv' })), [{ id: '茶' }]);
  const chinese = Buffer.from([0x69, 0x64, 0x0a, 0xb2, 0xe8, 0x0a]);
  assert.deepEqual(values(await read(chinese, { format: 'csv', encoding: 'gb18030' })), [
    { id: '茶' },
  ]);
  const latin = Buffer.from('id\ncafé\n', 'latin1');
  assert.deepEqual(values(await read(latin, { format: 'csv', encoding: 'latin1' })), [
    { id: 'café' },
  ]);
  await assert.rejects(
    read(latin, { format: 'csv' }),
    /is not text in utf-8\. Set input\.encoding/,
  );
});

test('[C3] a bad row comes with its reason and the rest goes on', async () => {
  const rows = await read('id,note\na,1\nb\nc,3\n', { format: 'csv' });
  // The parser names bad rows as soon as it meets them, ahead of rows that it still holds.
  assert.deepEqual(values(rows.toSorted((a, b) => a.line - b.line)), [
    { id: 'a', note: '1' },
    'the row has 1 cells, the first line has 2',
    { id: 'c', note: '3' },
  ]);
  assert.equal(rows.find((row) => 'reason' in row)?.line, 3);
  const documents = values(await read('{"a":1}\n{"a":\n[1]\n', { format: 'ndjson' }));
  assert.deepEqual(documents[0], { a: 1 });
  assert.match(JSON.stringify(documents[1]), /^"it is not JSON: /);
  assert.equal(documents[2], 'it is not a JSON object');
});

test('[C3] a file that cannot be read to its end is refused with a sentence', async () => {
  const cut = gzipSync('id\n'.repeat(9_000)).subarray(0, 30);
  await assert.rejects(read(cut, { format: 'csv' }), /damaged or cut off/);
  await assert.rejects(read('[{"a":1}', { format: 'json' }), /must end with \]/);
  await assert.rejects(read('{"a":1}', { format: 'json' }), /must begin with \[/);
  await assert.rejects(read('[1] 2', { format: 'json' }), /nothing behind \]/);
  await assert.rejects(
    read('id\na\n', { format: 'csv', columns: { sku: { type: 'text' } } }),
    (error) => error instanceof UnreadableFile && error.message.includes('needs a column sku'),
  );
  await assert.rejects(
    Array.fromAsync(readRows(path.join(folder, 'none'), { format: 'csv' })),
    /There is no file/,
  );
});

test('[C1] a JSON list is cut into its elements wherever the pieces of the file end', () => {
  fastCheck.assert(
    fastCheck.property(
      fastCheck.array(fastCheck.jsonValue()),
      fastCheck.constantFrom(undefined, 1),
      fastCheck.integer({ min: 1, max: 9 }),
      (list, indent, size) => {
        const text = JSON.stringify(list, null, indent);
        const elements = new JsonElements();
        const found: string[] = [];
        for (let start = 0; start < text.length; start += size) {
          found.push(...elements.push(text.slice(start, start + size)));
        }
        elements.end();
        assert.deepEqual(
          found.map((element) => JSON.stringify(JSON.parse(element))),
          list.map((element) => JSON.stringify(element)),
        );
      },
    ),
  );
});
