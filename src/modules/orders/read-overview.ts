import { DAY_MS, HOUR_MS, instantToText, MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import { placeToText } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { OrderState } from '../../../contracts/orders.ts';
import { SLOT_MINUTES, type DaySeries, type Overview } from '../../../contracts/overview.ts';
import { normalDay, WEEKDAYS_BACK } from './normal-day.ts';
import * as sql from './overview.sql.ts';

const SLOT_MS = SLOT_MINUTES * MINUTE_MS;
const SLOTS_PER_DAY = DAY_MS / SLOT_MS;
const TALLY_MS = 5 * MINUTE_MS;
const RISK_MS = DAY_MS;
/** Late orders and waiting lines that one look counts, so that a bad day costs no more than others. */
const COUNTED_MAX = 10_000;
const FIRST = 8;
const NEW = 'new';

type StateCount = Overview['inFlight'][number];
type Kind = 'placed' | 'shipped';

/** What the orders themselves say to an overview; of stock and shipments other rooms know more. */
export type OrdersOverview = Omit<Overview, 'throughput' | 'ways' | 'stockOuts'> & {
  readonly stockOuts: Omit<Overview['stockOuts'], 'emptySkus'>;
};

/** Where all orders are, out of tallies and of indexes of what is not done: however many were ever placed. */
export async function readOverview(
  client: Queryable,
  { hours, now }: { readonly hours: number; readonly now: Instant },
): Promise<OrdersOverview> {
  const tallies = await readTallies(client);
  const moves = await runStatement<{ from_state: string; to_state: OrderState; orders: number }>(
    client,
    sql.readMoves,
    [Math.floor((now - hours * HOUR_MS) / TALLY_MS) * TALLY_MS],
  );
  const late = await countPromised(client, 0, now);
  const atRisk = await countPromised(client, now, now + RISK_MS);
  const first = await runStatement<LateRow>(client, sql.listLate, [now, FIRST]);
  const awaited = await runStatement<AwaitedRow>(client, sql.listAwaited, [COUNTED_MAX, FIRST]);
  return {
    at: instantToText(now),
    sequence: tallies.sequence,
    inFlight: tallies
      .of('state')
      .map(([state, orders]) => ({ state: state as OrderState, orders })),
    holds: tallies.of('hold').map(([kind, orders]) => ({ kind, orders })),
    underWay: tallies.of('under_way').map(([countryCode, orders]) => ({ countryCode, orders })),
    moves: moves.map(({ from_state, to_state, orders }) => ({
      from: from_state === NEW ? null : (from_state as OrderState),
      to: to_state,
      orders,
    })),
    lateness: {
      late,
      atRisk: atRisk.filter(({ state }) => state !== 'shipped'),
      isMore: [late, atRisk].some((counts) => sumOf(counts) >= COUNTED_MAX),
      first: first.map((row) => ({
        id: String(row.order_id),
        channel: row.channel,
        externalId: row.external_id,
        state: row.state,
        countryCode: row.country_code,
        promisedAt: instantToText(row.promised_at),
      })),
    },
    stockOuts: {
      awaitedSkus: awaited[0]?.sku_count ?? 0,
      isMore: (awaited[0]?.line_count ?? 0) >= COUNTED_MAX,
      first: awaited.map((row) => ({
        sku: row.sku,
        name: row.name,
        names: JSON.parse(row.names) as Record<string, string>,
        quantity: row.quantity,
        orders: row.orders,
        expectedAt: instantToText(row.expected_at),
      })),
    },
  };
}

interface LateRow {
  readonly order_id: number;
  readonly channel: string;
  readonly external_id: string;
  readonly state: OrderState;
  readonly country_code: string;
  readonly promised_at: Instant;
}

interface AwaitedRow {
  readonly sku_count: number;
  readonly line_count: number;
  readonly sku: string;
  readonly name: string;
  readonly names: string;
  readonly quantity: number;
  readonly orders: number;
  readonly expected_at: Instant;
}

async function readTallies(client: Queryable) {
  const [row] = await runStatement<{ xid: string | null; id: string | null; tallies: string }>(
    client,
    sql.readTallies,
  );
  const tallies = JSON.parse(row?.tallies ?? '[]') as [string, string, number][];
  return {
    sequence: placeToText({
      xid: row?.xid ?? '0',
      id: row?.id ?? '00000000-0000-0000-0000-000000000000',
    }),
    of: (wanted: string) =>
      tallies
        .filter(([kind]) => kind === wanted)
        .map(([, name, orders]) => [name, orders] as const)
        .toSorted(([one, fewer], [other, more]) => more - fewer || (one < other ? -1 : 1)),
  };
}

async function countPromised(client: Queryable, from: Instant, to: Instant): Promise<StateCount[]> {
  return runStatement<StateCount>(client, sql.countPromised, [from, to, COUNTED_MAX]);
}

function sumOf(counts: readonly StateCount[]): number {
  return counts.reduce((sum, { orders }) => sum + orders, 0);
}

/** What was placed and shipped in the day that begins at a moment, and the last hour. */
export async function readToday(
  client: Queryable,
  { dayStart, now }: { readonly dayStart: Instant; readonly now: Instant },
): Promise<{
  readonly since: string;
  readonly today: Readonly<Record<Kind, number[]>>;
  readonly hourSince: string;
  readonly lastHour: Overview['throughput']['lastHour'];
}> {
  const today = await slotsBetween(client, dayStart, dayStart + DAY_MS, dayStart, SLOT_MS);
  const hourStart = Math.floor((now - HOUR_MS) / TALLY_MS + 1) * TALLY_MS;
  const hour = await slotsBetween(client, hourStart, now + TALLY_MS, hourStart, TALLY_MS);
  const begun = Math.min(SLOTS_PER_DAY, Math.floor((now - dayStart) / SLOT_MS) + 1);
  const seriesOf = (kind: Kind) => filled(today[kind], begun);
  return {
    since: instantToText(dayStart),
    today: { placed: seriesOf('placed'), shipped: seriesOf('shipped') },
    hourSince: instantToText(hourStart),
    lastHour: {
      placed: filled(hour.placed, HOUR_MS / TALLY_MS),
      shipped: filled(hour.shipped, HOUR_MS / TALLY_MS),
    },
  };
}

/** What days like this one usually look like. */
export async function readNormalDay(
  client: Queryable,
  dayStart: Instant,
): Promise<Readonly<Record<Kind, DaySeries['normal']>>> {
  const since = dayStart - WEEKDAYS_BACK * 7 * DAY_MS;
  const before = await slotsBetween(client, since, dayStart, dayStart, SLOT_MS);
  const beginnings = await runStatement<{ kind: Kind; at: Instant }>(client, sql.readBeginnings);
  const normalOf = (kind: Kind) => {
    const first = beginnings.find((beginning) => beginning.kind === kind);
    return normalDay({
      slotsPerDay: SLOTS_PER_DAY,
      orders: before[kind],
      firstSlot: first === undefined ? null : Math.floor((first.at - dayStart) / SLOT_MS),
    });
  };
  return { placed: normalOf('placed'), shipped: normalOf('shipped') };
}

async function slotsBetween(
  client: Queryable,
  from: Instant,
  to: Instant,
  origin: Instant,
  slotMs: number,
): Promise<Record<Kind, Map<number, number>>> {
  const rows = await runStatement<{ kind: Kind; slot: number; orders: number }>(
    client,
    sql.readSlots,
    [from, to, origin, slotMs / 1_000],
  );
  const slots = { placed: new Map<number, number>(), shipped: new Map<number, number>() };
  for (const { kind, slot, orders } of rows) slots[kind].set(slot, orders);
  return slots;
}

function filled(slots: ReadonlyMap<number, number>, count: number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, slot) => slots.get(slot) ?? 0);
}
