import { defineStatement } from '../platform/postgres/index.ts';

const COLUMNS = 'xid::text as xid, id, type, subject, order_id, occurred_at, decision';

/** The decision that stands with an event. */
export const readDecision = defineStatement(
  'hub_read_decision',
  `select ${COLUMNS} from hub.event
   where xid = $1::xid8 and id = $2::uuid and decision is not null`,
);

/**
 * What was decided about a thing that belongs to no order, newest first, without the decisions themselves, which
 * may be large: their kind stands at the beginning. Of a thing about which very much happens only the latest is looked
 * through.
 */
export const listDecisionsOfSubject = defineStatement(
  'hub_list_decisions_of_subject',
  `select xid::text as xid, id, type, subject, occurred_at, kind
   from (
     select xid, id, type, subject, occurred_at,
       substring(decision from '^\\{"kind":"([a-z_.]+)"') as kind
     from (
       select xid, id, type, subject, occurred_at, decision from hub.event
       where order_id is null and subject = $1::text and (event.xid, event.id) < ($2::xid8, $3::uuid)
       order by event.xid desc, event.id desc limit $6::int
     ) as latest
     where decision is not null
   ) as decided
   where kind is not null and ($4::text is null or kind = $4::text)
   order by decided.xid desc, decided.id desc limit $5::int`,
);

/** The decisions about an order, oldest first. */
export const readDecisionsOfOrder = defineStatement(
  'hub_read_decisions_of_order',
  `select ${COLUMNS} from hub.event
   where order_id = $1::bigint and decision is not null
   order by event.xid, event.id limit $2::int`,
);
