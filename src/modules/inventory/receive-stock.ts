import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { instantToText } from '../../kernel/clock.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ReceiveStock } from '../../../contracts/inventory.ts';
import type { StockChange } from '../../../contracts/inventory-answers.ts';
import type { InventorySources } from './sources.ts';
import { carryOutOnce, needChange } from './stock-changes.ts';
import { instantOf, nameLines, sumBySku, refuseBundles } from './lines.ts';
import { needTracked, putBackLots, refuseUntold } from './take-lots.ts';

/** receive_stock: goods have come, announced or not. */
export function receiveStockHandler(sources: InventorySources): CommandHandler<ReceiveStock> {
  return {
    kind: 'receive_stock',
    need(command, unit) {
      const { body } = command;
      needChange(sources.changes, command, unit);
      for (const { sku, ...tracked } of body.lines) {
        needTracked(unit.facts(sources.lots), sku, body.location, tracked);
        unit.facts(sources.catalogue).needSkuCode(sku);
        unit.facts(sources.stock).needSkuCode(sku);
      }
      const reference = body.incomingReference ?? body.reference;
      unit.facts(sources.stock).needSupply(reference);
      unit.facts(sources.transfers).need(reference);
    },
    decide: (command, unit) =>
      carryOutOnce(sources.changes, command, unit, () => decideReceipt(command, unit, sources)),
  };
}

function decideReceipt(
  { body, receivedAt: recordedAt }: Command<ReceiveStock>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const stock = unit.facts(sources.stock);
  const named = nameLines(unit.facts(sources.catalogue), [body.location], body.lines);
  if (named.kind === 'refused') return named;
  const bundles = refuseBundles(named.lines);
  if (bundles !== null) return bundles;
  const [location] = named.locations;
  const reference = body.incomingReference ?? body.reference;
  if (unit.facts(sources.transfers).find(reference) !== undefined) {
    return refuse('illegal_transition', `${reference} is a transfer: receive it as one.`, {
      reference,
    });
  }
  const announced = stock
    .announcedUnder(reference)
    .filter(({ locationId }) => locationId === location.id);
  if (body.incomingReference !== undefined && announced.length === 0) {
    return refuse(
      'unknown_reference',
      `No supply is announced under ${body.incomingReference} at ${body.location}.`,
      { incomingReference: body.incomingReference, location: body.location },
    );
  }
  const lots = unit.facts(sources.lots);
  const moves = named.lines.map((line) => {
    return { ...line, location, orderId: null, at: recordedAt };
  });
  const wrong = refuseUntold(lots, moves) ?? putBackLots(lots, moves);
  if (wrong !== null) return wrong;
  const occurredAt = body.receivedAt === undefined ? recordedAt : instantOf(body.receivedAt);
  const eventId = unit.newEventId();
  const lines = sumBySku(named.lines).map(({ item, quantity }) => {
    const incoming = announced.find(({ skuId }) => skuId === item.id);
    const expected =
      incoming === undefined ? null : Math.max(0, incoming.quantity - incoming.received);
    stock.move(
      stock.position(item.id, location.id),
      'receipt',
      { onHand: quantity },
      { orderId: null, eventId, recordedAt },
    );
    if (incoming !== undefined) {
      stock.receive(incoming, quantity, occurredAt);
      if (body.isComplete === true) stock.close(incoming, occurredAt);
    }
    // What was still expected of it before: null when nobody had announced this SKU.
    return { sku: item.code, quantity, expected };
  });
  unit.emit(
    {
      type: 'stock.received',
      subject: `location/${body.location}`,
      occurredAt,
      data: JSON.stringify({
        location: body.location,
        reference: body.reference,
        incomingReference: announced.length > 0 ? reference : null,
        isComplete: body.isComplete === true,
        receivedAt: instantToText(occurredAt),
        lines,
      }),
    },
    eventId,
  );
  const answer: StockChange = { eventId, lines: lines.length };
  return { kind: 'accepted', status: 200, body: JSON.stringify(answer) };
}
