import type { MailKind } from '../../../../contracts/notices.ts';
import { supplierTemplateOf, templateOf, type NoticeTemplate } from './template.ts';

const HELLO = '{{customerName}}，您好！';
const LABELS = { lines: '订单明细：', total: '合计：' };
const DATE = '{{#promisedDate}}预计送达时间：{{promisedDate}}。{{/promisedDate}}';
const FOLLOW = '{{#trackingUrl}}查看订单进度：{{trackingUrl}}{{/trackingUrl}}';

const TO_SUPPLIER = '{{supplier}}，您好！';
const WANTED = { lines: '采购明细：', address: '收货地址：' };

/** The mails in Chinese. */
export const CHINESE: Readonly<Record<MailKind, NoticeTemplate>> = {
  placed: templateOf(
    '订单 {{orderNumber}} 已收到',
    [HELLO, '感谢您的订购，我们已收到您的订单 {{orderNumber}}。', DATE, FOLLOW],
    LABELS,
  ),
  backordered: templateOf(
    '订单 {{orderNumber}} 部分商品缺货',
    [
      HELLO,
      '我们已收到您的订单 {{orderNumber}}。部分商品暂时缺货，到货后将立即发出。',
      DATE,
      FOLLOW,
    ],
    LABELS,
  ),
  paid: templateOf('订单 {{orderNumber}} 付款成功', [
    HELLO,
    '我们已收到您为订单 {{orderNumber}} 支付的 {{amount}}，谢谢！',
    DATE,
    FOLLOW,
  ]),
  delayed: templateOf('订单 {{orderNumber}} 将延迟送达', [
    HELLO,
    '非常抱歉，您的订单 {{orderNumber}} 无法在 {{previousDate}} 前送达。',
    '{{#promisedDate}}新的预计送达时间：{{promisedDate}}。{{/promisedDate}}',
    FOLLOW,
  ]),
  shipped: templateOf('订单 {{orderNumber}} 已发货', [
    HELLO,
    '您的订单 {{orderNumber}} 有包裹已交由 {{carrier}} 配送。',
    '{{#trackingNumbers}}物流单号：{{trackingNumbers}}{{/trackingNumbers}}',
    DATE,
    FOLLOW,
  ]),
  ready_for_pick_up: templateOf('订单 {{orderNumber}} 可以自提了', [
    HELLO,
    '您的订单 {{orderNumber}} 已在 {{place}} 备好。',
    '取货码：{{pickUpCode}}，取货时请出示。',
    '{{#collectByDate}}请于 {{collectByDate}} 前取货。{{/collectByDate}}',
    FOLLOW,
  ]),
  delivered: templateOf('订单 {{orderNumber}} 已送达', [
    HELLO,
    '您的订单 {{orderNumber}} 有包裹已送达，希望您喜欢。',
    FOLLOW,
  ]),
  cancelled: templateOf('订单 {{orderNumber}} 已取消', [
    HELLO,
    '您的订单 {{orderNumber}} 已取消，已付款项将原路退回。',
    FOLLOW,
  ]),
  refunded: templateOf('订单 {{orderNumber}} 退款已完成', [
    HELLO,
    '订单 {{orderNumber}} 的 {{amount}} 已退回，银行到账可能需要几天时间。',
  ]),
  purchase_order: supplierTemplateOf(
    '采购单 {{purchaseOrder}}',
    [
      TO_SUPPLIER,
      '请于 {{shipByDate}} 前将采购单 {{purchaseOrder}} 的商品直接发往我们的客户。',
      '请接受或拒绝该采购单，并在发货后告知物流单号。',
    ],
    WANTED,
  ),
  purchase_order_changed: supplierTemplateOf(
    '采购单 {{purchaseOrder}} 有变更',
    [
      TO_SUPPLIER,
      '采购单 {{purchaseOrder}} 已变更，请以下列内容为准，并于 {{shipByDate}} 前发货。',
    ],
    WANTED,
  ),
  purchase_order_cancelled: supplierTemplateOf('采购单 {{purchaseOrder}} 已取消', [
    TO_SUPPLIER,
    '采购单 {{purchaseOrder}} 已取消，请勿发货。',
  ]),
};
