import type { Command } from '../../hub/index.ts';
import { suggestLots, type Location, type Sku } from '../inventory/index.ts';
import type { FulfilmentWorld } from './fulfilment-world.ts';
import type { PickLine, PickList } from './pick-list.ts';

/** Units of lots that lists of the same wave were told to take: `SKU/LOT` to units. */
export type NamedLots = Map<string, number>;

/**
 * Names on each line of a new pick list the lots to take, first expired first, where the SKU is kept by
 * lots. A lot that does not keep as long as the SKU asks (its attribute `shelfLifeDaysMin`) is passed over.
 * Lots that lists of other waves name but nobody has picked yet are not taken off.
 */
export function nameLots(
  world: FulfilmentWorld,
  command: Command,
  list: PickList,
  named: NamedLots,
): PickList {
  return { ...list, lines: list.lines.map((line) => withLots(world, command, list, line, named)) };
}

function withLots(
  world: FulfilmentWorld,
  command: Command,
  list: PickList,
  line: PickLine,
  named: NamedLots,
): PickLine {
  const item = world.catalogue.sku(line.sku) as Sku;
  if (world.lots.trackingOf(item.id) === 'none') return line;
  const keyOf = (lot: string) => `${line.sku}/${lot}`;
  const { choice, record } = suggestLots(world.lots, {
    item,
    location: world.catalogue.location(list.location) as Location,
    quantity: line.wanted.reduce((sum, { quantity }) => sum + quantity, 0),
    at: command.receivedAt,
    shelfLifeDaysMin: shelfLifeDaysOf(item),
    namedOf: (lot) => named.get(keyOf(lot)) ?? 0,
  });
  for (const { lot, quantity } of choice.chosen) {
    named.set(keyOf(lot), (named.get(keyOf(lot)) ?? 0) + quantity);
  }
  world.unit.emit({
    type: 'fulfilment.lots_suggested',
    subject: `pick_list/${list.id}`,
    occurredAt: command.receivedAt,
    data: JSON.stringify({
      pickList: list.id,
      location: list.location,
      line: line.number,
      sku: line.sku,
      lots: choice.chosen,
      missing: choice.missing,
    }),
    decision: record,
  });
  return { ...line, lots: choice.chosen };
}

/** Days that goods must keep when they leave; 0 where nobody has said. */
function shelfLifeDaysOf({ attributes }: Sku): number {
  const days = attributes['shelfLifeDaysMin'];
  return typeof days === 'number' && days > 0 ? days : 0;
}
