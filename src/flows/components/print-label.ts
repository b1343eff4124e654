import { outsideComponent } from './outside-component.ts';
import { ConnectorWithFields } from './outside-request.ts';

/** Has a courier make out a label for the order. */
export const printLabel = outsideComponent({
  code: 'print_label',
  titles: { en: 'Print a label', 'zh-CN': '打印面单' },
  docs: {
    en: 'Has the courier make out a label for the address of the order (POST /labels). Leaves the tracking number and the address of the label behind. When the flow fails further on, the label is cancelled.',
    'zh-CN':
      '请快递按订单收货地址出面单（POST /labels），并留下运单号和面单地址。流程后面失败时，自动取消该面单。',
  },
  tier: 'approved',
  isForPersonalData: () => true,
  settings: ConnectorWithFields,
  connector: ({ connector }) => connector,
  request: ({ body = {} }) => ({
    method: 'POST',
    path: '/labels',
    body: {
      orderId: 'order.id',
      'receiver.name': 'has(order.shipTo.name) ? order.shipTo.name : order.customer.name',
      'receiver.phone': "has(order.shipTo.phone) ? order.shipTo.phone : ''",
      'receiver.lines': 'order.shipTo.lines',
      'receiver.district': "has(order.shipTo.district) ? order.shipTo.district : ''",
      'receiver.city': "has(order.shipTo.city) ? order.shipTo.city : ''",
      'receiver.regionCode': "has(order.shipTo.regionCode) ? order.shipTo.regionCode : ''",
      'receiver.postalCode': "has(order.shipTo.postalCode) ? order.shipTo.postalCode : ''",
      'receiver.countryCode': 'order.shipTo.countryCode',
      'lines[].sku': 'order.lines.map(line, line.sku)',
      'lines[].quantity': 'order.lines.map(line, line.quantity)',
      'lines[].weightGrams': 'order.lines.map(line, line.weightGrams)',
      ...body,
    },
  }),
  answer: () => [
    { name: 'trackingNumber', pointer: '/trackingNumber', type: 'string', example: 'SF0001' },
    {
      name: 'labelUrl',
      pointer: '/labelUrl',
      type: 'string',
      example: 'https://courier.example/labels/SF0001.pdf',
    },
  ],
  undo: () => ({ method: 'DELETE', path: '/labels/{trackingNumber}' }),
});
