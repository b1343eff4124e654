import type { CommandHandler, FactSource } from '../../hub/index.ts';
import type { CatalogueFacts, StockFacts } from '../inventory/index.ts';
import type { RulesFacts } from '../sourcing/index.ts';
import { createChannelSource, putChannelHandler } from './channels.ts';
import { createClaimSource } from './claims.ts';
import { createOrderSource } from './order-facts.ts';
import type { OrderSources } from './order-world.ts';
import { amendOrderHandler } from './amend-order.ts';
import { cancelOrderHandler } from './cancel-order.ts';
import { holdOrderHandler, releaseHoldHandler } from './hold-order.ts';
import { meetDeadlineHandler } from './meet-deadline.ts';
import { placeOrderHandler } from './place-order.ts';
import { recordPaymentHandler } from './record-payment.ts';
import { sourceOrderHandler } from './source-order.ts';
import { takeBackHandler } from './take-back.ts';

export {
  changeOrder,
  channelOf,
  noSuchOrder,
  promiseOf,
  unchanged,
  type OnOrder,
  type OrderChange,
} from './change-order.ts';
export {
  addCredit,
  advanceShipment,
  deliverUnits,
  expectBack,
  releasePlanned,
  returnUnits,
  shipUnits,
  withdraw,
  type LineQuantity,
  type ReleasedShipment,
} from './order-progress.ts';
export type { Channel } from './channels.ts';
export { isPaymentInOrder } from './payment-in-order.ts';
export { planOrder } from './plan-order.ts';
export { releaseOrder } from './release-order.ts';
export {
  creditedOf,
  type OrderRecord,
  type StoredShipment,
  type WaitingLine,
} from './order-record.ts';
export { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';
export { explainOrder, whatIf } from './explain-order.ts';
export { createWaitingOrders, orderDeadlines } from './order-deadlines.ts';
export { listStuck, type StuckOrder, type StuckOrders, type StuckQuestion } from './list-stuck.ts';
export { listChannels, readChannel } from './read-channels.ts';
export { ORDER_TRANSITIONS } from './order-states.ts';
export { findOrderId, readOrder } from './read-order.ts';
export { readCustomerEmails } from './order-customers.ts';
export { listOrderLines, type ListedLine } from './list-order-lines.ts';
export { readTimeline } from './read-timeline.ts';
export { readWithheld } from './read-withheld.ts';
export { replayDecisions, type ReplayOptions } from './replay-decisions.ts';
export { createSearchIndexer, type SearchIndexer } from './search-indexer.ts';
export { listOrders } from './search-orders.ts';

/** The lower rooms that orders read from. */
export interface OrdersNeeds {
  readonly catalogue: FactSource<CatalogueFacts>;
  readonly rules: FactSource<RulesFacts>;
  readonly stock: FactSource<StockFacts>;
}

/** The orders room: its facts, in the two groups that load before and after stock, and its commands. */
export function createOrders(needs: OrdersNeeds) {
  const channels = createChannelSource();
  const orders = createOrderSource({ ...needs, channels });
  const claims = createClaimSource(needs.stock);
  const sources: OrderSources = { ...needs, channels, orders, claims };
  return {
    sources,
    leadingSources: [channels, orders] as FactSource<unknown>[],
    trailingSources: [claims] as FactSource<unknown>[],
    handlers: [
      putChannelHandler(channels),
      placeOrderHandler(sources),
      amendOrderHandler(sources),
      cancelOrderHandler(sources),
      holdOrderHandler(sources),
      releaseHoldHandler(sources),
      recordPaymentHandler(sources),
      sourceOrderHandler(sources),
      meetDeadlineHandler(sources),
      takeBackHandler(sources),
    ] as CommandHandler<never>[],
  };
}
