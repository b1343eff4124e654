import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const callTable = defineRecordTable({
  table: 'flows.api_call',
  key: 'id',
  keyType: 'uuid',
  columns: [
    'id',
    'flow_code',
    'flow_version',
    'order_id',
    'actor',
    'state',
    'answer',
    'reason',
    'called_at',
    'ended_at',
    'input',
    'version',
  ],
  instants: ['called_at', 'ended_at'],
});

/**
 * Takes a call ($1 flow, $2 caller, $3 now in milliseconds) if its rate leaves room for one, with $4 milliseconds of
 * calls at once. All processes take from the same row. No row: no such endpoint is live.
 */
export const takeCall = defineStatement(
  'flows_take_call',
  `with endpoint as (
     select 60000.0 / coalesce((made.definition -> 'trigger' ->> 'ratePerMinute')::int, $5::int) as step_ms
     from flows.flow as known
     join flows.flow_version as made on (made.flow_code, made.number) = (known.code, known.live_version)
     where known.code = $1::text and made.definition -> 'trigger' ->> 'kind' = 'api'
   ), taken as (
     insert into flows.api_rate as known (flow_code, actor, next_free_ms)
     select $1::text, $2::text, $3::float8 + step_ms from endpoint
     on conflict (flow_code, actor) do update
     set next_free_ms = greatest(known.next_free_ms, $3::float8) + excluded.next_free_ms - $3::float8
     where known.next_free_ms <= $3::float8 + $4::float8
     returning next_free_ms
   )
   select exists (select from taken) as is_taken,
     (select next_free_ms from flows.api_rate where (flow_code, actor) = ($1::text, $2::text)) as next_free_ms
   from endpoint`,
);

/** Endpoints that answer everybody who may call them. */
export const readEndpoints = defineStatement(
  'flows_read_endpoints',
  `select made.flow_code, made.number, made.definition
   from flows.flow as known
   join flows.flow_version as made on (made.flow_code, made.number) = (known.code, known.live_version)
   where made.definition -> 'trigger' ->> 'kind' = 'api' order by made.flow_code`,
);

/** Calls of a flow in a time that can be made once more, newest first. */
export const readPastCalls = defineStatement(
  'flows_read_past_calls',
  `select id, order_id, input, called_at from flows.api_call
   where flow_code = $1::text and input is not null and called_at >= to_timestamp($2::bigint / 1000.0)
     and called_at < to_timestamp($3::bigint / 1000.0)
   order by called_at desc, id desc limit $4::int`,
);

/** Forgets what was called and has ended before a moment. */
export const deleteOldCalls = defineStatement(
  'flows_delete_old_calls',
  `delete from flows.api_call where ctid = any(array(
     select ctid from flows.api_call where ended_at <= to_timestamp($1::bigint / 1000.0) limit $2::int))`,
);
