import type { FulfilmentOrderRead } from '../../client/contract.generated.d.ts';

/** A carton as it should be filled. */
export interface PlannedCarton {
  readonly box: string | null;
  /** Grams that it should weigh, with the box. */
  readonly expectedGrams: number | null;
  readonly lines: readonly CartonLine[];
}

export interface CartonLine {
  readonly lineNumber: number;
  readonly sku: string;
  readonly quantity: number;
}

/** What has been put into cartons so far, and what they weigh; kept on this machine until the order is packed. */
export interface PackDraft {
  readonly key: string;
  /** Units by carton and line: `0/3` is line 3 in the first carton. */
  readonly inside: Readonly<Record<string, number>>;
  /** Grams by carton. */
  readonly grams: Readonly<Record<number, number>>;
  /** Cartons whose box was not used. */
  readonly withoutBox: readonly number[];
}

/** The cartons that are proposed; where none are, all in one without a box. */
export function cartonsOf(work: Pick<FulfilmentOrderRead, 'cartons' | 'lines'>): PlannedCarton[] {
  const skuOf = new Map(work.lines.map(({ lineNumber, sku }) => [lineNumber, sku]));
  const picked = work.lines
    .filter((line) => line.picked > 0)
    .map(({ lineNumber, picked: quantity }) => ({ lineNumber, quantity }));
  const planned =
    work.cartons === null || work.cartons.length === 0
      ? [{ box: null, weightGrams: null, lines: picked }]
      : work.cartons;
  return planned.map(({ box, weightGrams, lines }) => ({
    box,
    expectedGrams: weightGrams,
    lines: lines.map(({ lineNumber, quantity }) => ({
      lineNumber,
      quantity,
      sku: skuOf.get(lineNumber) ?? '',
    })),
  }));
}

/** Units of a line that are in a carton. */
export function insideOf(draft: PackDraft, carton: number, lineNumber: number): number {
  return draft.inside[`${carton}/${lineNumber}`] ?? 0;
}

/** True when all that belongs into a carton is in it. */
export function isFull(draft: PackDraft, carton: number, planned: PlannedCarton): boolean {
  return planned.lines.every(
    ({ lineNumber, quantity }) => insideOf(draft, carton, lineNumber) >= quantity,
  );
}

/** The carton to go on with, and whether it is to be filled or weighed; null: all are closed. */
export function nextCarton(
  draft: PackDraft,
  cartons: readonly PlannedCarton[],
): { readonly index: number; readonly stage: 'fill' | 'weigh' } | null {
  for (const [index, planned] of cartons.entries()) {
    if (!isFull(draft, index, planned)) return { index, stage: 'fill' };
    if (draft.grams[index] === undefined) return { index, stage: 'weigh' };
  }
  return null;
}

/** Puts units of a SKU into a carton; null: no more of it belongs there. */
export function putInside(
  draft: PackDraft,
  carton: number,
  planned: PlannedCarton,
  isWanted: (line: CartonLine) => boolean,
  quantity: number | 'all',
): PackDraft | null {
  const line = planned.lines.find(
    (each) => isWanted(each) && insideOf(draft, carton, each.lineNumber) < each.quantity,
  );
  if (line === undefined) return null;
  const before = insideOf(draft, carton, line.lineNumber);
  const after = quantity === 'all' ? line.quantity : Math.min(line.quantity, before + quantity);
  return { ...draft, inside: { ...draft.inside, [`${carton}/${line.lineNumber}`]: after } };
}
