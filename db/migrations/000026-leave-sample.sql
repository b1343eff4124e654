-- Empties every table of these schemas that is not named: whoever leaves the sample company keeps people and what is
-- theirs, and nothing else, also of tables that are added later. What others have in the same database stays.
-- Sequences go on, so that no number is ever given twice.
create function linchpin.empty_tables(schemas text[], kept text[]) returns void language plpgsql as $$
declare
  emptied text;
begin
  -- Somebody else may hold a table for long, as a backup does: then all of this is tried again.
  perform set_config('lock_timeout', '5s', true);
  select string_agg(format('%I.%I', namespace.nspname, relation.relname), ', ') into emptied
  from pg_catalog.pg_class as relation
  join pg_catalog.pg_namespace as namespace on namespace.oid = relation.relnamespace
  where relation.relkind = 'r' and namespace.nspname = any (schemas)
    and not exists (select from pg_catalog.pg_depend where objid = relation.oid and deptype = 'e')
    and format('%s.%s', namespace.nspname, relation.relname) <> all (kept);
  if emptied is not null then
    execute 'truncate ' || emptied;
  end if;
end
$$;
