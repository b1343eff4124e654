import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import {
  cancelParts,
  changeOrder,
  noSuchOrder,
  releaseOrder,
  type OnOrder,
} from '../orders/index.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';
import {
  fulfilmentWorldOf,
  type FulfilmentSources,
  type FulfilmentWorld,
} from './fulfilment-world.ts';
import { takeInHand } from './take-in-hand.ts';
import { withdrawUnits } from './withdraw-units.ts';

/**
 * end_collection: what nobody has collected in its time goes back to stock and is called off, and what
 * was paid for it goes back. Sent by the clock, harmless twice; before that time it does what is due
 * of the order otherwise.
 */
export function endCollectionHandler(sources: FulfilmentSources): CommandHandler<OnOrder> {
  return {
    kind: 'end_collection',
    need({ body: { orderId } }, unit) {
      unit.facts(sources.orders.orders).needOrder(orderId);
      unit.facts(sources.fulfilmentOrders).needBy('order_id', orderId);
    },
    decide: (command, unit) => endCollection(command, fulfilmentWorldOf(sources, unit)),
  };
}

function endCollection(command: Command<OnOrder>, world: FulfilmentWorld): Outcome {
  const order = world.orders.order(command.body.orderId);
  if (order === undefined) return noSuchOrder(command.body.orderId);
  const over = (order.details.pickUp?.ready ?? [])
    .filter(({ collectBy }) => collectBy <= command.receivedAt)
    .map(({ number }) => number);
  if (over.length === 0) {
    return releaseOrder(command, world, (released, shipment) => {
      takeInHand(world, command, released, shipment);
    });
  }
  const parts = world.fulfilmentOrders
    .findBy('order_id', order.id)
    .filter(({ number }) => over.includes(number));
  const withdrawn = parts.map(({ number, lines }) => ({ number, quantities: leftOf(lines) }));
  const answer = changeOrder(world, command, order, {
    ...cancelParts(order, { planned: [], withdrawn }, 'not_collected'),
    isExpiry: true,
  });
  for (const part of parts) {
    withdrawUnits(world, command, part, leftOf(part.lines));
  }
  return answer;
}

function leftOf(lines: FulfilmentOrder['lines']) {
  return lines.flatMap(({ lineNumber, quantity }) =>
    quantity > 0 ? [{ lineNumber, quantity }] : [],
  );
}
