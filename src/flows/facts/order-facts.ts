import type { Instant } from '../../kernel/clock.ts';
import type { OrderRecord, OrderWorld } from '../../modules/orders/index.ts';
import { OrderState, PaymentState } from '../../../contracts/orders.ts';
import { OrderKind } from '../../../contracts/order-kinds.ts';
import type { FactSchema } from '../expressions/index.ts';
import { field, oneOf, optional } from './describe-field.ts';

/** What expressions of flows may read of an order. Money is in the order's currency, moments are UTC. */
export const ORDER_FACTS: FactSchema = {
  variables: {
    order: field({ record: 'order' }, 'The order', '订单'),
    now: field('timestamp', 'The moment of the decision', '决策时刻'),
  },
  records: {
    order: {
      id: field('string', 'Its number', '订单号'),
      channel: field('string', 'Code of the channel it came by', '渠道代码'),
      externalId: field('string', 'Its number in the channel', '渠道单号'),
      kind: oneOf(OrderKind.enum, 'What kind of order it is', '订单类型'),
      state: oneOf(OrderState.enum, 'Where it stands', '订单状态'),
      paymentState: oneOf(PaymentState.enum, 'How its payment stands', '支付状态'),
      currency: field('string', 'Three letters, ISO 4217', '币种，三个字母（ISO 4217）'),
      goods: field('money', 'Worth of the goods before discounts', '折前商品金额'),
      discount: field('money', 'Discounts of the lines', '行折扣'),
      total: field('money', 'What is to be paid', '应付总额'),
      deposit: optional('money', 'Its deposit, of a preorder', '定金（预售单）'),
      paid: field('money', 'What was paid', '已付金额'),
      priority: field('int', '0 to 9; 9 goes first', '优先级 0 到 9，9 最先'),
      placedAt: field('timestamp', 'When it was placed', '下单时间'),
      promisedAt: optional('timestamp', 'The date that was promised', '承诺日期'),
      wantedBy: optional('timestamp', 'When the customer wants it', '期望送达时间'),
      note: optional('string', "The customer's note", '买家留言'),
      attributes: field({ map: 'string' }, 'What else was kept with it', '附加属性'),
      customer: field({ record: 'customer' }, 'Who ordered', '买家'),
      shipTo: field({ record: 'address' }, 'Where it goes', '收货地址'),
      lines: field({ list: { record: 'line' } }, 'What was ordered', '订单行'),
      shipments: field({ list: { record: 'shipment' } }, 'What is planned', '计划包裹'),
      holds: field({ list: 'string' }, 'Kinds of the holds that stand', '当前挂起的类型'),
      split: oneOf(['allow', 'never'], 'May it be split', '可否拆单'),
    },
    customer: {
      name: field('string', 'Name', '姓名'),
      email: optional('string', 'E-mail address', '邮箱'),
      phone: optional('string', 'Phone number', '电话'),
      externalId: optional('string', 'Number in the channel', '渠道客户号'),
      language: optional('string', 'Language tag', '语言'),
    },
    address: {
      name: optional('string', 'Name of the receiver', '收货人'),
      company: optional('string', 'Company', '公司'),
      lines: field({ list: 'string' }, 'Street and house', '街道地址'),
      district: optional('string', 'District', '区'),
      city: optional('string', 'City', '城市'),
      regionCode: optional('string', 'State or province', '州或省'),
      postalCode: optional('string', 'Postal code', '邮编'),
      countryCode: field('string', 'Two letters, ISO 3166-1', '国家，两个字母（ISO 3166-1）'),
      phone: optional('string', 'Phone number', '电话'),
    },
    line: {
      number: field('int', 'From 1', '行号，从 1 起'),
      sku: field('string', 'Code of the SKU', 'SKU 代码'),
      quantity: field(
        'int',
        'Units that are ordered, without cancelled ones',
        '数量（不含已取消的）',
      ),
      unitPrice: field('money', 'Price of one', '单价'),
      discount: field('money', 'Discount of the line', '行折扣'),
      weightGrams: field('int', 'Weight of one', '单件重量（克）'),
      attributes: field({ map: 'string' }, 'What else was kept with the line', '行附加属性'),
    },
    shipment: {
      location: field('string', 'Code of the location', '仓库代码'),
      service: field('string', 'Service of the carrier', '承运服务'),
      shipAt: field('timestamp', 'When it is to leave', '计划发出时间'),
      deliverBy: field('timestamp', 'When it is to be there', '计划送达时间'),
      cost: field('money', 'What it is to cost', '预计成本'),
    },
  },
};

/** The facts of an order as it stands in the batch, for expressions over `ORDER_FACTS`. */
export function orderFactsOf(
  order: OrderRecord,
  { catalogue, channels }: Pick<OrderWorld, 'catalogue' | 'channels'>,
  now: Instant,
): Readonly<Record<string, unknown>> {
  const { currency, details } = order;
  const money = (minor: number) => ({ minor, currency });
  return {
    now,
    order: {
      id: String(order.id),
      channel: channels.channelById(order.channelId)?.code,
      externalId: order.externalId,
      kind: details.kind ?? 'standard',
      state: order.state,
      paymentState: order.paymentState,
      currency,
      goods: money(order.goodsMinor),
      discount: money(order.discountMinor),
      total: money(order.totalMinor),
      paid: money(order.paidMinor),
      ...(details.preorder === undefined ? {} : { deposit: money(details.preorder.depositMinor) }),
      priority: order.priority,
      placedAt: order.placedAt,
      promisedAt: order.promisedAt,
      wantedBy: order.wantedBy,
      note: details.note,
      attributes: textsOf(details.attributes),
      customer: order.customer,
      shipTo: order.shipTo,
      lines: order.lines.map((line) => {
        const sku = catalogue.skuById(line.skuId);
        return {
          number: line.lineNumber,
          sku: sku.code,
          quantity: line.quantity,
          unitPrice: money(line.unitPriceMinor),
          discount: money(line.discountMinor),
          weightGrams: sku.weightGrams,
          attributes: textsOf(line.attributes ?? {}),
        };
      }),
      shipments: order.shipments.map((shipment) => ({
        location: catalogue.locationById(shipment.locationId).code,
        service: shipment.service,
        shipAt: shipment.shipAt,
        deliverBy: shipment.deliverBy,
        cost: money(shipment.costMinor),
      })),
      holds: order.holds.filter(({ releasedAt }) => releasedAt === null).map(({ kind }) => kind),
      split: details.split,
    },
  };
}

/** Attributes are of any form; expressions read those that are one value, as text. */
function textsOf(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([name, value]) => [name, String(value)]),
  );
}
