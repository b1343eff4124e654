import { defineStatement } from '../../platform/postgres/index.ts';

// Events of an order say its state with the fifth word of their text. A quotation mark inside a text of JSON
// is escaped, so that nothing a channel sends looks like it.
const STATE_OF_EVENT = `substring(event.data from '"state":"([a-z_]+)"')`;

/**
 * A query for the moment at which an order reached the state that it is in: of the event after the newest
 * that tells of another state. It reads from the newest event back, and no further than that.
 */
export const STATE_REACHED_AT = (orderId: string, state: string): string =>
  `select event.recorded_at from hub.event
   where event.order_id = ${orderId} and event.type like 'order.%' and (event.xid, event.id) > (
     select coalesce(max(other.xid::text), '0')::xid8, '00000000-0000-0000-0000-000000000000'::uuid from other)
   order by event.xid, event.id limit 1`;
