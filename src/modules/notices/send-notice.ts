import type { Pool } from 'pg';
import type { JobTask, StoredEvent } from '../../hub/index.ts';
import { instantFromText, type Clock, type Instant } from '../../kernel/clock.ts';
import { JobFailure } from '../../platform/jobs/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { MailKind, NoticeKind } from '../../../contracts/notices.ts';
import { readFulfilmentOrder } from '../fulfilment/index.ts';
import { readLocation } from '../inventory/index.ts';
import { listChannels, readOrder } from '../orders/index.ts';
import { chooseTemplate, type OwnTemplates } from './choose-template.ts';
import { composeNotice, localeOf, type NoticeFacts, type PickUpFacts } from './compose-notice.ts';
import { settingFor, type SendNotice } from './notice-consumer.ts';
import { ownTemplateOf, settingOf } from './notice-settings.ts';
import * as sql from './notices.sql.ts';
import {
  messageIdOf,
  sendMail,
  skuNamesIn,
  type MailTransport,
  type OutgoingMail,
} from './send-mail.ts';
import { readEvent } from './webhooks.sql.ts';

/** What mails go out by. */
export interface MailOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly transport: MailTransport;
  /** The customer's page of an order; null: there is none, or its address is not known. */
  readonly trackingUrlOf?: (orderId: number) => string | null;
  /** From whom mails come, where the channel's setting names nobody. */
  readonly sender: string;
}

/** A customer who wants no mails: an attribute of the order that says so. */
const OPT_OUT = 'noNotices';

/** What the events of other rooms say that a mail may tell. */
interface EventFacts {
  readonly trackingNumber?: string;
  readonly parcels?: readonly { readonly trackingNumber: string }[];
  readonly carrier?: string;
  readonly promisedAt?: string | null;
  readonly payment?: { readonly amountMinor?: number };
  readonly fulfilmentOrder?: string;
  readonly location?: string;
  readonly pickUpCode?: string;
  readonly collectBy?: string | null;
}

/** send_notice: writes and sends one mail. */
export function sendNoticeTask(options: MailOptions): JobTask {
  return async (payload) => {
    const { pool, clock } = options;
    const { kind, xid, eventId } = payload as SendNotice;
    const sent = await runStatement(pool, sql.findSent, [eventId, kind]);
    if (sent.length > 0) return;
    const [event] = await runStatement<StoredEvent>(pool, readEvent, [xid, eventId]);
    if (event === undefined || event.order_id === null)
      throw new JobFailure('mail: the event is gone', { isFinal: true });
    const mail = await mailOf(options, kind, event);
    if (mail === null) return;
    const messageId = messageIdOf(kind, eventId, mail.sender);
    await sendMail(options.transport, mail, messageId);
    await runStatement(pool, sql.insertSent, [
      eventId,
      kind,
      event.order_id,
      mail.language,
      mail.templateVersion,
      messageId,
      clock.now(),
    ]);
  };
}

interface Mail extends OutgoingMail {
  readonly templateVersion: number;
}

/** The mail as it stands now; null: the customer gets none. */
async function mailOf(
  { pool, clock, sender, trackingUrlOf }: MailOptions,
  kind: NoticeKind,
  event: StoredEvent,
): Promise<Mail | null> {
  const found = await readOrder(pool, event.order_id as number);
  if (found.kind === 'refused') throw new JobFailure('mail: the order is gone', { isFinal: true });
  const order = found.value;
  const { email, name, language } = order.customer;
  if (email === undefined || email === '' || order.attributes[OPT_OUT] === true) return null;
  const settings = (await runStatement<Record<string, unknown>>(pool, sql.readSettings)).map(
    settingOf,
  );
  const setting = settingFor(settings, order.channel);
  // Settings may have changed since the event: who wants no mails by now gets none.
  if (setting?.kinds.includes(kind) !== true) return null;
  const channel = (await listChannels(pool)).find(({ code }) => code === order.channel);
  const promises = await promisesOf(pool, kind, event);
  if (kind === 'delayed' && !isLater(promises, channel?.timeZone ?? 'UTC')) return null;
  const data = JSON.parse(event.data) as EventFacts;
  const isPickUp = kind === 'ready_for_pick_up';
  // Collected, called off or opened again since: nobody is told to come for it.
  if (isPickUp && !(await isPacked(pool, data.fulfilmentOrder ?? '', clock.now()))) return null;
  const template = chooseTemplate(
    kind,
    [language, setting.language],
    await readOwnTemplates(pool, kind),
  );
  const names = await skuNamesIn(pool, template.language, order.lines);
  const facts: NoticeFacts = {
    customerName: name,
    orderNumber: order.externalId,
    shop: channel?.names[template.language] ?? channel?.name ?? '',
    currency: order.currency,
    totalMinor: order.totals.totalMinor,
    amountMinor: data.payment?.amountMinor ?? null,
    promisedAt: promises.now ?? instantOf(order.promisedAt),
    previousPromiseAt: promises.before,
    trackingNumbers: trackingNumbersIn(data),
    carrier: data.carrier ?? '',
    trackingUrl: trackingUrlOf?.(event.order_id as number) ?? '',
    pickUp: isPickUp ? await pickUpIn(pool, data, template.language) : null,
    lines: order.lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ sku, quantity, unitPriceMinor, discountMinor }) => ({
        name: names.get(sku) ?? sku,
        quantity,
        priceMinor: quantity * unitPriceMinor - discountMinor,
      })),
    timeZone: channel?.timeZone ?? 'UTC',
  };
  const composed = composeNotice(template, facts, localeOf(language, template.language));
  return {
    ...composed,
    sender: setting.sender ?? sender,
    recipient: email,
    language: template.language,
    templateVersion: template.version,
  };
}

async function isPacked(pool: Pool, fulfilmentOrder: string, now: Instant): Promise<boolean> {
  const found = await readFulfilmentOrder(pool, fulfilmentOrder, now);
  return found.kind === 'found' && found.value.state === 'packed';
}

async function pickUpIn(
  pool: Pool,
  { pickUpCode = '', collectBy, location = '' }: EventFacts,
  language: string,
): Promise<PickUpFacts> {
  const found = await readLocation(pool, location);
  const place =
    found.kind === 'refused'
      ? location
      : [
          found.value.names[language] ?? found.value.name,
          ...found.value.address.lines,
          found.value.address.city,
        ]
          .filter((part) => part !== undefined && part !== '')
          .join(', ');
  return { pickUpCode, collectBy: instantOf(collectBy), place };
}

/** Every parcel's own number, as its carrier knows it. */
function trackingNumbersIn({ trackingNumber, parcels = [] }: EventFacts): string[] {
  const numbers = parcels.map((parcel) => parcel.trackingNumber);
  if (numbers.length === 0 && trackingNumber !== undefined) return [trackingNumber];
  return [...new Set(numbers)];
}

interface Promises {
  readonly before: Instant | null;
  readonly now: Instant | null;
}

async function promisesOf(pool: Pool, kind: NoticeKind, event: StoredEvent): Promise<Promises> {
  const now = promiseIn(event.data);
  if (kind !== 'delayed') return { before: null, now };
  const values = [event.order_id, event.xid, event.id];
  const [row] = await runStatement<{ data: string }>(pool, sql.readPromiseBefore, values);
  return { before: row === undefined ? null : promiseIn(row.data), now };
}

function promiseIn(data: string): Instant | null {
  return instantOf((JSON.parse(data) as EventFacts).promisedAt);
}

function instantOf(text: string | null | undefined): Instant | null {
  return text === null || text === undefined ? null : instantFromText(text);
}

/** True when the promise has moved to a later day of the channel's calendar: hours do not bother customers. */
function isLater({ before, now }: Promises, timeZone: string): boolean {
  if (before === null || now === null) return false;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone });
  return day.format(now) > day.format(before);
}

/** Templates of our users' own for one kind of mail. */
export async function readOwnTemplates(pool: Pool, kind: MailKind): Promise<OwnTemplates> {
  const rows = await runStatement<Record<string, unknown>>(pool, sql.readTemplates, [`${kind}/`]);
  return new Map(rows.map(ownTemplateOf).map((template) => [template.name, template]));
}
