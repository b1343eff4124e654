import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const webhooks = defineRecordTable({
  table: 'notices.webhook',
  key: 'id',
  keyType: 'uuid',
  columns: [
    'id',
    'version',
    'url',
    'types',
    'channels',
    'view',
    'secrets',
    'state',
    'reason',
    'resume_at',
    'created_at',
    'changed_at',
  ],
  instants: ['resume_at', 'created_at', 'changed_at'],
});

const COLUMNS = `id, version, url, types, channels, view, secrets, state, reason, resume_at, created_at, changed_at`;

export const readWebhook = defineStatement(
  'notices_read_webhook',
  `select ${COLUMNS} from notices.webhook where id = $1::uuid and state <> 'removed'`,
);

export const listWebhooks = defineStatement(
  'notices_list_webhooks',
  `select ${COLUMNS} from notices.webhook
   where state <> 'removed' and ($1::uuid is null or id > $1::uuid) order by id limit $2::int`,
);

/** All that want events. There are hundreds at most. */
export const readListening = defineStatement(
  'notices_read_listening_webhooks',
  `select ${COLUMNS} from notices.webhook where state in ('active', 'paused')`,
);

export const readChannelsOfOrders = defineStatement(
  'notices_read_channels_of_orders',
  `select header.id, channel.code from orders.order_header as header
   join orders.channel on channel.id = header.channel_id where header.id = any($1::bigint[])`,
);

export const readEvent = defineStatement(
  'notices_read_event',
  `select xid::text as xid, id, type, subject, order_id, trace, actor, occurred_at, recorded_at, data
   from hub.event where xid = $1::xid8 and id = $2::uuid`,
);

export const insertDelivery = defineStatement(
  'notices_insert_delivery',
  `insert into notices.delivery (id, webhook_id, message_id, event_id, event_type, order_id, attempt,
     is_delivered, http_status, duration_ms, answer, attempted_at)
   values ($1::uuid, $2::uuid, $3, $4::uuid, $5, $6::bigint, $7::int, $8::boolean, $9::int, $10::int, $11,
     to_timestamp($12::bigint / 1000.0))`,
);

/** The newest first. */
export const listDeliveries = defineStatement(
  'notices_list_deliveries',
  `select id, message_id, event_id, event_type, order_id, attempt, is_delivered, http_status, duration_ms,
     answer, attempted_at
   from notices.delivery where webhook_id = $1::uuid and ($2::uuid is null or id < $2::uuid)
   order by id desc limit $3::int`,
);

export const deleteOldDeliveries = defineStatement(
  'notices_delete_old_deliveries',
  `delete from notices.delivery where attempted_at < to_timestamp($1::bigint / 1000.0)`,
);

/** Counts a failure; answers how many there have been since the last success. */
export const countFailure = defineStatement(
  'notices_count_webhook_failure',
  `insert into notices.webhook_health as health (webhook_id, failures, failing_since)
   values ($1::uuid, 1, to_timestamp($2::bigint / 1000.0))
   on conflict (webhook_id) do update set failures = health.failures + 1,
     failing_since = coalesce(health.failing_since, excluded.failing_since)
   returning failures`,
);

export const forgetFailures = defineStatement(
  'notices_forget_webhook_failures',
  `update notices.webhook_health set failures = 0, failing_since = null
   where webhook_id = $1::uuid and failures > 0`,
);
