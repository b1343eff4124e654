import { defineStatement } from '../platform/postgres/index.ts';

export const tryLockReader = defineStatement(
  'hub_try_reader_lock',
  `select pg_try_advisory_lock(732_337) as is_ours`,
);

/** Jobs and place go together, and commands are sent again: nothing is lost with the last moments before a crash. */
export const commitWithoutWaiting = defineStatement(
  'hub_reader_commit_without_waiting',
  `select set_config('synchronous_commit', 'off', false)`,
);

/** Readers that are new begin at $2: behind everything that has happened, or before it. */
export const createReaders = defineStatement(
  'hub_create_readers',
  `insert into hub.reader (name, xid, id)
   select name, case when from_first then '0'::xid8 else hub.horizon() end,
     '00000000-0000-0000-0000-000000000000'
   from unnest($1::text[], $2::boolean[]) as given (name, from_first)
   on conflict (name) do nothing`,
);

export const readPlaces = defineStatement(
  'hub_read_reader_places',
  `select name, xid::text as xid, id from hub.reader where name = any($1::text[])`,
);

/** Moves a reader from one place to another; no row: somebody else has moved it. */
export const moveReader = defineStatement(
  'hub_move_reader',
  `update hub.reader set xid = $4::xid8, id = $5::uuid
   where name = $1::text and xid = $2::xid8 and id = $3::uuid returning name`,
);

/** The newest event at this moment, committed or about to be. */
export const readNewest = defineStatement(
  'hub_read_newest_event',
  `select xid::text as xid, id from hub.event order by event.xid desc, event.id desc limit 1`,
);

/**
 * Looks through the next $3 events and gives those of the types $4 or of types like $5, $6 at most, each
 * beside what was looked through: how many, where the last stands, and where history ends for now. Only
 * the wanted ones are read whole. Whole types are looked up in a hash: of forty, each compared with every
 * event, they cost more than the reading. One row at least.
 */
export const readWanted = defineStatement(
  'hub_read_wanted_events',
  `with present as materialized (select hub.horizon() as horizon),
   page as materialized (
     select event.xid, event.id, event.type, event.recorded_at from hub.event, present
     where (event.xid, event.id) > ($1::xid8, $2::uuid) and event.xid < present.horizon
     order by event.xid, event.id limit $3::int
   ),
   looked as (
     select count(*)::int as page_count, (array_agg(xid::text))[count(*)] as last_xid,
       (array_agg(id))[count(*)] as last_id, max(recorded_at) as last_recorded_at from page
   )
   select present.horizon::text as horizon, looked.*, found.*
   from present cross join looked left join lateral (
     select event.xid::text as xid, event.id, event.type, subject, order_id, trace, actor, occurred_at,
       event.recorded_at, data
     from page join hub.event on (event.xid, event.id) = (page.xid, page.id)
     where page.type in (select unnest($4::text[])) or page.type like any($5::text[])
     order by page.xid, page.id limit $6::int
   ) as found on true`,
);
