import type { Route } from './compile-rules.ts';
import type { SourcingLine } from './model.ts';
import { costOfLoad, type Source } from './rank.ts';
import type { Demand } from './split.ts';

/**
 * Demands that compete for the same sources, as tables of numbers: row by source, column by demand.
 * What a source must send in any plan, because the others together do not hold enough, is set
 * aside as its base; the search decides about the rest.
 */
export interface AllocationField {
  readonly sources: readonly Source[];
  readonly demands: readonly Demand[];
  readonly sourceCount: number;
  readonly demandCount: number;
  /** For each source, its index among the situation's sources. */
  readonly sourceIndexes: readonly number[];
  /** What is left of each demand beyond the bases. */
  readonly need: Float64Array;
  /** [source * demandCount + demand]: what the source must send. */
  readonly base: Float64Array;
  /** [source * demandCount + demand]: what it may send beyond its base, at most the need. */
  readonly room: Float64Array;
  /** [source * demandCount + demand]: handling and stock worth of one unit, weighted, not rounded. */
  readonly unitMinor: Float64Array;
  readonly unitGrams: Float64Array;
  readonly unitValueMinor: Float64Array;
  /** 1 where the base is not empty: such a source ships in any plan. */
  readonly isObligatory: Uint8Array;
  readonly splitPenaltyMinor: number;
  /** Counts the shipments costed so far. Searches stop by this count, not by time, so that they end at the same place everywhere. */
  readonly effort: { shipmentsCosted: number };
  /** The price steps of the routes met so far, up to the weight of all demands together. */
  readonly priceSteps: Map<Route, PriceSteps>;
}

/** Weighted prices of a route over weight: a shipment of more than `endGrams[i - 1]` costs `minor[i]` at least. */
export interface PriceSteps {
  readonly endGrams: readonly number[];
  readonly minor: readonly number[];
}

/** Sets out demands that share sources. `all` holds every source; offers name theirs by index in it. */
export function fieldOf(
  all: readonly Source[],
  demands: readonly Demand[],
  lines: readonly SourcingLine[],
  splitPenaltyMinor: number,
): AllocationField {
  const rowOfSource = new Map<number, number>();
  for (const { offers } of demands) {
    for (const { source } of offers)
      if (!rowOfSource.has(source)) rowOfSource.set(source, rowOfSource.size);
  }
  // Ascending by location, then by date, so that ties always fall the same way.
  const sourceIndexes = [...rowOfSource.keys()].sort((a, b) =>
    compareSources(all[a] as Source, all[b] as Source),
  );
  for (let row = 0; row < sourceIndexes.length; row += 1)
    rowOfSource.set(sourceIndexes[row] as number, row);

  const sourceCount = sourceIndexes.length;
  const demandCount = demands.length;
  const field: AllocationField = {
    sources: sourceIndexes.map((index) => all[index] as Source),
    demands,
    sourceCount,
    demandCount,
    sourceIndexes,
    need: new Float64Array(demandCount),
    base: new Float64Array(sourceCount * demandCount),
    room: new Float64Array(sourceCount * demandCount),
    unitMinor: new Float64Array(sourceCount * demandCount),
    unitGrams: new Float64Array(demandCount),
    unitValueMinor: new Float64Array(demandCount),
    isObligatory: new Uint8Array(sourceCount),
    splitPenaltyMinor,
    effort: { shipmentsCosted: 0 },
    priceSteps: new Map(),
  };
  for (let column = 0; column < demandCount; column += 1) {
    fillColumn(field, column, demands[column] as Demand, lines, rowOfSource);
  }
  return field;
}

function fillColumn(
  field: AllocationField,
  column: number,
  demand: Demand,
  lines: readonly SourcingLine[],
  rowOfSource: ReadonlyMap<number, number>,
): void {
  const line = lines[demand.lineIndex] as SourcingLine;
  field.unitGrams[column] = line.weightGramsEach;
  field.unitValueMinor[column] = line.valueMinorEach;
  let offered = 0;
  for (const { quantityMax } of demand.offers) offered += quantityMax;
  let need = demand.quantity;
  for (const { source: index, quantityMax } of demand.offers) {
    const row = rowOfSource.get(index) as number;
    const cell = row * field.demandCount + column;
    const source = field.sources[row] as Source;
    const base = Math.max(0, demand.quantity - (offered - quantityMax));
    field.base[cell] = base;
    field.room[cell] = quantityMax - base;
    field.unitMinor[cell] =
      source.handlingMinorPerUnit + source.stockMinorPerValue * line.valueMinorEach;
    if (base > 0) field.isObligatory[row] = 1;
    need -= base;
  }
  field.need[column] = need;
  for (let row = 0; row < field.sourceCount; row += 1) {
    const cell = row * field.demandCount + column;
    field.room[cell] = Math.min(field.room[cell] as number, need);
  }
}

function compareSources(a: Source, b: Source): number {
  return (
    a.location.locationId - b.location.locationId ||
    (a.waitsUntil ?? -Infinity) - (b.waitsUntil ?? -Infinity)
  );
}

/**
 * The cost in minor units, split penalty included, of opening a source and sending its base and the
 * quantities that stand in `extra` from `offset` on, one for each demand. 0 for an empty shipment.
 */
export function openCostMinor(
  field: AllocationField,
  row: number,
  extra: ArrayLike<number>,
  offset: number,
): number {
  const { base, unitGrams, unitValueMinor, demandCount, effort } = field;
  effort.shipmentsCosted += 1;
  let units = 0;
  let grams = 0;
  let unitGramsMax = 0;
  let valueMinor = 0;
  for (let column = 0; column < demandCount; column += 1) {
    const quantity =
      (base[row * demandCount + column] as number) + (extra[offset + column] as number);
    if (quantity === 0) continue;
    const unit = unitGrams[column] as number;
    units += quantity;
    grams += quantity * unit;
    valueMinor += quantity * (unitValueMinor[column] as number);
    if (unit > unitGramsMax) unitGramsMax = unit;
  }
  if (units === 0) return 0;
  return (
    field.splitPenaltyMinor +
    costOfLoad(field.sources[row] as Source, units, grams, unitGramsMax, valueMinor)
  );
}

/** A way to meet every demand of a field: the quantities beyond the bases, as `room` is laid out. */
export interface FieldPlan {
  readonly extra: Float64Array;
  readonly costMinor: number;
}

/** The cost of all shipments of a plan in minor units, each with the split penalty. */
export function fieldCostMinor(field: AllocationField, extra: Float64Array): number {
  let costMinor = 0;
  for (let row = 0; row < field.sourceCount; row += 1) {
    costMinor += openCostMinor(field, row, extra, row * field.demandCount);
  }
  return costMinor;
}

/** The field with only some of its rows, in the order given; what the others must send is no longer part of it. */
export function fieldWithRows(field: AllocationField, rows: readonly number[]): AllocationField {
  const { demandCount } = field;
  const pickCells = (table: Float64Array): Float64Array => {
    const picked = new Float64Array(rows.length * demandCount);
    for (let index = 0; index < rows.length; index += 1) {
      const from = (rows[index] as number) * demandCount;
      for (let column = 0; column < demandCount; column += 1) {
        picked[index * demandCount + column] = table[from + column] as number;
      }
    }
    return picked;
  };
  return {
    ...field,
    sources: rows.map((row) => field.sources[row] as Source),
    sourceIndexes: rows.map((row) => field.sourceIndexes[row] as number),
    sourceCount: rows.length,
    base: pickCells(field.base),
    room: pickCells(field.room),
    unitMinor: pickCells(field.unitMinor),
    isObligatory: Uint8Array.from(rows, (row) => field.isObligatory[row] as number),
  };
}

/** A plan of the field as one of the field with only those rows; all that the plan opens is among them. */
export function planWithRows(
  field: AllocationField,
  plan: FieldPlan,
  rows: readonly number[],
): FieldPlan {
  const { demandCount } = field;
  const extra = new Float64Array(rows.length * demandCount);
  for (let index = 0; index < rows.length; index += 1) {
    const from = (rows[index] as number) * demandCount;
    for (let column = 0; column < demandCount; column += 1) {
      extra[index * demandCount + column] = plan.extra[from + column] as number;
    }
  }
  return { extra, costMinor: plan.costMinor };
}

/** The other way round: a plan of the field with only those rows as one of the whole field. */
export function planInWhole(
  field: AllocationField,
  plan: FieldPlan,
  rows: readonly number[],
): FieldPlan {
  const { demandCount } = field;
  const extra = new Float64Array(field.sourceCount * demandCount);
  for (let index = 0; index < rows.length; index += 1) {
    const to = (rows[index] as number) * demandCount;
    for (let column = 0; column < demandCount; column += 1) {
      extra[to + column] = plan.extra[index * demandCount + column] as number;
    }
  }
  return { extra, costMinor: plan.costMinor };
}

/** The rows that a plan ships from, obligatory ones included. */
export function shippingRows(field: AllocationField, extra: Float64Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < field.sourceCount; row += 1) {
    let ships = field.isObligatory[row] === 1;
    for (let column = 0; column < field.demandCount && !ships; column += 1) {
      ships = (extra[row * field.demandCount + column] as number) > 0;
    }
    if (ships) rows.push(row);
  }
  return rows;
}
