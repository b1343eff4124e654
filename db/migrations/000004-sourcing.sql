-- How sourcing decides: numbered, never changed once written, so that any decision can be taken again.

create schema sourcing;

create table sourcing.carrier_service (
  code text primary key,
  -- contracts: CarrierService.
  content jsonb not null,
  changed_at timestamptz not null
);

create table sourcing.rules (
  version bigint primary key,
  -- The whole document (contracts: SourcingRules): weights, locations, services as they were.
  content json not null,
  content_hash bytea not null,
  created_at timestamptz not null,
  created_by text not null
);
