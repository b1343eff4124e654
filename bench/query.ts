import type { Pool } from 'pg';
import { Random } from '../src/kernel/random.ts';
import { DAY_MS, machineClock } from '../src/kernel/clock.ts';
import { listOrders } from '../src/modules/orders/index.ts';
import { showProgress } from '../src/cli/progress.ts';
import type { OrderFilters, OrderSummary } from '../contracts/order-reads.ts';
import { withBenchDatabase, type BenchDatabase } from './bench-database.ts';
import type { BenchOptions } from './main.ts';
import { percentile, rounded } from './percentile.ts';
import { storeOrders } from './stored-orders.ts';

const STORED = 1_000_000;
const CLIENTS = 4;
const PAGE = 50;
/** Of the lists and filters, this share goes on to the next page, a few pages deep. */
const NEXT_PAGE_SHARE = 0.5;
const WARM_UP_SHARE = 0.2;
const SEED = 20_261_115;

type Draw = (random: Random) => OrderFilters;

const STATES = ['sourced', 'held', 'cancelled'] as const;
const CHANNELS = ['SHOP', 'TMALL', 'AMAZON'] as const;
const COUNTRIES = ['CN', 'DE', 'US', 'IS', 'JP'] as const;
const LOCATIONS = ['CN-SHA', 'CN-CAN', 'DE-HAM', 'US-LAX'] as const;

/** Each filter alone, what goes together often, and what hardly any order meets. */
const FILTERS: readonly Draw[] = [
  (random) => ({ state: random.pick(STATES) }),
  (random) => ({ channel: random.pick(CHANNELS) }),
  (random) => ({ countryCode: random.pick(COUNTRIES) }),
  (random) => ({ location: random.pick(LOCATIONS) }),
  () => ({ priority: 9 }),
  (random) => dayOf(random),
  (random) => ({
    state: 'held',
    channel: random.pick(CHANNELS),
    countryCode: random.pick(COUNTRIES),
  }),
  (random) => ({ state: 'cancelled', priority: 9, countryCode: random.pick(COUNTRIES) }),
  (random) => ({
    paymentState: 'paid',
    location: random.pick(LOCATIONS),
    countryCode: random.pick(COUNTRIES),
  }),
  () => ({ state: 'held', countryCode: 'IS', location: 'US-LAX', priority: 9 }),
  () => ({ paymentState: 'failed' }),
  (random) => ({ ...dayOf(random), state: 'held' }),
  (random) => ({ externalId: `W${random.integer(100_000_000, 100_900_000)}` }),
  () => ({ externalId: 'W1' }),
  (random) => ({ externalId: `W100${random.integer(1, 8)}`, countryCode: random.pick(COUNTRIES) }),
  (random) => ({ kind: 'standard', channel: random.pick(CHANNELS) }),
  () => ({ kind: 'exchange' }),
];

/** Words of nearly every order, of one in a few, of one in thousands and of one alone; Chinese; beginnings. */
const SEARCHES: readonly Draw[] = [
  () => ({ search: 'road' }),
  () => ({ search: '人民路' }),
  (random) => ({ search: random.pick(['towel', 'teapot', 'cushion', 'bamboo', 'linen']) }),
  (random) => ({ search: random.pick(['上海', '杭州市', '毛巾', '真丝围巾', '不锈钢水瓶']) }),
  (random) => ({ search: random.pick(['王伟', '李秀英', '张志远', '吴']) }),
  (random) => ({
    search: random.pick(['Jónsson Reykjavik', 'Ada Miller', 'Boris Schmidt Berlin']),
  }),
  (random) => ({ search: `customer${random.integer(0, 9_972)}@example.com` }),
  (random) => ({ search: `SKU-${String(random.integer(0, 9_999)).padStart(5, '0')}` }),
  (random) => ({ search: `W${random.integer(100_000_000, 100_900_000)}` }),
  (random) => ({ search: String(random.integer(100_000_001, 100_900_000)) }),
  (random) => ({ search: random.pick(['tow', 'cush', 'scha', 'reyk']) }),
  () => ({ search: 'gift wrap' }),
  () => ({ search: '尽快发货' }),
  () => ({ search: 'nothing has this word' }),
  // Each order has a word of its own that begins so.
  () => ({ search: 'W10' }),
  (random) => ({ search: `W100${random.integer(1, 8)}` }),
  (random) => ({ search: `customer${random.integer(1, 9)}` }),
  (random) => ({
    search: random.pick(['towel', '毛巾']),
    state: 'held',
    channel: random.pick(CHANNELS),
  }),
];

function dayOf(random: Random): OrderFilters {
  const day = Math.floor(machineClock.now() / DAY_MS) - random.integer(1, 360);
  return {
    placedFrom: new Date(day * DAY_MS).toISOString(),
    placedTo: new Date((day + 1) * DAY_MS).toISOString(),
  };
}

/**
 * Lists, filters and searches of a million stored orders, or as many as are asked for, four callers at
 * once: how long all but the slowest hundredth take. Every item that comes back is held against what
 * was asked.
 */
export async function run({
  seconds,
  stored = STORED,
  keep,
}: BenchOptions): Promise<Record<string, unknown>> {
  const ask = async ({ pool, machine }: BenchDatabase) => {
    await storeUpTo(pool, stored);
    const faults = new Set<string>();
    const each = seconds / 3;
    const list = await measure(pool, [() => ({})], each, faults);
    const filter = await measure(pool, FILTERS, each, faults);
    const search = await measure(pool, SEARCHES, each, faults);
    return {
      bench: 'query',
      seconds,
      machine,
      stored,
      listP99Ms: list.p99Ms,
      filterP99Ms: filter.p99Ms,
      searchP99Ms: search.p99Ms,
      listP50Ms: list.p50Ms,
      filterP50Ms: filter.p50Ms,
      searchP50Ms: search.p50Ms,
      slowestFilter: filter.slowest,
      slowestSearch: search.slowest,
      faults: [...faults],
    };
  };
  return withBenchDatabase(CLIENTS + 2, ask, keep);
}

/** Stores orders in a fresh database; one that was kept must have as many as are asked for. */
async function storeUpTo(pool: Pool, stored: number): Promise<void> {
  const { rows } = await pool.query<{ kept: number }>(
    'select count(*)::int as kept from orders.order_header',
  );
  const kept = rows[0]?.kept ?? 0;
  if (kept === stored) return;
  if (kept > 0)
    throw new Error(`The kept database has ${kept} orders, not ${stored}: name another folder.`);
  const progress = showProgress({ unit: 'orders stored', total: stored });
  await storeOrders(pool, stored, (done) => progress.update(done));
  progress.end(stored);
}

interface Measured {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The kind of question with the highest p99 of its own. */
  readonly slowest: string;
}

async function measure(
  pool: Pool,
  draws: readonly Draw[],
  seconds: number,
  faults: Set<string>,
): Promise<Measured> {
  const started = performance.now();
  const warmUntil = started + seconds * 1_000 * WARM_UP_SHARE;
  const until = started + seconds * 1_000;
  const times: number[] = [];
  const timesByKind = draws.map((): number[] => []);
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const random = new Random(SEED + client);
      while (performance.now() < until) {
        const kind = random.integer(0, draws.length - 1);
        const filters = (draws[kind] as Draw)(random);
        let cursor: string | null = null;
        do {
          const asked = performance.now();
          const answer = await listOrders(pool, filters, cursor, PAGE, machineClock.now());
          const tookMs = performance.now() - asked;
          if (asked > warmUntil) {
            times.push(tookMs);
            timesByKind[kind]?.push(tookMs);
          }
          if (answer.kind === 'refused') throw new Error(answer.detail);
          for (const item of answer.value.items)
            if (!meets(item, filters)) faults.add(`${item.id} is not ${JSON.stringify(filters)}`);
          cursor = answer.value.nextCursor;
        } while (cursor !== null && random.chance(NEXT_PAGE_SHARE));
      }
    }),
  );
  const p99ByKind = timesByKind.map((kind) => (kind.length === 0 ? 0 : percentile(kind, 0.99)));
  const slowest = p99ByKind.indexOf(Math.max(...p99ByKind));
  return {
    p50Ms: rounded(percentile(times, 0.5), 1),
    p99Ms: rounded(percentile(times, 0.99), 1),
    slowest: `${JSON.stringify((draws[slowest] as Draw)(new Random(SEED)))} ${rounded(p99ByKind[slowest] ?? 0, 1)} ms`,
  };
}

function meets(item: OrderSummary, filters: OrderFilters): boolean {
  const {
    state,
    channel,
    countryCode,
    location,
    priority,
    placedFrom,
    placedTo,
    externalId,
    kind,
  } = filters;
  return (
    (kind === undefined || item.kind === kind) &&
    (state === undefined || item.state === state) &&
    (channel === undefined || item.channel === channel) &&
    (countryCode === undefined || item.countryCode === countryCode) &&
    (location === undefined || item.locations.includes(location)) &&
    (priority === undefined || item.priority === priority) &&
    (placedFrom === undefined || item.placedAt >= placedFrom) &&
    (placedTo === undefined || item.placedAt < placedTo) &&
    (externalId === undefined || item.externalId.startsWith(externalId))
  );
}
