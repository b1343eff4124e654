import { defineStatement, type Statement } from '../platform/postgres/index.ts';

/** PostgreSQL types that a key or a looked-up column may have. */
type KeyType = 'bigint' | 'integer' | 'text' | 'uuid';

/** A table of versioned records, with its statements. */
export interface RecordTable {
  readonly name: string;
  readonly key: string;
  /** As they stand in the table; they travel as JSON does. */
  readonly columns: readonly string[];
  /** Those of them that are timestamptz: milliseconds in the record. */
  readonly instants: readonly string[];
  readonly read: Statement;
  readonly lock: Statement;
  readonly insert: Statement;
  readonly update: Statement;
  readonly lookups: ReadonlyMap<string, { readonly read: Statement; readonly lock: Statement }>;
}

/**
 * Declares a table of versioned records, once, at the top of a `*.sql.ts` file. The table has the
 * columns that are named, a primary key of one column, and an integer `version`. JSON columns are jsonb.
 * Each lookup wants an index. A change of a record whose version has moved meanwhile touches no row, so
 * that its batch is decided again.
 */
export function defineRecordTable(options: {
  /** Schema and table: fulfilment.wave. */
  readonly table: string;
  readonly key: string;
  readonly keyType: KeyType;
  readonly columns: readonly string[];
  /** Those of them that are timestamptz. */
  readonly instants?: readonly string[];
  readonly lookups?: Readonly<Record<string, KeyType>>;
}): RecordTable {
  const { table, key, keyType, columns } = options;
  const prefix = table.replace('.', '_');
  const list = columns.join(', ');
  const select = (column: string, type: KeyType) =>
    `select ${list} from ${table} where ${column} = any($1::${type}[]) order by ${key}`;
  const changed = columns.filter((name) => name !== key);
  return {
    name: prefix,
    key,
    columns,
    instants: options.instants ?? [],
    read: defineStatement(`${prefix}_read`, select(key, keyType)),
    lock: defineStatement(`${prefix}_lock`, `${select(key, keyType)} for update`),
    insert: defineStatement(
      `${prefix}_insert`,
      `insert into ${table} (${list})
       select ${list} from jsonb_populate_recordset(null::${table}, $1::jsonb)
       order by ${key}`,
    ),
    update: defineStatement(
      `${prefix}_update`,
      `update ${table} as known set ${changed.map((name) => `${name} = given.${name}`).join(', ')}
       from jsonb_array_elements($1::jsonb) as item,
         jsonb_populate_record(null::${table}, item) as given
       where known.${key} = given.${key} and known.version = (item ->> 'version_read')::integer`,
    ),
    lookups: new Map(
      Object.entries(options.lookups ?? {}).map(([column, type]) => [
        column,
        {
          read: defineStatement(`${prefix}_read_by_${column}`, select(column, type)),
          lock: defineStatement(
            `${prefix}_lock_by_${column}`,
            `${select(column, type)} for update`,
          ),
        },
      ]),
    ),
  };
}
