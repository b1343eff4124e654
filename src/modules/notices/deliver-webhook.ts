import type { Pool } from 'pg';
import { eventToJson, type JobContext, type JobTask, type StoredEvent } from '../../hub/index.ts';
import { MINUTE_MS, type Clock } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { JobFailure, JobPostponed } from '../../platform/jobs/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { ViewRole } from '../../../contracts/views.ts';
import { callEndpoint, type CallAnswer } from './call-endpoint.ts';
import { messageIdOf, signatureHeaders } from './sign-webhook.ts';
import { activeSecrets, webhookOf, type Webhook } from './webhook.ts';
import type { DeliverWebhook } from './webhook-jobs.ts';
import * as sql from './webhooks.sql.ts';

/** What deliveries work with. */
export interface DeliveryOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** True where webhooks may lead into our own network. */
  readonly mayBePrivate: boolean;
  /** The data of an event as a role sees it: JSON text in and out; and whether it sees who caused it. */
  readonly seenAs: (role: ViewRole, data: string) => string;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** After so many failures in a row a webhook is paused, for longer each time until it is half an hour. */
const FAILURES_MAX = 10;
const PAUSE_MS = 5 * MINUTE_MS;
const PAUSE_MS_MAX = 30 * MINUTE_MS;
const GONE = 410;
const NO_XID = '0';

/** deliver_webhook: posts one event to one webhook. */
export function deliverWebhookTask(options: DeliveryOptions): JobTask {
  return async (payload, context) => {
    const { pool, clock } = options;
    const job = payload as DeliverWebhook;
    const [row] = await runStatement<Record<string, unknown>>(pool, sql.readWebhook, [
      job.webhookId,
    ]);
    const webhook = row === undefined ? null : webhookOf(row);
    // Who removes or disables a webhook wants nothing more of it.
    if (webhook === null || (webhook.state === 'disabled' && job.test === undefined)) return;
    if (webhook.state === 'paused' && webhook.resumeAt !== null && webhook.resumeAt > clock.now()) {
      throw new JobPostponed(webhook.resumeAt);
    }
    const event = await eventOf(pool, job);
    const messageId = messageIdOf(webhook.id, event.id);
    const body = bodyOf(webhook, event, options);
    const at = clock.now();
    const answer = await callEndpoint({
      url: webhook.url,
      headers: {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'user-agent': 'Linchpin-Webhooks/1.0',
        traceparent: event.trace,
        ...signatureHeaders(activeSecrets(webhook, at), messageId, at, body),
      },
      body,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      mayBePrivate: options.mayBePrivate,
      signal: context.signal,
    });
    // Given up because the process stops, and not for anything the receiver did.
    if (context.signal.aborted && answer.httpStatus === null) throw new JobFailure('given up');
    await settle(options, webhook, event, messageId, answer, context);
  };
}

/** Notes what became of an attempt, and what follows for the webhook. */
async function settle(
  { pool, clock, ids }: DeliveryOptions,
  webhook: Webhook,
  event: StoredEvent,
  messageId: string,
  { httpStatus, answer, durationMs }: CallAnswer,
  context: JobContext,
): Promise<void> {
  const isDelivered = httpStatus !== null && httpStatus >= 200 && httpStatus < 300;
  const now = clock.now();
  await runStatement(pool, sql.insertDelivery, [
    ids.uuid(),
    webhook.id,
    messageId,
    event.id,
    event.type,
    event.order_id,
    context.attempt,
    isDelivered,
    httpStatus,
    durationMs,
    answer,
    now,
  ]);
  const { id, version } = webhook;
  if (isDelivered) {
    await runStatement(pool, sql.forgetFailures, [id]);
    if (webhook.state === 'paused') {
      await context.submit('resume_webhook', { id }, `resume ${id} ${version}`);
    }
    return;
  }
  const text = httpStatus === null ? `webhook: ${answer}` : `webhook: the answer was ${httpStatus}`;
  if (httpStatus === GONE) {
    const reason = 'the receiver answered 410: it wants no more events';
    await context.submit('disable_webhook', { id, reason }, `gone ${id} ${version}`);
    throw new JobFailure(text, { isFinal: true });
  }
  const [health] = await runStatement<{ failures: number }>(pool, sql.countFailure, [id, now]);
  const failures = health?.failures ?? 1;
  if (failures >= FAILURES_MAX) {
    const pauseMs = Math.min(PAUSE_MS * 2 ** (failures - FAILURES_MAX), PAUSE_MS_MAX);
    const body = { id, reason: `${failures} failures in a row`, resumeAt: now + pauseMs };
    await context.submit('pause_webhook', body, `pause ${id} ${version} ${failures}`);
  }
  throw new JobFailure(text);
}

async function eventOf(pool: Pool, { eventId, xid, test, webhookId }: DeliverWebhook) {
  if (test !== undefined) {
    return {
      xid: NO_XID,
      id: eventId,
      type: 'webhook.tested',
      subject: `webhook/${webhookId}`,
      order_id: null,
      trace: test.trace,
      actor: test.actor,
      occurred_at: test.at,
      recorded_at: test.at,
      data: JSON.stringify({ id: webhookId }),
    } satisfies StoredEvent;
  }
  const [event] = await runStatement<StoredEvent>(pool, sql.readEvent, [xid, eventId]);
  if (event === undefined) throw new JobFailure('the event is gone', { isFinal: true });
  return event;
}

/** The event as CloudEvents 1.0; with a view, its data as the role sees it and nobody named as its cause. */
function bodyOf(webhook: Webhook, event: StoredEvent, { seenAs }: DeliveryOptions): string {
  if (webhook.view === null) return eventToJson(event);
  return eventToJson({ ...event, actor: 'hidden', data: seenAs(webhook.view, event.data) });
}
