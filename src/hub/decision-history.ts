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
