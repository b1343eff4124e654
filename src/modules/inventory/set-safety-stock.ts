import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { SetSafetyStock } from '../../../contracts/inventory.ts';
import type { StockChange } from '../../../contracts/inventory-answers.ts';
import { listOf, nameLines, repeatedSkus } from './lines.ts';
import type { InventorySources } from './sources.ts';

/** set_safety_stock: how much of a SKU a location keeps back from every promise. */
export function setSafetyStockHandler(sources: InventorySources): CommandHandler<SetSafetyStock> {
  return {
    kind: 'set_safety_stock',
    need({ body }, unit) {
      for (const { sku } of body.lines) {
        unit.facts(sources.catalogue).needSkuCode(sku);
        unit.facts(sources.stock).needSkuCode(sku);
      }
    },
    decide: (command, unit) => decideSafetyStock(command, unit, sources),
  };
}

function decideSafetyStock(
  { body, receivedAt }: Command<SetSafetyStock>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const stock = unit.facts(sources.stock);
  const named = nameLines(unit.facts(sources.catalogue), [body.location], body.lines);
  if (named.kind === 'refused') return named;
  const repeated = repeatedSkus(body.lines);
  if (repeated.length > 0) {
    return refuse('invalid_request', `A SKU is set once: ${listOf(repeated)}.`, { skus: repeated });
  }
  const [location] = named.locations;
  const lines = named.lines.map(({ item, sku, quantity }) => {
    const position = stock.position(item.id, location.id);
    const before = position.safetyStock;
    stock.setSafetyStock(position, quantity);
    return { sku, quantity, before };
  });
  const eventId = unit.emit({
    type: 'safety_stock.set',
    subject: `location/${body.location}`,
    occurredAt: receivedAt,
    data: JSON.stringify({ location: body.location, lines }),
  });
  const answer: StockChange = { eventId, lines: lines.length };
  return { kind: 'accepted', status: 200, body: JSON.stringify(answer) };
}
