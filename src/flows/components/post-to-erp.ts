import { outsideComponent } from './outside-component.ts';
import { ConnectorWithFields } from './outside-request.ts';

/** Books the order in the ERP. */
export const postToErp = outsideComponent({
  code: 'post_to_erp',
  titles: { en: 'Post to the ERP', 'zh-CN': '过账到 ERP' },
  docs: {
    en: 'Books the order in the ERP (POST /documents), with the fields that you add: an invoice number, a tracking number. Leaves the number of the document behind. When the flow fails further on, the document is cancelled.',
    'zh-CN':
      '把订单过账到 ERP（POST /documents），可附加字段，例如发票号码、运单号；并留下凭证号。流程后面失败时，自动冲销该凭证。',
  },
  tier: 'approved',
  settings: ConnectorWithFields,
  connector: ({ connector }) => connector,
  request: ({ body = {} }) => ({
    method: 'POST',
    path: '/documents',
    body: {
      orderId: 'order.id',
      externalId: 'order.externalId',
      channel: 'order.channel',
      currency: 'order.currency',
      totalMinor: 'order.total.minor',
      placedAt: 'order.placedAt',
      'lines[].sku': 'order.lines.map(line, line.sku)',
      'lines[].quantity': 'order.lines.map(line, line.quantity)',
      'lines[].unitPriceMinor': 'order.lines.map(line, line.unitPrice.minor)',
      ...body,
    },
  }),
  answer: () => [{ name: 'number', pointer: '/number', type: 'string', example: 'ERP-0001' }],
  undo: () => ({ method: 'POST', path: '/documents/{number}/cancel', body: {} }),
});
