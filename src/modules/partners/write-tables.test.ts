import assert from 'node:assert/strict';
import { buffer, text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { instantFromText } from '../../kernel/clock.ts';
import { moneyText, type Cell, type ColumnHead, type ExportedTable } from './exported-table.ts';
import { writeCsv } from './write-csv.ts';
import { writeNdjson } from './write-ndjson.ts';
import { writeXlsx } from './write-xlsx.ts';

const TEXT: readonly ColumnHead[] = [{ name: 'text', header: 'Text', type: 'text' }];
const NASTY = [
  'plain',
  'with "quotes", commas',
  'two\nlines',
  'three\r\nlines\r',
  '龙井茶 — 特级',
  'tea 🍵 and family 👩‍👩‍👧',
  '<b>&amp;</b>',
  '  blanks around  ',
  '_x0041_ is no A',
  'a bell \u0007 and a tab\there',
  "'apostrophe",
];
const FORMULAS = ['=cmd|/c calc', '+86 21 5555', '-2+3', '@SUM(A1)', '\t=1+1', '\r=1'];

async function* pagesOf(...pages: readonly (readonly Cell[])[][]): ExportedTable['pages'] {
  yield* pages;
}

const tableOf = (columns: readonly ColumnHead[], ...pages: Cell[][][]): ExportedTable => ({
  columns,
  pages: pagesOf(...pages),
});

const csvOf = (table: ExportedTable, bom = false) => text(Readable.from(writeCsv(table, { bom })));
const sheetsOf = async (table: ExportedTable, sheetRowsMax?: number) =>
  readWorkbook(
    await buffer(
      writeXlsx(table, {
        sheetName: 'orders',
        ...(sheetRowsMax === undefined ? {} : { sheetRowsMax }),
      }),
    ),
    { trim: false },
  );

test('[C19] CSV keeps every text, quoted where it must be, in lines that end with CRLF', async () => {
  const rows = NASTY.map((each) => [each]);
  const written = await csvOf(tableOf(TEXT, rows.slice(0, 4), [], rows.slice(4)));
  const read: unknown = parse(written, { record_delimiter: '\r\n' });
  assert.deepEqual(read, [['Text'], ...rows]);
  assert.ok(written.startsWith('Text\r\nplain\r\n"with ""quotes"", commas"\r\n'));
  assert.equal((await csvOf(tableOf(TEXT), true)).charCodeAt(0), 0xfeff);
});

test('[C20] a text that a spreadsheet would carry out gets an apostrophe, a number does not', async () => {
  const read = parse(
    await csvOf(
      tableOf(
        TEXT,
        FORMULAS.map((each) => [each]),
      ),
    ),
  );
  assert.deepEqual(
    read.slice(1).flat(),
    FORMULAS.map((each) => `'${each}`),
  );
  const numbers: ColumnHead[] = [
    { name: 'delta', header: 'Delta', type: 'number' },
    { name: 'refund', header: 'Refund', type: 'money' },
  ];
  assert.equal(
    await csvOf(tableOf(numbers, [[-5, { minor: -5, digits: 2 }]])),
    'Delta,Refund\r\n-5,-0.05\r\n',
  );
});

test('[C21] a workbook keeps every text, formulas among them, as text', async () => {
  const rows = [...NASTY, ...FORMULAS].map((each) => [each]);
  const [sheet] = await sheetsOf(tableOf(TEXT, rows));
  assert.deepEqual(sheet?.data.flat(), ['Text', ...NASTY, ...FORMULAS]);
});

test('[C21] amounts, numbers and times are numbers in a workbook, and what is empty stays empty', async () => {
  const columns: ColumnHead[] = [
    { name: 'quantity', header: 'Quantity', type: 'number' },
    { name: 'yuan', header: 'Yuan', type: 'money' },
    { name: 'yen', header: 'Yen', type: 'money' },
    { name: 'dinar', header: 'Dinar', type: 'money' },
    { name: 'placedAt', header: '下单时间', type: 'instant' },
    { name: 'isOpen', header: 'Open', type: 'boolean' },
    { name: 'locations', header: 'Locations', type: 'list' },
    { name: 'note', header: 'Note', type: 'text' },
  ];
  const placedAt = '2026-11-22T09:30:15.000Z';
  const row = [
    -3,
    { minor: 123_456, digits: 2 },
    { minor: 1_999, digits: 0 },
    { minor: 1_234, digits: 3 },
    placedAt,
    true,
    ['CN-SHA', 'US-LAX'],
    null,
  ];
  const [sheet] = await sheetsOf(tableOf(columns, [row]));
  const [head, read] = (sheet?.data ?? []) as unknown[][];
  assert.equal(head?.[4], '下单时间');
  const [quantity, yuan, yen, dinar, placed, isOpen, locations, note] = read as unknown[];
  assert.deepEqual(
    [quantity, yuan, yen, dinar, isOpen, locations, note],
    [-3, 1234.56, 1999, 1.234, true, 'CN-SHA; US-LAX', null],
  );
  assert.ok(placed instanceof Date);
  assert.equal(placed.getTime(), instantFromText(placedAt));
});

test('[C21] rows beyond a sheet go on in the next one, under the header again', async () => {
  const rows = ['a', 'b', 'c', 'd', 'e'].map((each) => [each]);
  const sheets = await sheetsOf(tableOf(TEXT, rows), 3);
  assert.deepEqual(
    sheets.map(({ sheet, data }) => [sheet, data.flat()]),
    [
      ['orders', ['Text', 'a', 'b']],
      ['orders 2', ['Text', 'c', 'd']],
      ['orders 3', ['Text', 'e']],
    ],
  );
});

test('[C22] amounts leave with exactly the digits of their currency', () => {
  const cases: [number, number, string][] = [
    [0, 2, '0.00'],
    [5, 2, '0.05'],
    [-123_456, 2, '-1234.56'],
    [7, 0, '7'],
    [-1, 3, '-0.001'],
    [999_999_999_999, 2, '9999999999.99'],
  ];
  for (const [minor, digits, expected] of cases)
    assert.equal(moneyText({ minor, digits }), expected);
});

test('[C22] NDJSON carries what the API carries, amounts as decimal text', async () => {
  const columns: ColumnHead[] = [
    { name: 'text', header: '文字', type: 'text' },
    { name: 'total', header: '合计', type: 'money' },
    { name: 'list', header: '', type: 'list' },
    { name: 'empty', header: '', type: 'json' },
  ];
  const rows = NASTY.map((each) => [each, { minor: 10, digits: 2 }, ['a'], undefined]);
  const written = await text(Readable.from(writeNdjson(tableOf(columns, rows))));
  assert.deepEqual(
    written
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
    NASTY.map((each) => ({ text: each, total: '0.10', list: ['a'], empty: null })),
  );
});

test('[C23] pages are read only as fast as they are taken, and no longer than somebody takes them', async () => {
  const writers: [string, (table: ExportedTable) => Readable][] = [
    ['csv', (table) => Readable.from(writeCsv(table, { bom: false }), { highWaterMark: 2 })],
    ['ndjson', (table) => Readable.from(writeNdjson(table), { highWaterMark: 2 })],
    ['xlsx', (table) => writeXlsx(table, { sheetName: 'orders' })],
  ];
  for (const [name, write] of writers) {
    let pagesRead = 0;
    let hasEnded = false;
    const table: ExportedTable = {
      columns: TEXT,
      pages: (async function* () {
        try {
          for (; pagesRead < 200; pagesRead += 1) {
            // Little of it can be packed, so that buffers fill.
            yield Array.from({ length: 500 }, (_, index) => [
              `${Math.imul(pagesRead * 500 + index, 2_654_435_761)} ${Math.imul(index, 40_503 + pagesRead)}`,
            ]);
          }
        } finally {
          hasEnded = true;
        }
      })(),
    };
    const stream = write(table);
    await new Promise((resolve) => stream.once('readable', resolve));
    // Nobody takes anything further: whatever is under way settles, and no more pages are asked for.
    let before = -1;
    while (before !== pagesRead) {
      before = pagesRead;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    assert.ok(pagesRead < 150, `${name}: ${pagesRead} pages were read ahead`);
    stream.destroy();
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.ok(hasEnded, `${name}: the reading goes on behind a closed connection`);
  }
});
