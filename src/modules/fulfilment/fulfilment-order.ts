import type { Instant } from '../../kernel/clock.ts';
import type { CatalogueFacts } from '../inventory/index.ts';
import type { OrderRecord, ReleasedShipment } from '../orders/index.ts';

/** Where a fulfilment order stands. */
export type FulfilmentState =
  | 'open'
  | 'waved'
  | 'picking'
  | 'picked'
  | 'packed'
  | 'shipped'
  | 'delivered'
  | 'cancelled';

/** What a location has to send of one line of the order, and how far it is. */
export interface FulfilmentLine {
  readonly lineNumber: number;
  readonly skuId: number;
  readonly sku: string;
  /** Still wanted here: what was short or cancelled is not in it. */
  readonly quantity: number;
  readonly picked: number;
  readonly packed: number;
  readonly shipped: number;
}

/** A released shipment of an order, as its location works on it. */
export interface FulfilmentOrder {
  /** Order number and number of the shipment: 100001-2. */
  readonly id: string;
  readonly version: number;
  readonly orderId: number;
  readonly number: number;
  readonly locationId: number;
  readonly state: FulfilmentState;
  readonly priority: number;
  /** The service that sourcing planned with. */
  readonly service: string;
  readonly shipBy: Instant;
  readonly deliverBy: Instant;
  readonly waveId: string | null;
  readonly lines: readonly FulfilmentLine[];
  readonly releasedAt: Instant;
  readonly stateSince: Instant;
}

/** The work that a released shipment makes at its location. */
export function fulfilmentOrderOf(
  order: OrderRecord,
  shipment: ReleasedShipment,
  catalogue: CatalogueFacts,
  now: Instant,
): FulfilmentOrder {
  const skuOfLine = new Map(order.lines.map(({ lineNumber, skuId }) => [lineNumber, skuId]));
  return {
    id: `${order.id}-${shipment.release.number}`,
    version: 1,
    orderId: order.id,
    number: shipment.release.number,
    locationId: shipment.locationId,
    state: 'open',
    priority: order.priority,
    service: shipment.service,
    shipBy: shipment.shipAt,
    deliverBy: shipment.deliverBy,
    waveId: null,
    lines: shipment.lines.map(([lineNumber, quantity]) => {
      const skuId = skuOfLine.get(lineNumber) as number;
      const sku = catalogue.skuById(skuId).code;
      return { lineNumber, skuId, sku, quantity, picked: 0, packed: 0, shipped: 0 };
    }),
    releasedAt: now,
    stateSince: now,
  };
}
