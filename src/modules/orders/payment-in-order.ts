import type { Channel } from './channels.ts';
import type { OrderRecord } from './order-record.ts';
import { isPaymentSettled } from './order-states.ts';

/**
 * True while nothing about its money keeps goods of an order from leaving: what its channel asks for is
 * settled, and the whole of it has not gone back to the customer.
 */
export function isPaymentInOrder(
  order: Pick<OrderRecord, 'paymentState'> & {
    readonly details: Pick<OrderRecord['details'], 'business'>;
  },
  channel: Pick<Channel, 'paymentDeadlineMinutes'>,
): boolean {
  return (
    order.paymentState !== 'refunded' &&
    (isPaymentSettled(order.paymentState) ||
      order.details.business !== undefined ||
      channel.paymentDeadlineMinutes === null)
  );
}
