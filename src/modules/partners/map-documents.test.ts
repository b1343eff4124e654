import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastCheck from 'fast-check';
import { RowGroups } from './group-rows.ts';
import { compileMap, UnusableMap } from './import-map.ts';
import { mapDocument } from './map-documents.ts';
import { compileCells, readMinor, type CellsRead } from './read-cells.ts';

const cells = compileCells({
  input: {
    format: 'csv',
    columns: {
      sku: { type: 'text', upperCase: true },
      quantity: { type: 'integer' },
      price: { type: 'minor', currency: 'GBP' },
      at: { type: 'localTime', timeZone: 'Europe/London', isOptional: true },
      kind: { type: 'lookup', of: 'sku', table: 'kinds' },
      item: { type: 'object', fields: { code: 'sku', when: 'at' } },
    },
  },
  tables: { kinds: { POST: 'shipping' } },
});
const row = { sku: 'a', quantity: '1', price: '1', at: '' };

test('[C4] amounts are read by their digits, half away from zero', () => {
  const read: [string, number | undefined][] = [
    ['2.55', 255],
    ['2.675', 268],
    ['1.005', 101],
    ['0.001', 0],
    ['0.005', 1],
    ['-0.005', -1],
    ['.5', 50],
    ['7', 700],
    ['7.', 700],
    ['-0.001', 0],
    ['', undefined],
    ['.', undefined],
    ['1,5', undefined],
    ['1e3', undefined],
  ];
  for (const [text, minor] of read) assert.equal(readMinor(text, 2), minor, text);
  assert.equal(readMinor('1234', 0), 1234);
  fastCheck.assert(
    fastCheck.property(fastCheck.integer({ min: -1e12, max: 1e12 }), (minor) => {
      const text = `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`;
      assert.equal(readMinor(text, 2), minor);
    }),
  );
});

test('[C5] wall times become UTC with the summer time of their zone', () => {
  const at = (text: string) => cells(2, { ...row, at: text });
  assert.equal(at('2010-12-01 08:26:00').row['at'], '2010-12-01T08:26:00.000Z');
  assert.equal(at('2011/07/01 08:26').row['at'], '2011-07-01T07:26:00.000Z');
  for (const text of ['2011-02-29 08:00', '2011-13-01 08:00', '2011-01-01 24:00', 'yesterday']) {
    assert.equal(at(text).reason, `at is not a time such as 2026-11-22 09:30:00: ${text}`);
  }
});

test('[C6] an empty cell is left out or makes a bad row, as the map says', () => {
  assert.deepEqual(cells(2, { ...row, sku: 'post', note: '' }), {
    row: {
      line: 2,
      sku: 'POST',
      quantity: 1,
      price: 100,
      kind: 'shipping',
      item: { code: 'POST' },
    },
    reason: null,
  });
  assert.equal(cells(2, { ...row, quantity: '' }).reason, 'quantity is empty');
  assert.equal(cells(2, { ...row, quantity: '1.5' }).reason, 'quantity is not a whole number: 1.5');
});

const readOf = (line: number, key: string): CellsRead => ({ row: { line, key }, reason: null });

test('[C7] rows of one document are found among those of others', () => {
  const groups = new RowGroups({ by: 'key', withinRows: 2, rowsMax: 3 });
  const complete = ['a', 'b', 'a', 'c', 'c', 'c', 'c'].flatMap((key, index) =>
    groups.push(readOf(index + 2, key)),
  );
  assert.deepEqual(
    complete.map(({ key, lines }) => [key, lines]),
    [
      ['b', [3]],
      ['a', [2, 4]],
    ],
  );
  const [last] = groups.end();
  assert.deepEqual([last?.key, last?.lines, last?.tooManyRows], ['c', [5, 6, 7, 8], true]);
});

const map = compileMap(
  JSON.stringify({
    name: 'test',
    version: 1,
    input: { format: 'csv', group: { by: 'key' } },
    document: [
      "key = 'fail' ? $number('x')",
      ": key = 'nothing' ? {}",
      ": key = 'no' ? { 'reject': 'it says no' }",
      ": { 'order': { 'channel': 'shop', 'externalId': key, 'currency': 'GBP', 'customer': { 'name': 'A' },",
      "      'shipTo': { 'lines': [], 'countryCode': 'GB' },",
      "      'lines': [rows.{ 'sku': sku, 'name': 'Cup', 'quantity': line, 'unitPriceMinor': 100 }] } }",
    ],
  }),
);
const group = (key: string) => ({
  key,
  rows: [{ line: 2, sku: key === 'bad' ? '' : 'CUP' }],
  lines: [2],
  badRows: [],
  tooManyRows: false,
});

test('[C9] a document fits the contract or is rejected with the place', async () => {
  const mapped = await mapDocument(map, group('1'));
  assert.ok(mapped.kind === 'mapped');
  const [document] = mapped.documents;
  assert.ok(document?.kind === 'order');
  assert.deepEqual({ ...document.body.lines[0] }, { sku: 'CUP', quantity: 2, unitPriceMinor: 100 });
  assert.deepEqual([...document.names], [['CUP', 'Cup']]);
  const reasonOf = async (key: string) => {
    const rejected = await mapDocument(map, group(key));
    assert.ok(rejected.kind === 'rejected');
    return rejected.rejections[0]?.reason ?? '';
  };
  assert.match(
    await reasonOf('bad'),
    /^order\/lines\/0\/sku must NOT have fewer than 1 characters/,
  );
  assert.match(await reasonOf('fail'), /^the map fails on it: /);
  assert.match(await reasonOf('nothing'), /^the map must make one of it: sku, receipt/);
  assert.equal(await reasonOf('no'), 'it says no');
});

test('[C8] one bad row holds its document back', async () => {
  const rejected = await mapDocument(map, {
    ...group('1'),
    lines: [2, 3],
    badRows: [{ line: 3, reason: 'quantity is empty' }],
  });
  assert.deepEqual(rejected, {
    kind: 'rejected',
    rejections: [
      {
        line: 2,
        reason:
          'line 3 of the same document 1 is bad, and a document is imported whole or not at all',
      },
      { line: 3, reason: 'quantity is empty' },
    ],
  });
});

test('[C11] a map that cannot be used is named with the place of its error', () => {
  const refuses = (text: string, expected: RegExp) =>
    assert.throws(
      () => compileMap(text),
      (error) => error instanceof UnusableMap && expected.test(error.message),
    );
  const whole = { name: 'a', version: 1, input: { format: 'csv' }, document: '{}' };
  refuses('{', /^it is not JSON: /);
  refuses(JSON.stringify({ ...whole, version: '1' }), /^map\/version must be integer/);
  refuses(
    JSON.stringify({ ...whole, more: 1 }),
    /^map must NOT have additional properties \(more\)/,
  );
  refuses(
    JSON.stringify({ ...whole, document: ['{', '  1 +', '}'] }),
    /^map\/document line 3, column \d+: /,
  );
  refuses(
    JSON.stringify({ ...whole, input: { format: 'csv', encoding: 'klingon' } }),
    /encoding klingon is not known/,
  );
  const column = (given: object) =>
    JSON.stringify({ ...whole, input: { format: 'csv', columns: { a: given } } });
  refuses(column({ type: 'minor' }), /columns\/a needs the currency/);
  refuses(column({ type: 'localTime', timeZone: 'Mars' }), /columns\/a needs a timeZone/);
  refuses(column({ type: 'object' }), /columns\/a needs its fields/);
  refuses(
    column({ type: 'lookup', of: 'b', table: 'none' }),
    /columns\/a needs the column to look up/,
  );
});
