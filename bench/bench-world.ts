import type { Pool } from 'pg';
import { assemble } from '../src/assemble.ts';
import { requestHashOf, type Hub, type Reply } from '../src/hub/index.ts';
import { machineClock, type Clock } from '../src/kernel/clock.ts';
import { createIdSource } from '../src/kernel/ids.ts';
import type { Random } from '../src/kernel/random.ts';
import type { PutSku } from '../contracts/inventory.ts';
import type { PlaceOrder } from '../contracts/orders.ts';

/** A hub that a bench drives in its own process. */
export interface BenchHub {
  readonly hub: Hub;
  /** Carries out a command and answers its reply. Throws when it is not accepted: a bench sends nothing wrong. */
  submit(kind: string, body: unknown): Promise<Reply>;
  stop(): Promise<void>;
}

/** Starts a hub as the program does. */
export function startBenchHub(pool: Pool, clock: Clock = machineClock): BenchHub {
  const ids = createIdSource(clock);
  const log = {
    warn: () => undefined,
    error: (facts: object, message: string) => console.error(message, facts),
  };
  const hub = assemble({ pool, clock, ids, log });
  hub.start();
  return {
    hub,
    async submit(kind, body) {
      const reply = await hub.submit({
        id: ids.uuid(),
        kind,
        body,
        key: null,
        requestHash: requestHashOf(kind, body),
        actor: 'system/bench',
        trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        receivedAt: clock.now(),
      });
      if (reply.status >= 300) throw new Error(`${kind} was refused: ${reply.body}`);
      return reply;
    },
    stop: () => hub.stop(),
  };
}

export const SKU_COUNT = 10_000;
const LOCATIONS = [
  {
    code: 'CN-SHA',
    city: '上海市',
    countryCode: 'CN',
    regionCode: 'SH',
    latitude: 31.2,
    longitude: 121.5,
  },
  {
    code: 'CN-CAN',
    city: '广州市',
    countryCode: 'CN',
    regionCode: 'GD',
    latitude: 23.1,
    longitude: 113.3,
  },
  {
    code: 'CN-CTU',
    city: '成都市',
    countryCode: 'CN',
    regionCode: 'SC',
    latitude: 30.6,
    longitude: 104.1,
  },
  {
    code: 'DE-HAM',
    city: 'Hamburg',
    countryCode: 'DE',
    regionCode: 'HH',
    latitude: 53.6,
    longitude: 10,
  },
  {
    code: 'US-LAX',
    city: 'Los Angeles',
    countryCode: 'US',
    regionCode: 'CA',
    latitude: 34,
    longitude: -118.2,
  },
] as const;
const CHANNELS = ['SHOP', 'TMALL', 'AMAZON'] as const;
const COUNTRIES = ['CN', 'CN', 'CN', 'CN', 'CN', 'DE', 'US', 'GB', 'FR', 'JP', 'IS'] as const;
const DESTINATIONS = [...new Set(COUNTRIES)];
const MATERIALS: readonly (readonly [english: string, chinese: string])[] = [
  ['cotton', '纯棉'],
  ['oak', '橡木'],
  ['steel', '不锈钢'],
  ['linen', '亚麻'],
  ['glass', '玻璃'],
  ['bamboo', '竹制'],
  ['silk', '真丝'],
  ['leather', '皮革'],
  ['ceramic', '陶瓷'],
  ['wool', '羊毛'],
];
const THINGS: readonly (readonly [english: string, chinese: string])[] = [
  ['towel', '毛巾'],
  ['chair', '椅子'],
  ['bottle', '水瓶'],
  ['shirt', '衬衫'],
  ['lamp', '台灯'],
  ['tray', '托盘'],
  ['scarf', '围巾'],
  ['bag', '背包'],
  ['bowl', '饭碗'],
  ['blanket', '毛毯'],
  ['teapot', '茶壶'],
  ['cushion', '靠垫'],
];

/** The code of the SKU with that number, from 0. */
export function skuCodeOf(index: number): string {
  return `SKU-${String(index).padStart(5, '0')}`;
}

/**
 * Makes what benches sell: 10,000 SKUs over 5 locations, three channels, two carriers' services to
 * seven countries, and `quantityEach` units of every SKU everywhere, or missing at so many of the
 * places, which makes some orders split.
 */
export async function makeBenchWorld(
  bench: BenchHub,
  quantityEach: number,
  placesWithout = 0,
): Promise<void> {
  for (const { code, ...place } of LOCATIONS) {
    await bench.submit('put_location', {
      code,
      name: `${place.city} warehouse`,
      kind: 'warehouse',
      address: { lines: ['1 Dock Road'], ...place },
      timeZone: 'Asia/Shanghai',
      cutoffMinuteOfDay: 960,
      handlingMinorPerShipment: 150,
      handlingMinorPerUnit: 40,
    });
  }
  for (const [code, mode, days, priceMinor] of [
    ['standard', 'road', 4, 800],
    ['express', 'air', 2, 1_900],
  ] as const) {
    await bench.submit('put_carrier_service', {
      code,
      carrier: `${code} parcels`,
      mode,
      maxWeightGrams: 30_000,
      lanes: lanes(days),
      zones: ['home', 'near', 'far'].map((zone, index) => ({
        zone,
        brackets: [1_000, 5_000, 20_000].map((upToGrams, step) => ({
          upToGrams,
          priceMinor: priceMinor * (index * 2 + 1) * (step + 1),
        })),
        extraKilogramMinor: 200,
      })),
    });
  }
  for (const code of CHANNELS) {
    await bench.submit('put_channel', {
      code,
      name: code.toLowerCase(),
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
    });
  }
  for (let first = 0; first < SKU_COUNT; first += 2_000) {
    const skus = Array.from({ length: 2_000 }, (_, offset) => skuOf(first + offset));
    await bench.submit('put_skus', { skus });
    for (const [index, { code }] of LOCATIONS.entries()) {
      await bench.submit('receive_stock', {
        location: code,
        reference: `OPENING-${first}`,
        lines: skus
          .filter((_, number) => (number + index) % LOCATIONS.length >= placesWithout)
          .map((sku) => ({ sku: sku.code, quantity: quantityEach })),
      });
    }
  }
}

function lanes(days: number) {
  const origins = [...new Set(LOCATIONS.map(({ countryCode }) => countryCode))];
  return origins.flatMap((origin) =>
    DESTINATIONS.map((destination) => ({
      originCountryCode: origin,
      originRegionCodes: null,
      destinationCountryCode: destination,
      destinationRegionCodes: null,
      zone:
        origin === destination ? 'home' : origin === 'CN' || destination === 'CN' ? 'far' : 'near',
      transitDaysMin: days,
      transitDaysMax: days + (origin === destination ? 1 : 6),
      distanceKilometres: origin === destination ? 900 : 7_000,
      destinationTimeZone: 'Asia/Shanghai',
    })),
  );
}

function skuOf(index: number): PutSku {
  const [material, materialChinese] = MATERIALS[
    index % MATERIALS.length
  ] as (typeof MATERIALS)[number];
  const [thing, thingChinese] = THINGS[
    Math.floor(index / MATERIALS.length) % THINGS.length
  ] as (typeof THINGS)[number];
  return {
    code: skuCodeOf(index),
    name: `${material} ${thing}`,
    names: { 'zh-CN': `${materialChinese}${thingChinese}`, en: `${material} ${thing}` },
    weightGrams: 200 + ((index * 37) % 1_800),
    valueMinor: 900 + ((index * 131) % 9_000),
  };
}

const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'] as const;
const GIVEN_NAMES = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '秀英',
  '强',
  '磊',
  '洋',
  '艳',
  '志远',
  '雨桐',
  '梓涵',
] as const;
const FIRST_NAMES = [
  'Ada',
  'Boris',
  'Chiara',
  'Dieter',
  'Elif',
  'Frida',
  'Gustav',
  'Hana',
  'Ivo',
  'Jonas',
] as const;
const LAST_NAMES = [
  'Miller',
  'Schmidt',
  'Rossi',
  'Dubois',
  'Novak',
  'Larsen',
  'Jónsson',
  'Tanaka',
] as const;
const CITIES = {
  CN: ['上海市', '北京市', '杭州市', '成都市', '广州市', '西安市'],
  DE: ['Berlin', 'München'],
  US: ['Chicago', 'Austin'],
  GB: ['Leeds', 'London'],
  FR: ['Lyon', 'Paris'],
  JP: ['東京都', '大阪市'],
  IS: ['Reykjavík'],
} as const;

/** A two-line order of a customer who does not exist. */
export function drawOrder(random: Random, externalId: string): PlaceOrder {
  const countryCode = random.pick(COUNTRIES);
  const isChinese = countryCode === 'CN';
  const name = isChinese
    ? random.pick(SURNAMES) + random.pick(GIVEN_NAMES)
    : `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
  const lines = Array.from({ length: 2 }, () => ({
    sku: skuCodeOf(random.integer(0, SKU_COUNT - 1)),
    quantity: random.integer(1, 2),
    unitPriceMinor: random.integer(900, 19_000),
  }));
  const totalMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  return {
    channel: random.pick(CHANNELS),
    externalId,
    currency: 'CNY',
    customer: {
      name,
      email: `customer@example.com`,
      phone: `+86 1${random.integer(30, 99)} ${random.integer(1_000, 9_999)} ${random.integer(1_000, 9_999)}`,
    },
    shipTo: {
      name,
      lines: [
        isChinese ? `人民路${random.integer(1, 999)}号` : `${random.integer(1, 199)} Station Road`,
      ],
      city: random.pick(CITIES[countryCode]),
      postalCode: String(random.integer(10_000, 99_999)),
      countryCode,
    },
    lines,
    priority: random.chance(0.02) ? 9 : 5,
    wantedBy: new Date(machineClock.now() + random.integer(4, 12) * 86_400_000).toISOString(),
    payment: { kind: 'captured', amountMinor: totalMinor, reference: `pay-${externalId}` },
    ...(random.chance(0.05)
      ? { note: random.pick(['gift wrap please', '请尽快发货', 'leave at the door']) }
      : {}),
  };
}
