import { instantToText, type Instant } from '../kernel/clock.ts';
import { textArray } from '../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../platform/postgres/index.ts';
import * as sql from './event-feed.sql.ts';

/**
 * A place in the history: everything up to it has been read. As text `transaction.id`. Places grow
 * with time, though not by one, and no event ever appears before a place that was read.
 */
export interface Place {
  readonly xid: string;
  readonly id: string;
}

/** An event as it is stored; `data` is JSON text and stays so. */
export interface StoredEvent extends Place {
  readonly type: string;
  readonly subject: string;
  readonly order_id: number | null;
  readonly trace: string;
  readonly actor: string;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
  readonly data: string;
}

/** Which events somebody wants. */
export interface EventFilter {
  /** Whole types, or beginnings that end with a dot; empty: all. */
  readonly types: readonly string[];
  readonly orderId: number | null;
  /** The 32 digits of a W3C trace: only what it has caused. */
  readonly traceId?: string | null;
}

/** Events in the order of the history, and the place up to which it was looked through. */
export interface EventsRead {
  readonly events: readonly StoredEvent[];
  readonly end: Place;
  /** True when nothing further can be read yet. */
  readonly isAtEnd: boolean;
}

const NIL = '00000000-0000-0000-0000-000000000000';
const PLACE = /^(\d{1,20})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** The largest 64 bit transaction number. */
const XID_MAX = 18_446_744_073_709_551_615n;

export const FIRST_PLACE: Place = { xid: '0', id: NIL };
/** How many events a filtered page looks through at most, so that every page comes soon. */
export const WINDOW = 20_000;

/** Reads `transaction.id`; null when it is none. */
export function placeFromText(text: string): Place | null {
  const [, xid, id] = PLACE.exec(text) ?? [];
  if (xid === undefined || id === undefined || BigInt(xid) > XID_MAX) return null;
  return { xid: String(BigInt(xid)), id };
}

/** Writes a place as `transaction.id`. */
export function placeToText({ xid, id }: Place): string {
  return `${xid}.${id}`;
}

/** Negative, zero or positive as `one` lies before, at or behind `other`. */
export function comparePlaces(one: Place, other: Place): number {
  // Decimal numbers without leading zeros: the longer one is larger.
  if (one.xid.length !== other.xid.length) return one.xid.length - other.xid.length;
  if (one.xid !== other.xid) return one.xid < other.xid ? -1 : 1;
  return one.id === other.id ? 0 : one.id < other.id ? -1 : 1;
}

/** The place behind everything that has happened for good. */
export async function readPresent(client: Queryable): Promise<Place> {
  const [row] = await runStatement<{ horizon: string }>(client, sql.readHorizon);
  return { xid: row?.horizon ?? '0', id: NIL };
}

/** Reads on from a place. With a filter a page may be empty and yet not the last. */
export async function readEventsAfter(
  client: Queryable,
  after: Place,
  filter: EventFilter,
  limit: number,
): Promise<EventsRead> {
  const traceId = filter.traceId ?? null;
  if (traceId === null && filter.orderId === null && filter.types.length > 0) {
    return readFiltered(client, after, filter, limit);
  }
  const values = [after.xid, after.id, limit];
  const rows =
    traceId !== null
      ? await runStatement<MaybeEvent>(client, sql.readEventsOfTrace, [
          ...values,
          traceId,
          filter.orderId,
        ])
      : filter.orderId === null
        ? await runStatement<MaybeEvent>(client, sql.readEvents, values)
        : await runStatement<MaybeEvent>(client, sql.readEventsOfOrder, [
            ...values,
            filter.orderId,
          ]);
  const found = rows.filter((row): row is MaybeEvent & StoredEvent => row.id !== null);
  const last = found.at(-1);
  const isFull = last !== undefined && found.length >= limit;
  return {
    events: found.filter(({ type }) => matchesType(filter.types, type)),
    end: isFull ? { xid: last.xid, id: last.id } : placeAtHorizon(rows),
    isAtEnd: !isFull,
  };
}

/** An event beside the horizon, or the horizon alone. */
type MaybeEvent = { readonly horizon: string } & (StoredEvent | { readonly id: null });

function placeAtHorizon(rows: readonly { readonly horizon: string }[]): Place {
  return { xid: rows[0]?.horizon ?? '0', id: NIL };
}

async function readFiltered(
  client: Queryable,
  after: Place,
  { types }: EventFilter,
  limit: number,
): Promise<EventsRead> {
  const [window] = await runStatement<{ horizon: string; xid: string | null; id: string | null }>(
    client,
    sql.readWindowEnd,
    [after.xid, after.id, WINDOW - 1],
  );
  const xid = window?.xid ?? null;
  const isWhole = xid === null;
  const windowEnd: Place = isWhole
    ? { xid: window?.horizon ?? '0', id: NIL }
    : { xid, id: window?.id ?? NIL };
  const events = await runStatement<StoredEvent>(client, sql.readWindow, [
    after.xid,
    after.id,
    windowEnd.xid,
    windowEnd.id,
    textArray(patternsOf(types)),
    limit,
  ]);
  const last = events.at(-1);
  const isFull = last !== undefined && events.length >= limit;
  return {
    events,
    end: isFull ? { xid: last.xid, id: last.id } : windowEnd,
    isAtEnd: !isFull && isWhole,
  };
}

/** True when an event of this type is wanted. */
export function matchesType(types: readonly string[], type: string): boolean {
  if (types.length === 0) return true;
  return types.some((wanted) => (wanted.endsWith('.') ? type.startsWith(wanted) : type === wanted));
}

/** The patterns of LIKE that types and beginnings of types make. */
export function patternsOf(types: readonly string[]): string[] {
  return types.map((type) => {
    const literal = type.replaceAll(/[\\%_]/g, String.raw`\$&`);
    return type.endsWith('.') ? `${literal}%` : literal;
  });
}

/**
 * The event as CloudEvents 1.0 in JSON. Written, not serialised: its data is JSON text already, and
 * thousands go out a second.
 */
export function eventToJson(event: StoredEvent): string {
  return `{"specversion":"1.0","id":"${event.id}","source":"/linchpin","type":"${event.type}","subject":${JSON.stringify(
    event.subject,
  )},"time":"${instantToText(event.occurred_at)}","datacontenttype":"application/json","traceparent":"${
    event.trace
  }","sequence":"${event.xid}.${event.id}","recordedtime":"${instantToText(
    event.recorded_at,
  )}","actor":${JSON.stringify(event.actor)},"data":${event.data}}`;
}
