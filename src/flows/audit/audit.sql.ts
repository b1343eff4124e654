import { defineStatement } from '../../platform/postgres/index.ts';

const READ_HEAD = `select number, hash from flows.audit_head where name = 'flows'`;
export const readAuditHead = defineStatement('flows_read_audit_head', READ_HEAD);
export const lockAuditHead = defineStatement('flows_lock_audit_head', `${READ_HEAD} for update`);

/** The head, and the last entry beside it, as they stand at one moment. */
export const readAuditEnd = defineStatement(
  'flows_read_audit_end',
  `select coalesce((select number from flows.audit_head), 0) as number,
     coalesce((select hash from flows.audit_head), repeat('0', 64)) as hash,
     coalesce((select max(number) from flows.audit), 0) as last_number`,
);

/** Touches no row when another process has added an entry meanwhile; the first entry makes the head. */
export const moveAuditHead = defineStatement(
  'flows_move_audit_head',
  `insert into flows.audit_head as known (name, number, hash) values ('flows', $1::bigint, $2::text)
   on conflict (name) do update set number = excluded.number, hash = excluded.hash
   where known.hash = $3::text`,
);

export const insertAuditEntries = defineStatement(
  'flows_insert_audit_entries',
  `insert into flows.audit (number, at, actor, action, flow_code, flow_version, release_id, content_hash, detail, hash)
   select number, to_timestamp(at_ms / 1000.0), actor, action, flow_code, flow_version, release_id, content_hash,
     detail, hash
   from jsonb_to_recordset($1::jsonb) as given (number bigint, at_ms bigint, actor text, action text,
     flow_code text, flow_version int, release_id uuid, content_hash text, detail jsonb, hash text)
   order by number`,
);

const COLUMNS = `number, at, actor, action, flow_code, flow_version, release_id, content_hash, detail, hash`;

/** Entries behind a number, in their order. */
export const readAuditAfter = defineStatement(
  'flows_read_audit_after',
  `select ${COLUMNS} from flows.audit where number > $1::bigint order by number limit $2::int`,
);

/** Newest first, before a number; of one flow or of all. */
export const listAuditOfFlow = defineStatement(
  'flows_list_audit_of_flow',
  `select ${COLUMNS} from flows.audit
   where flow_code = $1::text and ($2::bigint is null or number < $2::bigint)
   order by number desc limit $3::int`,
);
export const listAudit = defineStatement(
  'flows_list_audit',
  `select ${COLUMNS} from flows.audit
   where $1::bigint is null or number < $1::bigint order by number desc limit $2::int`,
);
