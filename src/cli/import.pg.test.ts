import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { serveForTests } from './testing.ts';

const served = await serveForTests();
const { pool, folder, root } = served;
after(() => served.stop());
const runImport = (...args: string[]) => served.run('import', ...args);

/** Rows of the Online Retail file's form: every way that the map goes is taken once. */
const CSV = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123a,WHITE HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536365,71053,LANTERN,4,2010-12-01 08:26:00,3.39,17850.0,United Kingdom
536366,POST,POSTAGE,1,2010-12-01 08:28:00,18.00,12583.0,France
536366,22728,ALARM CLOCK,24,2010-12-01 08:28:00,3.75,12583.0,France
C536379,85123A,WHITE HEART,-2,2010-12-01 09:41:00,2.55,17850.0,United Kingdom
C536379,POST,POSTAGE,-1,2010-12-01 09:41:00,5.00,17850.0,United Kingdom
536366,71053,LANTERN,1,2010-12-01 08:29:00,3.39,12583.0,France
C536380,71053,LANTERN,-9,2010-12-01 09:49:00,3.39,17850.0,United Kingdom
C536381,D,Discount,-1,2010-12-01 09:50:00,27.50,17850.0,United Kingdom
536382,22728,damaged,-3,2010-12-01 10:00:00,0.0,,United Kingdom
536383,22728,,7,2010-12-01 10:01:00,0.0,,United Kingdom
A536384,B,Adjust bad debt,1,2010-12-01 10:02:00,11062.06,,United Kingdom
536385,71053,LANTERN,x,2010-12-01 10:03:00,3.39,,EIRE
536385,22728,ALARM CLOCK,1,2010-12-01 10:03:00,3.75,,EIRE
536386,22728,ALARM CLOCK,1,2010-12-01 10:04:00,3.75,,Narnia
`;
const file = path.join(folder, 'retail.csv.gz');
writeFileSync(file, gzipSync(CSV));
const map = path.join(root, 'maps', 'online-retail.json');
const common = ['--map', map, '--url', served.address];

/** The report without its blanks, so that a test reads as the report does. */
function figures(output: string): string[] {
  return output.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' '));
}

function includesAll(output: string, lines: readonly string[]): void {
  const found = figures(output);
  for (const line of lines) assert.ok(found.includes(line), `${line} is missing in\n${output}`);
}

test('[C18] a dry run counts and sends nothing', async () => {
  const { status, output } = await runImport(file, ...common, '--dry-run');
  assert.equal(status, 0);
  includesAll(output, ['read 15', 'SKUs 3', 'units of stock 38']);
  const { rows } = await pool.query('select from inventory.sku');
  assert.equal(rows.length, 0);
});

test('[C10] every row of the file comes out once, and the counts add up', async () => {
  const { status, output, errors } = await runImport(file, ...common);
  assert.equal(status, 0, errors);
  includesAll(output, [
    'read 15',
    'in orders 5 2 orders',
    'in cancellations 3 2 cancellations',
    'in adjustments 2 2 adjustments',
    'rejected 5',
    'of a known order 2',
    'of no known order 1 returns to come',
    'SKUs created 3 0 were there',
    'units received 38',
    'orders 2 0 0',
    'cancellations 2 0 0',
    'adjustments 2 0 0',
    'Done.',
  ]);
  assert.deepEqual(readdirSync(path.join(folder, 'data', 'imports')), []);
});

test('[C3] rejected rows stand in a file with their lines and reasons', () => {
  const [header, ...rows] = readFileSync(path.join(folder, 'retail.rejected.csv'), 'utf8')
    .trim()
    .split('\n');
  assert.equal(
    header,
    'line,reason,InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
  );
  assert.deepEqual(
    rows.map((row) => row.split(',').slice(0, 2)),
    [
      ['10', 'a credit of money alone (D): no goods to take back'],
      ['13', '"a correction of bad debt: no order'],
      ['14', 'Quantity is not a whole number: x'],
      ['15', '"line 14 of the same document 536385 is bad'],
      ['16', 'the map has no country Narnia'],
    ],
  );
});

test('[C12] cancellations cancel what the customer bought, the rest is a return to come', async () => {
  const lines = await pool.query<{
    external_id: string;
    code: string;
    quantity: number;
    cancelled_quantity: number;
  }>(
    `select external_id, code, quantity, cancelled_quantity from orders.order_line l
       join orders.order_header h on h.id = l.order_id join inventory.sku s on s.id = l.sku_id order by 1, 2`,
  );
  assert.deepEqual(
    lines.rows.map(({ external_id, code, quantity, cancelled_quantity }) => [
      external_id,
      code,
      quantity,
      cancelled_quantity,
    ]),
    [
      ['536365', '71053', 0, 4],
      ['536365', '85123A', 4, 2],
      ['536366', '22728', 24, 0],
      ['536366', '71053', 1, 0],
    ],
  );
  const { rows } = await pool.query<{ reply: string }>(
    'select reply from orders.take_back order by external_id',
  );
  const taken = rows.map(
    ({ reply }) =>
      JSON.parse(reply) as { expected: { sku: string; quantity: number }[]; reason: string },
  );
  assert.deepEqual(
    taken.map(({ expected }) => expected.map(({ sku, quantity }) => [sku, quantity])),
    [[], [['71053', 5]]],
  );
  assert.equal(taken[0]?.reason, 'Cancelled by invoice C536379; credited besides: POST 5.00 GBP');
});

test('[C15] the same import again changes nothing and says so', async () => {
  const count = async () =>
    (
      await pool.query<{ count: number }>(
        "select count(*) from hub.event where type not like 'key.%'",
      )
    ).rows[0]?.count;
  const before = await count();
  const { status, output } = await runImport(file, ...common);
  assert.equal(status, 0);
  includesAll(output, [
    'SKUs created 0 3 were there',
    'units received 0 the rest was there',
    'orders 0 2 0',
    'cancellations 0 2 0',
    'adjustments 0 2 0',
    'Everything was there already; nothing was changed.',
  ]);
  assert.equal(await count(), before);
  const keys = await pool.query('select from access.api_key where revoked_at is null');
  assert.equal(keys.rowCount, 0);
});

test('[C17] orders of our own form go in as they are, and refusals are listed', async () => {
  const order = (externalId: string, sku: string) => ({
    channel: 'online-retail',
    externalId,
    currency: 'GBP',
    customer: { name: 'A' },
    shipTo: { lines: [], countryCode: 'GB' },
    lines: [{ sku, quantity: 1, unitPriceMinor: 100 }],
  });
  const own = path.join(folder, 'own.ndjson');
  writeFileSync(
    own,
    [order('n1', '22728'), order('n2', 'NONE')].map((body) => JSON.stringify(body)).join('\n'),
  );
  const { status, output } = await runImport(
    own,
    '--map',
    path.join(root, 'maps', 'orders-ndjson.json'),
    '--url',
    served.address,
  );
  assert.equal(status, 0);
  includesAll(output, ['read 2', 'orders 1 0 1']);
  const rejected = JSON.parse(readFileSync(path.join(folder, 'own.rejected.ndjson'), 'utf8')) as {
    line: number;
    reason: string;
    row: object;
  };
  assert.equal(rejected.line, 2);
  assert.match(rejected.reason, /^the server refuses it: .*There is no SKU NONE\.$/);
  assert.deepEqual(rejected.row, order('n2', 'NONE'));
});

test('[C11] what is misused gets one clear line and exit status 2', async () => {
  const bad = path.join(folder, 'bad.json');
  writeFileSync(
    bad,
    '{"name":"bad","version":1,"input":{"format":"csv"},"document":["{","  1 +","}"]}',
  );
  const cases: [string[], RegExp, number][] = [
    [[], /takes a file/, 2],
    [[file], /Name the map with --map/, 2],
    [['none.csv', '--map', map], /There is no file none\.csv/, 2],
    [[file, '--map', 'none.json'], /There is no file none\.json/, 2],
    [[file, '--map', bad], /bad\.json cannot be used: map\/document line 3, column \d+/, 2],
    [[file, '--map', map, '--fast'], /--fast/, 2],
    [
      [file, '--map', map, '--url', 'http://127.0.0.1:1'],
      /Nothing answers at http:\/\/127\.0\.0\.1:1/,
      1,
    ],
  ];
  for (const [args, expected, status] of cases) {
    const answer = await runImport(...args);
    assert.match(answer.errors, expected);
    assert.equal(answer.status, status, args.join(' '));
    assert.equal(answer.errors.trim().split('\n').length, 1, answer.errors);
  }
  assert.ok(!existsSync(path.join(folder, 'none.rejected.csv')));
});
