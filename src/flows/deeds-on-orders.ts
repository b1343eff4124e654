import type { Command, Outcome, Refusal, UnitOfWork } from '../hub/index.ts';
import {
  liftHold,
  markOrder,
  placeHold,
  type OrderRecord,
  type OrderWorld,
} from '../modules/orders/index.ts';
import { assert } from '../kernel/assert.ts';
import type { Deeds } from './components/index.ts';

/**
 * What a flow does to its order, on the order as it stands in the batch. Every deed ends in the same
 * functions as a person's command does, so a flow can break nothing that a person cannot. `command` says
 * who acts and when.
 */
export function deedsOnOrder(
  command: Command,
  world: OrderWorld,
  orderId: number,
  unit: UnitOfWork,
): Deeds {
  const current = (): OrderRecord => {
    const order = world.orders.order(orderId);
    assert(order !== undefined, 'the order of a run is in the batch');
    return order;
  };
  return {
    hold: (asked) =>
      refusalOf(placeHold(world, command, current(), { ...asked, id: unit.newEventId() })),
    releaseHolds(kind) {
      for (const hold of current().holds) {
        if (hold.kind !== kind || hold.releasedAt !== null) continue;
        const refusal = refusalOf(
          liftHold(world, command, current(), { holdId: hold.id, note: null }),
        );
        if (refusal !== null) return refusal;
      }
      return null;
    },
    setAttribute: (name, value) => refusalOf(markOrder(world, command, current(), { name, value })),
  };
}

function refusalOf(outcome: Outcome): Refusal | null {
  return outcome.kind === 'refused' ? outcome : null;
}
