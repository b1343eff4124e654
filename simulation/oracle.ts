import type { Pool } from 'pg';
import type { Instant } from '../src/kernel/clock.ts';
import type { Client, Message } from './client.ts';
import type { WireReply } from './hub-messages.ts';
import type { Check } from './oracle-checks.ts';
import { COUNT_CHECKS } from './oracle-counts.ts';
import { DETAIL_CHECKS } from './oracle-details.ts';
import { EVENT_CHECKS } from './oracle-events.ts';
import { EXCEPTION_CHECKS } from './oracle-exceptions.ts';
import { FULFILMENT_CHECKS } from './oracle-fulfilment.ts';
import { ORDER_CHECKS } from './oracle-orders.ts';
import { PURCHASE_CHECKS } from './oracle-purchases.ts';
import { RETURN_CHECKS } from './oracle-returns.ts';
import { STOCK_CHECKS } from './oracle-stock.ts';

/** Everything that the database alone can be asked. */
export const CHECKS: readonly Check[] = [
  ...STOCK_CHECKS,
  ...ORDER_CHECKS,
  ...FULFILMENT_CHECKS,
  ...PURCHASE_CHECKS,
  ...RETURN_CHECKS,
  ...EXCEPTION_CHECKS,
  ...COUNT_CHECKS,
  ...DETAIL_CHECKS,
  ...EVENT_CHECKS,
];

/** Something that should hold and does not. */
export interface Violation {
  readonly check: string;
  readonly found: string;
}

/** Of one check so many are told; a broken rule is broken a thousand times. */
const TOLD_MAX = 8;

/** Asks the database whether everything holds that must. */
export async function findViolations(
  pool: Pool,
  at: Instant,
  checks: readonly Check[] = CHECKS,
): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const check of checks) violations.push(...told(check.name, await check.find(pool, at)));
  return violations;
}

function told(check: string, found: readonly string[]): Violation[] {
  const shown = found.slice(0, TOLD_MAX).map((sentence) => ({ check, found: sentence }));
  if (found.length > TOLD_MAX) shown.push({ check, found: `and ${found.length - TOLD_MAX} more` });
  return shown;
}

/** How the oracle sends a message once more, long after the run. */
export type Redeliver = (message: Message) => Promise<WireReply>;

/**
 * Compares what the client was told with what is kept: nothing acknowledged is lost, and the same
 * message sent again gets the same bytes.
 */
export async function findBrokenPromises(
  pool: Pool,
  client: Client,
  redeliver: Redeliver,
): Promise<Violation[]> {
  const found: string[] = [...client.contradictions];
  found.push(
    ...client.messages
      .filter(({ answer, deliveries }) => answer === null && deliveries > 0)
      .map(nameOf)
      .map((name) => `${name} was never answered`),
  );
  found.push(
    ...(await findLostReplies(pool, client.messages)),
    ...(await findLostOrders(pool, client.messages)),
  );
  const repeated = client.messages.filter(
    // A refusal without a key is not kept: sent again, the order may well be accepted.
    ({ key, answer }) => answer !== null && (key !== null || answer.status < 300),
  );
  for (let first = 0; first < repeated.length; first += 200) {
    const batch = repeated.slice(first, first + 200);
    const replies = await Promise.all(batch.map(redeliver));
    for (const [index, message] of batch.entries()) {
      const reply = replies[index];
      if (reply?.status === message.answer?.status && reply?.body === message.answer?.body)
        continue;
      found.push(
        `${nameOf(message)} was answered ${message.answer?.status} ${message.answer?.body.slice(0, 160)}, and afterwards ${reply?.status} ${reply?.body.slice(0, 160)}`,
      );
    }
  }
  return told('acknowledged', found);
}

function nameOf({ number, kind, key }: Message): string {
  return `message ${number} (${kind}${key === null ? ' without a key' : ''})`;
}

async function findLostReplies(pool: Pool, messages: readonly Message[]): Promise<string[]> {
  const { rows } = await pool.query<{ key: string; status: number; body: string }>(
    'select key, status, body from hub.reply',
  );
  const kept = new Map(rows.map((row) => [row.key, row]));
  return messages.flatMap((message) => {
    const { key, answer } = message;
    if (key === null || answer === null) return [];
    const reply = kept.get(key);
    if (reply === undefined)
      return [
        `the answer to ${nameOf(message)} is lost: ${answer.status} ${answer.body.slice(0, 160)}`,
      ];
    return reply.status === answer.status && reply.body === answer.body
      ? []
      : [`another answer to ${nameOf(message)} is kept`];
  });
}

async function findLostOrders(pool: Pool, messages: readonly Message[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: number; channel: string; external_id: string }>(
    `select header.id, channel.code as channel, header.external_id
     from orders.order_header as header join orders.channel on channel.id = header.channel_id`,
  );
  const kept = new Map(
    rows.map(({ id, channel, external_id }) => [`${channel}\n${external_id}`, String(id)]),
  );
  return messages.flatMap((message) => {
    const { action, answer } = message;
    if (action?.kind !== 'place_order' || answer === null) return [];
    const id = kept.get(`${action.body.channel}\n${action.body.externalId}`);
    if (answer.status >= 300)
      return id === undefined ? [] : [`${nameOf(message)} was refused, and order ${id} is there`];
    const told = (JSON.parse(answer.body) as { id: string }).id;
    return id === told
      ? []
      : [
          `${nameOf(message)} was acknowledged as order ${told}, and ${id === undefined ? 'none' : `order ${id}`} is there`,
        ];
  });
}
