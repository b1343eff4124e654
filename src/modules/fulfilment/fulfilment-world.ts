import {
  createRecordSource,
  type FactSource,
  type RecordFacts,
  type UnitOfWork,
} from '../../hub/index.ts';
import { worldOf, type OrderSources, type OrderWorld } from '../orders/index.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';
import * as sql from './fulfilment.sql.ts';

/** The sources that commands of this room read from. */
export interface FulfilmentSources {
  readonly orders: OrderSources;
  readonly fulfilmentOrders: FactSource<RecordFacts<FulfilmentOrder>>;
}

/** The facts of one batch that commands of this room decide by. */
export interface FulfilmentWorld extends OrderWorld {
  readonly fulfilmentOrders: RecordFacts<FulfilmentOrder>;
}

/** Fulfilment orders name their order, whose SKUs the lower rooms then load. */
export function createFulfilmentSources(orders: OrderSources): FulfilmentSources {
  return {
    orders,
    fulfilmentOrders: createRecordSource<FulfilmentOrder>(sql.fulfilmentOrders, (facts, unit) => {
      for (const { orderId } of facts.all()) unit.facts(orders.orders).needOrder(orderId);
    }),
  };
}

/** The facts of the batch at hand. */
export function fulfilmentWorldOf(sources: FulfilmentSources, unit: UnitOfWork): FulfilmentWorld {
  return {
    ...worldOf(sources.orders, unit),
    fulfilmentOrders: unit.facts(sources.fulfilmentOrders),
  };
}
