import { takeLots } from '../inventory/index.ts';
import type { Refusal } from '../../../contracts/errors.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { FulfilmentOrder, PickedLot } from './fulfilment-order.ts';
import type { FulfilmentWorld } from './fulfilment-world.ts';

/** What was picked of a line, as the inventory room wants it said. */
export function trackedUnits(picked: readonly PickedLot[]): {
  readonly lots: readonly { readonly lot: string; readonly quantity: number }[];
  readonly serials: readonly string[];
} {
  return {
    lots: picked.flatMap(({ lot, quantity }) => (lot === null ? [] : [{ lot, quantity }])),
    serials: picked.flatMap(({ serials }) => serials),
  };
}

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
      if (line.lots === undefined) return [];
      const { lots, serials } = trackedUnits(line.lots);
      return [
        {
          item: world.catalogue.skuById(line.skuId),
          location,
          quantity: line.quantity,
          orderId: order.orderId,
          at,
          ...(lots.length === 0 ? {} : { lots }),
          ...(serials.length === 0 ? {} : { serials }),
        },
      ];
    }),
  );
}
