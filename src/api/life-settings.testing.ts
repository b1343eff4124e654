import { machineClock } from '../kernel/clock.ts';
import type { TestServer } from './testing.ts';

/** What an answer holds, as tests read it. */
export type Row = Readonly<Record<string, never>>;
/** Calls the API and expects it to go well. */
export type Call = (
  method: Parameters<TestServer['call']>[0],
  url: string,
  body?: unknown,
) => Promise<Row>;

const SHIPPING_MINOR = 3_141_593;
const VALUE_MINOR = 2_718_281;

/** How the company sells, ships, writes and is paid. */
export async function putSettings(call: Call): Promise<void> {
  await call('PUT', '/v1/channels/web', {
    name: 'Web',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    customFieldsSchema: { type: 'object' },
  });
  await call('PUT', '/v1/carrier-services/ROAD', {
    carrier: 'Road',
    mode: 'road',
    maxWeightGrams: 1_000_000_000,
    lanes: [
      {
        originCountryCode: 'CN',
        originRegionCodes: null,
        destinationCountryCode: 'CN',
        destinationRegionCodes: null,
        zone: 'A',
        transitDaysMin: 1,
        transitDaysMax: 2,
        distanceKilometres: 500,
        destinationTimeZone: 'Asia/Shanghai',
      },
    ],
    zones: [
      {
        zone: 'A',
        brackets: [{ upToGrams: 100_000, priceMinor: SHIPPING_MINOR }],
        extraKilogramMinor: 200,
      },
    ],
  });
  await call('PUT', '/v1/fulfilment/company', {
    gs1CompanyPrefix: '6901234',
    ssccExtensionDigit: 0,
  });
  await call('PUT', '/v1/fulfilment/carriers/Road', { adapter: 'rate_table' });
  await call('PUT', '/v1/sourcing/weights', {
    currency: 'CNY',
    shippingFactor: 1,
    handlingFactor: 1,
    splitPenaltyMinor: 100,
    latenessMinorPerDay: 100,
    carbonMinorPerKilogram: 0,
    stockWorthFactor: 1,
  });
  await call('PUT', '/v1/notice-settings/web', { kinds: ['placed', 'shipped', 'delivered'] });
  await call('POST', '/v1/people', { login: 'ada', name: 'Ada', roles: ['agent'] });
  await call('PUT', '/v1/payment-providers/PAY', {
    name: 'Pay',
    kind: 'http',
    url: 'https://pay.example',
    currency: 'CNY',
    secretVariable: 'LINCHPIN_SECRET_PAY',
  });
  await call('PUT', '/v1/flow-connectors/erp', {
    names: { en: 'ERP' },
    url: 'https://erp.example',
    secretVariable: 'LINCHPIN_SECRET_ERP',
    repeat: 'idempotent',
  });
  await call('PUT', '/v1/identity-provider', {
    name: 'Work',
    issuer: 'https://issuer.example',
    clientId: 'linchpin',
    clientSecretVariable: 'LINCHPIN_SECRET_LOGIN',
    rolesByClaim: { staff: ['agent'] },
  });
}

/** Where it works: two warehouses and a supplier, which may begin at any time. */
export async function fillPlaces(call: Call): Promise<void> {
  const place = {
    kind: 'warehouse',
    address: { lines: ['3 Test Road'], countryCode: 'CN' },
    timeZone: 'Asia/Shanghai',
    workingWeekdays: [true, true, true, true, true, true, true],
  };
  const kinds = { 'CN-SHA': 'warehouse', 'CN-CTU': 'warehouse', MAKER: 'supplier' };
  for (const [code, kind] of Object.entries(kinds)) {
    await call('PUT', `/v1/locations/${code}`, { ...place, name: code, kind });
    await call('PUT', `/v1/fulfilment/sites/${code}`, {
      workAheadDays: 365,
      worksAfterCutoff: true,
      ...(kind === 'supplier'
        ? { purchaseOrders: { email: 'kiln@maker.example', language: 'zh-CN' } }
        : {}),
    });
  }
  await call('PUT', '/v1/fulfilment/sites/CN-SHA/slots', {
    slots: [{ code: 'A-1', sequence: 1, skus: ['TEA-1'] }],
  });
}

/** What lies there, by pieces, lots and serial numbers, comes, and is kept. */
export async function fillStock(call: Call): Promise<void> {
  const size = { dimensionsMillimetres: { length: 100, width: 80, height: 60 } };
  const codes = ['TEA-1', 'TEA-2', 'LOT-1', 'UNIT-1', 'FAR-1', 'LAMP-1'];
  await call(
    'POST',
    '/v1/skus/bulk',
    codes.map((code) => ({
      code,
      name: code,
      weightGrams: 100,
      valueMinor: VALUE_MINOR,
      ...size,
    })),
  );
  await call('PUT', '/v1/stock/LOT-1/tracking', { tracking: 'lot' });
  await call('PUT', '/v1/stock/UNIT-1/tracking', { tracking: 'serial' });
  const receive = (location: string, lines: readonly object[]) =>
    call('POST', '/v1/stock/receipts', { location, reference: `DN-${location}`, lines });
  await receive('CN-SHA', [
    { sku: 'LOT-1', quantity: 20, lots: [{ lot: 'L1', quantity: 20 }] },
    { sku: 'UNIT-1', quantity: 1, serials: ['SN-1'] },
  ]);
  await receive('CN-CTU', [
    { sku: 'FAR-1', quantity: 50 },
    { sku: 'TEA-1', quantity: 50 },
    { sku: 'LOT-1', quantity: 5, lots: [{ lot: 'L2', quantity: 5 }] },
  ]);
  await receive('MAKER', [{ sku: 'LAMP-1', quantity: 50 }]);
  const expectedAt = new Date(machineClock.now() + 86_400_000).toISOString();
  await call('POST', '/v1/stock/transfers', {
    reference: 'WAY',
    from: 'CN-CTU',
    to: 'CN-SHA',
    lines: [{ sku: 'FAR-1', quantity: 1 }],
    expectedAt,
  });
  await call('POST', '/v1/stock/announcements', {
    location: 'CN-SHA',
    reference: 'SUPPLY',
    lines: [{ sku: 'TEA-1', quantity: 5, expectedAt }],
  });
  await call('PUT', '/v1/stock/allotments/KEPT', {
    channel: 'web',
    sku: 'TEA-2',
    quantity: 10,
    until: '2099-01-01T00:00:00Z',
  });
  await call('PUT', '/v1/stock/safety-stock-rules/ALL', {
    priority: 1,
    matches: { locationKinds: ['warehouse'] },
    method: { kind: 'fixed', units: 4 },
  });
}
