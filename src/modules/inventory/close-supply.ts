import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { CloseSupply } from '../../../contracts/inventory.ts';
import type { StockChange } from '../../../contracts/inventory-answers.ts';
import { listOf, nameLines } from './lines.ts';
import type { InventorySources } from './sources.ts';

/** close_supply: what was announced and has not come will not come any more. */
export function closeSupplyHandler(sources: InventorySources): CommandHandler<CloseSupply> {
  return {
    kind: 'close_supply',
    need({ body }, unit) {
      for (const sku of body.skus) unit.facts(sources.catalogue).needSkuCode(sku);
      unit.facts(sources.stock).needSupply(body.reference);
      unit.facts(sources.transfers).need(body.reference);
    },
    decide: (command, unit) => decideClosing(command, unit, sources),
  };
}

function decideClosing(
  { body, receivedAt }: Command<CloseSupply>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const stock = unit.facts(sources.stock);
  const skus = [...new Set(body.skus)].map((sku) => ({ sku }));
  const named = nameLines(unit.facts(sources.catalogue), [body.location], skus);
  if (named.kind === 'refused') return named;
  const [location] = named.locations;
  if (unit.facts(sources.transfers).find(body.reference) !== undefined) {
    return refuse(
      'illegal_transition',
      `${body.reference} is a transfer: receive it as complete.`,
      {
        reference: body.reference,
      },
    );
  }
  const open = stock
    .announcedUnder(body.reference)
    .filter((incoming) => incoming.locationId === location.id && incoming.closedAt === null);
  const lines = named.lines.map(({ sku, item }) => ({
    sku,
    incoming: open.find(({ skuId }) => skuId === item.id),
  }));
  const unknown = lines.filter(({ incoming }) => incoming === undefined).map(({ sku }) => sku);
  if (unknown.length > 0) {
    return refuse(
      'unknown_reference',
      `Nothing of ${listOf(unknown)} is expected under ${body.reference} at ${body.location}.`,
      { reference: body.reference, location: body.location, skus: unknown },
    );
  }
  const closed = lines.flatMap(({ sku, incoming }) => {
    if (incoming === undefined) return [];
    const { id: incomingId, quantity, received, promised } = incoming;
    stock.close(incoming, receivedAt);
    return [{ sku, incomingId, missing: quantity - received, promised }];
  });
  const eventId = unit.emit({
    type: 'supply.closed',
    subject: `supply/${body.reference}`,
    occurredAt: receivedAt,
    data: JSON.stringify({
      location: body.location,
      reference: body.reference,
      reason: body.reason,
      lines: closed,
    }),
  });
  const answer: StockChange = { eventId, lines: closed.length };
  return { kind: 'accepted', status: 200, body: JSON.stringify(answer) };
}
