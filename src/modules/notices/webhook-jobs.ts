import type { Instant } from '../../kernel/clock.ts';
import type { JobDraft } from '../../platform/jobs/index.ts';

export const DELIVER_WEBHOOK = 'deliver_webhook';

/** Which event goes where. The event is read again when it is sent. */
export interface DeliverWebhook {
  readonly webhookId: string;
  readonly eventId: string;
  /** The transaction of the event: with its id it names the row. Absent for a test. */
  readonly xid?: string;
  readonly test?: { readonly at: Instant; readonly actor: string; readonly trace: string };
}

/** The keys of all deliveries to one webhook begin so. */
export function deliveryKeyPrefix(webhookId: string): string {
  return `webhook/${webhookId}/`;
}

/** The job that delivers an event to a webhook: those of one webhook take turns, so that a slow one delays itself only. */
export function deliveryJob(
  webhookId: string,
  what: Omit<DeliverWebhook, 'webhookId'>,
  orderId: number | null = null,
): JobDraft {
  const payload: DeliverWebhook = { webhookId, ...what };
  return {
    task: DELIVER_WEBHOOK,
    payload,
    key: `${deliveryKeyPrefix(webhookId)}${what.eventId}`,
    queue: `webhook/${webhookId}`,
    ...(orderId === null ? {} : { orderId }),
  };
}
