import { takeLots } from '../inventory/index.ts';
import type { Refusal } from '../../../contracts/errors.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';
import type { FulfilmentWorld } from './fulfilment-world.ts';
import { trackedMoveOf } from './tracked-units.ts';

/**
 * Takes the lots and serial numbers that were picked out of the location, just before their goods leave.
 * Refused when a lot was recalled meanwhile or a number is not there; then nothing of it was taken.
 */
export function takePickedLots(
  world: FulfilmentWorld,
  order: FulfilmentOrder,
  at: Instant,
): Refusal | null {
  const location = world.catalogue.locationById(order.locationId);
  return takeLots(
    world.lots,
    order.lines.flatMap((line) => {
      // What nobody named the ledger takes from what expires first.
      return (line.lots ?? []).map((picked) => ({
        ...trackedMoveOf(picked),
        item: world.catalogue.skuById(line.skuId),
        location,
        orderId: order.orderId,
        at,
      }));
    }),
  );
}
