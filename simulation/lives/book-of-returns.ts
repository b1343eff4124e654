import type { OrderRecord } from '../../src/modules/orders/index.ts';
import type { FulfilmentOrder } from '../../src/modules/fulfilment/fulfilment-order.ts';
import type { GiftCard } from '../../src/modules/orders/gift-cards.ts';
import type { ReturnRecord } from '../../src/modules/returns/return-record.ts';

const EXPECTING = new Set(['approved', 'on_the_way', 'receiving']);

/** What is wrong between an order and what its locations have of it; null when both say the same. */
export function checkParts(order: OrderRecord, parts: readonly FulfilmentOrder[]): string | null {
  for (const part of parts) {
    const shipment = order.shipments.find(({ release }) => release?.number === part.number);
    const isHere = part.state !== 'shipped' && part.state !== 'delivered';
    for (const line of part.lines) {
      const { lineNumber, quantity, picked, packed, shipped } = line;
      const wanted = shipment?.lines.find(([number]) => number === lineNumber)?.[1] ?? 0;
      if (isHere && part.state !== 'cancelled' && wanted !== quantity)
        return `${part.id} has ${quantity} of line ${lineNumber}, the order plans ${wanted} there`;
      if (picked > quantity || packed > picked || shipped > quantity)
        return `${part.id} line ${lineNumber}: of ${quantity} are ${picked} picked, ${packed} packed, ${shipped} shipped`;
    }
  }
  const released = order.shipments.filter(({ release }) => release !== undefined);
  const missing = released.find(
    ({ release }) => !parts.some(({ number }) => number === release?.number),
  );
  return missing === undefined ? null : `no location has shipment ${missing.release?.number}`;
}

/** What is wrong between an order and its returns; null when goods and credits agree. */
export function checkReturns(order: OrderRecord, returns: readonly ReturnRecord[]): string | null {
  const back = new Map<number, number>();
  let expected = 0;
  let credited = 0;
  for (const record of returns) {
    for (const line of record.lines) {
      const { quantity, receivedQuantity, acceptedQuantity, rejectedQuantity, creditedMinor } =
        line;
      const known = line.restockedQuantity + line.refurbishingQuantity + line.scrappedQuantity;
      if (
        receivedQuantity > quantity ||
        acceptedQuantity + rejectedQuantity > receivedQuantity ||
        known !== acceptedQuantity ||
        line.settledQuantity > receivedQuantity - rejectedQuantity
      ) {
        return `return ${record.id} line ${line.lineNumber} does not add up: ${JSON.stringify(line)}`;
      }
      if (creditedMinor < 0) return `return ${record.id} credits ${creditedMinor}`;
      const units = receivedQuantity - rejectedQuantity;
      back.set(line.lineNumber, (back.get(line.lineNumber) ?? 0) + units);
      if (EXPECTING.has(record.state)) expected += quantity - receivedQuantity;
      credited += creditedMinor;
    }
  }
  const bundles = new Set(order.details.bundles?.map(({ lineNumber }) => lineNumber));
  for (const { lineNumber, returnedQuantity } of order.lines) {
    if (bundles.has(lineNumber)) continue;
    const units = back.get(lineNumber) ?? 0;
    if (units !== returnedQuantity)
      return `line ${lineNumber} has ${returnedQuantity} back, its returns ${units}`;
  }
  const { returningQuantity = 0, credits = [] } = order.details;
  if (returningQuantity !== expected)
    return `${returningQuantity} units are expected back, its returns expect ${expected}`;
  const ofReturns = credits
    .filter(({ kind }) => kind === 'return')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  // A discount of the whole order is a charge below zero, and goes back with the goods.
  return credited <= ofReturns - Math.min(0, order.chargesMinor)
    ? null
    : `its returns have credited ${credited}, the order ${ofReturns} of them`;
}

/** What is wrong with gift cards; null when what each lost is what orders have of it. */
export function checkGiftCards(
  cards: readonly GiftCard[],
  orders: readonly OrderRecord[],
): string | null {
  for (const { id, issuedMinor, balanceMinor } of cards) {
    const spent = orders
      .flatMap(({ payments }) => payments)
      .filter(({ tender, reference }) => tender === 'gift_card' && reference.includes(id))
      .reduce(
        (sum, { kind, amountMinor }) => sum + (kind === 'captured' ? amountMinor : -amountMinor),
        0,
      );
    if (balanceMinor < 0 || issuedMinor - balanceMinor !== spent)
      return `a gift card of ${issuedMinor} has ${balanceMinor} left, and ${spent} was spent`;
  }
  return null;
}
