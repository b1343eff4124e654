import type { NoticeKind } from '../../../../contracts/notices.ts';
import { templateOf, type NoticeTemplate } from './template.ts';

const HELLO = 'Hello {{customerName}},';
const LABELS = { lines: 'Your order:', total: 'Total:' };
const DATE = '{{#promisedDate}}It should be with you by {{promisedDate}}.{{/promisedDate}}';

/** The mails in English. */
export const ENGLISH: Readonly<Record<NoticeKind, NoticeTemplate>> = {
  placed: templateOf(
    'Your order {{orderNumber}}',
    [HELLO, 'thank you for your order {{orderNumber}}.', DATE],
    LABELS,
  ),
  backordered: templateOf(
    'Part of your order {{orderNumber}} is on its way to us',
    [
      HELLO,
      'we have taken your order {{orderNumber}}. Not all of it is in stock at the moment; it is sent as soon as it is there.',
      DATE,
    ],
    LABELS,
  ),
  paid: templateOf('We have received your payment for order {{orderNumber}}', [
    HELLO,
    'thank you, your payment of {{amount}} for order {{orderNumber}} has arrived.',
    DATE,
  ]),
  delayed: templateOf('Your order {{orderNumber}} comes later than promised', [
    HELLO,
    'we are sorry: your order {{orderNumber}} will not be with you by {{previousDate}}.',
    '{{#promisedDate}}The new date is {{promisedDate}}.{{/promisedDate}}',
  ]),
  shipped: templateOf('Your order {{orderNumber}} is on its way', [
    HELLO,
    'a parcel of your order {{orderNumber}} has been handed to {{carrier}}.',
    '{{#trackingNumbers}}Tracking: {{trackingNumbers}}{{/trackingNumbers}}',
    DATE,
  ]),
  delivered: templateOf('Your order {{orderNumber}} has been delivered', [
    HELLO,
    'a parcel of your order {{orderNumber}} has been delivered. We hope you enjoy it.',
  ]),
  cancelled: templateOf('Your order {{orderNumber}} has been cancelled', [
    HELLO,
    'your order {{orderNumber}} has been cancelled. What you have paid is paid back.',
  ]),
  refunded: templateOf('Your refund for order {{orderNumber}}', [
    HELLO,
    'we have paid back {{amount}} for your order {{orderNumber}}. Your bank may take some days to show it.',
  ]),
};
