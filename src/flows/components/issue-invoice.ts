import { outsideComponent } from './outside-component.ts';
import { ConnectorWithFields } from './outside-request.ts';

/** Has an invoice issued for what the order comes to. */
export const issueInvoice = outsideComponent({
  code: 'issue_invoice',
  titles: { en: 'Issue an invoice', 'zh-CN': '开具发票' },
  docs: {
    en: 'Has the invoice of the order issued (POST /invoices). Leaves its number behind. When the flow fails further on, the invoice is cancelled.',
    'zh-CN': '为订单开具发票（POST /invoices），并留下发票号码。流程后面失败时，自动作废该发票。',
  },
  tier: 'approved',
  isForPersonalData: () => true,
  settings: ConnectorWithFields,
  connector: ({ connector }) => connector,
  request: ({ body = {} }) => ({
    method: 'POST',
    path: '/invoices',
    body: {
      orderId: 'order.id',
      externalId: 'order.externalId',
      currency: 'order.currency',
      totalMinor: 'order.total.minor',
      'buyer.name': 'order.customer.name',
      'lines[].sku': 'order.lines.map(line, line.sku)',
      'lines[].quantity': 'order.lines.map(line, line.quantity)',
      'lines[].unitPriceMinor': 'order.lines.map(line, line.unitPrice.minor)',
      'lines[].discountMinor': 'order.lines.map(line, line.discount.minor)',
      ...body,
    },
  }),
  answer: () => [{ name: 'number', pointer: '/number', type: 'string', example: 'INV-0001' }],
  undo: () => ({ method: 'POST', path: '/invoices/{number}/cancel', body: {} }),
});
