-- Payment facts with tenders and what they settle, gift cards, providers, accounts of business customers.

alter table orders.payment drop constraint payment_kind_check;
alter table orders.payment add constraint payment_kind_check check (kind in (
  'authorised', 'captured', 'failed', 'refunded', 'voided', 'expired', 'chargeback'
)) not valid;
alter table orders.payment
  -- Null: told before tenders were, which counts as card.
  add column tender text check (tender in (
    'card', 'wallet', 'transfer', 'gift_card', 'credit', 'cash_on_delivery'
  )),
  -- What it settles: a capture, void or expiry an authorisation; a refund or chargeback a capture.
  add column authorisation text,
  add column capture text,
  add column expires_at timestamptz;

alter table orders.order_header drop constraint order_header_payment_state_check;
alter table orders.order_header add constraint order_header_payment_state_check check (payment_state in (
  'unpaid', 'authorised', 'partly_captured', 'partly_paid', 'paid', 'failed', 'expired', 'refunded',
  'charged_back', 'not_required'
)) not valid;

alter table orders.channel
  -- {"capture": "on_shipment", "refund": "automatic", "provider": "BANK"}; null: the channel handles money itself.
  add column payments jsonb,
  -- What orders of other kinds than standard are allowed; null: the defaults.
  add column order_kinds jsonb;

create table orders.payment_provider (
  code text primary key,
  version integer not null,
  name text not null,
  kind text not null check (kind in ('http')),
  url text not null,
  currency text not null,
  -- Name of the environment variable that holds the secret; the secret itself is never kept.
  secret_variable text not null
);

create table orders.gift_card (
  id uuid primary key,
  version integer not null,
  -- SHA-256 of the code, hexadecimal: the code itself is shown once and never kept.
  code_hash text not null unique,
  ending text not null,
  currency text not null,
  issued_minor bigint not null check (issued_minor > 0),
  balance_minor bigint not null check (balance_minor >= 0),
  expires_at timestamptz,
  issued_at timestamptz not null,
  issued_by text not null,
  note text
);

create index gift_card_issued on orders.gift_card (issued_at, id);

-- Business customers who pay after delivery.
create table orders.account (
  code text primary key,
  version integer not null,
  name text not null,
  currency text not null,
  credit_limit_minor bigint not null check (credit_limit_minor >= 0),
  net_days integer not null check (net_days between 0 and 365),
  needs_purchase_order_number boolean not null,
  -- Who decides about orders over the limit.
  owner text,
  is_open boolean not null,
  -- What its orders cost and is not paid yet.
  exposure_minor bigint not null
);

-- A bundle is sold as one and stocked as its components: {"shipsTogether": false, "parts": [{"sku": "CUP", "quantity": 2}]}.
alter table inventory.sku add column components jsonb;

-- What suppliers are asked to send straight to customers; its id is that of the fulfilment order.
create table fulfilment.purchase_order (
  id text primary key,
  version integer not null,
  order_id bigint not null,
  location text not null,
  state text not null check (state in ('created', 'confirmed', 'refused', 'shipped', 'cancelled')),
  lines jsonb not null,
  ship_by timestamptz not null,
  supplier_reference text,
  expected_at timestamptz,
  reason text,
  created_at timestamptz not null,
  state_since timestamptz not null
);

create index purchase_order_created on fulfilment.purchase_order (created_at, id);
create index purchase_order_location on fulfilment.purchase_order (location, created_at, id);
create index purchase_order_open on fulfilment.purchase_order (state, created_at, id)
  where state in ('created', 'confirmed');
