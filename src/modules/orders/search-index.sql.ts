import { defineStatement } from '../../platform/postgres/index.ts';
import { stateReachedAt } from './state-since.sql.ts';

export const tryLockIndexer = defineStatement(
  'orders_try_lock_indexer',
  `select pg_try_advisory_lock(7_301_840_501) as is_ours`,
);

/** Nothing is lost with the last moments before a crash: rows and cursor go together and are written again. */
export const commitWithoutWaiting = defineStatement(
  'orders_commit_without_waiting',
  `select set_config('synchronous_commit', 'off', false)`,
);

/** The reader begins before the first event. */
export const createReader = defineStatement(
  'orders_create_index_reader',
  `insert into hub.reader (name, xid, id) values ('order_search', '0', '00000000-0000-0000-0000-000000000000')
   on conflict (name) do nothing`,
);

/** The newest event at this moment, committed or about to be: what a reader has to reach. */
export const readNewestEvent = defineStatement(
  'orders_read_newest_event',
  `select xid::text as xid, id from hub.event order by event.xid desc, event.id desc limit 1`,
);

/** True when the index has come as far as a place in the history, whichever process keeps it. */
export const hasReached = defineStatement(
  'orders_index_has_reached',
  `select (xid, id) >= ($1::xid8, $2::uuid) as has_reached from hub.reader where name = 'order_search'`,
);

/**
 * The next events as columns: the orders they are about, the place of the last, and how old it is. The
 * aggregates read in the order of the page, which holds as long as none of them asks for another.
 */
export const readNextEvents = defineStatement(
  'orders_read_next_events',
  `select count(*)::int as event_count,
     array_agg(order_id) filter (where order_id is not null)::text as order_ids,
     (array_agg(xid::text))[count(*)] as xid, (array_agg(id))[count(*)] as id,
     max(recorded_at) as recorded_at,
     (select version from hub.fact_version where name = 'sku') as sku_version
   from (
     select xid, id, order_id, recorded_at from hub.event
     where (xid, id) > ((select xid from hub.reader where name = 'order_search'),
                        (select id from hub.reader where name = 'order_search'))
       and xid < hub.horizon()
     order by xid, id limit $1::int
   ) as page`,
);

// One long text instead of many rows: reading rows is most of what an order costs this process. JSON holds
// neither separator unescaped.
/** What orders are found by, an order after U+0001, its parts after U+0002. */
export const readSearchTexts = defineStatement(
  'orders_read_search_texts',
  `select string_agg(concat_ws(E'\\x02', header.id, header.channel_id,
       translate(header.external_id, E'\\x01\\x02', '  '), header.customer, header.ship_to, header.details,
       header.shipments, lines.sku_ids), E'\\x01') as texts
   from orders.order_header as header
   cross join lateral (
     select string_agg(distinct line.sku_id::text, ',') as sku_ids
     from orders.order_line as line where line.order_id = header.id
   ) as lines
   where header.id = any($1::bigint[])`,
);

export const readSkuNames = defineStatement(
  'orders_read_sku_names',
  `select id, code, name, names from inventory.sku where id = any($1::int[])`,
);

export const readChannelNames = defineStatement(
  'orders_read_channel_names',
  `select id, code, name, names from orders.channel`,
);

// What an order counts as, before and after: each difference is a step of one of the tallies.
const STEPS = `select 'state' as kind, state as name, 1 as step from changed
     union all select 'state', state_before, -1 from changed where not is_new
     union all select 'under_way', country_code, 1 from changed where state = 'shipped'
     union all select 'under_way', country_before, -1 from changed where state_before = 'shipped'
     union all select 'hold', hold, 1 from changed, unnest(hold_kinds) as hold
     union all select 'hold', hold, -1 from changed, unnest(holds_before) as hold`;
const HAVE_LEFT = `('shipped', 'delivered', 'returning', 'returned', 'closed')`;
const FIVE_MINUTES = (instant: string) => `date_bin('5 minutes', ${instant}, 'epoch')`;

/**
 * Writes the search rows of orders as these stand now, counts what that changes, and moves the cursor, all or
 * nothing. An order that has not changed since it was placed is in its first state, so that nothing is read
 * for it. Rows that come out as they were are not written and not counted, so that twice is as once.
 */
export const putSearchRows = defineStatement(
  'orders_put_search_rows',
  `with moved as (
     update hub.reader set xid = $6::xid8, id = $7::uuid
     where name = 'order_search' and (xid, id) < ($6::xid8, $7::uuid)
   ), before as materialized (
     select order_id, state, country_code, hold_kinds from orders.order_search
     where order_id = any($1::bigint[])
   ), put as (
   insert into orders.order_search (order_id, channel_id, external_id, state, payment_state, country_code,
     priority, total_minor, currency, placed_at, promised_at, customer_name, location_ids, kind, state_since,
     hold_kinds, words)
   select header.id, header.channel_id, header.external_id, header.state, header.payment_state,
     given.country_code, header.priority, header.total_minor, header.currency, header.placed_at,
     header.promised_at, given.customer_name, given.location_ids::int[], given.kind,
     case when header.version = 1 then header.recorded_at
       else (${stateReachedAt('header.id', 'header.state')}) end,
     case when header.state = 'held' then array(
       select distinct hold ->> 'kind' from json_array_elements(header.holds) as hold
       where hold ->> 'releasedAt' is null order by 1) else '{}' end,
     array_to_tsvector(string_to_array(concat(given.words, ' s=', header.state, ' p=', header.payment_state,
       ' c=', header.channel_id, ' n=', header.priority), ' '))
   from unnest($1::bigint[], string_to_array($2::text, E'\\x01'), string_to_array($3::text, E'\\x01'),
     string_to_array($4::text, E'\\x01'), string_to_array($5::text, E'\\x01'), string_to_array($8::text, E'\\x01'))
     as given (order_id, country_code, customer_name, location_ids, words, kind)
   join orders.order_header as header on header.id = given.order_id
   order by header.placed_at, header.id
   on conflict (order_id) do update set state = excluded.state, payment_state = excluded.payment_state,
     country_code = excluded.country_code, priority = excluded.priority,
     total_minor = excluded.total_minor, promised_at = excluded.promised_at,
     customer_name = excluded.customer_name, location_ids = excluded.location_ids, kind = excluded.kind,
     state_since = excluded.state_since, hold_kinds = excluded.hold_kinds, words = excluded.words
   where (order_search.state, order_search.payment_state, order_search.country_code, order_search.priority,
       order_search.total_minor, order_search.promised_at, order_search.customer_name,
       order_search.location_ids, order_search.kind, order_search.state_since, order_search.hold_kinds,
       order_search.words)
     is distinct from (excluded.state, excluded.payment_state, excluded.country_code, excluded.priority,
       excluded.total_minor, excluded.promised_at, excluded.customer_name, excluded.location_ids,
       excluded.kind, excluded.state_since, excluded.hold_kinds, excluded.words)
   returning order_id, state, country_code, hold_kinds, placed_at, state_since
   ), changed as materialized (
     select put.*, before.order_id is null as is_new, before.state as state_before,
       before.country_code as country_before, before.hold_kinds as holds_before
     from put left join before using (order_id)
   ), tallied as (
     insert into orders.tally (kind, name, orders)
     select kind, name, sum(step) from (${STEPS}) as steps
     group by kind, name having sum(step) <> 0 order by kind, name
     on conflict (kind, name) do update set orders = tally.orders + excluded.orders
   ), timed as (
     insert into orders.tally_of_time (kind, at, orders)
     select kind, at, count(*) from (
       select 'placed' as kind, ${FIVE_MINUTES('placed_at')} as at from changed where is_new
       union all
       select 'shipped', ${FIVE_MINUTES('coalesce(state_since, placed_at)')} from changed
       where state in ${HAVE_LEFT} and coalesce(state_before, 'placed') not in ${HAVE_LEFT}
     ) as each group by kind, at order by kind, at
     on conflict (kind, at) do update set orders = tally_of_time.orders + excluded.orders
   )
   insert into orders.tally_of_moves (at, from_state, to_state, orders)
   select ${FIVE_MINUTES('coalesce(state_since, placed_at)')}, coalesce(state_before, 'new'), state, count(*)
   from changed where state is distinct from state_before group by 1, 2, 3 order by 1, 2, 3
   on conflict (at, from_state, to_state) do update set orders = tally_of_moves.orders + excluded.orders`,
);

/** Merges what was added lately into the index of words, so that searches need not read it from end to end. */
export const mergePending = defineStatement(
  'orders_merge_pending_words',
  `select gin_clean_pending_list('orders.order_search_words'::regclass)`,
);
