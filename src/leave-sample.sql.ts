import { defineStatement } from './platform/postgres/index.ts';

/** Removes keys for good. */
export const deleteKeys = defineStatement(
  'sample_delete_keys',
  `delete from access.api_key where id = any($1::uuid[])`,
);

/** Removes these people and those of locations, but for whom somebody is logged in as. */
export const deletePeople = defineStatement(
  'sample_delete_people',
  `delete from access.person
   where (login = any($1::text[]) or login in (
       select beginning || lower(location.code)
       from inventory.location, unnest(array['floor-', 'supplier-']) as beginning))
     and not exists (select from access.session where session.person_id = person.id)`,
);

/** Empties every table of the schemas $1 that $2 does not name, in one statement. */
export const emptyTables = defineStatement(
  'sample_empty_tables',
  `select linchpin.empty_tables($1::text[], $2::text[])`,
);

/** What processes keep of reference data is read anew, and what follows from earlier than $1 is void. */
export const raiseFactVersions = defineStatement(
  'sample_raise_fact_versions',
  `with raised as (
     update hub.fact_version set version = version + 1 where name <> 'company'
   )
   insert into hub.fact_version (name, version) values ('company', $1::bigint)
   on conflict (name) do update set version = excluded.version`,
);
