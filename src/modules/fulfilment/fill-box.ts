/** Three sides or a point, in millimetres: along the length, the width, the height. */
export type Triple = readonly [x: number, y: number, z: number];

/** What is to be packed of one line of the order. */
export interface CartonItem {
  readonly lineNumber: number;
  readonly sku: string;
  readonly quantity: number;
  readonly weightGrams: number;
  /** Null: nobody has measured it; then its weight alone decides. */
  readonly sidesMillimetres: Triple | null;
  /** True: it travels in its own packaging. */
  readonly shipsAlone: boolean;
}

/** A box that is at hand. */
export interface Box {
  readonly code: string;
  readonly innerMillimetres: Triple;
  readonly outerMillimetres: Triple;
  readonly tareGrams: number;
  /** Of the whole carton, the box included. */
  readonly maxWeightGrams: number;
  readonly costMinor: number;
}

/** Equal units side by side and on top of each other: `count` of them along each axis. */
export interface Block {
  readonly lineNumber: number;
  readonly atMillimetres: Triple;
  /** Of one unit, as it was turned. */
  readonly sidesMillimetres: Triple;
  readonly count: Triple;
}

/** A filled box, and what did not go into it. */
export interface FilledBox {
  readonly blocks: readonly Block[];
  /** Units without dimensions that go in besides. */
  readonly loose: readonly { readonly lineNumber: number; readonly quantity: number }[];
  readonly contentGrams: number;
  readonly rest: readonly CartonItem[];
}

interface Space {
  readonly at: Triple;
  readonly sides: Triple;
}

/** More free spaces are not kept: the smallest fall away, which wastes room but never makes things overlap. */
const SPACES_MAX = 48;

/** The ways in which a thing can be turned; equal ones once. */
export function rotationsOf([a, b, c]: Triple): Triple[] {
  const turned: Triple[] = [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ];
  const seen = new Set<string>();
  return turned.filter((sides) => {
    const key = sides.join();
    return !seen.has(key) && seen.add(key);
  });
}

/** The volume in cubic millimetres. */
export function volumeOf([x, y, z]: Triple): number {
  return x * y * z;
}

/** True when one unit goes into the empty box, in some way. */
export function fitsAlone(item: CartonItem, box: Box): boolean {
  if (item.weightGrams + box.tareGrams > box.maxWeightGrams) return false;
  const { sidesMillimetres } = item;
  return (
    sidesMillimetres === null ||
    rotationsOf(sidesMillimetres).some((sides) => isWithin(sides, box.innerMillimetres))
  );
}

function isWithin(sides: Triple, room: Triple): boolean {
  return sides[0] <= room[0] && sides[1] <= room[1] && sides[2] <= room[2];
}

/**
 * Fills one box with as much as goes in, items in the order given. Each block takes a corner of a free
 * space, which is then cut into three others by guillotine cuts, so that nothing can overlap. Blocks of
 * equal units follow J. A. George and D. F. Robinson, "A heuristic for packing boxes into a container"
 * (Computers & Operations Research 7, 1980). The same items give the same filling.
 */
export function fillBox(box: Box, items: readonly CartonItem[]): FilledBox {
  let spaces: Space[] = [{ at: [0, 0, 0], sides: box.innerMillimetres }];
  let gramsLeft = box.maxWeightGrams - box.tareGrams;
  let contentGrams = 0;
  const blocks: Block[] = [];
  const loose: { lineNumber: number; quantity: number }[] = [];
  const rest: CartonItem[] = [];
  for (const item of items) {
    let left = item.quantity;
    const takeable = () =>
      item.weightGrams === 0 ? left : Math.min(left, Math.floor(gramsLeft / item.weightGrams));
    const take = (quantity: number): void => {
      left -= quantity;
      gramsLeft -= quantity * item.weightGrams;
      contentGrams += quantity * item.weightGrams;
    };
    if (item.sidesMillimetres === null) {
      const quantity = takeable();
      if (quantity > 0) loose.push({ lineNumber: item.lineNumber, quantity });
      take(quantity);
    } else {
      const turned = rotationsOf(item.sidesMillimetres);
      for (let quantity = takeable(); quantity > 0; quantity = takeable()) {
        const found = bestPlace(spaces, turned, quantity);
        if (found === null) break;
        const { index, sides, count } = found;
        const space = spaces[index] as Space;
        blocks.push({
          lineNumber: item.lineNumber,
          atMillimetres: space.at,
          sidesMillimetres: sides,
          count,
        });
        take(volumeOf(count));
        spaces = withoutBlock(spaces, index, [
          sides[0] * count[0],
          sides[1] * count[1],
          sides[2] * count[2],
        ]);
      }
    }
    if (left > 0) rest.push({ ...item, quantity: left });
  }
  return { blocks, loose, contentGrams, rest };
}

/** Where the most units go at once; between equals the lowest place, then the tightest space. */
function bestPlace(
  spaces: readonly Space[],
  turned: readonly Triple[],
  quantity: number,
): { readonly index: number; readonly sides: Triple; readonly count: Triple } | null {
  let best: { index: number; sides: Triple; count: Triple } | null = null;
  let bestUnits = 0;
  let bestWaste = Infinity;
  for (const [index, { at, sides: room }] of spaces.entries()) {
    for (const sides of turned) {
      if (!isWithin(sides, room)) continue;
      const x = Math.min(Math.floor(room[0] / sides[0]), quantity);
      const y = Math.min(Math.floor(room[1] / sides[1]), Math.floor(quantity / x));
      const z = Math.min(Math.floor(room[2] / sides[2]), Math.floor(quantity / (x * y)));
      const units = x * y * z;
      const waste = at[2] * 1e9 + (volumeOf(room) - units * volumeOf(sides)) / 1e6;
      if (units < bestUnits || (units === bestUnits && waste >= bestWaste)) continue;
      best = { index, sides, count: [x, y, z] };
      bestUnits = units;
      bestWaste = waste;
    }
  }
  return best;
}

/** Cuts a block out of the corner of a free space: what is left above, beside and behind it stays free. */
function withoutBlock(spaces: readonly Space[], index: number, taken: Triple): Space[] {
  const { at, sides } = spaces[index] as Space;
  const [x, y, z] = taken;
  const above: Space = { at: [at[0], at[1], at[2] + z], sides: [x, y, sides[2] - z] };
  const alongX: Space[] = [
    { at: [at[0] + x, at[1], at[2]], sides: [sides[0] - x, sides[1], sides[2]] },
    { at: [at[0], at[1] + y, at[2]], sides: [x, sides[1] - y, sides[2]] },
  ];
  const alongY: Space[] = [
    { at: [at[0] + x, at[1], at[2]], sides: [sides[0] - x, y, sides[2]] },
    { at: [at[0], at[1] + y, at[2]], sides: [sides[0], sides[1] - y, sides[2]] },
  ];
  const largest = (candidates: readonly Space[]) =>
    Math.max(...candidates.map((space) => volumeOf(space.sides)));
  const cut = largest(alongX) >= largest(alongY) ? alongX : alongY;
  return [...spaces.filter((_, each) => each !== index), above, ...cut]
    .filter((space) => volumeOf(space.sides) > 0)
    .toSorted((one, other) => volumeOf(other.sides) - volumeOf(one.sides))
    .slice(0, SPACES_MAX);
}
