import type { Instant } from '../../kernel/clock.ts';
import type {
  ProofOfDelivery,
  ShipmentState,
  TrackingKind,
} from '../../../contracts/fulfilment.ts';
import type { Address } from '../../../contracts/shared.ts';
import type { PickedLot } from './fulfilment-order.ts';
import type { Triple } from './fill-box.ts';

/** One carton on its way. */
export interface Parcel {
  readonly number: number;
  /** Null for what a location has sent with labels of its own. */
  readonly sscc: string | null;
  readonly trackingNumber: string;
  readonly box: string | null;
  readonly weightGrams: number;
  readonly outerMillimetres: Triple | null;
  readonly lines: readonly ParcelLine[];
}

/** What is in a carton. */
export interface ParcelLine {
  readonly lineNumber: number;
  readonly sku: string;
  readonly quantity: number;
  readonly lots?: readonly PickedLot[];
}

/** What a carrier has told. */
export interface TrackingEvent {
  readonly reference: string;
  readonly kind: TrackingKind;
  readonly occurredAt: Instant;
  readonly place: string | null;
  readonly note: string | null;
}

/** Goods of one fulfilment order on their way with one carrier. */
export interface Shipment {
  /** Fulfilment order and a number: 100001-2-S1. */
  readonly id: string;
  readonly version: number;
  readonly fulfilmentOrderId: string;
  readonly orderId: number;
  readonly locationId: number;
  readonly location: string;
  readonly state: ShipmentState;
  readonly carrier: string;
  readonly service: string;
  readonly trackingNumber: string;
  readonly carrierReference: string | null;
  readonly costMinor: number;
  readonly currency: string;
  readonly shipFrom: Address;
  readonly shipTo: Address;
  readonly parcels: readonly Parcel[];
  readonly manifestId: string | null;
  readonly deliverBy: Instant;
  readonly tracking: readonly TrackingEvent[];
  readonly proofOfDelivery: ProofOfDelivery | null;
  readonly bookedAt: Instant;
  readonly shippedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly stateSince: Instant;
}
