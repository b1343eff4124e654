import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type {
  Credit,
  OrderLine,
  OrderRecord,
  ShipmentRelease,
  StoredShipment,
} from './order-record.ts';
import type { Progress } from './order-states.ts';

/** The part of an order that its way through the locations changes. */
type OnItsWay = Pick<OrderRecord, 'lines' | 'shipments' | 'waiting' | 'details'>;

/** A quantity of a line of the order. */
export interface LineQuantity {
  readonly lineNumber: number;
  readonly quantity: number;
}

/** A shipment with the number under which its location has it. */
export type ReleasedShipment = StoredShipment & { readonly release: ShipmentRelease };

/** How far the least advanced part of an order is; null while no location has anything of it. */
export function progressOf({ lines, shipments, details }: OnItsWay): Progress | null {
  const shipped = sumOf(lines, ({ shippedQuantity }) => shippedQuantity);
  const stages = new Set(shipments.map(({ release }) => release?.stage ?? 'planned'));
  if (shipped === 0 && !shipments.some(isReleased)) return null;
  if (stages.size > 0) {
    if (stages.size === 1 && stages.has('packed')) return 'packed';
    return shipped > 0 || stages.has('picking') || stages.has('packed') ? 'picking' : 'released';
  }
  const returned = sumOf(lines, ({ returnedQuantity }) => returnedQuantity);
  if ((details.returningQuantity ?? 0) > 0) return 'returning';
  if (details.closedAt !== undefined) return 'closed';
  if (returned === shipped) return 'returned';
  const onTheWay = sumOf(lines, (line) => line.shippedQuantity - line.deliveredQuantity);
  return onTheWay > 0 ? 'shipped' : 'delivered';
}

function sumOf(lines: readonly OrderLine[], quantityOf: (line: OrderLine) => number): number {
  return lines.reduce((sum, line) => sum + quantityOf(line), 0);
}

function isReleased(shipment: StoredShipment): shipment is ReleasedShipment {
  return shipment.release !== undefined;
}

/** The shipment under a number; undefined when nothing of it is left to ship. */
export function releasedShipment(
  { shipments }: Pick<OrderRecord, 'shipments'>,
  number: number,
): ReleasedShipment | undefined {
  return shipments.filter(isReleased).find(({ release }) => release.number === number);
}

/** Gives a number to every planned shipment that waits for nothing: its location has it from then on. */
export function releasePlanned<Order extends OnItsWay>(
  order: Order,
): { readonly order: Order; readonly released: readonly ReleasedShipment[] } {
  let number = order.details.shipmentsReleased ?? 0;
  const released: ReleasedShipment[] = [];
  const shipments = order.shipments.map((shipment) => {
    if (isReleased(shipment) || shipment.waitsFor !== null) return shipment;
    number += 1;
    const given: ReleasedShipment = { ...shipment, release: { number, stage: 'released' } };
    released.push(given);
    return given;
  });
  const details = { ...order.details, shipmentsReleased: number };
  return { order: { ...order, shipments, details }, released };
}

/** Notes how far the location is with a shipment. */
export function advanceShipment<Order extends OnItsWay>(
  order: Order,
  number: number,
  stage: ShipmentRelease['stage'],
): Order {
  return {
    ...order,
    shipments: order.shipments.map((shipment) =>
      shipment.release?.number === number ? { ...shipment, release: { number, stage } } : shipment,
    ),
  };
}

/**
 * Takes quantities out of a shipment that a location has: they leave its plan. The caller says what
 * becomes of them: shipped, cancelled, planned anew. An empty shipment falls away.
 */
export function withdraw<Order extends OnItsWay>(
  order: Order,
  number: number,
  quantities: readonly LineQuantity[],
): Order {
  const shipment = releasedShipment(order, number);
  assert(shipment !== undefined, `shipment ${number} is still to ship`);
  const left = new Map(shipment.lines);
  for (const { lineNumber, quantity } of quantities) {
    const planned = left.get(lineNumber) ?? 0;
    assert(quantity >= 0 && quantity <= planned, `${quantity} of ${planned} units are withdrawn`);
    left.set(lineNumber, planned - quantity);
  }
  const lines = shipment.lines.flatMap(([lineNumber]) => {
    const quantity = left.get(lineNumber) ?? 0;
    return quantity > 0 ? [[lineNumber, quantity] as const] : [];
  });
  return {
    ...order,
    shipments: order.shipments.flatMap((candidate) =>
      candidate !== shipment ? [candidate] : lines.length === 0 ? [] : [{ ...shipment, lines }],
    ),
  };
}

/**
 * Takes a part out of a shipment that a location has into one of its own, with the next number: what leaves
 * before the rest.
 */
export function splitReleased<Order extends OnItsWay>(
  order: Order,
  number: number,
  quantities: readonly LineQuantity[],
): { readonly order: Order; readonly part: ReleasedShipment } {
  const whole = releasedShipment(order, number);
  assert(whole !== undefined, `shipment ${number} is still to ship`);
  const left = withdraw(order, number, quantities);
  assert(releasedShipment(left, number) !== undefined, 'a part leaves something behind');
  const next = (order.details.shipmentsReleased ?? 0) + 1;
  const part: ReleasedShipment = {
    ...whole,
    lines: quantities.map(({ lineNumber, quantity }) => [lineNumber, quantity] as const),
    release: { number: next, stage: whole.release.stage },
  };
  return {
    order: {
      ...left,
      shipments: [...left.shipments, part],
      details: { ...left.details, shipmentsReleased: next },
    },
    part,
  };
}

/** Goods of a released shipment leave the location for good. */
export function shipUnits<Order extends OnItsWay>(
  order: Order,
  number: number,
  quantities: readonly LineQuantity[],
): Order {
  return onLines(withdraw(order, number, quantities), quantities, (line, quantity) => ({
    ...line,
    shippedQuantity: line.shippedQuantity + quantity,
  }));
}

/** Shipped goods were handed over. */
export function deliverUnits<Order extends OnItsWay>(
  order: Order,
  quantities: readonly LineQuantity[],
  deliveredAt: Instant,
): Order {
  const after = onLines(order, quantities, (line, quantity) => ({
    ...line,
    deliveredQuantity: line.deliveredQuantity + quantity,
  }));
  return { ...after, details: { ...after.details, deliveredAt } };
}

/** Of units that a carrier has delivered, those that were not known to be: what came back counted then. */
export function notYetDelivered(
  { lines }: Pick<OrderRecord, 'lines'>,
  quantities: readonly LineQuantity[],
): LineQuantity[] {
  return quantities.flatMap(({ lineNumber, quantity }) => {
    const line = lines.find((candidate) => candidate.lineNumber === lineNumber);
    assert(line !== undefined, 'what was delivered is a line of the order');
    const news = Math.min(quantity, line.shippedQuantity - line.deliveredQuantity);
    return news > 0 ? [{ lineNumber, quantity: news }] : [];
  });
}

/** Announces (negative: calls off, or receives) units on their way back. */
export function expectBack<Order extends OnItsWay>(order: Order, units: number): Order {
  const { returningQuantity = 0, ...details } = order.details;
  const expected = returningQuantity + units;
  assert(expected >= 0, 'no more is received than was expected');
  return {
    ...order,
    details: expected === 0 ? details : { ...details, returningQuantity: expected },
  };
}

/** Goods have come back from the customer: they were handed over, whether that was told or not. */
export function returnUnits<Order extends OnItsWay>(
  order: Order,
  quantities: readonly LineQuantity[],
): Order {
  return onLines(order, quantities, (line, quantity) => ({
    ...line,
    returnedQuantity: line.returnedQuantity + quantity,
    deliveredQuantity: Math.max(line.deliveredQuantity, line.returnedQuantity + quantity),
  }));
}

/**
 * Goods have come back to us that were never handed over. They count as not shipped: the caller plans
 * them anew or cancels them.
 */
export function unshipUnits<Order extends OnItsWay>(
  order: Order,
  quantities: readonly LineQuantity[],
): Order {
  return onLines(order, quantities, (line, quantity) => ({
    ...line,
    shippedQuantity: line.shippedQuantity - quantity,
  }));
}

/** Owes money back. A reference that is known counts no second time. */
export function addCredit<Order extends OnItsWay>(order: Order, credit: Credit): Order {
  const credits = order.details.credits ?? [];
  if (credits.some(({ reference }) => reference === credit.reference)) return order;
  return { ...order, details: { ...order.details, credits: [...credits, credit] } };
}

function onLines<Order extends OnItsWay>(
  order: Order,
  quantities: readonly LineQuantity[],
  change: (line: OrderLine, quantity: number) => OrderLine,
): Order {
  const lines = order.lines.map((line) => {
    const quantity = quantities
      .filter(({ lineNumber }) => lineNumber === line.lineNumber)
      .reduce((sum, item) => sum + item.quantity, 0);
    if (quantity === 0) return line;
    const changed = change(line, quantity);
    assert(
      changed.shippedQuantity <= changed.quantity &&
        changed.deliveredQuantity <= changed.shippedQuantity &&
        changed.returnedQuantity <= changed.deliveredQuantity,
      `line ${line.lineNumber} goes no further than it was ordered`,
    );
    return changed;
  });
  return { ...order, lines };
}
