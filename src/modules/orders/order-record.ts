import type { Day } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { Address } from '../../../contracts/shared.ts';
import type { OrderState, PaymentState, PlaceOrder } from '../../../contracts/orders.ts';
import type { OrderKind } from '../../../contracts/order-kinds.ts';
import type { PaymentKind, Tender } from '../../../contracts/payments.ts';
import type { PlannedShipment } from '../sourcing/index.ts';

/** A planned shipment as orders.order_header keeps it: no line of sourcing's costs, those stand in the decision. */
export interface StoredShipment {
  readonly locationId: number;
  readonly service: string;
  readonly lines: readonly (readonly [lineNumber: number, quantity: number])[];
  readonly waitsFor: 'incoming' | 'lead_time' | 'release_date' | null;
  readonly waitsUntil: Instant | null;
  readonly shipDay: Day;
  readonly shipAt: Instant;
  readonly deliverFrom: Instant;
  readonly deliverBy: Instant;
  readonly costMinor: MinorUnits;
  readonly carbonGrams: number;
  /** Once its location has it. What was shipped of it is not in `lines` any more. */
  readonly release?: ShipmentRelease;
}

/** A shipment that its location has. */
export interface ShipmentRelease {
  /** Unique within the order, from 1; order 100001 and number 2 make fulfilment order 100001-2. */
  readonly number: number;
  readonly stage: 'released' | 'picking' | 'packed';
}

/** What sourcing planned, as it is kept. */
export function storedShipmentOf(planned: PlannedShipment): StoredShipment {
  const { cost } = planned;
  return {
    locationId: planned.locationId,
    service: planned.service,
    lines: planned.lines.map(({ lineNumber, quantity }) => [lineNumber, quantity] as const),
    waitsFor: planned.waitsFor,
    waitsUntil: planned.waitsUntil,
    shipDay: planned.shipDay,
    shipAt: planned.shipAt,
    deliverFrom: planned.deliverFrom,
    deliverBy: planned.deliverBy,
    costMinor:
      cost.shippingMinor +
      cost.handlingMinor +
      cost.latenessMinor +
      cost.carbonMinor +
      cost.stockMinor,
    carbonGrams: planned.carbonGrams,
  };
}

export interface OrderLine {
  readonly lineNumber: number;
  readonly skuId: number;
  readonly quantity: number;
  readonly cancelledQuantity: number;
  readonly shippedQuantity: number;
  readonly deliveredQuantity: number;
  readonly returnedQuantity: number;
  readonly unitPriceMinor: MinorUnits;
  readonly discountMinor: MinorUnits;
  readonly taxMinor: MinorUnits;
  readonly attributes: Readonly<Record<string, unknown>> | null;
}

export interface StoredHold {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly owner: string | null;
  readonly placedAt: Instant;
  readonly placedBy: string;
  readonly dueAt: Instant | null;
  /** When its due time passed and was told; it is told once. */
  readonly overdueAt: Instant | null;
  readonly releasedAt: Instant | null;
  readonly releasedBy: string | null;
}

/** What no statement filters by. */
export interface OrderDetails {
  readonly charges: NonNullable<PlaceOrder['charges']>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly note: string | null;
  /** Charges that a cancellation of the whole order took off. */
  readonly cancelledCharges?: NonNullable<PlaceOrder['charges']>;
  /** From when the channel's payment deadline counts: taken in, or last amended beyond what was paid. */
  readonly unpaidSince: Instant;
  readonly split: 'allow' | 'never';
  readonly backorder: 'allow' | 'refuse';
  /** How many shipments were given a number; the next one gets one more. */
  readonly shipmentsReleased?: number;
  /** Money that is owed back: for goods that came back, for a disappointment. Absent: none. */
  readonly credits?: readonly Credit[];
  /** What goods that came back were worth for which others are sent: it is not owed in money. Absent: nothing. */
  readonly exchangedMinor?: MinorUnits;
  /** Units that are announced to come back and have not been received. */
  readonly returningQuantity?: number;
  /** When the last unit was handed over. */
  readonly deliveredAt?: Instant;
  readonly closedAt?: Instant;
  /** What a provider was asked for and has not done; absent: nothing. */
  readonly paymentOperations?: readonly PaymentOperation[];
  /** How many operations were asked for; the next one gets one more. */
  readonly paymentOperationsMade?: number;
  /** Absent: standard. */
  readonly kind?: Exclude<OrderKind, 'standard'>;
  readonly preorder?: PreorderTerms;
  readonly business?: BusinessTerms;
  readonly pickUp?: PickUpTerms;
  /** Which lines are bundles, and which their components; absent: none. */
  readonly bundles?: readonly OrderBundle[];
  /** The return whose goods this order replaces. */
  readonly exchangeFor?: { readonly orderId: number; readonly returnId: string };
  /** Who has stopped it at the release gate before: whoever lifts that hold answers for all of them. */
  readonly gatesPassed?: readonly string[];
  /** What stays due although it was cancelled: a deposit that is kept. */
  readonly keptMinor?: MinorUnits;
}

/** A line of a bundle, with the lines of its components. */
export interface OrderBundle {
  readonly lineNumber: number;
  readonly children: readonly {
    readonly lineNumber: number;
    readonly quantityEach: number;
    /** What one unit was worth as it was ordered; absent in orders of before that was kept. */
    readonly worthMinor?: MinorUnits;
  }[];
}

/** A preorder: a deposit first, the rest once its goods are ready. */
export interface PreorderTerms {
  readonly depositMinor: MinorUnits;
  readonly finalPaymentDays: number;
  readonly unpaidDeposit: 'kept' | 'refunded';
  /** Since when nothing of it waits any more; absent: something does. */
  readonly readySince?: Instant;
}

/** An order of a business customer, who pays after delivery. */
export interface BusinessTerms {
  readonly account: string;
  readonly netDays: number;
  readonly purchaseOrderNumber?: string;
  /** Once everything has left. */
  readonly invoiceDueAt?: Instant;
  /** When the due time passed unpaid and was told; it is told once. */
  readonly overdueAt?: Instant;
}

/** An order that its customer picks up. */
export interface PickUpTerms {
  readonly locationId: number;
  /** Absent in orders of before there was such a time: 7. */
  readonly collectWithinDays?: number;
  /** Shipments, by number, that lie ready in the store, and until when; absent: none. */
  readonly ready?: readonly { readonly number: number; readonly collectBy: Instant }[];
}

/** Something that a provider is asked to do with money of an order. */
export interface PaymentOperation {
  /** Unique in the program; with the attempt it is the idempotency key towards the provider. */
  readonly id: string;
  readonly kind: 'authorise' | 'capture' | 'void' | 'refund';
  readonly tender: Tender;
  /** The authorisation or capture that it is about. */
  readonly of: string;
  readonly amountMinor: MinorUnits;
  readonly requestedAt: Instant;
  /** Counts from 1; one more each time a person lets it be tried again. */
  readonly attempt: number;
  readonly state: 'requested' | 'failed';
}

/** Money that is owed back to the customer, whatever was paid. The same reference counts once. */
export interface Credit {
  readonly reference: string;
  readonly kind: 'return' | 'appeasement' | 'charge';
  readonly amountMinor: MinorUnits;
  readonly creditedAt: Instant;
}

/** What is owed back altogether, in minor units. */
export function creditedOf({ credits }: Pick<OrderDetails, 'credits'>): MinorUnits {
  return (credits ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** A payment fact of an order. */
export interface Payment {
  readonly reference: string;
  readonly kind: PaymentKind;
  readonly amountMinor: MinorUnits;
  readonly occurredAt: Instant;
  /** Absent: card. */
  readonly tender?: Tender;
  /** The authorisation that it settles; absent: the one of its own reference. */
  readonly authorisation?: string;
  /** The capture that it takes back; absent: the one of its own reference, else the latest. */
  readonly capture?: string;
  /** Until when an authorisation may be captured. */
  readonly expiresAt?: Instant;
}

/** A quantity that waits for stock, with the supply that is pledged to it. */
export interface WaitingLine {
  readonly lineNumber: number;
  readonly skuId: number;
  readonly locationId: number;
  readonly quantity: number;
  readonly waitsFor: 'incoming' | 'lead_time' | 'release_date';
  readonly incomingId: string | null;
  readonly expectedAt: Instant;
}

/** An order as decisions see it. Decisions make a new one; nobody changes a record in place. */
export interface OrderRecord {
  readonly id: number;
  readonly channelId: number;
  readonly externalId: string;
  readonly requestHash: Buffer;
  readonly version: number;
  readonly state: OrderState;
  readonly paymentState: PaymentState;
  /** Of what does not wait: soft until paid and free of holds, hard afterwards. */
  readonly stockState: 'none' | 'reserved' | 'allocated';
  readonly currency: string;
  readonly goodsMinor: MinorUnits;
  readonly discountMinor: MinorUnits;
  readonly taxMinor: MinorUnits;
  readonly chargesMinor: MinorUnits;
  readonly totalMinor: MinorUnits;
  readonly paidMinor: MinorUnits;
  readonly priority: number;
  readonly placedAt: Instant;
  readonly recordedAt: Instant;
  readonly wantedBy: Instant | null;
  readonly promisedAt: Instant | null;
  readonly nextDeadlineAt: Instant | null;
  readonly customer: PlaceOrder['customer'];
  readonly shipTo: Address;
  readonly details: OrderDetails;
  readonly shipments: readonly StoredShipment[];
  readonly holds: readonly StoredHold[];
  readonly lines: readonly OrderLine[];
  readonly payments: readonly Payment[];
  readonly waiting: readonly WaitingLine[];
}

/** A decision's draft of an order: everything but what follows from the rest. */
export type OrderDraft = Omit<
  OrderRecord,
  'state' | 'paymentState' | 'stockState' | 'paidMinor' | 'nextDeadlineAt'
>;

/** What of an order's total could still go back: neither credited nor exchanged for other goods. */
export function leftToGiveBack({
  totalMinor,
  details,
}: Pick<OrderRecord, 'totalMinor' | 'details'>): MinorUnits {
  return totalMinor - creditedOf(details) - (details.exchangedMinor ?? 0);
}
