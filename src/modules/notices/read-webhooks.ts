import type { Pool } from 'pg';
import { listJobs, type JobRecord } from '../../hub/index.ts';
import { DAY_MS, instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { DeliveryView, WebhookView } from '../../../contracts/webhooks.ts';
import { viewWebhook, webhookOf } from './webhook.ts';
import { DELIVER_WEBHOOK, deliveryKeyPrefix } from './webhook-jobs.ts';
import * as sql from './webhooks.sql.ts';

const DELIVERIES_KEPT_DAYS = 30;

type Row = Readonly<Record<string, unknown>>;

/** Webhooks by identifier, from behind one of them. */
export async function listWebhooks(
  client: Queryable,
  now: Instant,
  afterId: string | null,
  limit: number,
): Promise<WebhookView[]> {
  const rows = await runStatement<Row>(client, sql.listWebhooks, [afterId, limit]);
  return rows.map((row) => viewWebhook(webhookOf(row), now));
}

/** One webhook; null when there is none. */
export async function readWebhook(
  client: Queryable,
  now: Instant,
  id: string,
): Promise<WebhookView | null> {
  const [row] = await runStatement<Row>(client, sql.readWebhook, [id]);
  return row === undefined ? null : viewWebhook(webhookOf(row), now);
}

interface DeliveryRow {
  id: string;
  message_id: string;
  event_id: string;
  event_type: string;
  order_id: number | null;
  attempt: number;
  is_delivered: boolean;
  http_status: number | null;
  duration_ms: number;
  answer: string;
  attempted_at: Instant;
}

/** Attempts at deliveries to a webhook, the newest first. */
export async function listDeliveries(
  client: Queryable,
  webhookId: string,
  beforeId: string | null,
  limit: number,
): Promise<DeliveryView[]> {
  const values = [webhookId, beforeId, limit];
  const rows = await runStatement<DeliveryRow>(client, sql.listDeliveries, values);
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    eventId: row.event_id,
    eventType: row.event_type,
    orderId: row.order_id === null ? null : String(row.order_id),
    attempt: row.attempt,
    isDelivered: row.is_delivered,
    httpStatus: row.http_status,
    durationMs: row.duration_ms,
    answer: row.answer,
    attemptedAt: instantToText(row.attempted_at),
  }));
}

/** Deliveries to a webhook that are not tried again, oldest first. */
export function listDeadLetters(
  client: Queryable,
  webhookId: string,
  afterId: string,
  limit: number,
): Promise<JobRecord[]> {
  const keyPrefix = deliveryKeyPrefix(webhookId);
  return listJobs(client, { state: 'dead', task: DELIVER_WEBHOOK, keyPrefix }, afterId, limit);
}

/** Forgets attempts that nobody asks about any more. */
export async function deleteOldDeliveries(pool: Pool, now: Instant): Promise<void> {
  await runStatement(pool, sql.deleteOldDeliveries, [now - DELIVERIES_KEPT_DAYS * DAY_MS]);
}
