import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { serveForTests } from './testing.ts';

const served = await serveForTests();
after(() => served.stop());
const mapsFolder = path.join(served.root, 'maps');
const inFolder = (name: string) => path.join(served.folder, name);
const url = ['--url', served.address];

test('[C27] a catalogue goes in by the command line and comes out again', async () => {
  writeFileSync(inFolder('skus.csv'), '货号,品名,重量(千克)\nTEA-1,=龙井,0.1\nCUP-1,杯,0.35\n');
  const imported = await served.run(
    'import',
    'skus.csv',
    '--map',
    path.join(mapsFolder, 'skus.json'),
    ...url,
  );
  assert.equal(imported.status, 0, imported.errors);
  assert.match(imported.output, /SKUs +2 +0 +0/);
  const again = await served.run(
    'import',
    'skus.csv',
    '--map',
    path.join(mapsFolder, 'skus.json'),
    ...url,
  );
  assert.match(again.output, /SKUs +0 +2 +0/);
  assert.match(again.output, /nothing was changed/);

  const csv = await served.run(
    'export',
    'skus',
    'out.csv',
    'search=TEA',
    '--columns',
    'code,name,weightGrams',
    '--language',
    'zh',
    '--bom',
    ...url,
  );
  assert.equal(csv.status, 0, csv.errors);
  assert.match(csv.output, /^1 rows of skus are in out\.csv\.$/m);
  const text = readFileSync(inFolder('out.csv'), 'utf8');
  assert.ok(text.startsWith('\uFEFF库存单位,名称'));
  assert.deepEqual(parse(text, { bom: true })[1], ['TEA-1', "'=龙井", '100']);
  const xlsx = await served.run('export', 'skus', 'out.xlsx', ...url);
  assert.equal(xlsx.status, 0, xlsx.errors);
  const [sheet] = await readWorkbook(inFolder('out.xlsx'));
  assert.deepEqual(
    sheet?.data.slice(1).map(([code, name]) => [code, name]),
    [
      ['CUP-1', '杯'],
      ['TEA-1', '=龙井'],
    ],
  );
  const keys = await served.pool.query('select from access.api_key where revoked_at is null');
  assert.equal(keys.rowCount, 0);
});

test('[C26] settings of a map are given on the command line, and every row is accounted for', async () => {
  const file = path.join(
    served.root,
    'src',
    'modules',
    'partners',
    'fixtures',
    'shopify-orders.csv',
  );
  const shop = path.join(mapsFolder, 'shopify-orders.json');
  const dry = await served.run(
    'import',
    file,
    '--map',
    shop,
    '--set',
    'channel=berlin',
    '--dry-run',
    '--rejected',
    'no.csv',
    ...url,
  );
  assert.equal(dry.status, 0, dry.errors);
  assert.match(dry.output, /read +13/);
  assert.match(dry.output, /in orders +7 +5 orders/);
  assert.match(dry.output, /in payments +0 +2 payments/);
  assert.match(dry.output, /rejected +6/);
  const wrong = await served.run('import', file, '--map', shop, '--set', 'chanel=berlin', ...url);
  assert.equal(wrong.status, 2);
  assert.match(wrong.errors, /has no setting chanel/);
});

test('[C23] an export that cannot be made leaves no file and says why', async () => {
  const cases: [string[], RegExp, number][] = [
    [['skus'], /takes a list and a file/, 2],
    [['skus', 'out.pdf'], /must end in \.csv, \.ndjson, \.xlsx/, 2],
    [['skus', 'a.csv', 'search'], /search is no filter/, 2],
    [['nothing', 'a.csv'], /There is nothing at/, 1],
    [['skus', 'a.csv', 'colour=red'], /colour is not known here/, 1],
    [['skus', path.join('none', 'a.csv')], /cannot be written/, 2],
  ];
  for (const [args, expected, status] of cases) {
    const outcome = await served.run('export', ...args, ...url);
    assert.match(outcome.errors, expected, args.join(' '));
    assert.equal(outcome.status, status, outcome.errors);
  }
  assert.ok(!existsSync(inFolder('a.csv')) && !existsSync(inFolder('a.csv.part')));
});
