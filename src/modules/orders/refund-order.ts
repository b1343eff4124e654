import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { RefundOrder, RetryPayment } from '../../../contracts/payments.ts';
import { addPaymentJob, decidePayments } from './ask-for-payments.ts';
import { changeOrder, channelOf, noSuchOrder, unchanged, type OnOrder } from './change-order.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';
import { withOperations } from './record-payment.ts';
import { dueOf } from './settle-order.ts';

/** refund_order: a person lets what was paid beyond what is due go back, or a part of it. */
export function refundOrderHandler(sources: OrderSources): CommandHandler<OnOrder & RefundOrder> {
  return {
    kind: 'refund_order',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => refundOrder(command, worldOf(sources, unit)),
  };
}

function refundOrder(command: Command<OnOrder & RefundOrder>, world: OrderWorld): Outcome {
  const { orderId, amountMinor, reason } = command.body;
  const order = world.orders.order(orderId);
  if (order === undefined) return noSuchOrder(orderId);
  const channel = channelOf(world, order);
  const overMinor = order.paidMinor - Math.max(0, dueOf(order));
  const refundMinorMax = Math.max(0, amountMinor ?? overMinor);
  const isCancelled = order.state === 'cancelled';
  const asked = decidePayments(order, { channel, isCancelled, refundMinorMax });
  const refundMinor = (asked?.plan.steps ?? [])
    .filter(({ kind }) => kind === 'refund')
    .reduce((sum, step) => sum + step.amountMinor, 0);
  if (refundMinor === 0 || (amountMinor !== undefined && refundMinor < amountMinor)) {
    return refuse(
      'nothing_to_refund',
      `Of order ${orderId} ${refundMinor} can be sent back by a provider or to a gift card.`,
      { orderId: String(orderId), refundMinor },
    );
  }
  return changeOrder(world, command, order, {
    draft: order,
    refundMinorMax,
    eventType: 'order.refund_requested',
    eventFacts: { reason, refundMinor },
  });
}

/** retry_payment: what a provider has declined is asked again, or is asked for no more. */
export function retryPaymentHandler(
  sources: OrderSources,
): CommandHandler<OnOrder & RetryPayment & { readonly operation: string }> {
  return {
    kind: 'retry_payment',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => retryPayment(command, worldOf(sources, unit)),
  };
}

function retryPayment(
  command: Command<OnOrder & RetryPayment & { readonly operation: string }>,
  world: OrderWorld,
): Outcome {
  const { orderId, operation: id, outcome } = command.body;
  const order = world.orders.order(orderId);
  if (order === undefined) return noSuchOrder(orderId);
  const operations = order.details.paymentOperations ?? [];
  const failed = operations.find((operation) => operation.id === id);
  if (failed === undefined) {
    return refuse('not_found', `Order ${orderId} asks a provider for nothing under ${id}.`, {
      operation: id,
    });
  }
  if (failed.state !== 'failed') {
    if (outcome === 'again') return unchanged(world, order);
    // The provider may be doing it this very moment: only what it has declined can be dropped.
    return refuse('illegal_transition', `${id} is on its way to the provider.`, {
      operation: id,
      state: failed.state,
    });
  }
  const again = { ...failed, attempt: failed.attempt + 1, state: 'requested' as const };
  if (outcome === 'again') {
    addPaymentJob(world, order, again, channelOf(world, order).payments?.provider ?? '');
  }
  const left =
    outcome === 'again'
      ? operations.map((operation) => (operation === failed ? again : operation))
      : operations.filter((operation) => operation !== failed);
  return changeOrder(world, command, order, {
    draft: { ...order, details: withOperations(order.details, left) },
    eventType: outcome === 'again' ? 'order.payment_requested' : 'order.payment_dropped',
    eventFacts: { operation: id },
  });
}
