import type { DecisionKind } from '../../hub/index.ts';
import {
  fillBox,
  fitsAlone,
  volumeOf,
  type Block,
  type Box,
  type CartonItem,
  type Triple,
} from './fill-box.ts';

/** What is to be packed, and into what. */
export interface CartonInput {
  readonly boxes: readonly Box[];
  readonly items: readonly CartonItem[];
}

/** A carton as it is proposed. */
export interface Carton {
  /** Null: in its own packaging. */
  readonly box: string | null;
  readonly because: 'cheapest' | 'ships_alone' | 'fits_no_box' | 'no_boxes';
  readonly lines: readonly { readonly lineNumber: number; readonly quantity: number }[];
  readonly blocks: readonly Block[];
  /** As it should weigh, the box included. */
  readonly weightGrams: number;
  readonly outerMillimetres: Triple | null;
  readonly costMinor: number;
}

/** The cartons of a fulfilment order, and what else was tried. */
export interface CartonChoice {
  readonly cartons: readonly Carton[];
  readonly costMinor: number;
  /** Each box as the one that is filled first, with the best that came of it; the cheapest first. */
  readonly tried: readonly {
    readonly box: string;
    readonly cartons: number;
    readonly costMinor: number;
  }[];
}

interface Attempt {
  readonly main: string;
  readonly cartons: readonly Carton[];
  readonly costMinor: number;
  readonly volume: number;
}

/** With more lines than this only the likeliest attempts are made, so that the time stays bounded. */
const LINES_FOR_ALL_ATTEMPTS = 150;

/**
 * Chooses cartons: the cheapest boxes, then the fewest, then the smallest. Every box is tried as the one
 * that is filled as often as needed before a last one takes the rest, each with three orders of items.
 */
export const CARTON_DECISION: DecisionKind<CartonInput, CartonChoice> = {
  kind: 'fulfilment.carton',
  version: 1,
  decide: decideCartons,
  parameters: [
    {
      path: 'boxes',
      kind: 'members',
      key: 'code',
      fields: [
        { path: 'costMinor', kind: 'number', minimum: 0, maximum: 1_000_000_000, isWhole: true },
        { path: 'maxWeightGrams', kind: 'number', minimum: 1, maximum: 1_000_000, isWhole: true },
      ],
    },
    {
      path: 'items',
      kind: 'members',
      key: 'lineNumber',
      fields: [{ path: 'shipsAlone', kind: 'switch' }],
    },
  ],
};

function decideCartons({ boxes, items }: CartonInput): CartonChoice {
  const wanted = items.filter(({ quantity }) => quantity > 0);
  if (boxes.length === 0) {
    const cartons = wanted.length === 0 ? [] : [unboxed(wanted)];
    return { cartons, costMinor: 0, tried: [] };
  }
  const alone = wanted.filter(({ shipsAlone }) => shipsAlone);
  const others = wanted.filter(({ shipsAlone }) => !shipsAlone);
  const tooLarge = others.filter((item) => !boxes.some((box) => fitsAlone(item, box)));
  const boxable = others.filter((item) => !tooLarge.includes(item));
  const attempts = boxable.length === 0 ? [] : attemptsOf(boxes, boxable);
  const [best] = attempts;
  const cartons = [
    ...(best?.cartons ?? []),
    ...alone.flatMap((item) => singly(item, 'ships_alone')),
    ...tooLarge.flatMap((item) => singly(item, 'fits_no_box')),
  ];
  return {
    cartons,
    costMinor: best?.costMinor ?? 0,
    tried: attempts.map(({ main, cartons: { length }, costMinor }) => ({
      box: main,
      cartons: length,
      costMinor,
    })),
  };
}

/** One carton a unit, in the packaging that it has. */
function singly(item: CartonItem, because: Carton['because']): Carton[] {
  return Array.from({ length: item.quantity }, () => ({
    box: null,
    because,
    lines: [{ lineNumber: item.lineNumber, quantity: 1 }],
    blocks: [],
    weightGrams: item.weightGrams,
    outerMillimetres: item.sidesMillimetres,
    costMinor: 0,
  }));
}

/** Where a location has told of no boxes, everything goes together. */
function unboxed(items: readonly CartonItem[]): Carton {
  return {
    box: null,
    because: 'no_boxes',
    lines: items.map(({ lineNumber, quantity }) => ({ lineNumber, quantity })),
    blocks: [],
    weightGrams: items.reduce((sum, item) => sum + item.quantity * item.weightGrams, 0),
    outerMillimetres: null,
    costMinor: 0,
  };
}

/** The best attempt of each box, the best of all first. */
function attemptsOf(boxes: readonly Box[], items: readonly CartonItem[]): Attempt[] {
  const isLarge = items.length > LINES_FOR_ALL_ATTEMPTS;
  const bySize = boxes.toSorted(
    (one, other) => volumeOf(other.innerMillimetres) - volumeOf(one.innerMillimetres),
  );
  const mains = isLarge ? bySize.slice(0, 2) : bySize;
  const orders = (isLarge ? ORDERS.slice(0, 1) : ORDERS).map((valueOf) =>
    items.toSorted(
      (one, other) => valueOf(other) - valueOf(one) || one.lineNumber - other.lineNumber,
    ),
  );
  return mains
    .map((main) =>
      orders
        .flatMap((ordered) =>
          // A dear last box may take what two cheap ones would.
          [Infinity, main.costMinor].map((lastCostMax) =>
            attempt(
              boxes.filter(({ costMinor }) => costMinor <= lastCostMax),
              bySize,
              main,
              ordered,
            ),
          ),
        )
        .reduce(betterAttempt),
    )
    .toSorted(compareAttempts);
}

const sidesOf = ({ sidesMillimetres }: CartonItem): Triple => sidesMillimetres ?? [0, 0, 0];

/** What goes in first: the most voluminous, the longest, the one with the largest face. */
const ORDERS: readonly ((item: CartonItem) => number)[] = [
  (item) => volumeOf(sidesOf(item)),
  (item) => Math.max(...sidesOf(item)),
  (item) => {
    const [x, y, z] = sidesOf(item).toSorted((one, other) => other - one) as [
      number,
      number,
      number,
    ];
    return x * y + z / 1_000;
  },
];

function attempt(
  lastBoxes: readonly Box[],
  bySize: readonly Box[],
  main: Box,
  ordered: readonly CartonItem[],
): Attempt {
  const cartons: Carton[] = [];
  let volume = 0;
  let rest = ordered;
  const pack = (box: Box): boolean => {
    const filled = fillBox(box, rest);
    if (filled.blocks.length === 0 && filled.loose.length === 0) return false;
    cartons.push(cartonOf(box, filled));
    volume += volumeOf(box.innerMillimetres);
    rest = filled.rest;
    return true;
  };
  while (rest.length > 0) {
    const last = lastBoxFor(lastBoxes, rest);
    if (last !== null) pack(last);
    // Something may not go into the main box at all: then the largest that takes something of it.
    else if (!pack(main)) bySize.some(pack);
  }
  const costMinor = cartons.reduce((sum, carton) => sum + carton.costMinor, 0);
  return { main: main.code, cartons, costMinor, volume };
}

/** The cheapest box that takes all that is left; null when none does. */
function lastBoxFor(boxes: readonly Box[], rest: readonly CartonItem[]): Box | null {
  const volume = rest.reduce((sum, item) => sum + item.quantity * volumeOf(sidesOf(item)), 0);
  const grams = rest.reduce((sum, item) => sum + item.quantity * item.weightGrams, 0);
  const candidates = boxes
    .filter(
      (box) =>
        volumeOf(box.innerMillimetres) >= volume && box.tareGrams + grams <= box.maxWeightGrams,
    )
    .toSorted(
      (one, other) =>
        one.costMinor - other.costMinor ||
        volumeOf(one.innerMillimetres) - volumeOf(other.innerMillimetres),
    );
  return candidates.find((box) => fillBox(box, rest).rest.length === 0) ?? null;
}

function cartonOf(box: Box, { blocks, loose, contentGrams }: ReturnType<typeof fillBox>): Carton {
  const quantities = new Map<number, number>();
  const add = (lineNumber: number, quantity: number) =>
    quantities.set(lineNumber, (quantities.get(lineNumber) ?? 0) + quantity);
  for (const { lineNumber, count } of blocks) add(lineNumber, volumeOf(count));
  for (const { lineNumber, quantity } of loose) add(lineNumber, quantity);
  return {
    box: box.code,
    because: 'cheapest',
    lines: [...quantities]
      .toSorted(([one], [other]) => one - other)
      .map(([lineNumber, quantity]) => ({ lineNumber, quantity })),
    blocks,
    weightGrams: box.tareGrams + contentGrams,
    outerMillimetres: box.outerMillimetres,
    costMinor: box.costMinor,
  };
}

function betterAttempt(one: Attempt, other: Attempt): Attempt {
  return compareAttempts(one, other) <= 0 ? one : other;
}

function compareAttempts(one: Attempt, other: Attempt): number {
  return (
    one.costMinor - other.costMinor ||
    one.cartons.length - other.cartons.length ||
    one.volume - other.volume
  );
}
