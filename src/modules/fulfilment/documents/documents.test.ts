import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Manifest } from '../manifest.ts';
import type { Shipment } from '../shipment.ts';
import { gs1CheckDigit, ssccOf } from '../sscc.ts';
import { ssccBars } from './bars.ts';
import { labelPdf, labelZpl } from './label.ts';
import { outlineOf } from './outlines.ts';
import { manifestCsv, manifestPdf, packingSlipPdf } from './papers.ts';

// The decoder would fetch its WebAssembly from the web; the package has it too.
const decoderFile = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
const wasmBinary = Uint8Array.from(readFileSync(decoderFile)).buffer;
prepareZXingModule({ overrides: { wasmBinary } });

const SSCC = ssccOf('0400000', 0, 4_711);
const SHIPMENT: Shipment = {
  id: '100001-1-S1',
  version: 1,
  fulfilmentOrderId: '100001-1',
  orderId: 100_001,
  locationId: 1,
  location: 'SHA',
  state: 'booked',
  carrier: '顺丰速运 SF',
  service: 'SF-STD',
  trackingNumber: 'LP000047119CN',
  carrierReference: null,
  costMinor: 1_200,
  currency: 'CNY',
  shipFrom: { name: 'Warehouse', lines: ['Xinzhuang Road 1'], countryCode: 'CN', city: '上海市' },
  shipTo: {
    name: '李蕾',
    lines: ['南京东路100号3栋', '^XA~JR_break'],
    district: '黄浦区',
    city: '上海市',
    postalCode: '200001',
    countryCode: 'CN',
  },
  parcels: [
    {
      number: 1,
      sscc: SSCC,
      trackingNumber: 'LP000047119CN',
      box: 'S',
      weightGrams: 1_250,
      outerMillimetres: [200, 150, 100],
      lines: [{ lineNumber: 1, sku: 'TEA', quantity: 2 }],
    },
  ],
  manifestId: 'SHA-M1',
  deliverBy: Date.UTC(2026, 10, 4),
  tracking: [],
  proofOfDelivery: null,
  bookedAt: Date.UTC(2026, 10, 2),
  shippedAt: null,
  deliveredAt: null,
  stateSince: Date.UTC(2026, 10, 2),
};
const MANIFEST: Manifest = {
  id: 'SHA-M1',
  version: 1,
  location: 'SHA',
  carrier: '顺丰速运 SF',
  day: '2026-11-02',
  state: 'closed',
  shipments: 1,
  parcels: 1,
  weightGrams: 1_250,
  costMinor: 1_200,
  currency: 'CNY',
  openedAt: Date.UTC(2026, 10, 2),
  closedAt: Date.UTC(2026, 10, 2, 10),
  carrierReference: null,
};

/** A page as another program paints it: grey values and size. */
async function painted(pdf: Buffer, scale: number) {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const page = document.getPage(0);
    const { width, height, data } = await page.render({ scale, render: 'bitmap' });
    return { width, height, data: Uint8ClampedArray.from(data) };
  } finally {
    library.destroy();
  }
}

test('[F19] a scanner reads the SSCC and the tracking number from the painted label, with a right check digit', async () => {
  const image = await painted(await labelPdf(SHIPMENT), 4);
  assert.equal(image.width, 4 * 72 * 4);
  const found = await readBarcodes(
    { ...image, colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0],
    { formats: ['Code128'], tryHarder: true, maxNumberOfSymbols: 4 },
  );
  const texts = found.map(({ text }) => text).toSorted();
  assert.ok(texts.includes('LP000047119CN'), texts.join());
  const sscc = texts
    .map((text) => /(\d{18})$/.exec(text)?.[1])
    .find((digits) => digits !== undefined);
  assert.equal(sscc, SSCC);
  assert.equal(gs1CheckDigit(sscc.slice(0, 17)), Number(sscc[17]));
});

test('[F19] a wrong check digit is never printed', () => {
  const wrong = `${SSCC.slice(0, 17)}${(Number(SSCC[17]) + 1) % 10}`;
  assert.throws(() => ssccBars(wrong), /checksum/i);
});

test('[F19] documents are the same bytes whenever they are made, and Chinese is drawn', async () => {
  for (const make of [labelPdf, packingSlipPdf]) {
    const [one, other] = [await make(SHIPMENT), await make(SHIPMENT)];
    assert.equal(one.subarray(0, 5).toString(), '%PDF-');
    assert.deepEqual(one, other);
  }
  const manifest = await manifestPdf(MANIFEST, [SHIPMENT]);
  assert.deepEqual(manifest, await manifestPdf(MANIFEST, [SHIPMENT]));
  for (const character of '李蕾黄浦区のЖ')
    assert.ok(outlineOf(character).svgPath.length > 20, character);
  assert.notEqual(outlineOf('李').svgPath, outlineOf('蕾').svgPath);
  const dark = async (name: string) => {
    const shipTo = { name, lines: [], countryCode: 'CN' };
    const { data, width } = await painted(await labelPdf({ ...SHIPMENT, shipTo }), 2);
    let count = 0;
    // Only the first line of the address.
    for (let y = 240; y < 275; y += 1) {
      for (let x = 28; x < width - 28; x += 1)
        if ((data[(y * width + x) * 4] ?? 255) < 128) count += 1;
    }
    return count;
  };
  assert.ok((await dark('李蕾')) > (await dark('')) + 100, 'the name is to be seen');
});

test('[F19] ZPL carries the SSCC behind FNC1, and no text of an address becomes a command', () => {
  const zpl = labelZpl(SHIPMENT);
  const sscc = /\^BCN,170,N,N,N,N\^FD>;>800(\d{18})\^FS/.exec(zpl)?.[1];
  assert.equal(sscc, SSCC);
  assert.equal(zpl.match(/\^XA/g)?.length, 1);
  assert.ok(!zpl.includes('~JR'));
  assert.ok(zpl.includes('_5EXA_7EJR_5Fbreak'));
  assert.ok(zpl.includes('_E6_9D_8E'), 'Chinese travels as UTF-8');
});

test('[F20] a manifest as CSV has a line for each parcel, and no cell runs as a formula', () => {
  const shipTo = { ...SHIPMENT.shipTo, postalCode: '=1+1' };
  const csv = manifestCsv([{ ...SHIPMENT, shipTo }]);
  assert.deepEqual(csv.split('\r\n').slice(1), [
    `100001-1-S1,100001-1,SF-STD,LP000047119CN,${SSCC},1250,CN,'=1+1`,
    '',
  ]);
});
