import { defineStatement } from '../../platform/postgres/index.ts';

export const readRulesBuiltFrom = defineStatement(
  'sourcing_read_rules_built_from',
  `select version, content from sourcing.rules where built_from = $1::text`,
);

export const readRulesByVersion = defineStatement(
  'sourcing_read_rules_by_version',
  `select version, content from sourcing.rules where version = $1::bigint`,
);

export const readLatestRules = defineStatement(
  'sourcing_read_latest_rules',
  `select version, content, created_at, created_by from sourcing.rules order by version desc limit 1`,
);

export const listRulesVersions = defineStatement(
  'sourcing_list_rules_versions',
  `select version, created_at, created_by from sourcing.rules
   where $1::bigint is null or version < $1::bigint order by version desc limit $2::int`,
);

/** Two processes may write the same rules at once; both then read the row that won. */
export const insertRules = defineStatement(
  'sourcing_insert_rules',
  `insert into sourcing.rules (version, built_from, content, created_at, created_by)
   select coalesce(max(version), 0) + 1, $1::text, $2::json, to_timestamp($3::bigint / 1000.0), $4::text
   from sourcing.rules
   on conflict do nothing`,
);

export const readServices = defineStatement(
  'sourcing_read_services',
  `select code, content from sourcing.carrier_service order by code`,
);

export const putServices = defineStatement(
  'sourcing_put_services',
  `with raised as (
     insert into hub.fact_version as known (name, version) values ('carrier', 1)
     on conflict (name) do update set version = known.version + 1
     returning version
   )
   insert into sourcing.carrier_service (code, content, changed_at)
   select code, content, to_timestamp(changed_at_ms / 1000.0)
   from raised, jsonb_to_recordset($1::jsonb) as given (code text, content jsonb, changed_at_ms bigint)
   order by code
   on conflict (code) do update set content = excluded.content, changed_at = excluded.changed_at`,
);

export const readWeights = defineStatement(
  'sourcing_read_weights',
  `select currency, content from sourcing.weights`,
);

export const putWeights = defineStatement(
  'sourcing_put_weights',
  `with raised as (
     insert into hub.fact_version as known (name, version) values ('weights', 1)
     on conflict (name) do update set version = known.version + 1
     returning version
   )
   insert into sourcing.weights (currency, content, changed_at)
   select $1::text, $2::jsonb, to_timestamp($3::bigint / 1000.0) from raised
   on conflict (only_one) do update
     set currency = excluded.currency, content = excluded.content, changed_at = excluded.changed_at`,
);
