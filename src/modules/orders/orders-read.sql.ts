import { defineStatement } from '../../platform/postgres/index.ts';
import { UNDELIVERED_STATES } from './order-states.ts';

/** Codes of the numbers that an order carries. */
export const readNames = defineStatement(
  'orders_read_names',
  `select 'channel' as kind, id, code from orders.channel where id = any($1::int[])
   union all
   select 'sku', id, code from inventory.sku where id = any($2::int[])
   union all
   select 'location', id, code from inventory.location where id = any($3::int[])`,
);

/** The number of the order that a channel placed under an external id. */
export const findByExternalId = defineStatement(
  'orders_find_by_external_id',
  `select header.id from orders.channel
   join orders.order_header as header
     on header.channel_id = channel.id and header.external_id = $2::text
   where channel.code = $1::text`,
);

// By itself xid would sort by the text that is put out.
/** What happened to an order, in the order of the history. */
export const readEvents = defineStatement(
  'orders_read_events',
  `select xid::text as xid, id, type, actor, occurred_at, recorded_at, data, decision is not null as has_decision
   from hub.event where order_id = $1::bigint order by event.xid, event.id`,
);

/** What happened to an order of one type. */
export const readEventsOfType = defineStatement(
  'orders_read_events_of_type',
  `select xid::text as xid, id, type, actor, occurred_at, recorded_at, data
   from hub.event where order_id = $1::bigint and type = $2::text order by event.xid, event.id`,
);

/** What happened to an order by an automatic choice, with that choice. */
export const readDecisions = defineStatement(
  'orders_read_decisions',
  `select xid::text as xid, id, type, actor, occurred_at, recorded_at, decision
   from hub.event where order_id = $1::bigint and decision is not null
   order by event.xid, event.id`,
);

/** The lines of some orders with their SKUs, in the order in which the orders are named. */
export const listLines = defineStatement(
  'orders_list_lines',
  `select line.order_id, line.line_number, sku.code as sku, sku.name as sku_name, line.quantity,
     line.cancelled_quantity, line.unit_price_minor, line.discount_minor, line.tax_minor,
     line.attributes
   from unnest($1::bigint[]) with ordinality as named (order_id, place)
   join orders.order_line as line using (order_id)
   join inventory.sku on sku.id = line.sku_id
   order by named.place, line.line_number`,
);

/** The SKU of each line, for explanations that name lines. */
export const readLineSkus = defineStatement(
  'orders_read_line_skus',
  `select line.line_number, sku.code as sku from orders.order_line as line
   join inventory.sku on sku.id = line.sku_id
   where line.order_id = $1::bigint order by line.line_number`,
);

export const readHeading = defineStatement(
  'orders_read_heading',
  `select header.id, header.external_id, channel.code as channel
   from orders.order_header as header
   join orders.channel on channel.id = header.channel_id where header.id = $1::bigint`,
);

export const findFilterIds = defineStatement(
  'orders_find_filter_ids',
  `select (select id from orders.channel where code = $1::text) as channel_id,
     (select id from inventory.location where code = $2::text) as location_id`,
);

const SUMMARY = `page.order_id, channel.code as channel, page.external_id, page.kind, page.state,
     page.payment_state, page.country_code, page.priority, page.currency, page.total_minor,
     page.placed_at, page.promised_at, page.customer_name,
     array(select location.code from inventory.location
           where location.id = any(page.location_ids) order by location.code) as locations`;
const COLUMNS = `order_id, channel_id, external_id, kind, state, payment_state, country_code, priority,
       currency, total_minor, placed_at, promised_at, customer_name, location_ids`;
const WINDOW = `placed_at >= to_timestamp($1::bigint / 1000.0)
         and (placed_at, order_id) < (to_timestamp($2::bigint / 1000.0), $3::bigint)`;
// As the partial index of late orders has it, word for word, so that the planner knows it again.
const IS_UNDELIVERED = `state in (${UNDELIVERED_STATES.map((state) => `'${state}'`).join(', ')})
         and promised_at is not null`;
const isLate = (now: `$${number}`) =>
  `(${IS_UNDELIVERED} and promised_at < to_timestamp(${now}::bigint / 1000.0))`;
const NEWEST_FIRST = 'order by placed_at desc, order_id desc';
// Within a walk every row is looked at anyway, so that conditions which may be switched off cost nothing. The
// words are a tsquery from the beginning: a text would be parsed for every row.
const FILTERS = `($4::text is null or payment_state = $4::text)
       and ($5::int is null or channel_id = $5::int)
       and ($6::text is null or country_code = $6::text)
       and ($7::int is null or priority = $7::int)
       and ($8::int is null or $8::int = any(location_ids))
       and ($9::tsquery is null or words @@ $9::tsquery)
       and ($10::text is null or (external_id >= $10::text collate "C" and external_id < $11::text collate "C"))
       and ($14::text is null or kind = $14::text)
       and ($15::boolean is null or $15::boolean = ${isLate('$16')})`;

/** Looks through the newest $13 orders of a window for $12 that fit. */
export const walkNewest = defineStatement(
  'orders_walk_newest',
  `select ${SUMMARY} from (
     select ${COLUMNS} from (
       select * from orders.order_search where ${WINDOW} ${NEWEST_FIRST} limit $13::int
     ) as newest
     where ${FILTERS} ${NEWEST_FIRST} limit $12::int
   ) as page join orders.channel on channel.id = page.channel_id
   ${NEWEST_FIRST}`,
);

/** As above, through the newest of one state. */
export const walkState = defineStatement(
  'orders_walk_state',
  `select ${SUMMARY} from (
     select ${COLUMNS} from (
       select * from orders.order_search where state = $17::text and ${WINDOW}
       order by placed_at desc, order_id desc limit $13::int
     ) as newest
     where ${FILTERS} ${NEWEST_FIRST} limit $12::int
   ) as page join orders.channel on channel.id = page.channel_id
   ${NEWEST_FIRST}`,
);

/** Where a walk of so many orders ends; no row when it came to the end of the window. */
export const endOfWalk = defineStatement(
  'orders_end_of_walk',
  `select placed_at, order_id from orders.order_search
   where ${WINDOW} ${NEWEST_FIRST} offset $4::int - 1 limit 1`,
);

export const endOfStateWalk = defineStatement(
  'orders_end_of_state_walk',
  `select placed_at, order_id from orders.order_search
   where state = $5::text and ${WINDOW} ${NEWEST_FIRST} offset $4::int - 1 limit 1`,
);

/** The plan is pinned: reading the table from end to end looks cheap to a planner that sees the limit only. */
export const useIndexesOnly = defineStatement(
  'orders_use_indexes_only',
  `select set_config('enable_seqscan', 'off', true)`,
);

// Over rows that no index gives, the bounds are worked out once, not for each row.
const WINDOW_ONCE = `placed_at >= (select to_timestamp($1::bigint / 1000.0))
         and (placed_at, order_id) < ((select to_timestamp($2::bigint / 1000.0)), $3::bigint)`;
const OF_MATCHED = `select (select count(*) from matched)::int as matched_count, found.*
   from (select 1) as always left join (
     select ${SUMMARY} from (
       select order_id from matched where fits and ${WINDOW_ONCE} ${NEWEST_FIRST} limit $4::int
     ) as chosen
     join orders.order_search as page using (order_id)
     join orders.channel on channel.id = page.channel_id
   ) as found on true
   ${NEWEST_FIRST}`;
const FITS = `($5::tsquery is null or words @@ $5::tsquery) and ($7::text is null or kind = $7::text)
       and ($8::text is null or (external_id >= $8::text collate "C" and external_id < $9::text collate "C"))
       and ($10::boolean is null or $10::boolean = ${isLate('$11')})`;

/** Up to $6 orders that the index finds by the words $12, and the newest $4 of them that meet everything. */
export const matchWords = defineStatement(
  'orders_match_words',
  `with matched as materialized (
     select order_id, placed_at, ${FITS} as fits
     from orders.order_search where words @@ $12::tsquery limit $6::int
   )
   ${OF_MATCHED}`,
);

/** As above for a beginning of the external id, the words looked at row by row. */
export const matchExternalId = defineStatement(
  'orders_match_external_id',
  `with matched as materialized (
     select order_id, placed_at, ${FITS} as fits
     from orders.order_search
     where external_id >= $8::text collate "C" and external_id < $9::text collate "C" limit $6::int
   )
   ${OF_MATCHED}`,
);

/** As above for orders that are late at $11. */
export const matchLate = defineStatement(
  'orders_match_late',
  `with matched as materialized (
     select order_id, placed_at, ${FITS} as fits
     from orders.order_search where ${isLate('$11')} limit $6::int
   )
   ${OF_MATCHED}`,
);

/** As above for the orders $12. */
export const matchIds = defineStatement(
  'orders_match_ids',
  `with matched as materialized (
     select order_id, placed_at, ${FITS} as fits
     from orders.order_search where order_id = any($12::bigint[]) limit $6::int
   )
   ${OF_MATCHED}`,
);

/** How many orders are late at $1, counted up to $2. */
export const countLate = defineStatement(
  'orders_count_late',
  `select count(*)::int as late_count from (
     select from orders.order_search where ${isLate('$1')} limit $2::int
   ) as late`,
);

/** How many orders have each of the frequent words, and without a word how many there are, as the server last estimated. */
export const readWordFrequencies = defineStatement(
  'orders_read_word_frequencies',
  `with known as (
     select greatest(reltuples, 0) as orders from pg_class where oid = 'orders.order_search'::regclass
   )
   select null as word, orders::bigint from known
   union all
   select counted.word, (counted.share * known.orders)::bigint
   from known, pg_stats as stats
   cross join lateral unnest(stats.most_common_elems::text::text[],
     stats.most_common_elem_freqs[1:cardinality(stats.most_common_elems::text::text[])]) as counted (word, share)
   where stats.schemaname = 'orders' and stats.tablename = 'order_search' and stats.attname = 'words'`,
);

/**
 * How many of $1 orders from all over the table have each of the terms $2, and how many an external id between
 * $3 and $4: one row of every so many pages, so that it costs the same whatever is asked of however many.
 */
export const sampleTerms = defineStatement(
  'orders_sample_terms',
  `with spread as (
     select pg_relation_size(oid) / current_setting('block_size')::int as pages,
       greatest(1, ceil(reltuples / greatest(1, relpages)))::int as rows_per_page
     from pg_class where oid = 'orders.order_search'::regclass
   ), sample as materialized (
     select words, external_id from orders.order_search
     where ctid = any (array(
       select format('(%s,%s)', step * pages / $1::int, 1 + step * 7 % rows_per_page)::tid
       from spread, generate_series(0, $1::int - 1) as step where pages > 0
     ))
   )
   select (select count(*) from sample)::int as sampled,
     array(select (select count(*) from sample where sample.words @@ term.question)::int
           from unnest($2::tsquery[]) with ordinality as term (question, number)
           order by term.number)::text as having_term,
     (select count(*) from sample
      where external_id >= $3::text collate "C" and external_id < $4::text collate "C")::int as having_external_id`,
);

/** Orders named outright, by number or whole external id: found in the order's own row, so also before they are indexed. */
export const findNamed = defineStatement(
  'orders_find_named',
  `select header.id as order_id, channel.code as channel, header.external_id,
     coalesce(header.details ->> 'kind', 'standard') as kind, header.state,
     header.payment_state, header.ship_to ->> 'countryCode' as country_code, header.priority,
     header.currency, header.total_minor, header.placed_at, header.promised_at,
     header.customer ->> 'name' as customer_name, sent.location_ids,
     array(select location.code from inventory.location
           where location.id = any(sent.location_ids) order by location.code) as locations
   from (
     select id from orders.order_header where id = $1::bigint
     union
     select header.id from orders.channel
     join orders.order_header as header
       on header.channel_id = channel.id and header.external_id = $2::text
   ) as named
   join orders.order_header as header using (id)
   join orders.channel on channel.id = header.channel_id
   cross join lateral (
     select array(select distinct (shipment ->> 'locationId')::int
                  from json_array_elements(header.shipments) as shipment) as location_ids
   ) as sent
   where header.placed_at >= to_timestamp($3::bigint / 1000.0)
     and (header.placed_at, header.id) < (to_timestamp($4::bigint / 1000.0), $5::bigint)
     and ($6::text is null or header.state = $6::text)
     and ($7::text is null or header.payment_state = $7::text)
     and ($8::int is null or header.channel_id = $8::int)
     and ($9::text is null or header.ship_to ->> 'countryCode' = $9::text)
     and ($10::int is null or header.priority = $10::int)
     and ($11::int is null or $11::int = any(sent.location_ids))
     and ($12::text is null or coalesce(header.details ->> 'kind', 'standard') = $12::text)
     and ($13::boolean is null or $13::boolean = ${isLate('$14')})`,
);
