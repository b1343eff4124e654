import { runStatement, type Queryable } from '../platform/postgres/index.ts';
import type { Instant } from '../kernel/clock.ts';
import type { DecisionKinds, TakenAgain } from './decisions.ts';
import * as sql from './decision-history.sql.ts';
import { placeToText, type Place } from './event-history.ts';

/** A stored decision, taken again. */
export interface DecisionOfEvent extends TakenAgain {
  /** The event's place in the history, as text. */
  readonly sequence: string;
  readonly type: string;
  readonly subject: string;
  readonly occurredAt: Instant;
}

interface DecisionRow extends Place {
  readonly type: string;
  readonly subject: string;
  readonly occurred_at: Instant;
  readonly decision: string;
}

/** More than these nobody reads of one order. */
const DECISIONS_MAX = 500;

/** That something was decided, and where it stands. */
interface DecisionHead extends Place {
  readonly type: string;
  readonly subject: string;
  readonly occurred_at: Instant;
  readonly kind: string;
}

/** Of a thing so many of its latest events are looked through for decisions. */
const EVENTS_LOOKED_THROUGH = 5_000;

/** What was decided about a thing that belongs to no order, before a place, newest first. */
export async function listDecisionsOf(
  client: Queryable,
  about: { readonly subject: string; readonly kind: string | null },
  before: Place,
  limit: number,
): Promise<DecisionHead[]> {
  const { subject, kind } = about;
  const values = [subject, before.xid, before.id, kind, limit, EVENTS_LOOKED_THROUGH];
  return runStatement<DecisionHead>(client, sql.listDecisionsOfSubject, values);
}

/** The decision that stands with an event, taken again on its own input; null: there is none of these kinds. */
export async function readDecision(
  client: Queryable,
  kinds: DecisionKinds,
  place: Place,
): Promise<DecisionOfEvent | null> {
  const [row] = await runStatement<DecisionRow>(client, sql.readDecision, [place.xid, place.id]);
  return row === undefined ? null : takenAgain(kinds, row);
}

/** The decisions of these kinds about an order, oldest first, each taken again. */
export async function readDecisionsOfOrder(
  client: Queryable,
  kinds: DecisionKinds,
  orderId: number,
): Promise<DecisionOfEvent[]> {
  const rows = await runStatement<DecisionRow>(client, sql.readDecisionsOfOrder, [
    orderId,
    DECISIONS_MAX,
  ]);
  return rows.flatMap((row) => takenAgain(kinds, row) ?? []);
}

function takenAgain(kinds: DecisionKinds, row: DecisionRow): DecisionOfEvent | null {
  const stored = kinds.read(row.decision);
  const again = stored === null ? null : kinds.takeAgain(stored);
  return again === null
    ? null
    : {
        ...again,
        sequence: placeToText(row),
        type: row.type,
        subject: row.subject,
        occurredAt: row.occurred_at,
      };
}
