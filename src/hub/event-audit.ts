import { MINUTE_MS, type Instant } from '../kernel/clock.ts';
import { textArray } from '../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../platform/postgres/index.ts';
import * as sql from './event-feed.sql.ts';
import {
  comparePlaces,
  FIRST_PLACE,
  patternsOf,
  WINDOW,
  type Place,
  type StoredEvent,
} from './event-history.ts';

/** What an audit asks for; null or nothing: all. */
export interface AuditFilter {
  /** Whole types, or beginnings that end with a dot; empty: all. */
  readonly types: readonly string[];
  readonly actor: string | null;
  /** As events name it: order/100000001, person/ada. */
  readonly subject?: string | null;
  readonly since?: Instant | null;
  /** Not included. */
  readonly until?: Instant | null;
}

/** An event and how what it is about stood before; null: there was nothing, or nothing that is known. */
export interface AuditedEvent {
  readonly event: StoredEvent;
  /** JSON text. */
  readonly before: string | null;
}

/** Commands wait for their batch, so that times and places may disagree by seconds; never by this much. */
const DISORDER_MS = MINUTE_MS;

/** Reads backwards from a place, newest first. `end` is null when nothing that fits lies further back. */
export async function readEventsBefore(
  client: Queryable,
  before: Place,
  filter: AuditFilter,
  limit: number,
): Promise<{ readonly events: readonly StoredEvent[]; readonly end: Place | null }> {
  const { subject = null, since = null, until = null } = filter;
  const types = filter.types.length === 0 ? null : textArray(patternsOf(filter.types));
  const times = [since, until];
  if (subject !== null) {
    const orderId = /^order\/([1-9]\d{0,14})$/.exec(subject)?.[1];
    const about = orderId === undefined ? subject : Number(orderId);
    const statement = orderId === undefined ? sql.readSubjectBackwards : sql.readOrderBackwards;
    const values = [before.xid, before.id, about, types, filter.actor, ...times, limit];
    const events = await runStatement<StoredEvent>(client, statement, values);
    return { events, end: endOfFull(events, limit) };
  }
  const latest = await latestPlace(client, until);
  const upper = latest !== null && comparePlaces(latest, before) < 0 ? latest : before;
  const [start] = await runStatement<Place>(client, sql.readWindowStart, [
    upper.xid,
    upper.id,
    WINDOW - 1,
  ]);
  const from = start ?? FIRST_PLACE;
  const events = await runStatement<StoredEvent>(client, sql.readWindowBackwards, [
    upper.xid,
    upper.id,
    from.xid,
    from.id,
    types,
    filter.actor,
    limit,
    ...times,
  ]);
  const end = endOfFull(events, limit) ?? start ?? null;
  if (end === null || since === null) return { events, end };
  const earliest = await placeOfTime(client, since - DISORDER_MS, end);
  return { events, end: comparePlaces(end, earliest) <= 0 ? null : end };
}

function endOfFull(events: readonly StoredEvent[], limit: number): Place | null {
  const last = events.at(-1);
  return last !== undefined && events.length >= limit ? { xid: last.xid, id: last.id } : null;
}

async function latestPlace(client: Queryable, until: Instant | null): Promise<Place | null> {
  if (until === null) return null;
  const [horizon] = await runStatement<{ horizon: string }>(client, sql.readHorizon);
  const end = { ...FIRST_PLACE, xid: horizon?.horizon ?? '0' };
  return placeOfTime(client, until + DISORDER_MS, end);
}

/** A place behind everything recorded before a time, at most `end`: by halving the transactions, some 40 short reads. */
async function placeOfTime(client: Queryable, at: Instant, end: Place): Promise<Place> {
  let low = 0n;
  let high = BigInt(end.xid);
  while (low < high) {
    const middle = (low + high) / 2n;
    const [row] = await runStatement<{ xid: string; recorded_at: Instant }>(
      client,
      sql.readFirstFrom,
      [String(middle)],
    );
    if (row === undefined || row.recorded_at >= at) high = middle;
    else low = BigInt(row.xid) + 1n;
  }
  return { ...FIRST_PLACE, xid: String(low) };
}

/**
 * Events with how things stood before. Where an event carries its own `before` that counts; else it is
 * the state that the event ahead of the same thing tells, since events say how it stands after them.
 */
export async function withStatesBefore(
  client: Queryable,
  events: readonly StoredEvent[],
): Promise<AuditedEvent[]> {
  if (events.length === 0) return [];
  const rows = await runStatement<{ id: string; data: string }>(client, sql.readStatesBefore, [
    events.map(({ xid }) => xid),
    events.map(({ id }) => id),
    events.map(({ subject }) => subject),
    events.map(({ order_id }) => order_id),
    events.map(({ type }) => type.slice(0, type.indexOf('.') + 1)),
  ]);
  const ahead = new Map(rows.map(({ id, data }) => [id, data]));
  return events.map((event) => ({
    event,
    before: ownBefore(event) ?? stateOf(ahead.get(event.id)),
  }));
}

function ownBefore({ data }: StoredEvent): string | null {
  if (!data.includes('"before":')) return null;
  const { before } = JSON.parse(data) as { before?: unknown };
  return before === undefined ? null : JSON.stringify(before);
}

/** What an event says of the state after it, without what it says of the state before. */
function stateOf(data: string | undefined): string | null {
  if (data === undefined || !data.includes('"before":')) return data ?? null;
  const { before: _before, ...state } = JSON.parse(data) as Record<string, unknown>;
  return JSON.stringify(state);
}
