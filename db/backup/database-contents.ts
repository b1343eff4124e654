import { escapeIdentifier, type Client } from 'pg';
import type { BackedUpSequence, BackedUpTable } from './backup-format.ts';

/** Where the queue of jobs keeps its own; its library makes and upgrades it. */
export const JOBS_SCHEMA = 'graphile_worker';
/** Schemas that are ours: neither the server's own nor an extension's. The list of migrations goes its own way. */
const OUR_SCHEMAS = `namespace.nspname !~ '^(pg_|information_schema$|linchpin$)'`;
const NO_EXTENSION = (oid: string): string =>
  `not exists (select from pg_depend where objid = ${oid} and deptype = 'e')`;

/** Values are written the same way, whatever the settings of the server. */
export const PLAIN_VALUES = `set time zone 'UTC'; set datestyle to 'ISO, MDY'; set intervalstyle to 'postgres';
  set extra_float_digits to 1; set bytea_output to 'hex'; set client_encoding to 'UTF8'; set search_path to ''`;

/** Every table that holds rows of its own, in a stable order. */
export async function listTables(client: Client): Promise<BackedUpTable[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(
    `select namespace.nspname::text as schema, relation.relname::text as name,
       coalesce(array_agg(attribute.attname::text order by attribute.attnum) filter (where attribute.attgenerated = ''), '{}') as columns
     from pg_catalog.pg_class as relation
     join pg_catalog.pg_namespace as namespace on namespace.oid = relation.relnamespace
     join pg_catalog.pg_attribute as attribute on attribute.attrelid = relation.oid
       and attribute.attnum > 0 and not attribute.attisdropped
     where relation.relkind = 'r' and ${OUR_SCHEMAS} and ${NO_EXTENSION('relation.oid')}
       and (namespace.nspname, relation.relname) <> ('${JOBS_SCHEMA}', 'migrations')
     group by 1, 2 order by 1, 2`,
  );
  return rows;
}

/** Every sequence and how far it has come by now: sequences know no snapshots. */
export async function listSequences(client: Client): Promise<BackedUpSequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select namespace.nspname::text as schema, relation.relname::text as name
     from pg_catalog.pg_class as relation
     join pg_catalog.pg_namespace as namespace on namespace.oid = relation.relnamespace
     where relation.relkind = 'S' and ${OUR_SCHEMAS} and ${NO_EXTENSION('relation.oid')} order by 1, 2`,
  );
  const sequences: BackedUpSequence[] = [];
  for (const { schema, name } of rows) {
    const found = await client.query<{ last: string; is_called: boolean }>(
      `select last_value::text as last, is_called from ${quoted({ schema, name })}`,
    );
    const [row] = found.rows as [(typeof found.rows)[0]];
    sequences.push({ schema, name, lastValue: row.last, isCalled: row.is_called });
  }
  return sequences;
}

/** A constraint between tables, and how to make it again. */
export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Every constraint between our tables. Rows are loaded without them, so that their order does not matter. */
export async function listForeignKeys(client: Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<{
    schema: string;
    relation: string;
    name: string;
    definition: string;
  }>(
    `select namespace.nspname::text as schema, relation.relname::text as relation, key.conname::text as name,
       pg_catalog.pg_get_constraintdef(key.oid) as definition
     from pg_catalog.pg_constraint as key
     join pg_catalog.pg_class as relation on relation.oid = key.conrelid
     join pg_catalog.pg_namespace as namespace on namespace.oid = relation.relnamespace
     where key.contype = 'f' and key.conparentid = 0 and ${OUR_SCHEMAS} order by 1, 2, 3`,
  );
  return rows.map(({ schema, relation, name, definition }) => ({
    table: quoted({ schema, name: relation }),
    name: escapeIdentifier(name),
    definition,
  }));
}

/** The first thing in the database that somebody has made; null when it is empty but perhaps for a queue of jobs. */
export async function firstContent(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    `select namespace.nspname || '.' || relation.relname as name
     from pg_catalog.pg_class as relation
     join pg_catalog.pg_namespace as namespace on namespace.oid = relation.relnamespace
     where namespace.nspname !~ '^(pg_|information_schema$|${JOBS_SCHEMA}$)' and relation.relkind in ('r', 'p', 'v', 'm', 'S')
       and ${NO_EXTENSION('relation.oid')}
     order by 1 limit 1`,
  );
  return rows[0]?.name ?? null;
}

/** The name of a table or sequence as SQL takes it. */
export function quoted({
  schema,
  name,
}: {
  readonly schema: string;
  readonly name: string;
}): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
}

/** The columns of a table as COPY takes them. */
export function quotedColumns({ columns }: BackedUpTable): string {
  return columns.map(escapeIdentifier).join(', ');
}
