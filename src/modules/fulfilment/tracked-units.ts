import type { PickedLot } from './fulfilment-order.ts';

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

/** What was taken from the slots first, as many units as are left of it. */
export function lotsOfFirst(picked: readonly PickedLot[], units: number): PickedLot[] {
  let left = units;
  return picked.flatMap(({ lot, serials, quantity }) => {
    const kept = Math.min(left, quantity);
    left -= kept;
    return kept === 0 ? [] : [{ lot, serials: serials.slice(0, kept), quantity: kept }];
  });
}

/** Units of one lot, or with serial numbers, as the inventory room wants them said. */
export function trackedMoveOf({ lot, serials, quantity }: PickedLot) {
  return {
    quantity,
    ...(lot === null ? {} : { lots: [{ lot, quantity }] }),
    ...(serials.length === 0 ? {} : { serials }),
  };
}
