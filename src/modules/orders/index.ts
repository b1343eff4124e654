import {
  createRecordSource,
  type CommandHandler,
  type DecisionKind,
  type FactSource,
} from '../../hub/index.ts';
import type { CatalogueFacts, LotFacts, ReservationFacts, StockFacts } from '../inventory/index.ts';
import type { RulesFacts } from '../sourcing/index.ts';
import type { Account } from './account.ts';
import { putAccountHandler } from './accounts.ts';
import { createChannelSource, putChannelHandler } from './channels.ts';
import { createClaimSource } from './claims.ts';
import { createOrderSource } from './order-facts.ts';
import { PointsDoor, type OrderSources } from './order-world.ts';
import { amendOrderHandler } from './amend-order.ts';
import { bulkChangeHandlers, type BulkChange } from './bulk-change.ts';
import { bulkChanges } from './bulk-changes.sql.ts';
import { cancelOrderHandler } from './cancel-order.ts';
import { holdOrderHandler, releaseHoldHandler } from './hold-order.ts';
import { meetDeadlineHandler } from './meet-deadline.ts';
import { noteOrderHandler } from './note-order.ts';
import { placeOrderHandler } from './place-order.ts';
import { issueGiftCardHandler, type GiftCard } from './gift-cards.ts';
import { putPaymentProviderHandler, type PaymentProvider } from './payment-providers.ts';
import {
  accounts as accountTable,
  giftCards as giftCardTable,
  paymentProviders,
} from './payments.sql.ts';
import { PICK_UP } from './plan-pick-up.ts';
import { PAYMENT_STEPS } from './plan-payments.ts';
import { recordPaymentHandler } from './record-payment.ts';
import { refundOrderHandler, retryPaymentHandler } from './refund-order.ts';
import { sourceAgainHandler, sourceOrderHandler } from './source-order.ts';
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
  splitReleased,
  withdraw,
  type LineQuantity,
  type ReleasedShipment,
  notYetDelivered,
} from './order-progress.ts';
export type { Channel } from './channels.ts';
export { settleOrder } from './settle-order.ts';
export { isPaymentInOrder } from './payment-in-order.ts';
export { nextOrderIdBlocks } from './orders.sql.ts';
export { readPastIds, readPastOrders, type PastMoment, type PastOrder } from './past-orders.ts';
export { planOrder } from './plan-order.ts';
export { repriced, takeOff, type Priced } from './price-order.ts';
export { noSuchBulk, type BulkSelection } from './bulk-change.ts';
export { createBulkTasks, forgetOldBulkChanges } from './bulk-task.ts';
export { listBulkChanges, listBulkOrders, readBulkChange } from './read-bulk-changes.ts';
export { servedFrom } from './order-kinds.ts';
export { needExchange, placeExchange, type Exchange } from './place-order.ts';
export { releaseOrder } from './release-order.ts';
export {
  leftToGiveBack,
  type OrderDraft,
  type OrderLine,
  type OrderRecord,
  type StoredShipment,
  type WaitingLine,
} from './order-record.ts';
export { amendOrder, applyAmendment } from './amend-order.ts';
export { liftHold, placeHold } from './hold-order.ts';
export { flagOrder, markOrder, withAttribute } from './mark-order.ts';
export { sourceAgain } from './source-order.ts';
export { cancelOrder, cancelParts } from './cancel-order.ts';
export { childrenOf, costOfGoods, ofComponents } from './bundles.ts';
export { isAtLocations } from './order-states.ts';
export { worldOf, type OrderPoints, type OrderSources, type OrderWorld } from './order-world.ts';
export type {
  ExceptionAsked,
  ExceptionSaid,
  PackedAsked,
  PaymentAsked,
  Placing,
  Planning,
  PlanSaid,
  ReturnAsked,
  ReturnSaid,
} from './points.ts';
export { explainOrder, whatIf } from './explain-order.ts';
export { createWaitingOrders, orderDeadlines } from './order-deadlines.ts';
export { listStuck, type StuckOrder } from './list-stuck.ts';
export { listChannels, readChannel } from './read-channels.ts';
export { ORDER_TRANSITIONS } from './order-states.ts';
export { readOrderRecords } from './order-rows.ts';
export { findOrderId, readOrder } from './read-order.ts';
export { readCustomerEmails } from './order-customers.ts';
export { listOrderLines } from './list-order-lines.ts';
export { readNormalDay, readOverview, readToday, type OrdersOverview } from './read-overview.ts';
export { readOrderStates } from './read-order-states.ts';
export { readNotes } from './read-notes.ts';
export { readOrderEvents } from './read-order-events.ts';
export { readTimeline } from './read-timeline.ts';
export { readWithheld } from './read-withheld.ts';
export { replayDecisions, type ReplayOptions } from './replay-decisions.ts';
export { createSearchIndexer, type SearchIndexer } from './search-indexer.ts';
export { listOrders, type NarrowedOrders } from './search-orders.ts';
export { MATCHES_MAX as SEARCH_MATCHES_MAX } from './search-plan.ts';

export { createPaymentTasks, signatureOf } from './payment-tasks.ts';
export { addExposure, exposureOf, listAccounts } from './accounts.ts';
export { giftCardHash, orderToPlace } from './gift-cards.ts';
export {
  listGiftCards,
  listPaymentProviders,
  readPayments,
  readPaymentProvider,
} from './read-payments.ts';

/** The kinds of automatic choices that this room takes, besides sourcing. */
export const ORDERS_DECISIONS = [PAYMENT_STEPS, PICK_UP] as readonly DecisionKind<never, unknown>[];

/** The lower rooms that orders read from. */
export interface OrdersNeeds {
  readonly catalogue: FactSource<CatalogueFacts>;
  readonly rules: FactSource<RulesFacts>;
  readonly stock: FactSource<StockFacts>;
  readonly lots: FactSource<LotFacts>;
  readonly reservations: FactSource<ReservationFacts>;
}

/** The orders room: its facts, in the two groups that load before and after stock, and its commands. */
export function createOrders(needs: OrdersNeeds) {
  const providers = createRecordSource<PaymentProvider>(paymentProviders);
  const channels = createChannelSource();
  const giftCards = createRecordSource<GiftCard>(giftCardTable);
  const accounts = createRecordSource<Account>(accountTable);
  const bulks = createRecordSource<BulkChange>(bulkChanges);
  const orders = createOrderSource({ ...needs, channels, giftCards, accounts });
  const claims = createClaimSource(needs.stock);
  const points = new PointsDoor();
  const sources: OrderSources = { ...needs, channels, orders, claims, giftCards, accounts, points };
  return {
    sources,
    leadingSources: [
      bulks,
      providers,
      channels,
      orders,
      giftCards,
      accounts,
    ] as FactSource<unknown>[],
    trailingSources: [claims] as FactSource<unknown>[],
    handlers: [
      putChannelHandler(channels, providers),
      putPaymentProviderHandler(providers),
      issueGiftCardHandler(giftCards),
      putAccountHandler(accounts),
      refundOrderHandler(sources),
      retryPaymentHandler(sources),
      placeOrderHandler(sources),
      holdOrderHandler(sources),
      releaseHoldHandler(sources),
      recordPaymentHandler(sources),
      sourceOrderHandler(sources),
      sourceAgainHandler(sources),
      noteOrderHandler(sources),
      meetDeadlineHandler(sources),
      takeBackHandler(sources),
      ...bulkChangeHandlers(bulks),
    ] as CommandHandler<never>[],
    /** Changes of what no location has. A room above that asks locations has these kinds itself. */
    changeHandlers: [
      amendOrderHandler(sources),
      cancelOrderHandler(sources),
    ] as CommandHandler<never>[],
  };
}
