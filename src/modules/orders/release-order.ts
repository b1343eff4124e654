import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import { changeOrder, noSuchOrder, unchanged, type OnOrder } from './change-order.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';

/** release_order: hands a sourced order to its locations. From then on it is theirs. */
export function releaseOrderHandler(sources: OrderSources): CommandHandler<OnOrder> {
  return {
    kind: 'release_order',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => releaseOrder(command, worldOf(sources, unit)),
  };
}

function releaseOrder(command: Command<OnOrder>, world: OrderWorld): Outcome {
  const order = world.orders.order(command.body.orderId);
  if (order === undefined) return noSuchOrder(command.body.orderId);
  if (order.state === 'released') return unchanged(world, order);
  if (order.state !== 'sourced') {
    return refuse(
      'illegal_transition',
      `Order ${order.id} is ${order.state}; only a sourced order can be released.`,
      {
        orderId: String(order.id),
        state: order.state,
      },
    );
  }
  return changeOrder(world, command, order, {
    draft: order,
    isReleased: true,
    eventType: 'order.released',
  });
}
