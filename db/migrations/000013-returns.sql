-- Goods that come back, and what carriers owe for what they lost.

create schema returns;

-- One announced return of an order (RMA); its id is the order's number and its own: 100001-R1.
create table returns.return (
  id text primary key,
  version integer not null,
  order_id bigint not null,
  number smallint not null,
  -- Of the channel or person that asked; the same reference counts once.
  reference text,
  state text not null check (state in (
    'requested', 'approved', 'on_the_way', 'receiving', 'received', 'inspecting', 'closed',
    'rejected', 'cancelled', 'expired'
  )),
  -- Where the goods are to come.
  location_id integer not null references inventory.location (id),
  -- Each with what was asked, what came, what was accepted and what became of it.
  lines jsonb not null,
  -- Orders that replace what came back.
  exchange_order_ids jsonb not null,
  carrier text,
  tracking_number text,
  -- Why it was rejected or called off.
  verdict text,
  requested_at timestamptz not null,
  requested_by text not null,
  state_since timestamptz not null,
  -- When an approved return that has not come is over.
  expires_at timestamptz
);

create index return_order on returns.return (order_id);
create unique index return_reference on returns.return (order_id, reference) where reference is not null;
create index return_newest on returns.return (requested_at desc, id);
create index return_open on returns.return (state, requested_at desc, id)
  where state not in ('closed', 'rejected', 'cancelled', 'expired');
create index return_expiry on returns.return (expires_at) where state in ('approved', 'on_the_way');

-- How returns are judged and refunded (contracts: ReturnRules). One row; what it was is in the events.
create table returns.rules (
  id text primary key check (id = 'rules'),
  version integer not null,
  content jsonb not null,
  changed_at timestamptz not null
);

-- Pictures of what came back, by the SHA-256 of their bytes.
create table returns.photo (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  content bytea not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null
);

-- What a carrier is asked to pay for.
create table returns.claim (
  id text primary key,
  version integer not null,
  order_id bigint not null,
  -- The shipment or fulfilment order that it is about.
  shipment text not null,
  carrier text not null,
  kind text not null check (kind in ('lost', 'damaged', 'late', 'missing_contents')),
  state text not null check (state in ('open', 'submitted', 'accepted', 'rejected', 'paid', 'withdrawn')),
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  accepted_minor bigint check (accepted_minor >= 0),
  paid_minor bigint check (paid_minor >= 0),
  -- The carrier's own number.
  carrier_reference text,
  note text not null,
  photo_ids text[] not null,
  -- By when it must be submitted, or answered.
  due_at timestamptz,
  opened_at timestamptz not null,
  state_since timestamptz not null,
  unique (shipment, kind)
);

create index claim_newest on returns.claim (opened_at desc, id);
create index claim_order on returns.claim (order_id);
