import type { PutNoticeTemplate } from '../../client/contract.generated.d.ts';

/** Mails to customers by the moment, and those to suppliers. */
export const CUSTOMER_MAILS = [
  'placed',
  'backordered',
  'paid',
  'delayed',
  'shipped',
  'ready_for_pick_up',
  'delivered',
  'cancelled',
  'refunded',
] as const;
export const SUPPLIER_MAILS = [
  'purchase_order',
  'purchase_order_changed',
  'purchase_order_cancelled',
] as const;
export type MailKind = (typeof CUSTOMER_MAILS)[number] | (typeof SUPPLIER_MAILS)[number];

const OF_CUSTOMERS = [
  'customerName',
  'orderNumber',
  'shop',
  'total',
  'amount',
  'promisedDate',
  'previousDate',
  'carrier',
  'trackingNumbers',
  'pickUpCode',
  'collectByDate',
  'place',
] as const;
const OF_SUPPLIERS = ['supplier', 'purchaseOrder', 'shop', 'shipByDate'] as const;
export type ValueName = (typeof OF_CUSTOMERS)[number] | (typeof OF_SUPPLIERS)[number];

/** What a mail can tell. */
export function valuesOf(kind: MailKind): readonly ValueName[] {
  return isToSupplier(kind) ? OF_SUPPLIERS : OF_CUSTOMERS;
}

/** The lists of a mail, ready to be put in. */
export function listsOf(kind: MailKind): Readonly<Record<string, string>> {
  return isToSupplier(kind)
    ? {
        lines: '{{#lines}}{{quantity}} × {{sku}} {{name}}\n{{/lines}}',
        address: '{{#address}}{{row}}\n{{/address}}',
      }
    : { lines: '{{#lines}}{{quantity}} × {{name}} {{price}}\n{{/lines}}' };
}

export function isToSupplier(kind: MailKind): boolean {
  return (SUPPLIER_MAILS as readonly string[]).includes(kind);
}

/** A text with something put in where the caret stands, and where it stands afterwards. */
export function putIn(
  text: string,
  piece: string,
  start: number,
  end: number,
): { readonly text: string; readonly caret: number } {
  return { text: text.slice(0, start) + piece + text.slice(end), caret: start + piece.length };
}

/** Whether two templates say the same. */
export function isSameTemplate(one: PutNoticeTemplate, other: PutNoticeTemplate): boolean {
  return (
    one.subject === other.subject &&
    one.bodyText === other.bodyText &&
    one.bodyHtml === other.bodyHtml
  );
}
