import { instantFromText, type Instant } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome, Refusal } from '../../hub/index.ts';
import type { RecordPayment } from '../../../contracts/payments.ts';
import { refuse } from '../../../contracts/errors.ts';
import { changeOrder, channelOf, noSuchOrder, unchanged, type OnOrder } from './change-order.ts';
import type { OrderDetails, OrderRecord, Payment } from './order-record.ts';
import type { PaymentSaid } from './points.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';
import { unpaidSinceOf } from './settle-order.ts';

/**
 * record_payment: a fact about money, told by whoever handles it. Facts are taken in any state, also
 * of a cancelled order: money that came in must be known. The same fact twice counts once.
 */
export function recordPaymentHandler(
  sources: OrderSources,
): CommandHandler<OnOrder & RecordPayment> {
  return {
    kind: 'record_payment',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => recordPayment(command, worldOf(sources, unit)),
  };
}

function recordPayment(command: Command<OnOrder & RecordPayment>, world: OrderWorld): Outcome {
  const { orderId, kind, amountMinor, reference, occurredAt } = command.body;
  const order = world.orders.order(orderId);
  if (order === undefined) return noSuchOrder(orderId);
  const operations = operationsAfter(order, command.body);
  const known = order.payments.find(
    (payment) => payment.reference === reference && payment.kind === kind,
  );
  if (known !== undefined && known.amountMinor !== amountMinor) {
    return refuse(
      'already_exists',
      `Payment ${reference} (${kind}) is known with ${known.amountMinor}, not ${amountMinor}.`,
      {
        reference,
        amountMinor: known.amountMinor,
      },
    );
  }
  if (known !== undefined) {
    // The provider's own notice came first; what was asked for is done all the same.
    if (operations === order.details.paymentOperations) return unchanged(world, order);
    return changeOrder(world, command, order, {
      draft: { ...order, details: withOperations(order.details, operations) },
      eventType: 'order.payment_confirmed',
      eventFacts: { payment: { kind, amountMinor, reference } },
    });
  }
  const said = whatIsSaidOf(command, world, order);
  if (said !== null && 'code' in said) return said;
  const payment = paymentOf(command.body, instantOr(occurredAt, command.receivedAt));
  world.orders.addPayment(order.id, payment, command.receivedAt);
  const payments = [...order.payments, payment];
  const details = withOperations(order.details, operations);
  const channel = channelOf(world, order);
  const unpaidSince = unpaidSinceOf(order, { ...order, payments }, channel, command.receivedAt);
  const recorded = changeOrder(world, command, order, {
    draft: { ...order, payments, details: { ...details, unpaidSince } },
    eventType: 'order.payment_recorded',
    eventFacts: { payment: { kind, amountMinor, reference, tender: payment.tender ?? 'card' } },
    occurredAt: payment.occurredAt,
  });
  if (said === null) return recorded;
  said.recorded();
  return unchanged(world, world.orders.order(order.id) ?? order);
}

/** What rooms above say of money that is promised or there; null: nobody is asked. */
function whatIsSaidOf(
  command: Command<OnOrder & RecordPayment>,
  world: OrderWorld,
  order: OrderRecord,
): PaymentSaid | Refusal | null {
  const { kind, amountMinor, tender, operation } = command.body;
  // What was asked of a provider was judged before; and only money that comes is judged.
  if (operation !== undefined || (kind !== 'authorised' && kind !== 'captured')) return null;
  return world.points.payment(command, world, order, { kind, amountMinor, tender });
}

/** What a provider is still asked for once it has told the result of an operation. */
function operationsAfter(
  { details }: OrderRecord,
  { operation, kind }: RecordPayment,
): OrderDetails['paymentOperations'] {
  const operations = details.paymentOperations;
  if (operation === undefined || operations?.some(({ id }) => id === operation) !== true) {
    return operations;
  }
  return kind === 'failed'
    ? operations.map((one) => (one.id === operation ? { ...one, state: 'failed' as const } : one))
    : operations.filter(({ id }) => id !== operation);
}

/** Details with these operations; without any the field falls away. */
export function withOperations(
  { paymentOperations: _before, ...details }: OrderDetails,
  operations: OrderDetails['paymentOperations'],
): OrderDetails {
  return operations === undefined || operations.length === 0
    ? details
    : { ...details, paymentOperations: operations };
}

function instantOr(text: string | undefined, fallback: Instant): Instant {
  return (text === undefined ? null : instantFromText(text)) ?? fallback;
}

/** The fact that somebody tells. What it does not say is not kept. */
export function paymentOf(
  told: Omit<RecordPayment, 'operation' | 'occurredAt'>,
  occurredAt: Instant,
): Payment {
  const { reference, kind, amountMinor, tender, authorisation, capture } = told;
  const expiresAt = told.expiresAt === undefined ? null : instantFromText(told.expiresAt);
  return {
    reference,
    kind,
    amountMinor,
    occurredAt,
    ...(tender === undefined ? {} : { tender }),
    ...(authorisation === undefined ? {} : { authorisation }),
    ...(capture === undefined ? {} : { capture }),
    ...(expiresAt === null ? {} : { expiresAt }),
  };
}
