import { instantToText } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { AnnounceSupply } from '../../../contracts/inventory.ts';
import type { StockChange } from '../../../contracts/inventory-answers.ts';
import { instantOf, listOf, nameLines, repeatedSkus, refuseBundles } from './lines.ts';
import type { InventorySources } from './sources.ts';

/** announce_supply: a purchase order or an advance ship notice says what comes and when. */
export function announceSupplyHandler(sources: InventorySources): CommandHandler<AnnounceSupply> {
  return {
    kind: 'announce_supply',
    need({ body }, unit) {
      for (const { sku } of body.lines) {
        unit.facts(sources.catalogue).needSkuCode(sku);
        unit.facts(sources.stock).needSkuCode(sku);
      }
      unit.facts(sources.stock).needSupply(body.reference);
      unit.facts(sources.transfers).need(body.reference);
    },
    decide: (command, unit) => decideAnnouncement(command, unit, sources),
  };
}

function decideAnnouncement(
  { body, receivedAt }: Command<AnnounceSupply>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const stock = unit.facts(sources.stock);
  const named = nameLines(unit.facts(sources.catalogue), [body.location], body.lines);
  if (named.kind === 'refused') return named;
  const bundles = refuseBundles(named.lines);
  if (bundles !== null) return bundles;
  const [location] = named.locations;
  const repeated = repeatedSkus(body.lines);
  if (repeated.length > 0) {
    return refuse(
      'invalid_request',
      `An announcement names a SKU once: ${listOf(repeated)}. Use a reference of its own for each delivery.`,
      { skus: repeated },
    );
  }
  const taken = new Set(
    stock
      .announcedUnder(body.reference)
      .filter(({ locationId }) => locationId === location.id)
      .map(({ skuId }) => skuId),
  );
  const known = named.lines.filter(({ item }) => taken.has(item.id)).map(({ sku }) => sku);
  if (known.length > 0 || unit.facts(sources.transfers).find(body.reference) !== undefined) {
    return refuse('already_exists', `Supply ${body.reference} is already announced.`, {
      reference: body.reference,
      location: body.location,
      skus: known,
    });
  }
  const lines = named.lines.map(({ item, quantity, expectedAt: text }) => {
    const expectedAt = instantOf(text);
    const id = unit.newEventId();
    stock.addIncoming(
      {
        id,
        skuId: item.id,
        locationId: location.id,
        reference: body.reference,
        expectedAt,
        quantity,
        received: 0,
        promised: 0,
        closedAt: null,
      },
      true,
    );
    return { incomingId: id, sku: item.code, quantity, expectedAt: instantToText(expectedAt) };
  });
  const eventId = unit.emit({
    type: 'supply.announced',
    subject: `supply/${body.reference}`,
    occurredAt: receivedAt,
    data: JSON.stringify({ location: body.location, reference: body.reference, lines }),
  });
  const answer: StockChange = { eventId, lines: lines.length };
  return { kind: 'accepted', status: 201, body: JSON.stringify(answer) };
}
