import type { Pool } from 'pg';
import type { JobContext, JobTask } from '../../hub/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { JobFailure } from '../../platform/jobs/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { Address } from '../../../contracts/shared.ts';
import {
  readSupplierMail,
  type MailSupplier,
  type SupplierMailFacts,
  type SupplierMailTold,
} from '../fulfilment/index.ts';
import { readLocation } from '../inventory/index.ts';
import { listChannels } from '../orders/index.ts';
import { channelsOfOrders } from './channels-of-orders.ts';
import { chooseTemplate, type ChosenTemplate } from './choose-template.ts';
import { composeSupplierMail, localeOf } from './compose-notice.ts';
import * as sql from './notices.sql.ts';
import { messageIdOf, sendMail, skuNamesIn, type MailTransport } from './send-mail.ts';
import { readOwnTemplates } from './send-notice.ts';

/** What mails to suppliers go out by. */
export interface SupplierMailOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Null: no mail server is configured, which the purchase order then says. */
  readonly transport: MailTransport | null;
  readonly sender: string;
}

/**
 * mail_supplier: writes and sends one mail about a purchase order, as it stands at that moment, and tells the hub
 * what came of it.
 */
export function mailSupplierTask(options: SupplierMailOptions): JobTask {
  return async (payload, context) => {
    const { purchaseOrder, kind, eventId } = payload as MailSupplier;
    const facts = await readSupplierMail(options.pool, purchaseOrder, options.clock.now());
    if (facts === null) throw new JobFailure('mail: the purchase order is gone', { isFinal: true });
    const outcome = await outcomeOf(options, facts, payload as MailSupplier);
    const told: SupplierMailTold = { purchaseOrder, kind, outcome };
    await report(context, told, eventId);
  };
}

async function report(
  { submit }: JobContext,
  told: SupplierMailTold,
  eventId: string,
): Promise<void> {
  const { outcome, kind } = told;
  const reply = await submit('record_supplier_mail', told, `mail ${kind} ${eventId} ${outcome}`);
  if (reply.status >= 400)
    throw new JobFailure(`what came of the mail was refused with ${reply.status}`, {
      isFinal: true,
    });
}

async function outcomeOf(
  options: SupplierMailOptions,
  facts: SupplierMailFacts,
  { kind, eventId }: MailSupplier,
): Promise<SupplierMailTold['outcome']> {
  const { pool, clock, transport, sender } = options;
  const { purchase, email, isStopped } = facts;
  const sent = await runStatement(pool, sql.findSent, [eventId, kind]);
  if (sent.length > 0) return 'sent';
  if (!isNeeded(facts, kind)) return 'not_needed';
  if (isStopped && kind === 'purchase_order') return 'blocked';
  if (email === null) return 'no_address';
  if (transport === null) return 'no_mail_server';
  const template = chooseTemplate(kind, [facts.language], await readOwnTemplates(pool, kind));
  const mail = {
    ...(await composed(pool, facts, template)),
    sender,
    recipient: email,
    language: template.language,
  };
  const messageId = messageIdOf(kind, eventId, sender);
  try {
    await sendMail(transport, mail, messageId);
  } catch (error) {
    // What the server refuses for good a person has to look at; what may pass is tried again.
    if (error instanceof JobFailure && error.isFinal) return 'refused';
    throw error;
  }
  await runStatement(pool, sql.insertSent, [
    eventId,
    kind,
    purchase.orderId,
    template.language,
    template.version,
    messageId,
    clock.now(),
  ]);
  return 'sent';
}

/** False when it was overtaken: what is over is not asked for, and who never heard of it hears of no change. */
function isNeeded({ purchase }: SupplierMailFacts, kind: MailSupplier['kind']): boolean {
  const isOver = ['declined', 'shipped', 'cancelled'].includes(purchase.state);
  if (kind === 'purchase_order') return !isOver;
  const isKnown = purchase.sentAt !== null || purchase.expectedAt !== null;
  return isKnown && (kind === 'purchase_order_cancelled') === isOver;
}

async function composed(
  pool: Pool,
  { purchase, language }: SupplierMailFacts,
  template: ChosenTemplate,
) {
  const location = await readLocation(pool, purchase.location);
  const code = (await channelsOfOrders(pool, [purchase.orderId])).get(purchase.orderId);
  const channel = (await listChannels(pool)).find((each) => each.code === code);
  const names = await skuNamesIn(pool, template.language, purchase.lines);
  return composeSupplierMail(
    template,
    {
      supplier: location.kind === 'refused' ? purchase.location : location.value.name,
      purchaseOrder: purchase.id,
      shop: channel?.names[template.language] ?? channel?.name ?? '',
      shipBy: purchase.shipBy,
      // What has left already nobody is to send again.
      lines: purchase.lines
        .filter(({ quantity, shippedQuantity }) => quantity > shippedQuantity)
        .map(({ sku, quantity, shippedQuantity }) => ({
          sku,
          name: names.get(sku) ?? '',
          quantity: quantity - shippedQuantity,
        })),
      address: addressRows(purchase.shipTo),
      timeZone: location.kind === 'refused' ? 'UTC' : location.value.timeZone,
    },
    localeOf(language, template.language),
  );
}

/** An address row by row: whom, where, the place, the country. */
function addressRows(address: Address): string[] {
  const place = [address.postalCode, address.city, address.district, address.regionCode];
  return [
    address.name,
    address.company,
    ...address.lines,
    place.filter((part) => part !== undefined && part !== '').join(' '),
    address.countryCode,
  ].filter((row): row is string => row !== undefined && row !== '');
}
