import { defineStatement } from '../platform/postgres/index.ts';

const COLUMNS = 'xid::text as xid, id, type, subject, order_id, occurred_at, decision';

/** The decision that stands with an event. */
export const readDecision = defineStatement(
  'hub_read_decision',
  `select ${COLUMNS} from hub.event
   where xid = $1::xid8 and id = $2::uuid and decision is not null`,
);

/** The decisions about an order, oldest first. */
export const readDecisionsOfOrder = defineStatement(
  'hub_read_decisions_of_order',
  `select ${COLUMNS} from hub.event
   where order_id = $1::bigint and decision is not null
   order by event.xid, event.id limit $2::int`,
);
