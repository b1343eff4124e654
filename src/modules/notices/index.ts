import type { CommandHandler, FactSource } from '../../hub/index.ts';
import { webhookHandlers, type WebhookRules } from './change-webhooks.ts';
import { noticeHandlers, settingSource, templateSource } from './notice-settings.ts';
import { webhookSource } from './webhook.ts';

export { callEndpoint, type CallAnswer } from './call-endpoint.ts';
export { refuseUrl } from './guard-address.ts';
export { mailSupplierTask } from './mail-supplier.ts';
export { createMailTransport } from './mail-transport.ts';
export { createNoticeConsumer, SEND_NOTICE } from './notice-consumer.ts';
export { judgeTexts } from './notice-settings.ts';
export {
  listNoticeSettings,
  listSentNotices,
  previewNotice,
  readNoticeTemplate,
} from './read-notices.ts';
export {
  deleteOldDeliveries,
  listDeadLetters,
  listDeliveries,
  listWebhooks,
  readWebhook,
} from './read-webhooks.ts';
export { sendNoticeTask } from './send-notice.ts';
export { createPlainMailer, type PlainMailer } from './send-plain-mail.ts';
export { createTestMailer, type TestMailer } from './send-test-mail.ts';
export { makeWebhookSecret } from './sign-webhook.ts';
export { createWebhookConsumer } from './webhook-consumer.ts';
export { DELIVER_WEBHOOK, deliveryKeyPrefix } from './webhook-jobs.ts';
export { deliverWebhookTask } from './deliver-webhook.ts';

/** The notices room: who hears of events, which mails go out, and the commands for both. */
export function createNotices(rules: WebhookRules): {
  readonly sources: readonly FactSource<unknown>[];
  readonly handlers: readonly CommandHandler<never>[];
} {
  return {
    sources: [webhookSource, settingSource, templateSource] as FactSource<unknown>[],
    handlers: [...webhookHandlers(rules), ...noticeHandlers],
  };
}
