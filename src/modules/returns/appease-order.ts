import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { AppeaseOrder } from '../../../contracts/returns.ts';
import {
  addCredit,
  changeOrder,
  leftToGiveBack,
  noSuchOrder,
  unchanged,
  worldOf,
  type OnOrder,
  type OrderSources,
  type OrderWorld,
} from '../orders/index.ts';

type Body = OnOrder & AppeaseOrder;

/** appease_order: money back for a disappointment, without goods. Never more than the order has left. */
export function appeaseOrderHandler(sources: OrderSources): CommandHandler<Body> {
  return {
    kind: 'appease_order',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => appeaseOrder(command, worldOf(sources, unit)),
  };
}

function appeaseOrder(command: Command<Body>, world: OrderWorld): Outcome {
  const { orderId, amountMinor, reason } = command.body;
  const order = world.orders.order(orderId);
  if (order === undefined) return noSuchOrder(orderId);
  const reference = `appeasement/${command.body.reference}`;
  const known = order.details.credits?.find((credit) => credit.reference === reference);
  if (known !== undefined) {
    return known.amountMinor === amountMinor
      ? unchanged(world, order)
      : refuse(
          'already_exists',
          `${command.body.reference} is known with ${known.amountMinor}, not ${amountMinor}.`,
          { reference: command.body.reference, amountMinor: known.amountMinor },
        );
  }
  const leftMinor = leftToGiveBack(order);
  if (amountMinor > leftMinor) {
    return refuse(
      'too_much_credit',
      `Order ${order.id} has ${leftMinor} left that could go back, not ${amountMinor}.`,
      { orderId: String(order.id), amountMinor: leftMinor },
    );
  }
  return changeOrder(world, command, order, {
    draft: addCredit(order, {
      reference,
      kind: 'appeasement',
      amountMinor,
      creditedAt: command.receivedAt,
    }),
    eventType: 'order.appeased',
    eventFacts: { reason, creditedMinor: amountMinor, reference: command.body.reference },
  });
}
