import type { Instant } from '../../kernel/clock.ts';
import type { FulfilmentState } from '../../../contracts/fulfilment.ts';
import type { CatalogueFacts } from '../inventory/index.ts';
import type { LineQuantity, OrderRecord, ReleasedShipment } from '../orders/index.ts';
import type { Carton } from './decide-cartons.ts';
import type { Triple } from './fill-box.ts';
import { assertMove } from './fulfilment-states.ts';

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
  /** What was picked where the SKU is kept by lot or serial number. */
  readonly lots?: readonly PickedLot[];
}

/** Units of one lot, or with serial numbers. */
export interface PickedLot {
  readonly lot: string | null;
  readonly serials: readonly string[];
  readonly quantity: number;
}

/** A closed carton. */
export interface PackedCarton {
  readonly number: number;
  readonly sscc: string;
  /** Code of the box; null: in its own packaging. */
  readonly box: string | null;
  readonly weightGrams: number;
  readonly outerMillimetres: Triple | null;
  readonly lines: readonly LineQuantity[];
}

/** A released shipment of an order, as its location works on it. */
export interface FulfilmentOrder {
  /** Order number and number of the shipment: 100001-2. */
  readonly id: string;
  readonly version: number;
  readonly orderId: number;
  readonly number: number;
  readonly locationId: number;
  readonly location: string;
  readonly state: FulfilmentState;
  readonly priority: number;
  /** The service that sourcing planned with. */
  readonly service: string;
  readonly shipBy: Instant;
  readonly deliverBy: Instant;
  readonly waveId: string | null;
  readonly lines: readonly FulfilmentLine[];
  /** What the packing desk was told to use; null before everything was picked. */
  readonly cartons: readonly Carton[] | null;
  /** The closed cartons; null before packing. */
  readonly parcels: readonly PackedCarton[] | null;
  /** What a customer must say who collects it; null for what a carrier takes, and before it is packed. */
  readonly pickUpCode: string | null;
  readonly shipmentsBooked: number;
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
    location: catalogue.locationById(shipment.locationId).code,
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
    cartons: null,
    parcels: null,
    pickUpCode: null,
    shipmentsBooked: 0,
    releasedAt: now,
    stateSince: now,
  };
}

/** The fulfilment order in another state, since now. */
export function inState(
  order: FulfilmentOrder,
  state: FulfilmentState,
  now: Instant,
): FulfilmentOrder {
  assertMove(order.state, state);
  return order.state === state ? order : { ...order, state, stateSince: now };
}

/** The fulfilment order with each line changed by the quantity that is named for it. */
export function onLines(
  order: FulfilmentOrder,
  quantities: readonly LineQuantity[],
  change: (line: FulfilmentLine, quantity: number) => FulfilmentLine,
): FulfilmentOrder {
  const wanted = sumByLine(quantities);
  return {
    ...order,
    lines: order.lines.map((line) => {
      const quantity = wanted.get(line.lineNumber) ?? 0;
      return quantity === 0 ? line : change(line, quantity);
    }),
  };
}

/** Quantities of each line together. */
export function sumByLine(quantities: readonly LineQuantity[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { lineNumber, quantity } of quantities) {
    sums.set(lineNumber, (sums.get(lineNumber) ?? 0) + quantity);
  }
  return sums;
}

/** Units that are still wanted, picked and so on, altogether. */
export function unitsOf(
  order: Pick<FulfilmentOrder, 'lines'>,
  field: 'quantity' | 'picked' | 'packed' | 'shipped',
): number {
  return order.lines.reduce((sum, line) => sum + line[field], 0);
}

/** True when everything that is wanted has been picked. */
export function isPicked(order: Pick<FulfilmentOrder, 'lines'>): boolean {
  return order.lines.every(({ quantity, picked }) => picked === quantity);
}

/** True while the location still works on it. */
export function isAtLocation({ state }: Pick<FulfilmentOrder, 'state'>): boolean {
  return state !== 'shipped' && state !== 'delivered' && state !== 'cancelled';
}
