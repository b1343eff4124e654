import { instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable, type Statement } from '../../platform/postgres/index.ts';
import type { AtpAnswer, IncomingView } from '../../../contracts/inventory-answers.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import { openTo, type Kept } from './allotments.ts';
import * as allotments from './allotments.sql.ts';
import * as reservations from './reservations.sql.ts';
import * as sql from './read-stock.sql.ts';
import { findIds, type StockFilter } from './read-stock.ts';

/** Which supply is listed: open supply of a SKU or location, or everything under a reference. */
export interface IncomingFilter extends StockFilter {
  readonly reference: string | null;
}

/** Announced supply, the earliest first: what is open, or with a reference also what is closed. */
export async function listIncoming(
  client: Queryable,
  filter: IncomingFilter,
  page: PageRequest,
): Promise<Answer<Page<IncomingView>>> {
  const limit = rowsToAsk(page);
  const ids = await findIds(client, filter);
  if ('kind' in ids) return ids;
  const after = readCursor(page.cursor, ['integer', 'uuid']);
  if (after !== null && 'kind' in after) return after;
  const place = [...(after ?? [0, '00000000-0000-0000-0000-000000000000']), limit];
  const { skuId, locationId } = ids;
  let statement: Statement = sql.listIncoming;
  if (filter.reference !== null) {
    statement = sql.listIncomingByReference;
    place.push(filter.reference);
  } else if (skuId !== null && locationId !== null) {
    statement = sql.listIncomingOfSkuAtLocation;
    place.push(skuId, locationId);
  } else if (skuId !== null) {
    statement = sql.listIncomingOfSku;
    place.push(skuId);
  } else if (locationId !== null) {
    statement = sql.listIncomingAtLocation;
    place.push(locationId);
  }
  const rows = await runStatement<IncomingRow>(client, statement, place);
  return {
    kind: 'found',
    value: pageOf(rows, page.limit, incomingOf, (row) => [row.expected_at, row.id]),
  };
}

interface IncomingRow {
  id: string;
  sku: string;
  name: string;
  names: Record<string, string>;
  location: string;
  reference: string;
  expected_at: Instant;
  quantity: number;
  received: number;
  promised: number;
  closed_at: Instant | null;
}

function incomingOf(row: IncomingRow): IncomingView {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    names: row.names,
    location: row.location,
    reference: row.reference,
    expectedAt: instantToText(row.expected_at),
    quantity: row.quantity,
    received: row.received,
    promised: row.promised,
    closedAt: row.closed_at === null ? null : instantToText(row.closed_at),
  };
}

const STEPS_MAX = 1_000;

/** What can be promised of a SKU, now and later. */
export interface AtpQuestion {
  readonly sku: string;
  /** Null: at all locations together. */
  readonly location: string | null;
  /** The present moment. */
  readonly at: Instant;
  /** Supply expected after this is left out; null: all of it counts. */
  readonly until: Instant | null;
  /** By location code: what waiting orders claim of the stock at hand. The orders module knows it. */
  readonly withheld?: ReadonlyMap<string, number>;
  /** For whom: what is kept for other channels is left out. Without one all that is kept is. */
  readonly channel?: string | null;
  readonly kept?: readonly Kept<string>[];
}

/** ATP now and by date: what is at hand and free, and from each date on what is announced and pledged to nobody. */
export async function readAtp(
  client: Queryable,
  question: AtpQuestion,
): Promise<Answer<AtpAnswer>> {
  const ids = await findIds(client, question);
  if ('kind' in ids) return ids;
  const kept = await runStatement<KeptRow>(client, allotments.readKept, [ids.skuId]);
  const rows = await runStatement<AvailabilityRow>(client, sql.readAvailability, [
    ids.skuId,
    // What is kept wherever it lies is spread over all locations, whichever was asked for.
    kept.length > 0 ? null : ids.locationId,
    question.until,
    STEPS_MAX,
  ]);
  return { kind: 'found', value: answerAtp({ ...question, kept: kept.map(keptOf) }, rows) };
}

interface KeptRow {
  readonly code: string;
  readonly channel: string | null;
  readonly location: string | null;
  readonly quantity: number;
  readonly taken: number;
  readonly starts_at: Instant;
  readonly ends_at: Instant | null;
}

function keptOf(row: KeptRow): Kept<string> {
  const { code, channel, location, quantity, taken } = row;
  const times = { startsAt: row.starts_at, endsAt: row.ends_at };
  return { code, channel, quantity, taken, ...times, locationId: location, state: 'active' };
}

/** Free stock of a location (no date, negative where safety stock is not met), or supply with its date. */
export interface AvailabilityRow {
  readonly location: string;
  readonly reference: string | null;
  readonly expected_at: Instant | null;
  readonly quantity: number;
}

/** Adds free stock and supply up, step by step. */
export function answerAtp(question: AtpQuestion, rows: readonly AvailabilityRow[]): AtpAnswer {
  const lying = rows
    .filter(({ expected_at }) => expected_at === null)
    .map(({ location, quantity }) => {
      return [location, Math.max(0, quantity - (question.withheld?.get(location) ?? 0))] as const;
    });
  const asker = { channel: question.channel ?? null, at: question.at };
  const isAsked = (location: string): boolean =>
    question.location === null || question.location === location;
  const locations = openTo(question.kept ?? [], lying, asker)
    .filter(([location]) => isAsked(location))
    .map(([location, available]) => ({ location, available }))
    .toSorted((a, b) => (a.location < b.location ? -1 : 1));
  const availableNow = locations.reduce((sum, { available }) => sum + available, 0);
  let available = availableNow;
  const steps = rows
    .flatMap(({ location, reference, expected_at: expectedAt, quantity }) =>
      reference === null || expectedAt === null || !isAsked(location)
        ? []
        : [{ at: Math.max(expectedAt, question.at), location, reference, quantity }],
    )
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, location, reference, quantity }) => {
      available += quantity;
      return { at: instantToText(at), location, reference, quantity, available };
    });
  return { sku: question.sku, at: instantToText(question.at), availableNow, locations, steps };
}

/** True when a reservation's time is over: the clock then sends expire_reservations. */
export async function isReservationDue(client: Queryable, at: Instant): Promise<boolean> {
  const [row] = await runStatement<{ is_due: boolean }>(client, reservations.anyReservationDue, [
    at,
  ]);
  return row?.is_due === true;
}
