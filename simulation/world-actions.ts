import type { Instant } from '../src/kernel/clock.ts';
import type {
  AdjustStock,
  AnnounceSupply,
  CloseSupply,
  ReceiveStock,
  ReceiveTransfer,
  ReserveStock,
  TransferStock,
} from '../contracts/inventory.ts';
import type {
  AmendOrder,
  CancelOrder,
  HoldOrder,
  PlaceOrder,
  ReleaseHold,
} from '../contracts/orders.ts';
import type { PutAllotment } from '../contracts/inventory-allotments.ts';
import type { BlockLot } from '../contracts/inventory-lots.ts';
import type { IssueGiftCard } from '../contracts/payments.ts';
import type { AppeaseOrder } from '../contracts/returns.ts';
import type { SourcingWeightsBody } from '../contracts/sourcing.ts';

/** An order as the world names it; its number is only known from the answer. */
export interface OrderTarget {
  readonly channel: string;
  readonly externalId: string;
}

/** What the payment provider says. */
export interface PaymentNews {
  readonly kind: 'authorised' | 'captured' | 'failed' | 'refunded';
  readonly reference: string;
  /** Null: whatever is open by then. */
  readonly amountMinor: number | null;
}

/** A gift card as it is issued, with what is kept of the code that its holder knows. */
export interface NewGiftCard extends IssueGiftCard {
  readonly secretHash: string;
  readonly ending: string;
}

/** What someone in the world does, apart from when and under which key. */
export type Deed =
  | { readonly kind: 'place_order'; readonly body: PlaceOrder }
  | { readonly kind: 'record_payment'; readonly target: OrderTarget; readonly body: PaymentNews }
  | { readonly kind: 'cancel_order'; readonly target: OrderTarget; readonly body: CancelOrder }
  | { readonly kind: 'amend_order'; readonly target: OrderTarget; readonly body: AmendOrder }
  | { readonly kind: 'hold_order'; readonly target: OrderTarget; readonly body: HoldOrder }
  /** Releases the hold that was placed last. */
  | { readonly kind: 'release_hold'; readonly target: OrderTarget; readonly body: ReleaseHold }
  | { readonly kind: 'release_order'; readonly target: OrderTarget; readonly body: object }
  | { readonly kind: 'receive_stock'; readonly body: ReceiveStock }
  | { readonly kind: 'adjust_stock'; readonly body: AdjustStock }
  | { readonly kind: 'announce_supply'; readonly body: AnnounceSupply }
  | { readonly kind: 'close_supply'; readonly body: CloseSupply }
  | { readonly kind: 'transfer_stock'; readonly body: TransferStock }
  | { readonly kind: 'receive_transfer'; readonly body: ReceiveTransfer }
  | { readonly kind: 'reserve_stock'; readonly body: ReserveStock }
  | { readonly kind: 'quarantine_lot'; readonly body: BlockLot }
  | { readonly kind: 'release_lot'; readonly body: BlockLot }
  | { readonly kind: 'put_allotment'; readonly body: PutAllotment }
  | { readonly kind: 'issue_gift_card'; readonly body: NewGiftCard }
  | { readonly kind: 'put_weights'; readonly body: SourcingWeightsBody }
  | { readonly kind: 'appease_order'; readonly target: OrderTarget; readonly body: AppeaseOrder }
  | Errand;

/**
 * Work whose commands follow from what there is to do: the world says who begins when and with which
 * luck, and never hears what they found (`errands.ts` carries it out).
 */
export type Errand =
  | { readonly kind: 'work_at_locations'; readonly luck: number }
  | { readonly kind: 'collect_parcels'; readonly luck: number }
  | { readonly kind: 'carry_parcels'; readonly luck: number }
  | { readonly kind: 'handle_returns'; readonly luck: number }
  | { readonly kind: 'mind_exceptions'; readonly luck: number }
  | { readonly kind: 'compare_stock'; readonly luck: number }
  | { readonly kind: 'count_shelves'; readonly luck: number }
  | { readonly kind: 'answer_purchases'; readonly luck: number }
  | { readonly kind: 'collect_pick_ups'; readonly luck: number }
  | { readonly kind: 'ask_to_return'; readonly luck: number; readonly of: OrderTarget };

/** A deed at its time. The key is the same whenever the same seed does the same. */
export type Action = Deed & { readonly at: Instant; readonly key: string };

/** Which deeds are about an order that must have been placed before. */
export type OrderDeed = Extract<Deed, { readonly target: OrderTarget }>;

/** All kinds of such work. */
export const ERRANDS: ReadonlySet<string> = new Set<Errand['kind']>([
  'work_at_locations',
  'collect_parcels',
  'carry_parcels',
  'handle_returns',
  'mind_exceptions',
  'compare_stock',
  'count_shelves',
  'ask_to_return',
  'answer_purchases',
  'collect_pick_ups',
]);

/** True for work whose commands follow from what there is to do. */
export function isErrand<Begun extends Deed>(deed: Begun): deed is Begun & Errand {
  return ERRANDS.has(deed.kind);
}
