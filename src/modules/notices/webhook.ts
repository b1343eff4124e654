import { createRecordSource, recordOf } from '../../hub/index.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { ViewRole } from '../../../contracts/views.ts';
import type { WebhookView } from '../../../contracts/webhooks.ts';
import * as sql from './webhooks.sql.ts';

/** What deliveries are signed with. The one before the newest ends at a time. */
export interface WebhookSecret {
  /** whsec_ and Base64. */
  readonly secret: string;
  readonly expiresAt: Instant | null;
}

/** active: gets events; paused: events wait; disabled, removed: gets none. */
export type WebhookState = 'active' | 'paused' | 'disabled' | 'removed';

/** Somebody else's system that hears of events. */
export interface Webhook {
  readonly id: string;
  readonly version: number;
  readonly url: string;
  readonly types: readonly string[];
  readonly channels: readonly string[] | null;
  readonly view: ViewRole | null;
  readonly secrets: readonly WebhookSecret[];
  readonly state: WebhookState;
  readonly reason: string | null;
  readonly resumeAt: Instant | null;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
}

/** Where webhooks come from in a batch. */
export const webhookSource = createRecordSource<Webhook>(sql.webhooks);

/** A row of notices.webhook as a webhook. */
export function webhookOf(row: Readonly<Record<string, unknown>>): Webhook {
  return recordOf<Webhook>(sql.webhooks, row);
}

/** The secrets that sign at an instant, the newest first. */
export function activeSecrets({ secrets }: Webhook, at: Instant): string[] {
  return secrets
    .filter(({ expiresAt }) => expiresAt === null || expiresAt > at)
    .map(({ secret }) => secret);
}

/** A webhook as its owner sees it, without its secrets. */
export function viewWebhook(webhook: Webhook, at: Instant): WebhookView {
  const { id, url, types, channels, view, state, reason, resumeAt } = webhook;
  return {
    id,
    url,
    types: [...types],
    channels: channels === null ? null : [...channels],
    view,
    state: state === 'removed' ? 'disabled' : state,
    reason,
    resumeAt: resumeAt === null ? null : instantToText(resumeAt),
    secretsActive: activeSecrets(webhook, at).length,
    createdAt: instantToText(webhook.createdAt),
    changedAt: instantToText(webhook.changedAt),
  };
}
