import type { PickListView } from '../../client/contract.generated.d.ts';

type PickLine = PickListView['lines'][number];

/** One stop of a pick list, as a person walks it. */
export interface Step {
  readonly line: PickLine;
  /** Of how many, counted from 1. */
  readonly position: number;
  /** Units to take here in all, without what was called off. */
  readonly wantedUnits: number;
  readonly pickedUnits: number;
  /** Units that are still to be taken. */
  readonly openUnits: number;
  /** Lots that should still be taken, what expires first first; none where the SKU is not kept by lots. */
  readonly lots: readonly { readonly lot: string; readonly quantity: number }[];
  /** Whom the units are for that are still to be taken. */
  readonly takers: readonly {
    readonly fulfilmentOrder: string;
    readonly quantity: number;
  }[];
}

/** How far a pick list is. */
export interface Walk {
  /** In walking order; stops of which everything was called off are passed over. */
  readonly steps: readonly Step[];
  readonly doneSteps: number;
  readonly openUnits: number;
  readonly wantedUnits: number;
  /** Where to go now; null: nothing is left to take. */
  readonly current: Step | null;
  /** Where to go after that. */
  readonly next: Step | null;
}

/**
 * A pick list as a walk. Whoever put stops aside for later comes back to them after the others, in the same
 * order.
 */
export function walkOf(
  list: Pick<PickListView, 'lines'>,
  putAside: ReadonlySet<number> = new Set(),
): Walk {
  const lines = list.lines.filter(({ wanted }) =>
    wanted.some(({ quantity, dropped }) => quantity > dropped),
  );
  const steps = lines.map((line, index): Step => {
    const sum = (field: 'quantity' | 'picked' | 'dropped') =>
      line.wanted.reduce((total, units) => total + units[field], 0);
    const wantedUnits = sum('quantity') - sum('dropped');
    const pickedUnits = sum('picked');
    return {
      line,
      position: index + 1,
      wantedUnits,
      pickedUnits,
      openUnits: wantedUnits - pickedUnits,
      lots: lotsLeft(line.lots ?? [], pickedUnits),
      takers: line.wanted
        .map(({ fulfilmentOrder, quantity, picked, dropped }) => ({
          fulfilmentOrder,
          quantity: quantity - picked - dropped,
        }))
        .filter(({ quantity }) => quantity > 0),
    };
  });
  const open = steps.filter(({ openUnits }) => openUnits > 0);
  const [current = null, next = null] = [
    ...open.filter(({ line }) => !putAside.has(line.number)),
    ...open.filter(({ line }) => putAside.has(line.number)),
  ];
  return {
    steps,
    doneSteps: steps.length - open.length,
    openUnits: open.reduce((sum, { openUnits }) => sum + openUnits, 0),
    wantedUnits: steps.reduce((sum, { wantedUnits }) => sum + wantedUnits, 0),
    current,
    next,
  };
}

/** What is left of the lots that were named, after so many units were taken from the first of them on. */
export function lotsLeft(
  lots: readonly { readonly lot: string; readonly quantity: number }[],
  taken: number,
): readonly { readonly lot: string; readonly quantity: number }[] {
  let left = taken;
  return lots.flatMap(({ lot, quantity }) => {
    const used = Math.min(left, quantity);
    left -= used;
    return quantity > used ? [{ lot, quantity: quantity - used }] : [];
  });
}

/**
 * Pick lists in the order in which they should be walked: those of the collection that comes first, then
 * those that were given out first.
 */
export function byUrgency<List extends Pick<PickListView, 'wave' | 'releasedAt' | 'id'>>(
  lists: readonly List[],
  collectionAtOfWave: ReadonlyMap<string, string>,
): List[] {
  const key = ({ wave, releasedAt, id }: List) =>
    `${collectionAtOfWave.get(wave) ?? '9999'} ${releasedAt} ${id}`;
  return lists.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
