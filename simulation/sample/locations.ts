import { type Day, dayFromText, dayToText } from '../../src/kernel/calendar.ts';
import type { PutLocation } from '../../contracts/inventory.ts';

/** A location of the sample company and which part of the assortment lies there when it opens. */
export interface SampleLocation {
  readonly put: PutLocation & { readonly code: string };
  /** Families that the location keeps; null: all of them. */
  readonly families: readonly string[] | null;
  /** Of those, the share of SKUs that is kept. */
  readonly share: number;
  /** How deep the stock is, compared with the main warehouse. */
  readonly depth: number;
  /** The plug that its customers use: appliances with another one are not kept. */
  readonly plug: 'CN' | 'EU' | 'US' | 'JP' | null;
}

const MONDAY_TO_FRIDAY = [false, true, true, true, true, true, false];
const MONDAY_TO_SATURDAY = [false, true, true, true, true, true, true];
const EVERY_DAY = [true, true, true, true, true, true, true];

/** National days off, without the year: those that fall on the same date every year. */
const FIXED_HOLIDAYS: Readonly<Record<string, readonly string[]>> = {
  CN: ['01-01', '05-01', '10-01', '10-02', '10-03'],
  DE: ['01-01', '05-01', '10-03', '12-25', '12-26'],
  US: ['01-01', '07-04', '12-25'],
  JP: ['01-01', '01-02', '01-03', '05-03', '05-04', '05-05', '11-03', '11-23'],
};
/** The week of the Spring Festival by its first day off. */
const SPRING_FESTIVALS = ['2026-02-16', '2027-02-05', '2028-01-25', '2029-02-12', '2030-02-02'];

/** Days off of a country for five years from 2026, as YYYY-MM-DD. */
export function holidaysOf(countryCode: string): string[] {
  const years = [2026, 2027, 2028, 2029, 2030];
  const fixed = years.flatMap((year) =>
    (FIXED_HOLIDAYS[countryCode] ?? []).map((date) => `${year}-${date}`),
  );
  if (countryCode !== 'CN') return fixed;
  const festivals = SPRING_FESTIVALS.flatMap((first) =>
    Array.from({ length: 7 }, (_, offset) => dayToText((dayFromText(first) as Day) + offset)),
  );
  return [...fixed, ...festivals].toSorted();
}

interface Site {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: PutLocation['kind'];
  readonly place: readonly [
    countryCode: string,
    regionCode: string,
    city: string,
    street: string,
    postalCode: string,
  ];
  readonly at: readonly [latitude: number, longitude: number];
  readonly timeZone: string;
  readonly weekdays: readonly boolean[];
  readonly cutoffHour: number;
  readonly handlingDays: number;
  /** In fen: a shipment and a unit. */
  readonly handling: readonly [shipmentMinor: number, unitMinor: number];
  readonly capacity: number | null;
  readonly worthPermille: number;
  readonly capabilities: readonly string[];
  readonly keeps: Omit<SampleLocation, 'put'>;
}

const SITES: readonly Site[] = [
  {
    code: 'CN-HGH-1',
    zh: '杭州总仓',
    en: 'Hangzhou main warehouse',
    kind: 'warehouse',
    place: ['CN', 'ZJ', '杭州市', '余杭区仓前街道云栖路88号', '311121'],
    at: [30.294, 120.003],
    timeZone: 'Asia/Shanghai',
    weekdays: EVERY_DAY,
    cutoffHour: 17,
    handlingDays: 0,
    handling: [180, 25],
    capacity: 60_000,
    worthPermille: 0,
    capabilities: ['battery', 'cold', 'personalisation'],
    keeps: { families: null, share: 0.96, depth: 1, plug: null },
  },
  {
    code: 'CN-DGM-1',
    zh: '东莞华南仓',
    en: 'Dongguan south warehouse',
    kind: 'warehouse',
    place: ['CN', 'GD', '东莞市', '清溪镇物流园路12号', '523660'],
    at: [22.844, 114.157],
    timeZone: 'Asia/Shanghai',
    weekdays: EVERY_DAY,
    cutoffHour: 18,
    handlingDays: 0,
    handling: [170, 22],
    capacity: 45_000,
    worthPermille: 2,
    capabilities: ['battery'],
    keeps: { families: null, share: 0.75, depth: 0.8, plug: null },
  },
  {
    code: 'CN-CTU-1',
    zh: '成都西南仓',
    en: 'Chengdu south-west warehouse',
    kind: 'warehouse',
    place: ['CN', 'SC', '成都市', '双流区空港路6号', '610200'],
    at: [30.558, 103.949],
    timeZone: 'Asia/Shanghai',
    weekdays: MONDAY_TO_SATURDAY,
    cutoffHour: 16,
    handlingDays: 0,
    handling: [150, 20],
    capacity: 20_000,
    worthPermille: 4,
    capabilities: ['battery', 'cold'],
    keeps: { families: null, share: 0.55, depth: 0.45, plug: 'CN' },
  },
  {
    code: 'CN-WUH-1',
    zh: '武汉华中仓',
    en: 'Wuhan central warehouse',
    kind: 'warehouse',
    place: ['CN', 'HB', '武汉市', '东西湖区走马岭大道19号', '430040'],
    at: [30.638, 114.045],
    timeZone: 'Asia/Shanghai',
    weekdays: MONDAY_TO_SATURDAY,
    cutoffHour: 16,
    handlingDays: 0,
    handling: [150, 20],
    capacity: 20_000,
    worthPermille: 4,
    capabilities: ['battery'],
    keeps: { families: null, share: 0.5, depth: 0.45, plug: 'CN' },
  },
  {
    code: 'CN-TSN-1',
    zh: '天津华北仓',
    en: 'Tianjin north warehouse',
    kind: 'warehouse',
    place: ['CN', 'TJ', '天津市', '武清区京滨大道30号', '301700'],
    at: [39.384, 117.044],
    timeZone: 'Asia/Shanghai',
    weekdays: MONDAY_TO_SATURDAY,
    cutoffHour: 16,
    handlingDays: 0,
    handling: [160, 21],
    capacity: 25_000,
    worthPermille: 3,
    capabilities: ['battery', 'cold'],
    keeps: { families: null, share: 0.6, depth: 0.55, plug: 'CN' },
  },
  {
    code: 'CN-NGB-B',
    zh: '宁波保税仓',
    en: 'Ningbo bonded warehouse',
    kind: 'warehouse',
    place: ['CN', 'ZJ', '宁波市', '北仑区保税东区港东大道5号', '315800'],
    at: [29.901, 121.844],
    timeZone: 'Asia/Shanghai',
    weekdays: MONDAY_TO_FRIDAY,
    cutoffHour: 12,
    handlingDays: 1,
    handling: [260, 18],
    capacity: 8_000,
    worthPermille: 0,
    capabilities: ['battery', 'export'],
    keeps: { families: ['TEA', 'CER', 'TEX', 'OUT', 'STU'], share: 0.5, depth: 0.7, plug: null },
  },
  {
    code: 'CN-SHA-S',
    zh: '上海衡山路店',
    en: 'Shanghai store',
    kind: 'store',
    place: ['CN', 'SH', '上海市', '徐汇区梧桐街28号', '200031'],
    at: [31.204, 121.447],
    timeZone: 'Asia/Shanghai',
    weekdays: EVERY_DAY,
    cutoffHour: 20,
    handlingDays: 0,
    handling: [420, 60],
    capacity: 150,
    worthPermille: 60,
    capabilities: ['battery', 'cold'],
    keeps: { families: ['TEA', 'CER', 'FRE', 'STU', 'APP'], share: 0.3, depth: 0.05, plug: 'CN' },
  },
  {
    code: 'CN-PEK-S',
    zh: '北京三里屯店',
    en: 'Beijing store',
    kind: 'store',
    place: ['CN', 'BJ', '北京市', '朝阳区花园路9号', '100027'],
    at: [39.936, 116.454],
    timeZone: 'Asia/Shanghai',
    weekdays: EVERY_DAY,
    cutoffHour: 20,
    handlingDays: 0,
    handling: [430, 60],
    capacity: 150,
    worthPermille: 60,
    capabilities: ['battery', 'cold'],
    keeps: { families: ['TEA', 'CER', 'FRE', 'STU', 'OUT'], share: 0.25, depth: 0.05, plug: 'CN' },
  },
  {
    code: 'CN-JDZ-P',
    zh: '景德镇窑厂',
    en: 'Jingdezhen kiln',
    kind: 'supplier',
    place: ['CN', 'JX', '景德镇市', '珠山区窑火路8号', '333000'],
    at: [29.293, 117.217],
    timeZone: 'Asia/Shanghai',
    weekdays: MONDAY_TO_SATURDAY,
    cutoffHour: 11,
    handlingDays: 2,
    handling: [300, 40],
    capacity: 800,
    worthPermille: 0,
    capabilities: ['personalisation'],
    keeps: { families: ['CER'], share: 0.8, depth: 0.3, plug: null },
  },
  {
    code: 'DE-DUI-1',
    zh: '杜伊斯堡海外仓',
    en: 'Duisburg warehouse',
    kind: 'warehouse',
    place: ['DE', 'NW', 'Duisburg', 'Lindenallee 14', '47229'],
    at: [51.392, 6.718],
    timeZone: 'Europe/Berlin',
    weekdays: MONDAY_TO_FRIDAY,
    cutoffHour: 14,
    handlingDays: 0,
    handling: [980, 160],
    capacity: 12_000,
    worthPermille: 8,
    capabilities: ['battery'],
    keeps: {
      families: ['TEA', 'CER', 'TEX', 'APP', 'OUT', 'STU'],
      share: 0.6,
      depth: 0.5,
      plug: 'EU',
    },
  },
  {
    code: 'US-EWR-1',
    zh: '新泽西海外仓',
    en: 'New Jersey warehouse',
    kind: 'warehouse',
    place: ['US', 'NJ', 'Edison', '410 Cedar Lane', '08817'],
    at: [40.518, -74.412],
    timeZone: 'America/New_York',
    weekdays: MONDAY_TO_FRIDAY,
    cutoffHour: 15,
    handlingDays: 0,
    handling: [1_100, 170],
    capacity: 15_000,
    worthPermille: 8,
    capabilities: ['battery'],
    keeps: {
      families: ['TEA', 'CER', 'TEX', 'APP', 'OUT', 'STU'],
      share: 0.65,
      depth: 0.6,
      plug: 'US',
    },
  },
  {
    code: 'JP-OSA-1',
    zh: '大阪海外仓',
    en: 'Osaka warehouse',
    kind: 'warehouse',
    place: ['JP', '27', '大阪市', '住之江区泉町3-4-1', '559-0031'],
    at: [34.637, 135.423],
    timeZone: 'Asia/Tokyo',
    weekdays: MONDAY_TO_SATURDAY,
    cutoffHour: 15,
    handlingDays: 0,
    handling: [800, 120],
    capacity: 4_000,
    worthPermille: 6,
    capabilities: ['battery', 'cold'],
    keeps: { families: ['TEA', 'CER', 'APP', 'STU', 'FRE'], share: 0.4, depth: 0.3, plug: 'JP' },
  },
];

/** The twelve locations: six warehouses, two stores and a supplier in China, three warehouses overseas. */
export const LOCATIONS: readonly SampleLocation[] = SITES.map((site) => {
  const [countryCode, regionCode, city, street, postalCode] = site.place;
  return {
    put: {
      code: site.code,
      name: site.zh,
      names: { 'zh-CN': site.zh, en: site.en },
      kind: site.kind,
      address: {
        company: countryCode === 'CN' ? '远山有物（杭州）商贸有限公司' : 'Far Hills Goods',
        lines: [street],
        city,
        regionCode,
        postalCode,
        countryCode,
        latitude: site.at[0],
        longitude: site.at[1],
      },
      timeZone: site.timeZone,
      workingWeekdays: [...site.weekdays],
      // Stores are open on holidays; their customers have time then.
      holidays: site.kind === 'store' ? [] : holidaysOf(countryCode),
      cutoffMinuteOfDay: site.cutoffHour * 60,
      handlingDays: site.handlingDays,
      handlingMinorPerShipment: site.handling[0],
      handlingMinorPerUnit: site.handling[1],
      dailyCapacityShipments: site.capacity,
      stockWorthPermille: site.worthPermille,
      capabilities: [...site.capabilities],
      isOpen: true,
    },
    ...site.keeps,
  };
});
