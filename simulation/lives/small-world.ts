import type { Pool } from 'pg';
import { requestHashOf } from '../../src/hub/index.ts';
import { DAY_MS, instantToText, type Instant } from '../../src/kernel/clock.ts';
import { createIdSource } from '../../src/kernel/ids.ts';
import { assemble } from '../../src/assemble.ts';

/** When lives begin: a Monday, at nine in Shanghai. */
export const STAGE_OPENS_AT: Instant = Date.UTC(2026, 10, 2, 1);

/** Three warehouses, a store and a supplier; CTU sends two shipments a day. */
export const STAGE_LOCATIONS = ['SHA', 'CTU', 'CAN', 'WUH', 'MAKER'] as const;

/**
 * What lies on shelves: scarce, after a lead time, before its day, from announced supply, at hand only, kept by
 * lots, kept by serial numbers.
 */
export const STAGE_SKUS = ['TEA', 'POT', 'BOOK', 'CUP', 'PEN', 'MILK', 'WATCH'] as const;

/** What is sold as one and lies on shelves in parts; the KIT is sent whole. */
export const STAGE_BUNDLES: Readonly<
  Record<string, readonly { readonly sku: string; readonly quantity: number }[]>
> = {
  SET: [
    { sku: 'TEA', quantity: 1 },
    { sku: 'CUP', quantity: 2 },
  ],
  KIT: [
    { sku: 'POT', quantity: 1 },
    { sku: 'MILK', quantity: 2 },
  ],
};

/** Prices that do not divide evenly. */
export const STAGE_PRICES: Readonly<Record<string, number>> = {
  TEA: 1_000,
  POT: 3_333,
  BOOK: 799,
  CUP: 1_250,
  PEN: 101,
  MILK: 333,
  WATCH: 9_999,
  SET: 2_999,
  KIT: 3_500,
};

/** Who buys on account: one who may owe some orders, one who owes little and names its purchase orders. */
export const STAGE_ACCOUNTS = ['ACME', 'SMALL'] as const;

/** Channels with payment in advance, none, captured as goods leave, on account, and strict about splits. */
export const STAGE_CHANNELS = ['SHOP', 'OPEN', 'AUTO', 'PERSON', 'TERMS', 'STRICT'] as const;

const STOCK: readonly (readonly [sku: string, location: string, quantity: number])[] = [
  ['TEA', 'SHA', 6],
  ['TEA', 'CTU', 3],
  ['POT', 'SHA', 2],
  ['POT', 'CAN', 2],
  ['BOOK', 'CTU', 4],
  ['CUP', 'SHA', 4],
  ['CUP', 'CTU', 4],
  ['CUP', 'CAN', 4],
  ['PEN', 'SHA', 5],
  ['TEA', 'WUH', 2],
  ['CUP', 'WUH', 3],
  ['POT', 'MAKER', 3],
  ['TEA', 'MAKER', 2],
];

/** Lots in which the milk is kept, and the one of what nobody has named. */
export const STAGE_LOTS = ['SOON', 'LATE', 'EVER', 'UNKNOWN'] as const;

/** Lots of the milk: one is over soon, one late, of one nobody knows. */
const LOTS: readonly (readonly [
  location: string,
  lot: string,
  days: number | null,
  quantity: number,
])[] = [
  ['SHA', 'LATE', 40, 3],
  ['SHA', 'SOON', 3, 2],
  ['CAN', 'SOON', 3, 2],
  ['CAN', 'EVER', null, 2],
  ['WUH', 'LATE', 40, 2],
];

/** Watches with their numbers. */
export const STAGE_SERIALS: readonly (readonly [location: string, serials: readonly string[]])[] = [
  ['SHA', ['W1', 'W2', 'W3']],
  ['CTU', ['W4']],
  ['WUH', ['W5']],
];

const EVERY_DAY = [true, true, true, true, true, true, true];

/** Fills an empty, migrated database with the small world. */
export async function buildSmallWorld(pool: Pool): Promise<void> {
  const clock = { now: () => STAGE_OPENS_AT - DAY_MS };
  const ids = createIdSource(clock);
  const fail = (facts: object, message: string): never => {
    throw new Error(`${message} ${JSON.stringify(facts)}`);
  };
  const hub = assemble({ pool, clock, ids, log: { warn: fail, error: fail } });
  hub.start();
  try {
    for (const [kind, body] of [...settings(), ...goods()]) {
      const reply = await hub.submit(
        {
          id: ids.uuid(),
          kind,
          body,
          key: null,
          requestHash: requestHashOf(kind, body),
          actor: 'person/stage',
          trace: `00-${ids.uuid().replaceAll('-', '')}-0000000000000001-01`,
          receivedAt: clock.now(),
        },
        'bulk',
      );
      if (reply.status >= 300) throw new Error(`${kind}: ${reply.body}`);
    }
  } finally {
    await hub.stop();
  }
}

type StageCommand = readonly [kind: string, body: object];

function settings(): StageCommand[] {
  const regions = { SHA: 'SH', CTU: 'SC', CAN: 'GD', WUH: 'HB', MAKER: 'ZJ' } as const;
  const channel = (code: string, terms: object): StageCommand => [
    'put_channel',
    { code, name: code, currency: 'CNY', timeZone: 'Asia/Shanghai', ...terms },
  ];
  const provider = 'TWINPAY';
  return [
    ...STAGE_LOCATIONS.map((code): StageCommand => [
      'put_location',
      {
        code,
        name: code,
        kind: code === 'WUH' ? 'store' : code === 'MAKER' ? 'supplier' : 'warehouse',
        timeZone: 'Asia/Shanghai',
        workingWeekdays: EVERY_DAY,
        cutoffMinuteOfDay: 1_080,
        handlingDays: 0,
        address: { lines: [], countryCode: 'CN', regionCode: regions[code] },
        ...(code === 'CTU' ? { dailyCapacityShipments: 2 } : {}),
      },
    ]),
    carrierService('SF', 'road', 800),
    carrierService('AIR', 'air', 2_000),
    [
      'put_payment_provider',
      {
        code: provider,
        name: provider,
        kind: 'http',
        url: 'http://127.0.0.1:9',
        currency: 'CNY',
        secretVariable: 'LINCHPIN_SECRET_TWINPAY',
      },
    ],
    channel('SHOP', {
      paymentDeadlineMinutes: 30,
      orderKinds: { finalPaymentDays: 2, unpaidDeposit: 'kept', collectWithinDays: 1 },
    }),
    channel('OPEN', { returnWindowDays: 0 }),
    channel('AUTO', {
      paymentDeadlineMinutes: 60,
      releaseAfterMinutes: 30,
      payments: { capture: 'on_shipment', refund: 'automatic', provider },
    }),
    channel('PERSON', {
      paymentDeadlineMinutes: 60,
      payments: { capture: 'on_placement', refund: 'by_person', provider },
    }),
    channel('TERMS', { releaseAfterMinutes: 0 }),
    channel('STRICT', { paymentDeadlineMinutes: 30, backorder: 'refuse', split: 'never' }),
    [
      'put_skus',
      {
        skus: STAGE_SKUS.map((code) => ({
          code,
          name: code,
          weightGrams: 100,
          valueMinor: 500,
          dimensionsMillimetres: { length: 100, width: 80, height: 60 },
          ...SKU_TERMS[code],
        })),
      },
    ],
    [
      'put_skus',
      {
        skus: Object.entries(STAGE_BUNDLES).map(([code, components]) => ({
          code,
          name: code,
          weightGrams: 100,
          valueMinor: 500,
          components,
          ...(code === 'KIT' ? { shipsTogether: true } : {}),
        })),
      },
    ],
    ['set_tracking', { sku: 'MILK', tracking: 'lot' }],
    ['set_tracking', { sku: 'WATCH', tracking: 'serial' }],
    ...STAGE_ACCOUNTS.map((code): StageCommand => [
      'put_account',
      {
        code,
        name: code,
        currency: 'CNY',
        creditLimitMinor: code === 'ACME' ? 20_000 : 3_000,
        netDays: code === 'ACME' ? 10 : 0,
        needsPurchaseOrderNumber: code === 'SMALL',
        owner: 'credit',
      },
    ]),
  ];
}

const SKU_TERMS: Readonly<Record<(typeof STAGE_SKUS)[number], object>> = {
  TEA: {},
  POT: { backorder: 'lead_time', leadTimeDays: 7 },
  BOOK: { availableFrom: instantToText(STAGE_OPENS_AT + 3 * DAY_MS) },
  CUP: {},
  PEN: { backorder: 'never', attributes: { shipsAlone: true } },
  MILK: { attributes: { shelfLifeDaysMin: 1 }, valueMinor: 300 },
  WATCH: { backorder: 'lead_time', leadTimeDays: 3 },
};

function carrierService(code: string, mode: string, priceMinor: number): StageCommand {
  return [
    'put_carrier_service',
    {
      code,
      carrier: code,
      mode,
      movingWeekdays: EVERY_DAY,
      maxWeightGrams: 50_000_000,
      lanes: [
        {
          originCountryCode: 'CN',
          originRegionCodes: null,
          destinationCountryCode: 'CN',
          destinationRegionCodes: null,
          zone: 'CN',
          transitDaysMin: 1,
          transitDaysMax: mode === 'air' ? 1 : 2,
          distanceKilometres: 800,
          destinationTimeZone: 'Asia/Shanghai',
        },
      ],
      zones: [
        { zone: 'CN', brackets: [{ upToGrams: 1_000, priceMinor }], extraKilogramMinor: 200 },
      ],
    },
  ];
}

function goods(): StageCommand[] {
  return [
    ...STOCK.map(([sku, location, quantity], index): StageCommand => [
      'receive_stock',
      { location, reference: `FIRST-${index}`, lines: [{ sku, quantity }] },
    ]),
    ...LOTS.map(([location, lot, days, quantity], index): StageCommand => [
      'receive_stock',
      {
        location,
        reference: `MILK-${index}`,
        lines: [
          {
            sku: 'MILK',
            quantity,
            lots: [
              {
                lot,
                quantity,
                ...(days === null
                  ? {}
                  : { expiresAt: instantToText(STAGE_OPENS_AT + days * DAY_MS) }),
              },
            ],
          },
        ],
      },
    ]),
    ...STAGE_SERIALS.map(([location, serials], index): StageCommand => [
      'receive_stock',
      {
        location,
        reference: `WATCH-${index}`,
        lines: [{ sku: 'WATCH', quantity: serials.length, serials }],
      },
    ]),
    ...STAGE_LOCATIONS.map((location): StageCommand => [
      'put_site',
      { location, workAheadDays: 365, worksAfterCutoff: true },
    ]),
    [
      'put_box_types',
      {
        location: 'SHA',
        boxTypes: [
          {
            code: 'S',
            innerMillimetres: { length: 200, width: 160, height: 120 },
            tareGrams: 80,
            maxWeightGrams: 5_000,
            costMinor: 50,
          },
        ],
      },
    ],
  ];
}
