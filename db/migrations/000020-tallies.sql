-- How many orders stand where, kept as they move: counting them anew would cost more with every order that was
-- ever placed. Who writes orders.order_search writes these in the same statement.

-- Which kinds of open holds an order has while it is held.
alter table orders.order_search add column hold_kinds text[] not null default '{}';

-- Now: by state; by kind of hold; under way (shipped) by country.
create table orders.tally (
  kind text not null check (kind in ('state', 'hold', 'under_way')),
  name text not null,
  orders bigint not null,
  primary key (kind, name)
) with (fillfactor = 50);

-- How many were placed (by the time that the channel gives) and shipped in each five minutes.
create table orders.tally_of_time (
  kind text not null check (kind in ('placed', 'shipped')),
  at timestamptz not null,
  orders bigint not null,
  primary key (kind, at)
) with (fillfactor = 80);

-- How many went from state to state in each five minutes; from 'new': they came.
create table orders.tally_of_moves (
  at timestamptz not null,
  from_state text not null,
  to_state text not null,
  orders bigint not null,
  primary key (at, from_state, to_state)
) with (fillfactor = 80);

-- Promises that are still to be kept.
create index order_search_promised on orders.order_search (promised_at, state)
  where state in ('placed', 'held', 'backordered', 'sourced', 'released', 'picking', 'packed', 'shipped');

-- Counts all orders anew: when the tallies begin, and after rows were written past the indexer. What moved when
-- nobody counted stays unknown.
create function orders.recount_tallies() returns void language sql as $$
  delete from orders.tally;
  delete from orders.tally_of_time where kind = 'placed';
  insert into orders.tally (kind, name, orders)
    select 'state', state, count(*) from orders.order_search group by state
    union all
    select 'under_way', country_code, count(*) from orders.order_search
      where state = 'shipped' group by country_code
    union all
    select 'hold', hold, count(*) from orders.order_search, unnest(hold_kinds) as hold group by hold;
  insert into orders.tally_of_time (kind, at, orders)
    select 'placed', date_bin('5 minutes', placed_at, 'epoch'), count(*) from orders.order_search group by 2;
$$;

update orders.order_search as search set hold_kinds = array(
  select distinct hold ->> 'kind' from orders.order_header as header, json_array_elements(header.holds) as hold
  where header.id = search.order_id and hold ->> 'releasedAt' is null order by 1
) where state = 'held';

select orders.recount_tallies();
