import type { Pool } from 'pg';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import {
  type MailKind,
  type NoticeSettingView,
  type NoticeTemplateView,
  type PutNoticeTemplate,
  type SentNotice,
} from '../../../contracts/notices.ts';
import { SUPPLIER_MAIL_KINDS } from '../../../contracts/purchase-orders.ts';
import { chooseTemplate } from './choose-template.ts';
import {
  composeNotice,
  composeSupplierMail,
  localeOf,
  type ComposedNotice,
  type NoticeFacts,
  type SupplierFacts,
} from './compose-notice.ts';
import { settingOf, viewSetting } from './notice-settings.ts';
import * as sql from './notices.sql.ts';
import { readOwnTemplates } from './send-notice.ts';

/** Which mails go out, by channel. There are dozens at most. */
export async function listNoticeSettings(client: Queryable): Promise<NoticeSettingView[]> {
  const rows = await runStatement<Record<string, unknown>>(client, sql.readSettings);
  return rows.map((row) => viewSetting(settingOf(row)));
}

/** The template of a mail in a language, our users' own or ours; null: there is none in that language. */
export async function readNoticeTemplate(
  pool: Pool,
  kind: MailKind,
  language: string,
): Promise<NoticeTemplateView | null> {
  const own = await readOwnTemplates(pool, kind);
  const template = chooseTemplate(kind, [language], own);
  const isAsked = template.language === language;
  const { version, subject, bodyText, bodyHtml } = template;
  return isAsked ? { kind, language, version, subject, bodyText, bodyHtml } : null;
}

const PREVIEW_AT: Instant = Date.UTC(2030, 0, 15, 12);

const SAMPLE: NoticeFacts = {
  customerName: 'Ada <Lovelace>',
  orderNumber: 'SHOP-1001',
  shop: 'Tea House',
  currency: 'EUR',
  totalMinor: 123_450,
  amountMinor: 123_450,
  trackingNumbers: ['00340434161094042557'],
  carrier: 'DHL',
  trackingUrl: 'https://tea.example/t/link-of-this-order',
  lines: [{ name: 'Longjing tea & cup', quantity: 2, priceMinor: 61_725 }],
  timeZone: 'UTC',
  promisedAt: PREVIEW_AT,
  previousPromiseAt: PREVIEW_AT,
  pickUp: { pickUpCode: '012345', collectBy: PREVIEW_AT, place: 'Tea House, Main Street 1, Bath' },
};
const SUPPLIER_SAMPLE: SupplierFacts = {
  supplier: 'Kiln & Sons',
  purchaseOrder: '100001-1',
  shop: 'Tea House',
  shipBy: PREVIEW_AT,
  lines: [{ sku: 'TEA-01', name: 'Longjing tea & cup', quantity: 2 }],
  address: ['Ada <Lovelace>', 'Main Street 1', 'BA1 1AA Bath', 'GB'],
  timeZone: 'UTC',
};

function isToSupplier(kind: MailKind): boolean {
  return (SUPPLIER_MAIL_KINDS as readonly string[]).includes(kind);
}

/** A mail as it would look, with a made-up order: by a template that is not put yet, or by the one in force. */
export async function previewNotice(
  pool: Pool,
  kind: MailKind,
  language: string,
  given: PutNoticeTemplate | undefined,
): Promise<ComposedNotice & { readonly language: string }> {
  const template = chooseTemplate(kind, [language], await readOwnTemplates(pool, kind));
  const used = given === undefined ? template : { ...given, language };
  const locale = localeOf(language, used.language);
  return {
    language: used.language,
    ...(isToSupplier(kind)
      ? composeSupplierMail(used, SUPPLIER_SAMPLE, locale)
      : composeNotice(used, SAMPLE, locale)),
  };
}

interface SentRow {
  kind: MailKind;
  event_id: string;
  language: string;
  template_version: number;
  message_id: string;
  sent_at: Instant;
}

/** The mails that went out about an order, without their content. */
export async function listSentNotices(client: Queryable, orderId: number): Promise<SentNotice[]> {
  const rows = await runStatement<SentRow>(client, sql.listSent, [orderId]);
  return rows.map((row) => ({
    kind: row.kind,
    eventId: row.event_id,
    language: row.language,
    templateVersion: row.template_version,
    messageId: row.message_id,
    sentAt: instantToText(row.sent_at),
  }));
}
