import type { CommandHandler, FactSource } from '../../hub/index.ts';
import { webhookHandlers, type WebhookRules } from './change-webhooks.ts';
import { webhookSource } from './webhook.ts';

export { createWebhookConsumer } from './webhook-consumer.ts';
export { deliverWebhookTask, type DeliveryOptions } from './deliver-webhook.ts';
export {
  deleteOldDeliveries,
  listDeadLetters,
  listDeliveries,
  listWebhooks,
  readWebhook,
} from './read-webhooks.ts';
export { makeWebhookSecret } from './sign-webhook.ts';
export { DELIVER_WEBHOOK, deliveryKeyPrefix } from './webhook-jobs.ts';

/** The notices room: who hears of events, and its commands. */
export function createNotices(rules: WebhookRules): {
  readonly sources: readonly FactSource<unknown>[];
  readonly handlers: readonly CommandHandler<never>[];
} {
  return {
    sources: [webhookSource as FactSource<unknown>],
    handlers: webhookHandlers(rules),
  };
}
