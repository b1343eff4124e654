import type { Pool } from 'pg';
import type { CausedJob, EventConsumer, StoredEvent } from '../../hub/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import { channelsOfOrders } from './channels-of-orders.ts';
import { webhookOf, type Webhook } from './webhook.ts';
import { deliveryJob } from './webhook-jobs.ts';
import * as sql from './webhooks.sql.ts';

/** Changes of webhooks pass by like all events, and so it is known from which one on others are wanted. */
const OWN = 'webhook.';

/** Makes a delivery of every event that a webhook wants, from the webhook's own beginning on. */
export function createWebhookConsumer(pool: Pool): EventConsumer {
  let webhooks: readonly Webhook[] = [];
  let types: readonly string[] = [OWN];
  const load = async (): Promise<void> => {
    const rows = await runStatement<Record<string, unknown>>(pool, sql.readListening);
    webhooks = rows.map(webhookOf);
    types = [OWN, ...new Set(webhooks.flatMap((webhook) => webhook.types))];
  };
  return {
    name: 'webhooks',
    types: () => types,
    begin: load,
    async consume(events) {
      const changeAt = events.findIndex(({ type }) => type.startsWith(OWN));
      if (changeAt >= 0) await load();
      const known = changeAt < 0 ? events : events.slice(0, changeAt + 1);
      const jobs = await jobsOf(pool, known, webhooks);
      const upTo = known.at(-1);
      return changeAt < 0 || upTo === undefined ? { jobs } : { jobs, upTo };
    },
  };
}

async function jobsOf(
  pool: Pool,
  events: readonly StoredEvent[],
  webhooks: readonly Webhook[],
): Promise<CausedJob[]> {
  const pairs = webhooks.flatMap((webhook) =>
    events.filter((event) => wants(webhook, event)).map((event) => ({ webhook, event })),
  );
  const orderIds = new Set(
    pairs.flatMap(({ webhook, event }) =>
      webhook.channels === null || event.order_id === null ? [] : [event.order_id],
    ),
  );
  const channels = await channelsOfOrders(pool, [...orderIds]);
  return pairs
    .filter(
      ({ webhook, event }) =>
        webhook.channels === null ||
        (event.order_id !== null && webhook.channels.includes(channels.get(event.order_id) ?? '')),
    )
    .map(({ webhook, event }) => ({
      ...deliveryJob(webhook.id, { eventId: event.id, xid: event.xid }, event.order_id),
      cause: event,
    }));
}

function wants({ types, createdAt }: Webhook, event: StoredEvent): boolean {
  if (event.recorded_at < createdAt || event.type === 'webhook.tested') return false;
  return types.some(
    (type) =>
      type === '*' || (type.endsWith('.') ? event.type.startsWith(type) : event.type === type),
  );
}
