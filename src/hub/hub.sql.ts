import { defineCopy } from '../platform/postgres/copy.ts';
import { defineStatement } from '../platform/postgres/index.ts';

export const readFactVersions = defineStatement(
  'hub_read_fact_versions',
  `select name, version from hub.fact_version`,
);

export const readReplies = defineStatement(
  'hub_read_replies',
  `select key, request_hash, status, body from hub.reply where key = any($1::text[])`,
);

export const insertReplies = defineStatement(
  'hub_insert_replies',
  `insert into hub.reply (key, request_hash, status, body, recorded_at)
   select key, request_hash, status, body, to_timestamp(recorded_at_ms / 1000.0)
   from unnest($1::text[], $2::bytea[], $3::int[], $4::text[], $5::bigint[])
     as given (key, request_hash, status, body, recorded_at_ms)`,
);

export const deleteOldReplies = defineStatement(
  'hub_delete_old_replies',
  `delete from hub.reply where recorded_at < to_timestamp($1::bigint / 1000.0)`,
);

export const copyEvents = defineCopy('hub.event', [
  'id',
  'type',
  'subject',
  'order_id',
  'trace',
  'actor',
  'occurred_at',
  'recorded_at',
  'data',
  'decision',
]);

export const currentTransaction = defineStatement(
  'hub_current_transaction',
  `select pg_current_xact_id()::text as xid`,
);

/**
 * What became of a transaction whose commit was cut off: committed, aborted, in progress, or lost: a
 * server that crashed does not know the newest identifiers any more and gives them out again.
 */
export const transactionStatus = defineStatement(
  'hub_transaction_status',
  `select case when pg_current_xact_id() > $1::text::xid8 then pg_xact_status($1::text::xid8)
     else 'lost' end as status`,
);

/** Whether an event is kept under the transaction that wrote it. */
export const findEvent = defineStatement(
  'hub_find_event',
  `select exists (select from hub.event where xid = hub.place_of($1::text::xid8) and id = $2::uuid) as is_kept`,
);

export const insertQuarantine = defineStatement(
  'hub_insert_quarantine',
  `insert into hub.quarantine (id, kind, command, error, quarantined_at, state)
   values ($1, $2, $3::jsonb, $4, to_timestamp($5::bigint / 1000.0), 'waiting')
   on conflict (id) do update set error = excluded.error, state = 'waiting'`,
);

export const listQuarantine = defineStatement(
  'hub_list_quarantine',
  `select id, kind, command, error, quarantined_at, retried_at, state
   from hub.quarantine where ($1::text is null or state = $1::text) and ($2::uuid is null or id > $2::uuid)
   order by id limit $3::int`,
);

export const settleQuarantine = defineStatement(
  'hub_settle_quarantine',
  `update hub.quarantine set state = $2::text, retried_at = to_timestamp($3::bigint / 1000.0)
   where id = $1::uuid and state = 'waiting' returning id`,
);

export const readQuarantined = defineStatement(
  'hub_read_quarantined',
  `select id, kind, command, state from hub.quarantine where id = $1::uuid`,
);
