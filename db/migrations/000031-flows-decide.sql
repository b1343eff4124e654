-- Flows take part in what is decided: nothing has happened yet when they are asked.
alter table flows.run alter column event_id drop not null;
-- What nodes have written, oldest first.
alter table flows.run add column log jsonb;

-- What persons have had of a limit in a period: limit/period/person.
create table flows.limit_use (
  id text primary key,
  used bigint not null check (used >= 0),
  changed_at timestamptz not null,
  version integer not null
);

-- What an order has counted towards a limit, until it is given back.
create table flows.limit_part (
  id text primary key,
  order_id bigint not null,
  use_id text not null references flows.limit_use (id),
  amount bigint not null check (amount >= 0),
  version integer not null
);
create index limit_part_order on flows.limit_part (order_id);
