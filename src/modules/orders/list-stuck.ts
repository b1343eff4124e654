import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { OrderState } from '../../../contracts/orders.ts';
import { EARLIEST, type Place } from './search-cursor.ts';
import * as sql from './state-since.sql.ts';

/** Orders of a state that one page looks through, whatever it finds. */
const WALK = 2_000;

/** What is asked for: orders that have been in a state since before a moment. */
export interface StuckQuestion {
  readonly state: OrderState;
  readonly before: Instant;
  /** Where the page before ended; null: begin with the oldest. */
  readonly after: Place | null;
  /** Most orders of the page. */
  readonly limit: number;
}

/** An order that has been in its state for long. */
export interface StuckOrder {
  readonly orderId: number;
  /** Code of the channel. */
  readonly channel: string;
  /** Codes of the locations that it is sent from. */
  readonly locations: readonly string[];
  readonly state: OrderState;
  /** When the event was recorded by which it reached the state. */
  readonly stateSince: Instant;
  readonly placedAt: Instant;
}

/** A page of them, and where it ended; null: at the end. */
export interface StuckOrders {
  readonly orders: readonly StuckOrder[];
  readonly next: Place | null;
}

/**
 * Orders that have been in a state since before a moment, oldest placed first. A page looks through a bounded
 * number of orders, so that it may carry fewer than asked for, or none, and still go on. An order that its
 * channel dates ahead of our time is found when its placing time has passed the moment as well.
 */
export async function listStuck(
  client: Queryable,
  { state, before, after, limit }: StuckQuestion,
): Promise<StuckOrders> {
  assert(limit >= 1 && limit <= WALK, `a page carries 1 to ${WALK} orders`);
  const from = after ?? { placedAt: EARLIEST, orderId: 0 };
  const rows = await runStatement<StuckRow>(client, sql.walkStuck, [
    state,
    before,
    from.placedAt,
    from.orderId,
    WALK,
    limit,
  ]);
  const orders = rows.flatMap((row) => (row.order_id === null ? [] : [orderOf(row, state)]));
  const last = orders.at(-1);
  const [walk] = rows;
  assert(walk !== undefined, 'a walk says how far it came');
  if (orders.length === limit && last !== undefined) {
    return { orders, next: { placedAt: last.placedAt, orderId: last.orderId } };
  }
  const isAtEnd = walk.walked_count < WALK;
  return {
    orders,
    next: isAtEnd ? null : { placedAt: walk.end_placed_at, orderId: walk.end_order_id },
  };
}

interface FoundRow {
  walked_count: number;
  end_placed_at: Instant;
  end_order_id: number;
  order_id: number;
  channel: string;
  state_since: Instant;
  placed_at: Instant;
  locations: string[];
}

type StuckRow = FoundRow | (Omit<FoundRow, 'order_id'> & { order_id: null });

function orderOf(row: FoundRow, state: OrderState): StuckOrder {
  return {
    orderId: row.order_id,
    channel: row.channel,
    locations: row.locations,
    state,
    stateSince: row.state_since,
    placedAt: row.placed_at,
  };
}
