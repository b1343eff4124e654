import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { compileMap } from './import-map.ts';
import type { MappedDocument, Rejection } from './map-documents.ts';
import { mapFile } from './map-file.ts';

const maps = path.join(import.meta.dirname, '..', '..', '..', 'maps');
const fixtures = path.join(import.meta.dirname, 'fixtures');

async function mapped(map: string, file: string, settings: Record<string, string> = {}) {
  const compiled = compileMap(readFileSync(path.join(maps, `${map}.json`), 'utf8'), { settings });
  const documents: MappedDocument[] = [];
  const rejections: Rejection[] = [];
  let rows = 0;
  for await (const event of mapFile(path.join(fixtures, file), compiled)) {
    if (event.kind === 'rows') rows = event.rowsRead;
    else if (event.kind === 'mapped') documents.push(...event.documents);
    else rejections.push(...event.rejections);
  }
  const inDocuments = documents
    .filter(({ isFurther }) => isFurther !== true)
    .reduce((sum, { lines }) => sum + lines.length, 0);
  assert.equal(inDocuments + rejections.length, rows, 'every row comes out once');
  // JSONata's own objects differ from plain ones in their prototypes only.
  return JSON.parse(JSON.stringify({ documents, rejections })) as {
    documents: MappedDocument[];
    rejections: Rejection[];
  };
}

function orderOf(documents: readonly MappedDocument[], externalId: string) {
  const found = documents.find(
    (document) => document.kind === 'order' && document.body.externalId === externalId,
  );
  assert.ok(found?.kind === 'order', externalId);
  return found.body;
}

/** What Linchpin will make of lines and charges; it refuses an order whose total differs. */
function totalOf({ lines, charges }: ReturnType<typeof orderOf>): number {
  const goods = lines.map(
    ({ quantity, unitPriceMinor, discountMinor = 0, taxMinor = 0 }) =>
      quantity * unitPriceMinor - discountMinor + taxMinor,
  );
  return [...goods, ...(charges ?? []).map(({ amountMinor }) => amountMinor)].reduce(
    (sum, amount) => sum + amount,
    0,
  );
}

test('[C24] Shopify: every total comes out to the unit, in currencies of 0, 2 and 3 decimals', async () => {
  const { documents } = await mapped('shopify-orders', 'shopify-orders.csv');
  const totals = documents
    .filter((document) => document.kind === 'order')
    .map(({ body }) => [body.externalId, body.currency, body.totalMinor, totalOf(body)]);
  assert.deepEqual(totals, [
    ['#1001', 'USD', 3_909, 3_909],
    ['#1002', 'JPY', 4_100, 4_100],
    ['#1003', 'KWD', 7_000, 7_000],
    ['#1004', 'EUR', 4_089, 4_089],
    ['#1005', 'EUR', 2_000, 2_000],
  ]);
});

test('[C24] Shopify: discounts and taxes are spread, times have their zone, rows of an order belong together', async () => {
  const { documents } = await mapped('shopify-orders', 'shopify-orders.csv', { channel: 'berlin' });
  const first = orderOf(documents, '#1001');
  assert.deepEqual(first.lines, [
    { sku: 'TEA-1', quantity: 2, unitPriceMinor: 1_250, discountMinor: 250, taxMinor: 186 },
    { sku: 'CUP-1', quantity: 1, unitPriceMinor: 999, discountMinor: 100, taxMinor: 74 },
  ]);
  assert.equal(first.channel, 'berlin');
  assert.equal(first.placedAt, '2026-03-01T15:15:00.000Z');
  assert.equal(first.shipTo.postalCode, '12207');
  assert.equal(first.note, 'Leave at the door,\nplease');
  assert.deepEqual(first.payment, { kind: 'captured', amountMinor: 3_909, reference: 'rA1' });
  assert.deepEqual(first.charges, [{ kind: 'shipping', name: 'Standard', amountMinor: 500 }]);
  const yen = orderOf(documents, '#1002');
  assert.equal(yen.attributes?.['taxIncludedMinor'], 373);
  assert.equal(yen.lines[0]?.taxMinor, 0);
  assert.equal(yen.payment?.kind, 'authorised');
  const free = orderOf(documents, '#1005');
  assert.deepEqual(free.charges?.[1], { kind: 'discount', name: 'FREESHIP', amountMinor: -400 });
  assert.equal(free.payment, undefined);
});

test('[C25] Shopify: refunds and cancellations are documents of their own behind their order', async () => {
  const { documents } = await mapped('shopify-orders', 'shopify-orders.csv');
  const further = documents.filter(({ isFurther }) => isFurther === true);
  assert.deepEqual(
    further.map(({ kind, key }) => [kind, key]),
    [
      ['payment', '#1003/2'],
      ['payment', '#1004/2'],
      ['cancellation', '#1004/3'],
    ],
  );
  assert.deepEqual(further[0]?.body, {
    channel: 'shopify',
    orderExternalId: '#1003',
    kind: 'refunded',
    amountMinor: 1_500,
    reference: '#1003/refunded',
  });
  assert.deepEqual(further[2]?.body, {
    channel: 'shopify',
    externalId: '#1004/cancelled',
    orderExternalId: '#1004',
    announcedAt: '2026-03-05T07:00:00.000Z',
    reason: 'Cancelled in Shopify',
    lines: [{ sku: 'CUP-1', quantity: 1 }],
  });
  const gift = orderOf(documents, '#1004').charges?.find(({ kind }) => kind === 'other');
  assert.deepEqual(gift, { kind: 'other', name: 'Gift card', amountMinor: 2_500 });
});

test('[C26] Shopify: what cannot be an order is named with its rows and the reason', async () => {
  const { rejections } = await mapped('shopify-orders', 'shopify-orders.csv');
  const reasons: [number, RegExp][] = [
    [10, /^it is fulfilled \(fulfilled\)/],
    [11, /^the line Nameless has no SKU$/],
    [12, /^the line Nameless has no SKU$/],
    [13, /do not make Total 99\.00$/],
    [14, /^Created at is not a time with its offset/],
    [15, /20,00 is not an amount in EUR/],
  ];
  assert.equal(rejections.length, reasons.length);
  for (const [index, [line, reason]] of reasons.entries()) {
    assert.equal(rejections[index]?.line, line);
    assert.match(rejections[index].reason, reason);
  }
  const taken = await mapped('shopify-orders', 'shopify-orders.csv', { fulfilled: 'take' });
  assert.ok(orderOf(taken.documents, '#1006'));
});

test('[C24] WooCommerce: lines, discounts, taxes and rounding make the total', async () => {
  const { documents } = await mapped('woocommerce-orders', 'woocommerce-orders.json');
  const totals = documents
    .filter((document) => document.kind === 'order')
    .map(({ body }) => [body.externalId, body.currency, body.totalMinor, totalOf(body)]);
  assert.deepEqual(totals, [
    ['701', 'GBP', 4_050, 4_050],
    ['702', 'JPY', 3_300, 3_300],
    ['703', 'GBP', 2_400, 2_400],
    ['704', 'KWD', 7_000, 7_000],
  ]);
  const first = orderOf(documents, '701');
  assert.deepEqual(first.lines[0], {
    sku: 'TEA-1',
    quantity: 3,
    unitPriceMinor: 334,
    discountMinor: 102,
    taxMinor: 180,
  });
  assert.equal(first.placedAt, '2026-03-01T10:00:00Z');
  assert.equal(first.payment?.reference, 'ch_701');
  const second = orderOf(documents, '702');
  assert.equal(second.payment, undefined);
  assert.equal(second.customer.externalId, undefined);
  assert.equal(second.shipTo.countryCode, 'GB');
  assert.deepEqual(orderOf(documents, '704').charges, [{ kind: 'rounding', amountMinor: 1 }]);
});

test('[C25] WooCommerce: each refund is a payment fact, and what is over is cancelled', async () => {
  const { documents, rejections } = await mapped('woocommerce-orders', 'woocommerce-orders.json');
  const further = documents.filter(({ isFurther }) => isFurther === true);
  assert.deepEqual(
    further.map(({ kind, body }) => [kind, 'amountMinor' in body ? body.amountMinor : null]),
    [
      ['cancellation', null],
      ['payment', 1_000],
      ['payment', 1_400],
    ],
  );
  assert.deepEqual(
    rejections.map(({ line }) => line),
    [5, 6, 7, 8],
  );
});

test('[C27] a catalogue is read by its headers in Chinese or English, with the units of its weights and sizes', async () => {
  const chinese = await mapped('skus', 'skus-zh.csv');
  assert.deepEqual(
    chinese.documents.map(({ body }) => body),
    [
      {
        code: 'TEA-1',
        name: '龙井茶',
        names: { en: 'Longjing tea' },
        weightGrams: 100,
        dimensionsMillimetres: { length: 200, width: 100, height: 50 },
        valueMinor: 1_250,
        originCountryCode: 'CN',
      },
      {
        code: 'CUP-1',
        name: '月亮杯',
        weightGrams: 350,
        dimensionsMillimetres: { length: 100, width: 100, height: 125 },
        originCountryCode: 'CN',
        requires: ['易碎', '轻放'],
      },
      { code: 'ICE-1', name: '冰', weightGrams: 1_000, requires: ['cold'] },
    ],
  );
  assert.match(chinese.rejections[0]?.reason ?? '', /^Weight is not a weight such as 1\.5 kg/);
  const english = await mapped('skus', 'skus-en.csv');
  assert.deepEqual(
    english.documents.map(({ body }) => body),
    [
      {
        code: 'TEA-2',
        name: 'Pu-erh',
        weightGrams: 454,
        dimensionsMillimetres: { length: 254, width: 102, height: 51 },
        customsCode: '0902.30',
      },
      { code: 'TEA-3', name: 'Oolong', weightGrams: 250 },
    ],
  );
  assert.match(english.rejections[0]?.reason ?? '', /one is missing/);
});

test('[C11] a setting that the map has not is named, and an expression without end is ended', async () => {
  const text = readFileSync(path.join(maps, 'skus.json'), 'utf8');
  assert.throws(
    () => compileMap(text, { settings: { chanel: 'x' } }),
    /no setting chanel; its settings are: currency/,
  );
  const endless = compileMap(
    JSON.stringify({
      name: 'endless',
      version: 1,
      input: { format: 'json' },
      document: '($f := function($n) { $f($n + 1) }; $f(0))',
    }),
    { evaluationMsMax: 200 },
  );
  const events = [];
  for await (const event of mapFile(path.join(fixtures, 'woocommerce-orders.json'), endless)) {
    if (event.kind === 'rejected') events.push(...event.rejections);
    if (events.length > 0) break;
  }
  assert.match(events[0]?.reason ?? '', /^the map fails on it: /);
});
