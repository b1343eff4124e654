import { createHash, createHmac, randomBytes } from 'node:crypto';
import { SECOND_MS, type Instant } from '../../kernel/clock.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret as the Standard Webhooks specification writes it: whsec_ and Base64 of 24 to 64 random bytes. */
export function makeWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** The identifier of a message: the same at every attempt, and whoever repeats the event. */
export function messageIdOf(webhookId: string, eventId: string): string {
  const digest = createHash('sha256').update(`${webhookId} ${eventId}`).digest('hex');
  return `msg_${digest.slice(0, 32)}`;
}

/**
 * The headers that prove to a receiver who sent a message and when (Standard Webhooks 1.0.0): HMAC-SHA256
 * over identifier, seconds and body, once for each active secret.
 */
export function signatureHeaders(
  secrets: readonly string[],
  messageId: string,
  at: Instant,
  body: string,
): Record<string, string> {
  const seconds = Math.floor(at / SECOND_MS);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${messageId}.${seconds}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}
