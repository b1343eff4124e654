import type { CommandHandler } from '../../hub/index.ts';
import { releaseOrder, type OnOrder } from '../orders/index.ts';
import { fulfilmentWorldOf, type FulfilmentSources } from './fulfilment-world.ts';
import { takeInHand } from './take-in-hand.ts';

/** release_order: each shipment that is ready becomes a fulfilment order of its location. */
export function releaseOrderHandler(sources: FulfilmentSources): CommandHandler<OnOrder> {
  return {
    kind: 'release_order',
    need: ({ body }, unit) => unit.facts(sources.orders.orders).needOrder(body.orderId),
    decide(command, unit) {
      const world = fulfilmentWorldOf(sources, unit);
      return releaseOrder(command, world, (order, shipment) => {
        takeInHand(world, command, order, shipment);
      });
    },
  };
}
