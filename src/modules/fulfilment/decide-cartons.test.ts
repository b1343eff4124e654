import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CARTON_DECISION, type Carton, type CartonInput } from './decide-cartons.ts';
import type { Box, CartonItem, Triple } from './fill-box.ts';

const BOXES: readonly Box[] = [
  box('S', [200, 150, 100], 120, 5_000, 80),
  box('M', [300, 220, 160], 200, 12_000, 130),
  box('L', [450, 350, 300], 450, 25_000, 260),
];

function box(
  code: string,
  innerMillimetres: Triple,
  tareGrams: number,
  maxWeightGrams: number,
  costMinor: number,
): Box {
  return {
    code,
    innerMillimetres,
    outerMillimetres: innerMillimetres,
    tareGrams,
    maxWeightGrams,
    costMinor,
  };
}

function item(lineNumber: number, quantity: number, given: Partial<CartonItem> = {}): CartonItem {
  return {
    lineNumber,
    sku: `SKU${lineNumber}`,
    quantity,
    weightGrams: 100,
    sidesMillimetres: [100, 80, 60],
    shipsAlone: false,
    ...given,
  };
}

interface Cuboid {
  readonly lineNumber: number;
  readonly from: Triple;
  readonly to: Triple;
}

/** Every single unit of a carton, taken out of its blocks: works without anything that packed them. */
function unitsOf({ blocks }: Carton): Cuboid[] {
  const units: Cuboid[] = [];
  for (const { lineNumber, atMillimetres: at, sidesMillimetres: sides, count } of blocks) {
    for (let x = 0; x < count[0]; x += 1) {
      for (let y = 0; y < count[1]; y += 1) {
        for (let z = 0; z < count[2]; z += 1) {
          const from: Triple = [at[0] + x * sides[0], at[1] + y * sides[1], at[2] + z * sides[2]];
          const to: Triple = [from[0] + sides[0], from[1] + sides[1], from[2] + sides[2]];
          units.push({ lineNumber, from, to });
        }
      }
    }
  }
  return units;
}

const axes = [0, 1, 2] as const;

/** Says what is wrong with proposed cartons; empty when nothing is. */
function faultsOf({ boxes, items }: CartonInput, cartons: readonly Carton[]): string[] {
  const faults: string[] = [];
  const itemOf = new Map(items.map((each) => [each.lineNumber, each]));
  const packed = new Map<number, number>();
  for (const carton of cartons) {
    for (const { lineNumber, quantity } of carton.lines) {
      packed.set(lineNumber, (packed.get(lineNumber) ?? 0) + quantity);
    }
    const used = boxes.find(({ code }) => code === carton.box);
    const contentGrams = carton.lines.reduce(
      (sum, { lineNumber, quantity }) =>
        sum + quantity * (itemOf.get(lineNumber)?.weightGrams ?? 0),
      0,
    );
    if (carton.weightGrams !== contentGrams + (used?.tareGrams ?? 0))
      faults.push('weight is wrong');
    if (used === undefined) continue;
    if (carton.weightGrams > used.maxWeightGrams) faults.push('carton is too heavy');
    const units = unitsOf(carton);
    for (const { lineNumber, from, to } of units) {
      if (axes.some((axis) => from[axis] < 0 || to[axis] > used.innerMillimetres[axis])) {
        faults.push(`line ${lineNumber} sticks out`);
      }
      const sides = axes.map((axis) => to[axis] - from[axis]).toSorted((a, b) => a - b);
      const wanted = itemOf.get(lineNumber)?.sidesMillimetres?.toSorted((a, b) => a - b);
      if (sides.join() !== wanted?.join()) faults.push(`line ${lineNumber} changed its size`);
    }
    for (const [index, one] of units.entries()) {
      for (const other of units.slice(index + 1)) {
        if (
          axes.every((axis) => one.from[axis] < other.to[axis] && other.from[axis] < one.to[axis])
        )
          faults.push(`lines ${one.lineNumber} and ${other.lineNumber} overlap`);
      }
    }
    const measured = carton.lines.filter(
      ({ lineNumber }) => itemOf.get(lineNumber)?.sidesMillimetres,
    );
    for (const { lineNumber, quantity } of measured) {
      const placed = units.filter((unit) => unit.lineNumber === lineNumber).length;
      if (placed !== quantity) faults.push(`line ${lineNumber} is not where it is said to be`);
    }
  }
  for (const { lineNumber, quantity } of items) {
    if ((packed.get(lineNumber) ?? 0) !== quantity) faults.push(`line ${lineNumber} is not packed`);
  }
  return faults;
}

const side = fc.integer({ min: 10, max: 320 });
const anItem = fc.record({
  quantity: fc.integer({ min: 1, max: 12 }),
  weightGrams: fc.integer({ min: 0, max: 4_000 }),
  sidesMillimetres: fc.option(fc.tuple(side, side, side), { freq: 6 }),
  shipsAlone: fc.integer({ min: 0, max: 9 }).map((digit) => digit === 0),
});
const someItems = fc
  .array(anItem, { maxLength: 10 })
  .map((items) =>
    items.map((given, index) => ({ lineNumber: index + 1, sku: `S${index}`, ...given })),
  );

test('[F10] nothing overlaps, sticks out, is too heavy, is lost or changes its size, whatever is packed', () => {
  fc.assert(
    fc.property(someItems, fc.subarray([...BOXES]), (items, boxes) => {
      const input = { boxes, items };
      const { cartons } = CARTON_DECISION.decide(input);
      assert.deepEqual(faultsOf(input, cartons), []);
      for (const carton of cartons) {
        if (carton.because !== 'ships_alone') continue;
        assert.equal(carton.lines.length, 1);
        assert.equal(carton.lines[0]?.quantity, 1);
      }
      assert.deepEqual(CARTON_DECISION.decide(structuredClone(input)).cartons, cartons);
    }),
    { numRuns: 300 },
  );
});

test('[F10] the checker of these tests sees what overlaps and what sticks out', () => {
  const input = { boxes: BOXES, items: [item(1, 2)] };
  const [carton] = CARTON_DECISION.decide(input).cartons;
  assert.ok(carton !== undefined);
  const [block] = carton.blocks;
  assert.ok(block !== undefined);
  const single = { ...block, count: [1, 1, 1] as Triple };
  const overlapping = [single, { ...single, atMillimetres: [5, 5, 5] as Triple }];
  assert.match(faultsOf(input, [{ ...carton, blocks: overlapping }]).join(), /overlap/);
  const outside = [{ ...block, atMillimetres: [150, 0, 0] as Triple }];
  assert.match(faultsOf(input, [{ ...carton, blocks: outside }]).join(), /sticks out/);
});

test('[F10] the cheapest box that takes everything is used, and bulky goods are turned to fit', () => {
  const one = CARTON_DECISION.decide({ boxes: BOXES, items: [item(1, 4)] });
  assert.deepEqual(
    one.cartons.map(({ box: code }) => code),
    ['S'],
  );
  assert.equal(one.costMinor, 80);
  const turned = CARTON_DECISION.decide({
    boxes: BOXES,
    items: [item(1, 1, { sidesMillimetres: [90, 195, 145] })],
  });
  assert.equal(turned.cartons[0]?.box, 'S');
});

test('[F10] where two cheap boxes cost less than a dear one, two are taken; weight splits too', () => {
  const boxes = [
    box('S', [200, 150, 100], 0, 5_000, 80),
    box('L', [400, 300, 200], 0, 50_000, 500),
  ];
  const full = item(1, 2, { sidesMillimetres: [200, 150, 100], weightGrams: 500 });
  const two = CARTON_DECISION.decide({ boxes, items: [full] });
  assert.deepEqual(
    two.cartons.map(({ box: code }) => code),
    ['S', 'S'],
  );
  assert.deepEqual(
    two.tried.map(({ costMinor }) => costMinor),
    [160, 500],
  );
  const heavy = CARTON_DECISION.decide({
    boxes: [box('S', [200, 150, 100], 100, 5_000, 80)],
    items: [item(1, 4, { sidesMillimetres: null, weightGrams: 2_000 })],
  });
  assert.deepEqual(
    heavy.cartons.map(({ lines }) => lines[0]?.quantity),
    [2, 2],
  );
});

test('[F10] what fits no box and what ships alone travels in its own packaging', () => {
  const { cartons } = CARTON_DECISION.decide({
    boxes: BOXES,
    items: [
      item(1, 1, { sidesMillimetres: [1_200, 100, 100] }),
      item(2, 2, { shipsAlone: true }),
      item(3, 1),
    ],
  });
  assert.deepEqual(
    cartons.map(({ box: code, because }) => [code, because]),
    [
      ['S', 'cheapest'],
      [null, 'ships_alone'],
      [null, 'ships_alone'],
      [null, 'fits_no_box'],
    ],
  );
});

test('[F10] an order of 2,000 lines is packed whole, in bounded work', () => {
  const items = Array.from({ length: 2_000 }, (_, index) =>
    item(index + 1, 1 + (index % 3), {
      sidesMillimetres: [20 + (index % 90), 30 + (index % 50), 10 + (index % 70)],
      weightGrams: 20 + (index % 200),
    }),
  );
  const input = { boxes: BOXES, items };
  const { cartons } = CARTON_DECISION.decide(input);
  assert.deepEqual(faultsOf(input, cartons), []);
});
