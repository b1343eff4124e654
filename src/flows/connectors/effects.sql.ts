import { defineCopy } from '../../platform/postgres/copy.ts';
import { defineStatement } from '../../platform/postgres/index.ts';
import { defineRecordTable } from '../../hub/index.ts';

export const connectorTable = defineRecordTable({
  table: 'flows.connector',
  key: 'code',
  keyType: 'text',
  columns: [
    'code',
    'names',
    'url',
    'secret_variable',
    'secret_header',
    'repeat',
    'query_path',
    'rate_per_minute',
    'timeout_ms',
    'failures_max',
    'pause_seconds',
    'is_removed',
    'changed_at',
    'changed_by',
    'version',
  ],
  instants: ['changed_at'],
});

const CONNECTOR = connectorTable.columns.map((name) => `known.${name}`).join(', ');

export const readConnector = defineStatement(
  'flows_read_connector',
  `select ${CONNECTOR}, coalesce(health.failures, 0) as failures, health.open_until
   from flows.connector as known
   left join flows.connector_health as health on health.connector = known.code
   where known.code = $1::text and not known.is_removed`,
);

/** Which of some connectors are set up. */
export const readConnectorsThere = defineStatement(
  'flows_read_connectors_there',
  `select code from flows.connector where code = any($1::text[]) and not is_removed`,
);

/** All connectors, or one, with how they do. Effects that are open are few: those settled are not looked at. */
export const listConnectors = defineStatement(
  'flows_list_connectors',
  `select ${CONNECTOR}, health.failures, health.open_until,
     (select count(*)::int from flows.effect
      where effect.connector = known.code and effect.state in ('requested', 'sent')) as effects_open,
     (select count(*)::int from flows.effect
      where effect.connector = known.code and effect.state = 'unsure') as effects_unsure
   from flows.connector as known
   left join flows.connector_health as health on health.connector = known.code
   where not known.is_removed and ($1::text is null or known.code = $1::text)
   order by known.code`,
);

/** Reserves the next call that the rate of a connector leaves room for: when it may begin. */
export const takeSlot = defineStatement(
  'flows_take_slot',
  `insert into flows.connector_health as known (connector, next_free_at)
   values ($1::text, to_timestamp(($2::bigint + $3::bigint) / 1000.0))
   on conflict (connector) do update
   set next_free_at = greatest(known.next_free_at, to_timestamp($2::bigint / 1000.0))
     + $3::bigint * interval '1 millisecond'
   returning next_free_at - $3::bigint * interval '1 millisecond' as slot_at`,
);

export const keepSlot = defineStatement(
  'flows_keep_slot',
  `update flows.effect set slot_at = to_timestamp($2::bigint / 1000.0) where id = $1::uuid`,
);

/** A row when a call may begin: the breaker is closed, or this is the one call that tries it. */
export const passBreaker = defineStatement(
  'flows_pass_breaker',
  `update flows.connector_health
   set probe_until = case when open_until is null then null else to_timestamp($3::bigint / 1000.0) end
   where connector = $1::text and (open_until is null or (
     open_until <= to_timestamp($2::bigint / 1000.0)
     and (probe_until is null or probe_until <= to_timestamp($2::bigint / 1000.0))))
   returning connector`,
);

export const readBreaker = defineStatement(
  'flows_read_breaker',
  `select greatest(open_until, probe_until) as closed_until from flows.connector_health
   where connector = $1::text`,
);

export const countSuccess = defineStatement(
  'flows_count_success',
  `update flows.connector_health set failures = 0, open_until = null, probe_until = null
   where connector = $1::text and (failures > 0 or open_until is not null)`,
);

/** One more failure in a row; from so many on, and after a trial that failed, nothing is sent until then. */
export const countFailure = defineStatement(
  'flows_count_failure',
  `insert into flows.connector_health as known (connector, failures, open_until, next_free_at)
   values ($1::text, 1, case when $2::int = 1 then to_timestamp($3::bigint / 1000.0) end,
     to_timestamp($4::bigint / 1000.0))
   on conflict (connector) do update
   set failures = known.failures + 1, probe_until = null,
     open_until = case when known.failures + 1 >= $2::int or known.open_until is not null
       then to_timestamp($3::bigint / 1000.0) end`,
);

const EFFECT_COLUMNS = [
  'id',
  'key',
  'run_id',
  'order_id',
  'flow_code',
  'flow_version',
  'node',
  'iteration',
  'is_undo',
  'connector',
  'request',
  'state',
  'attempts',
  'values_left',
  'reason',
  'requested_at',
  'settled_at',
  'settled_by',
  'version',
] as const;
const EFFECT = EFFECT_COLUMNS.map((name) => `effect.${name}`).join(', ');

export const copyEffects = defineCopy('flows.effect', EFFECT_COLUMNS);

/** Effects, and with those that undo something what they undo. */
const READ_EFFECTS = `select ${EFFECT} from flows.effect where id = any($1::uuid[])
  or key in (select left(undo.key, -5) from flows.effect as undo where undo.id = any($1::uuid[]) and undo.is_undo)
  order by id`;
export const readEffects = defineStatement('flows_read_effects', READ_EFFECTS);
export const lockEffects = defineStatement('flows_lock_effects', `${READ_EFFECTS} for update`);

export const updateEffects = defineStatement(
  'flows_update_effects',
  `update flows.effect as known
   set state = given.state, values_left = given.values_left, reason = given.reason,
     settled_at = to_timestamp(given.settled_at_ms / 1000.0), settled_by = given.settled_by,
     version = known.version + 1
   from jsonb_to_recordset($1::jsonb) as given (id uuid, state text, values_left jsonb, reason text,
     settled_at_ms bigint, settled_by text, version int)
   where known.id = given.id and known.version = given.version`,
);

export const readEffect = defineStatement(
  'flows_read_effect',
  `select ${EFFECT}, effect.slot_at from flows.effect where id = $1::uuid`,
);

/** Notes down that it is sent now. No row: somebody else has sent or settled it. */
export const markSent = defineStatement(
  'flows_mark_effect_sent',
  `update flows.effect set state = 'sent', attempts = attempts + 1, slot_at = null, version = version + 1
   where id = $1::uuid and state in ('requested', 'sent') and attempts = $2::int
   returning id`,
);

/** The other side cannot have heard of it, nor of an attempt before. */
export const markNotSent = defineStatement(
  'flows_mark_effect_not_sent',
  `update flows.effect set state = 'requested', version = version + 1
   where id = $1::uuid and state = 'sent' and attempts = $2::int`,
);

/** Newest first, behind ($4, $5); of an order, of a run, in a state, through a connector, or all. */
export const listEffects = defineStatement(
  'flows_list_effects',
  `select ${EFFECT} from flows.effect
   where ($1::bigint is null or order_id = $1::bigint)
     and ($2::uuid is null or run_id = $2::uuid)
     and ($3::text is null or state = $3::text)
     and ($7::text is null or connector = $7::text)
     and ($4::bigint is null or (requested_at, id) < (to_timestamp($4::bigint / 1000.0), $5::uuid))
   order by requested_at desc, id desc limit $6::int`,
);

/** Removes what was settled before a moment, so many at once; what a run that goes on may still undo stays. */
export const forgetSettledEffects = defineStatement(
  'flows_forget_settled_effects',
  `delete from flows.effect where ctid = any(array(
     select known.ctid from flows.effect as known
     left join flows.run as run on run.id = known.run_id
     where known.state in ('done', 'failed', 'compensated')
       and known.settled_at < to_timestamp($1::bigint / 1000.0) and run.state is distinct from 'waiting'
     order by known.settled_at
     limit $2::int))`,
);
