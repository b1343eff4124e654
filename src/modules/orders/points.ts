import type { Refusal } from '../../hub/index.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { SourcingSaid } from '../sourcing/index.ts';
import type { Tender } from '../../../contracts/payments.ts';
import type { OrderDraft, OrderRecord } from './order-record.ts';
import type { Priced } from './price-order.ts';

/** Takes part in the placing of one order, step by step. Keeps nothing before the order is `placed`. */
export interface Placing {
  /** The lines and charges that the order is to have. `draft` has what was asked, and no plan. */
  price(draft: OrderDraft): Priced;
  /** The order as it is to be placed, perhaps held or marked; or why it is not. */
  validate(draft: OrderDraft): OrderDraft | Refusal;
  placed(order: OrderRecord): void;
}

/** Goods that are asked to come back, before anybody has said whether they may. */
export interface ReturnAsked {
  /** What they cost. */
  readonly valueMinor: MinorUnits;
  readonly reasons: readonly string[];
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  /** Why the rules would have a person judge it; empty: they approve it. */
  readonly asks: readonly string[];
}

/** What a flow says of a return. */
export interface ReturnSaid {
  readonly verdict: 'approve' | 'ask' | 'reject';
  readonly reason: string;
  /** flow/CODE. */
  readonly by: string;
}

/** A payment that somebody tells, before it counts. */
export interface PaymentAsked {
  readonly kind: 'authorised' | 'captured';
  readonly amountMinor: MinorUnits;
  readonly tender: Tender | undefined;
}

/** What follows from a payment that counts. */
export interface PaymentSaid {
  /** Called once it is recorded. */
  recorded(): void;
}

/** An exception that opens for an order. */
export interface ExceptionAsked {
  readonly kind: string;
  readonly severity: number;
  readonly location: string | null;
}

/** What flows say of an exception; null: it stays as the rules have it. */
export interface ExceptionSaid {
  readonly owner: string | null;
  readonly severity: number | null;
  readonly dueMinutes: number | null;
  /** Who closes it at once, and why. */
  readonly closed: { readonly by: string; readonly reason: string } | null;
}

/** What a location has packed, before it gets a label. */
export interface PackedAsked {
  readonly location: string;
  /** The service that was planned. */
  readonly service: string;
  readonly parcels: number;
  readonly weightGrams: number;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

/** What a flow says of where an order is to come from, and when. */
export interface PlanSaid extends Omit<SourcingSaid, 'locationId'> {
  /** Null: of all locations; `isOthers`: of all but those. */
  readonly locations: { readonly codes: readonly string[]; readonly isOthers: boolean } | null;
}

/** Takes part in the planning of one order. Keeps nothing before the plan is `kept`. */
export interface Planning {
  said(): readonly PlanSaid[];
  /** The plan is carried out. */
  kept(): void;
}
