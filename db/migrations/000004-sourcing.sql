-- How sourcing decides: numbered, never changed once written, so that any decision can be taken again.

create schema sourcing;

create table sourcing.carrier_service (
  code text primary key,
  -- contracts: CarrierService.
  content jsonb not null,
  changed_at timestamptz not null
);

-- One row: how much each part of the cost counts (contracts: SourcingWeights).
create table sourcing.weights (
  only_one boolean primary key default true check (only_one),
  currency text not null,
  content jsonb not null,
  changed_at timestamptz not null
);

create table sourcing.rules (
  version bigint primary key,
  -- hub.fact_version of what they were built from: '<locations>/<carriers>/<weights>'.
  built_from text not null,
  -- The whole document (contracts: SourcingRules): weights, locations, services as they were.
  content json not null,
  created_at timestamptz not null,
  created_by text not null
);

create unique index rules_built_from on sourcing.rules (built_from);
