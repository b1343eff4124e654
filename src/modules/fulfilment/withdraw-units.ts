import type { Command } from '../../hub/index.ts';
import { advanceShipment, changeOrder, type LineQuantity } from '../orders/index.ts';
import { chooseCartons, finishOrder } from './confirm-picks.ts';
import { inState, onLines, unitsOf, type FulfilmentOrder } from './fulfilment-order.ts';
import type { FulfilmentWorld } from './fulfilment-world.ts';
import { lotsOfFirst } from './tracked-units.ts';
import { emitOnOrder, orderOf } from './handler.ts';
import { shortenLists } from './pick-list-rest.ts';
import { followWork } from './take-in-hand.ts';

/**
 * Takes units out of what a location has, after the order has given them up. What was picked of them goes
 * back to its slot; closed cartons are opened again, and of the rest it is
 * said anew which cartons it goes into. Nothing left cancels the fulfilment order.
 */
export function withdrawUnits(
  world: FulfilmentWorld,
  command: Command,
  part: FulfilmentOrder,
  quantities: readonly LineQuantity[],
): FulfilmentOrder {
  const { receivedAt: now } = command;
  const less = onLines(part, quantities, (line, quantity) => {
    const wanted = line.quantity - quantity;
    const picked = Math.min(line.picked, wanted);
    return {
      ...line,
      quantity: wanted,
      picked,
      packed: Math.min(line.packed, picked),
      ...(line.lots === undefined ? {} : { lots: lotsOfFirst(line.lots, picked) }),
    };
  });
  const isEmpty = unitsOf(less, 'quantity') === 0;
  const isOpened = !isEmpty && part.state === 'packed';
  if (isOpened) {
    const order = orderOf(world, part);
    changeOrder(world, command, order, {
      draft: advanceShipment(order, part.number, 'picking'),
      eventType: 'fulfilment.opened_again',
      eventFacts: { fulfilmentOrder: part.id },
    });
  }
  const stands = isEmpty
    ? inState(less, 'cancelled', now)
    : isOpened
      ? inState(less, 'picked', now)
      : less;
  const cartons = stands.state === 'picked' ? chooseCartons(world, stands) : null;
  const kept = world.fulfilmentOrders.change({
    ...stands,
    ...(cartons === null ? {} : { cartons: cartons.choice.cartons }),
    ...(isEmpty || isOpened ? { parcels: null, pickUpCode: null } : {}),
    lines: isOpened ? less.lines.map((line) => ({ ...line, packed: 0 })) : less.lines,
  });
  followWork(world, command, kept);
  const putBack = unitsOf(part, 'picked') - unitsOf(kept, 'picked');
  const facts = { lines: quantities, putBack };
  emitOnOrder(world, command, kept, 'fulfilment.withdrawn', facts, cartons?.record);
  finishOrder(world, command, kept);
  shortenLists(world, command, part);
  return world.fulfilmentOrders.find(kept.id) ?? kept;
}
