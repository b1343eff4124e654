import { defineStatement } from '../platform/postgres/index.ts';

const COLUMNS =
  'xid::text as xid, id, type, subject, order_id, trace, actor, occurred_at, recorded_at, data';

/**
 * Every transaction below this one has ended: what is to be seen of them is there for good, and
 * nothing will ever appear between their events.
 */
export const readHorizon = defineStatement(
  'hub_read_horizon',
  `select hub.horizon()::text as horizon`,
);

/** Always one row at least, for the horizon; its event is null when there is none. */
export const readEvents = defineStatement(
  'hub_read_events',
  `select now.horizon::text as horizon, found.*
   from (select hub.horizon() as horizon) as now
   left join lateral (
     select ${COLUMNS} from hub.event
     where (hub.event.xid, hub.event.id) > ($1::xid8, $2::uuid) and hub.event.xid < now.horizon
     order by hub.event.xid, hub.event.id limit $3::int
   ) as found on true`,
);

export const readEventsOfOrder = defineStatement(
  'hub_read_events_of_order',
  `select now.horizon::text as horizon, found.*
   from (select hub.horizon() as horizon) as now
   left join lateral (
     select ${COLUMNS} from hub.event
     where order_id = $4::bigint and (hub.event.xid, hub.event.id) > ($1::xid8, $2::uuid)
       and hub.event.xid < now.horizon
     order by hub.event.xid, hub.event.id limit $3::int
   ) as found on true`,
);

/** The expression is that of the index; what a trace has caused of one order is picked from it. */
export const readEventsOfTrace = defineStatement(
  'hub_read_events_of_trace',
  `select now.horizon::text as horizon, found.*
   from (select hub.horizon() as horizon) as now
   left join lateral (
     select ${COLUMNS} from hub.event
     where substr(trace, 4, 32) = $4::text
       and (hub.event.xid, hub.event.id) > ($1::xid8, $2::uuid)
       and hub.event.xid < now.horizon
       and ($5::bigint is null or order_id = $5::bigint)
     order by hub.event.xid, hub.event.id limit $3::int
   ) as found on true`,
);

/** Where the window ends that a filtered page looks through; null: at the horizon. */
export const readWindowEnd = defineStatement(
  'hub_read_window_end',
  `select now.horizon::text as horizon, last.xid::text as xid, last.id
   from (select hub.horizon() as horizon) as now
   left join lateral (
     select event.xid, event.id from hub.event
     where (event.xid, event.id) > ($1::xid8, $2::uuid) and event.xid < now.horizon
     order by event.xid, event.id offset $3::int limit 1
   ) as last on true`,
);

export const readWindow = defineStatement(
  'hub_read_window',
  `select ${COLUMNS} from hub.event
   where (hub.event.xid, hub.event.id) > ($1::xid8, $2::uuid)
     and (hub.event.xid, hub.event.id) <= ($3::xid8, $4::uuid)
     and ($5::text[] is null or type like any($5::text[]))
   order by hub.event.xid, hub.event.id limit $6::int`,
);

/** The window before a place, for those who read backwards; null: it reaches back to the first event. */
export const readWindowStart = defineStatement(
  'hub_read_window_start',
  `select xid::text as xid, id from hub.event
   where (hub.event.xid, hub.event.id) < ($1::xid8, $2::uuid)
   order by hub.event.xid desc, hub.event.id desc offset $3::int limit 1`,
);

export const readWindowBackwards = defineStatement(
  'hub_read_window_backwards',
  `select ${COLUMNS} from hub.event
   where (hub.event.xid, hub.event.id) < ($1::xid8, $2::uuid)
     and (hub.event.xid, hub.event.id) >= ($3::xid8, $4::uuid)
     and ($5::text[] is null or type like any($5::text[]))
     and ($6::text is null or actor = $6::text)
     and ($8::bigint is null or recorded_at >= to_timestamp($8::bigint / 1000.0))
     and ($9::bigint is null or recorded_at < to_timestamp($9::bigint / 1000.0))
   order by hub.event.xid desc, hub.event.id desc limit $7::int`,
);

/** The same for one thing, which its own index finds: no window is needed. */
export const readSubjectBackwards = defineStatement(
  'hub_read_subject_backwards',
  `select ${COLUMNS} from hub.event
   where (hub.event.xid, hub.event.id) < ($1::xid8, $2::uuid)
     and order_id is null and subject = $3::text
     and ($4::text[] is null or type like any($4::text[]))
     and ($5::text is null or actor = $5::text)
     and ($6::bigint is null or recorded_at >= to_timestamp($6::bigint / 1000.0))
     and ($7::bigint is null or recorded_at < to_timestamp($7::bigint / 1000.0))
   order by hub.event.xid desc, hub.event.id desc limit $8::int`,
);

/** The same for one order. */
export const readOrderBackwards = defineStatement(
  'hub_read_order_backwards',
  `select ${COLUMNS} from hub.event
   where (hub.event.xid, hub.event.id) < ($1::xid8, $2::uuid)
     and order_id = $3::bigint
     and ($4::text[] is null or type like any($4::text[]))
     and ($5::text is null or actor = $5::text)
     and ($6::bigint is null or recorded_at >= to_timestamp($6::bigint / 1000.0))
     and ($7::bigint is null or recorded_at < to_timestamp($7::bigint / 1000.0))
   order by hub.event.xid desc, hub.event.id desc limit $8::int`,
);

/** The first event of a transaction or of any after it, for finding a time in the history. */
export const readFirstFrom = defineStatement(
  'hub_read_first_from',
  `select xid::text as xid, recorded_at from hub.event
   where hub.event.xid >= $1::xid8 order by hub.event.xid, hub.event.id limit 1`,
);

/** How things stood before events about them: the data of the event ahead of the same thing and noun. */
export const readStatesBefore = defineStatement(
  'hub_read_states_before',
  `select given.id, ahead.data
   from unnest($1::xid8[], $2::uuid[], $3::text[], $4::bigint[], $5::text[])
     as given (xid, id, subject, order_id, noun)
   cross join lateral (
     (select event.xid, event.id, event.data from hub.event
      where event.order_id = given.order_id and (event.xid, event.id) < (given.xid, given.id)
        and starts_with(event.type, given.noun)
      order by event.xid desc, event.id desc limit 1)
     union all
     (select event.xid, event.id, event.data from hub.event
      where given.order_id is null and event.order_id is null and event.subject = given.subject
        and (event.xid, event.id) < (given.xid, given.id) and starts_with(event.type, given.noun)
      order by event.xid desc, event.id desc limit 1)
   ) as ahead`,
);
