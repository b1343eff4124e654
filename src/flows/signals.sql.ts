import { defineRecordTable } from '../hub/index.ts';
import { defineStatement } from '../platform/postgres/index.ts';

export const signalTable = defineRecordTable({
  table: 'flows.signal',
  key: 'id',
  keyType: 'uuid',
  columns: ['id', 'key', 'output', 'brought', 'received_at', 'expires_at', 'state', 'version'],
  instants: ['received_at', 'expires_at'],
});

/** Runs that wait for something with one of these keys. */
export const readRunsWaitingFor = defineStatement(
  'flows_read_runs_waiting_for',
  `select distinct run_id from flows.token where signal_key = any($1::text[])`,
);

/** Signals that came early and that something waits for now. */
export const readSignalsToTake = defineStatement(
  'flows_read_signals_to_take',
  `select kept.id, kept.key from flows.signal as kept
   where kept.state = 'kept' and kept.expires_at > to_timestamp($1::bigint / 1000.0)
     and exists (select 1 from flows.token where token.signal_key = 'signal:' || kept.key)
   order by kept.received_at limit $2::int`,
);

/** Tokens that wait for events of these orders. */
export const readEventWaits = defineStatement(
  'flows_read_event_waits',
  `select token.run_id, token.number, token.signal_key, run.progress -> 'tokens' as tokens
   from flows.token join flows.run on run.id = token.run_id
   where token.signal_key = any($1::text[])`,
);

/** Signals that nobody came for, and those that were taken long ago. */
export const deleteOldSignals = defineStatement(
  'flows_delete_old_signals',
  `delete from flows.signal where expires_at <= to_timestamp($1::bigint / 1000.0)`,
);
