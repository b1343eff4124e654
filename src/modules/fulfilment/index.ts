import type { CommandHandler, FactSource } from '../../hub/index.ts';
import type { OrderSources } from '../orders/index.ts';
import { createFulfilmentSources } from './fulfilment-world.ts';
import { releaseOrderHandler } from './release-order.ts';

/** The fulfilment room: its facts, which load before those of orders, and its commands. */
export function createFulfilment(orders: OrderSources) {
  const sources = createFulfilmentSources(orders);
  return {
    sources,
    leadingSources: [sources.fulfilmentOrders] as FactSource<unknown>[],
    handlers: [releaseOrderHandler(sources)] as CommandHandler<never>[],
  };
}
