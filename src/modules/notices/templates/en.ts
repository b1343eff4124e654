import type { MailKind } from '../../../../contracts/notices.ts';
import { supplierTemplateOf, templateOf, type NoticeTemplate } from './template.ts';

const HELLO = 'Hello {{customerName}},';
const LABELS = { lines: 'Your order:', total: 'Total:' };
const DATE = '{{#promisedDate}}It should be with you by {{promisedDate}}.{{/promisedDate}}';
const FOLLOW = '{{#trackingUrl}}See where it is: {{trackingUrl}}{{/trackingUrl}}';

const TO_SUPPLIER = 'Hello {{supplier}},';
const WANTED = { lines: 'Wanted:', address: 'Send it to:' };

/** The mails in English. */
export const ENGLISH: Readonly<Record<MailKind, NoticeTemplate>> = {
  placed: templateOf(
    'Your order {{orderNumber}}',
    [HELLO, 'thank you for your order {{orderNumber}}.', DATE, FOLLOW],
    LABELS,
  ),
  backordered: templateOf(
    'Part of your order {{orderNumber}} is on its way to us',
    [
      HELLO,
      'we have taken your order {{orderNumber}}. Not all of it is in stock at the moment; it is sent as soon as it is there.',
      DATE,
      FOLLOW,
    ],
    LABELS,
  ),
  paid: templateOf('We have received your payment for order {{orderNumber}}', [
    HELLO,
    'thank you, your payment of {{amount}} for order {{orderNumber}} has arrived.',
    DATE,
    FOLLOW,
  ]),
  delayed: templateOf('Your order {{orderNumber}} comes later than promised', [
    HELLO,
    'we are sorry: your order {{orderNumber}} will not be with you by {{previousDate}}.',
    '{{#promisedDate}}The new date is {{promisedDate}}.{{/promisedDate}}',
    FOLLOW,
  ]),
  shipped: templateOf('Your order {{orderNumber}} is on its way', [
    HELLO,
    'a parcel of your order {{orderNumber}} has been handed to {{carrier}}.',
    '{{#trackingNumbers}}Tracking: {{trackingNumbers}}{{/trackingNumbers}}',
    DATE,
    FOLLOW,
  ]),
  ready_for_pick_up: templateOf('Your order {{orderNumber}} is ready to be collected', [
    HELLO,
    'your order {{orderNumber}} is ready for you at {{place}}.',
    'Your code is {{pickUpCode}}. Please say it when you collect your order.',
    '{{#collectByDate}}It is kept for you until {{collectByDate}}.{{/collectByDate}}',
    FOLLOW,
  ]),
  delivered: templateOf('Your order {{orderNumber}} has been delivered', [
    HELLO,
    'a parcel of your order {{orderNumber}} has been delivered. We hope you enjoy it.',
    FOLLOW,
  ]),
  cancelled: templateOf('Your order {{orderNumber}} has been cancelled', [
    HELLO,
    'your order {{orderNumber}} has been cancelled. What you have paid is paid back.',
    FOLLOW,
  ]),
  refunded: templateOf('Your refund for order {{orderNumber}}', [
    HELLO,
    'we have paid back {{amount}} for your order {{orderNumber}}. Your bank may take some days to show it.',
  ]),
  purchase_order: supplierTemplateOf(
    'Purchase order {{purchaseOrder}}',
    [
      TO_SUPPLIER,
      'please send what purchase order {{purchaseOrder}} asks for straight to our customer, by {{shipByDate}}.',
      'Please accept or decline it, and tell us the tracking number of what you have sent.',
    ],
    WANTED,
  ),
  purchase_order_changed: supplierTemplateOf(
    'Purchase order {{purchaseOrder}} has changed',
    [
      TO_SUPPLIER,
      'purchase order {{purchaseOrder}} has changed. This is what is wanted now; please send it by {{shipByDate}}.',
    ],
    WANTED,
  ),
  purchase_order_cancelled: supplierTemplateOf('Purchase order {{purchaseOrder}} is cancelled', [
    TO_SUPPLIER,
    'purchase order {{purchaseOrder}} is cancelled. Please send nothing more of it.',
  ]),
};
