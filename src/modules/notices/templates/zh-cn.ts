import type { NoticeKind } from '../../../../contracts/notices.ts';
import { templateOf, type NoticeTemplate } from './template.ts';

const HELLO = '{{customerName}}，您好！';
const LABELS = { lines: '订单明细：', total: '合计：' };
const DATE = '{{#promisedDate}}预计送达时间：{{promisedDate}}。{{/promisedDate}}';

/** The mails in Chinese. */
export const CHINESE: Readonly<Record<NoticeKind, NoticeTemplate>> = {
  placed: templateOf(
    '订单 {{orderNumber}} 已收到',
    [HELLO, '感谢您的订购，我们已收到您的订单 {{orderNumber}}。', DATE],
    LABELS,
  ),
  backordered: templateOf(
    '订单 {{orderNumber}} 部分商品缺货',
    [HELLO, '我们已收到您的订单 {{orderNumber}}。部分商品暂时缺货，到货后将立即发出。', DATE],
    LABELS,
  ),
  paid: templateOf('订单 {{orderNumber}} 付款成功', [
    HELLO,
    '我们已收到您为订单 {{orderNumber}} 支付的 {{amount}}，谢谢！',
    DATE,
  ]),
  delayed: templateOf('订单 {{orderNumber}} 将延迟送达', [
    HELLO,
    '非常抱歉，您的订单 {{orderNumber}} 无法在 {{previousDate}} 前送达。',
    '{{#promisedDate}}新的预计送达时间：{{promisedDate}}。{{/promisedDate}}',
  ]),
  shipped: templateOf('订单 {{orderNumber}} 已发货', [
    HELLO,
    '您的订单 {{orderNumber}} 有包裹已交由 {{carrier}} 配送。',
    '{{#trackingNumbers}}物流单号：{{trackingNumbers}}{{/trackingNumbers}}',
    DATE,
  ]),
  delivered: templateOf('订单 {{orderNumber}} 已送达', [
    HELLO,
    '您的订单 {{orderNumber}} 有包裹已送达，希望您喜欢。',
  ]),
  cancelled: templateOf('订单 {{orderNumber}} 已取消', [
    HELLO,
    '您的订单 {{orderNumber}} 已取消，已付款项将原路退回。',
  ]),
  refunded: templateOf('订单 {{orderNumber}} 退款已完成', [
    HELLO,
    '订单 {{orderNumber}} 的 {{amount}} 已退回，银行到账可能需要几天时间。',
  ]),
};
