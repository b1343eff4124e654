import type { Pool } from 'pg';
import type { Instant } from '../../kernel/clock.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { OrderFulfilment } from '../../../contracts/fulfilment-answers.ts';
import type { Order } from '../../../contracts/orders.ts';
import type { TrackedOrder } from '../../../contracts/tracking.ts';
import { readOrderFulfilment } from '../fulfilment/index.ts';
import { readLocation, type Answer } from '../inventory/index.ts';
import { readChannel, readOrder, readOrderEvents } from '../orders/index.ts';
import { listReturns } from '../returns/index.ts';
import { promisesOf, situationOf, stepsOf, type TrackedEvent } from './track-order.ts';
import * as sql from './tracked-order.sql.ts';

/** Returns that are shown of one order, the newest. */
const RETURNS_SHOWN_MAX = 20;

/** An order as its customer sees it, read together from all rooms that know something about it. */
export async function readTrackedOrder(
  pool: Pool,
  orderId: number,
  now: Instant,
): Promise<Answer<TrackedOrder>> {
  const found = await readOrder(pool, orderId);
  if (found.kind === 'refused') return found;
  const order = found.value;
  const [channel, fulfilment, events, names, returns] = await Promise.all([
    readChannel(pool, order.channel),
    readOrderFulfilment(pool, orderId, now),
    readOrderEvents(pool, orderId),
    readNames(pool, order),
    listReturns(pool, { orderId, state: null }, { cursor: null, limit: RETURNS_SHOWN_MAX }, now),
  ]);
  if (channel.kind === 'refused') return channel;
  if (returns.kind === 'refused') return returns;
  const { timeZone } = channel.value;
  const shipments = fulfilment.shipments.filter(({ state }) => state !== 'voided');
  const parcels = shipments
    .flatMap((shipment) => shipment.parcels.map((parcel) => ({ shipment, parcel })))
    .map((each, index) => ({ ...each, number: index + 1 }));
  const pickUp = await readPickUp(pool, fulfilment, events);
  const situation = situationOf(order, shipments, pickUp !== null);
  const { shipTo } = order;
  return {
    kind: 'found',
    value: {
      externalId: order.externalId,
      shop: { name: channel.value.name, names: channel.value.names },
      situation,
      isPickUp: order.kind === 'pick_up',
      paymentState: order.paymentState,
      placedAt: order.placedAt,
      ...promisesOf({ order, shipments, events, situation, timeZone, now }),
      deliveredAt: lastDelivery(events),
      destination: {
        city: shipTo.city ?? null,
        regionCode: shipTo.regionCode ?? null,
        countryCode: shipTo.countryCode,
      },
      items: order.lines.map((line) => ({
        lineNumber: line.lineNumber,
        ...(names.get(line.sku) ?? { name: line.sku, names: {} }),
        quantity: line.quantity,
        cancelledQuantity: line.cancelledQuantity,
        shippedQuantity: line.shippedQuantity,
        deliveredQuantity: line.deliveredQuantity,
        returnedQuantity: line.returnedQuantity,
        bundleLine: line.bundleLine ?? null,
      })),
      parcels: parcels.map(({ number, shipment, parcel }) => ({
        number,
        state: shipment.state,
        carrier: shipment.carrier,
        trackingNumber: parcel.trackingNumber,
        lines: parcel.lines.map(({ lineNumber, quantity }) => ({ lineNumber, quantity })),
        shippedAt: shipment.shippedAt,
        deliverBy: shipment.deliverBy,
        deliveredAt: shipment.deliveredAt,
        signedBy: shipment.proofOfDelivery?.signedBy ?? null,
      })),
      remaining: order.shipments
        .filter(
          ({ fulfilmentOrder }) =>
            !shipments.some((sent) => sent.fulfilmentOrder === fulfilmentOrder),
        )
        .map(({ lines, deliverBy, waitsUntil }) => ({
          lines,
          deliverBy,
          waitsUntil: waitsUntil ?? null,
        })),
      pickUp,
      returns: returns.value.items.map(({ state, lines, requestedAt, stateSince }) => ({
        state,
        lines: lines.map(({ lineNumber, quantity }) => ({ lineNumber, quantity })),
        requestedAt,
        stateSince,
      })),
      history: stepsOf(events, parcels, timeZone),
    },
  };
}

async function readNames(
  pool: Pool,
  { lines }: Order,
): Promise<ReadonlyMap<string, Pick<TrackedOrder['shop'], 'name' | 'names'>>> {
  const rows = await runStatement<{ code: string; name: string; names: Record<string, string> }>(
    pool,
    sql.readSkuNames,
    [[...new Set(lines.map(({ sku }) => sku))]],
  );
  return new Map(rows.map(({ code, name, names }) => [code, { name, names }]));
}

/** Where and with which code its customer collects what is packed; null while nothing is. */
async function readPickUp(
  pool: Pool,
  { fulfilmentOrders }: OrderFulfilment,
  events: readonly TrackedEvent[],
): Promise<TrackedOrder['pickUp']> {
  const ready = fulfilmentOrders.find(({ isPickUp, state }) => isPickUp && state === 'packed');
  if (ready === undefined) return null;
  const told = events.findLast(
    ({ type, data }) =>
      type === 'fulfilment.ready_for_pick_up' && data['fulfilmentOrder'] === ready.id,
  );
  const location = await readLocation(pool, ready.location);
  if (told === undefined || location.kind === 'refused') return null;
  const { pickUpCode, collectBy } = told.data as { pickUpCode: string; collectBy: string | null };
  const { name, names, address } = location.value;
  return { name, names, address, pickUpCode, collectBy };
}

/** When the last part came; null until all has. */
function lastDelivery(events: readonly TrackedEvent[]): string | null {
  const delivered = events.findLast(({ data }) => {
    const { milestones } = data as { milestones?: readonly string[] };
    return milestones?.includes('delivered') === true;
  });
  return delivered?.occurredAt ?? null;
}
