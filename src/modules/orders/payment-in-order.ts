import type { Channel } from './channels.ts';
import type { OrderRecord } from './order-record.ts';
import { isPaymentSettled } from './order-states.ts';

/**
 * True while nothing about its money keeps goods of an order from leaving: what its channel asks for is
 * settled, and the whole of it has not gone back to the customer.
 */
export function isPaymentInOrder(
  { paymentState }: Pick<OrderRecord, 'paymentState'>,
  { paymentDeadlineMinutes }: Pick<Channel, 'paymentDeadlineMinutes'>,
): boolean {
  if (paymentState === 'refunded') return false;
  return paymentDeadlineMinutes === null || isPaymentSettled(paymentState);
}
