import type { Journey } from './browser.ts';

/** Where its orders come from. */
const CHANNEL = 'SHOP';
const CUSTOMER = { name: '陈静', email: 'chen.jing@example.com', phone: '+86 138 0000 0000' };
const SHIP_TO = { lines: ['南京东路 100 号'], city: '上海市', regionCode: 'SH', countryCode: 'CN' };

/** A company of two warehouses and two SKUs, in which nothing happens but what a journey does. */
export async function makeSmallCompany(journey: Journey): Promise<void> {
  await journey.call('PUT', '/v1/channels/SHOP', {
    name: 'Own shop',
    names: { en: 'Own shop', 'zh-CN': '自营商城' },
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    backorder: 'allow',
    promiseTargetDays: 5,
  });
  const warehouses = [
    { code: 'SHA', en: 'Shanghai warehouse', chinese: '上海仓', city: '上海市', regionCode: 'SH' },
    { code: 'CTU', en: 'Chengdu warehouse', chinese: '成都仓', city: '成都市', regionCode: 'SC' },
  ];
  for (const { code, en, chinese, city, regionCode } of warehouses) {
    await journey.call('PUT', `/v1/locations/${code}`, {
      name: en,
      names: { en, 'zh-CN': chinese },
      kind: 'warehouse',
      address: {
        lines: ['1'],
        city,
        regionCode,
        countryCode: 'CN',
        latitude: code === 'SHA' ? 31.2 : 30.6,
        longitude: code === 'SHA' ? 121.5 : 104.1,
      },
      timeZone: 'Asia/Shanghai',
    });
    await journey.call('PUT', `/v1/fulfilment/sites/${code}`, {
      worksAfterCutoff: true,
      workAheadDays: 365,
    });
    await journey.call('PUT', `/v1/fulfilment/sites/${code}/box-types`, {
      boxTypes: [
        {
          code: 'M',
          costMinor: 110,
          tareGrams: 210,
          maxWeightGrams: 8_000,
          innerMillimetres: { width: 240, height: 160, length: 320 },
          outerMillimetres: { width: 248, height: 168, length: 328 },
        },
      ],
    });
  }
  const lane = (origin: string, distanceKilometres: number) => ({
    originCountryCode: 'CN',
    originRegionCodes: [origin],
    destinationCountryCode: 'CN',
    destinationRegionCodes: null,
    zone: origin,
    transitDaysMin: 1,
    transitDaysMax: origin === 'SH' ? 1 : 3,
    distanceKilometres,
    destinationTimeZone: 'Asia/Shanghai',
  });
  const zone = (code: string, priceMinor: number) => ({
    zone: code,
    brackets: [{ upToGrams: 5_000, priceMinor }],
    extraKilogramMinor: 200,
  });
  await journey.call('PUT', '/v1/carrier-services/SWIFT-STANDARD', {
    carrier: 'SWIFT',
    mode: 'road',
    maxWeightGrams: 30_000,
    lanes: [lane('SH', 30), lane('SC', 1_960)],
    zones: [zone('SH', 600), zone('SC', 1_400)],
  });
  for (const [code, en, chinese, weightGrams] of [
    ['TEA-01', 'Dragon Well tea', '龙井茶', 250],
    ['CUP-01', 'Porcelain cup', '白瓷杯', 320],
  ] as const) {
    await journey.call('PUT', `/v1/skus/${code}`, {
      name: en,
      names: { en, 'zh-CN': chinese },
      weightGrams,
      dimensionsMillimetres: { length: 120, width: 90, height: 80 },
      valueMinor: 3_000,
    });
  }
  for (const { code } of warehouses) {
    await journey.call('POST', '/v1/stock/receipts', {
      location: code,
      reference: `DN-${code}`,
      lines: [
        { sku: 'TEA-01', quantity: 500 },
        { sku: 'CUP-01', quantity: 300 },
      ],
    });
  }
}

type Lines = readonly { readonly sku: string; readonly quantity: number }[];

/** A paid order of a customer in Shanghai, as the API takes it. */
export function orderOf(externalId: string, lines: Lines): object {
  const unitPriceMinor = 4_900;
  const amountMinor = lines.reduce((sum, { quantity }) => sum + quantity * unitPriceMinor, 0);
  return {
    channel: CHANNEL,
    externalId,
    currency: 'CNY',
    customer: CUSTOMER,
    shipTo: SHIP_TO,
    lines: lines.map((line) => ({ ...line, unitPriceMinor })),
    payment: { kind: 'captured', amountMinor, reference: `P-${externalId}` },
  };
}

/** Places such an order and answers its number. */
export async function placeOrder(
  journey: Journey,
  externalId: string,
  lines: Lines = [{ sku: 'TEA-01', quantity: 2 }],
): Promise<string> {
  const order = orderOf(externalId, lines);
  return (await journey.call<{ id: string }>('POST', '/v1/orders', order)).id;
}
