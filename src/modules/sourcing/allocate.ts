import type { SourcingLine, SourcingPlan } from './model.ts';
import { costOfLoad, priceMinor, type Source } from './rank.ts';
import { fieldOf, type AllocationField, type FieldPlan } from './allocate-field.ts';
import { ROUNDING_MINOR_MAX } from './bound-field.ts';
import { searchField } from './search-field.ts';
import type { Demand, Offer } from './split.ts';

const UNRELATED = -1;

/** How much is taken of each offer of each demand, and how that was found. */
export interface Allocation {
  readonly quantities: readonly (readonly number[])[];
  readonly method: SourcingPlan['method'];
}

/**
 * Chooses how much of each demand comes from which source, so that shipments and split penalties
 * cost least together. Demands that share no source, directly or through others, do not influence
 * each other and are decided apart.
 */
export function allocate(
  sources: readonly Source[],
  demands: readonly Demand[],
  lines: readonly SourcingLine[],
  splitPenaltyMinor: number,
): Allocation {
  const only = allocateToOne(sources, demands, lines, splitPenaltyMinor);
  if (only !== null) return { quantities: only, method: 'single' };
  const quantities: number[][] = demands.map(() => []);
  let method: SourcingPlan['method'] = 'exact';
  for (const group of connectedDemands(sources.length, demands)) {
    const members = group.map((index) => demands[index] as Demand);
    const together = allocateToOne(sources, members, lines, splitPenaltyMinor);
    if (together !== null) {
      for (let index = 0; index < group.length; index += 1)
        quantities[group[index] as number] = together[index] as number[];
      continue;
    }
    const field = fieldOf(sources, members, lines, splitPenaltyMinor);
    const { plan, isExact } = searchField(field);
    if (!isExact) method = 'search';
    const rowBySource = new Int32Array(sources.length);
    for (let row = 0; row < field.sourceCount; row += 1)
      rowBySource[field.sourceIndexes[row] as number] = row;
    for (let index = 0; index < group.length; index += 1) {
      quantities[group[index] as number] = quantitiesOf(field, plan, index, rowBySource);
    }
  }
  return { quantities, method };
}

/**
 * Gives everything to the cheapest source that can send everything, if no plan with more shipments
 * can cost less. Null when no source can send everything or the bound does not decide.
 */
function allocateToOne(
  sources: readonly Source[],
  demands: readonly Demand[],
  lines: readonly SourcingLine[],
  splitPenaltyMinor: number,
): number[][] | null {
  let units = 0;
  let grams = 0;
  let valueMinor = 0;
  let unitGramsMax = 0;
  let unitGramsMin = Infinity;
  for (let index = 0; index < demands.length; index += 1) {
    const { lineIndex, quantity } = demands[index] as Demand;
    const { weightGramsEach, valueMinorEach } = lines[lineIndex] as SourcingLine;
    units += quantity;
    grams += quantity * weightGramsEach;
    valueMinor += quantity * valueMinorEach;
    if (weightGramsEach > unitGramsMax) unitGramsMax = weightGramsEach;
    if (weightGramsEach < unitGramsMin) unitGramsMin = weightGramsEach;
  }

  // How many demands each source can meet wholly; sources that offer nothing here stay unrelated.
  const metBySource = new Int32Array(sources.length).fill(UNRELATED);
  let best = -1;
  let bestMinor = Infinity;
  for (let index = 0; index < demands.length; index += 1) {
    const { quantity, offers } = demands[index] as Demand;
    for (let offerIndex = 0; offerIndex < offers.length; offerIndex += 1) {
      const { source: sourceIndex, quantityMax } = offers[offerIndex] as Offer;
      const met =
        Math.max(0, metBySource[sourceIndex] as number) + (quantityMax < quantity ? 0 : 1);
      metBySource[sourceIndex] = met;
      if (met < demands.length || quantityMax < quantity) continue;
      const source = sources[sourceIndex] as Source;
      const costMinor = costOfLoad(source, units, grams, unitGramsMax, valueMinor);
      if (costMinor < bestMinor || (costMinor === bestMinor && precedes(source, sources[best]))) {
        [best, bestMinor] = [sourceIndex, costMinor];
      }
    }
  }
  if (best < 0) return null;
  if (units > 1) {
    const splitMinor = splitBoundMinor(
      sources,
      metBySource,
      unitGramsMin,
      grams / 2,
      splitPenaltyMinor,
    );
    if (splitMinor + unitsBoundMinor(sources, demands, lines) < bestMinor) return null;
  }
  return demands.map(({ quantity, offers }) =>
    offers.map(({ source }) => (source === best ? quantity : 0)),
  );
}

function precedes(source: Source, other: Source | undefined): boolean {
  return other === undefined || source.location.locationId < other.location.locationId;
}

/**
 * The least that several shipments cost beyond their units: two from different sources, the lighter
 * of at least one unit, the heavier of at least half the weight, and one split penalty; or three of at
 * least one unit each and two penalties, whichever is less. More shipments only add to that.
 */
function splitBoundMinor(
  sources: readonly Source[],
  metBySource: Int32Array,
  unitGramsMin: number,
  halfGrams: number,
  splitPenaltyMinor: number,
): number {
  let lightMinor = Infinity;
  let lightSource = -1;
  let secondLightMinor = Infinity;
  let heavyMinor = Infinity;
  let heavySource = -1;
  let secondHeavyMinor = Infinity;
  for (let index = 0; index < sources.length; index += 1) {
    if (metBySource[index] === UNRELATED) continue;
    const light = openingMinor(sources[index] as Source, unitGramsMin);
    if (light < lightMinor)
      [secondLightMinor, lightMinor, lightSource] = [lightMinor, light, index];
    else if (light < secondLightMinor) secondLightMinor = light;
    const heavy = openingMinor(sources[index] as Source, halfGrams);
    if (heavy < heavyMinor)
      [secondHeavyMinor, heavyMinor, heavySource] = [heavyMinor, heavy, index];
    else if (heavy < secondHeavyMinor) secondHeavyMinor = heavy;
  }
  // With openings cheaper than nothing more shipments would not cost more: no bound.
  if (lightMinor + splitPenaltyMinor < 0) return 0;
  const twoMinor =
    lightSource === heavySource
      ? Math.min(lightMinor + secondHeavyMinor, secondLightMinor + heavyMinor)
      : lightMinor + heavyMinor;
  return Math.min(splitPenaltyMinor + twoMinor, 2 * splitPenaltyMinor + 3 * lightMinor);
}

/** The least that a shipment of at least so many grams costs, its units and their carbon left out. */
function openingMinor(source: Source, grams: number): number {
  let least = Infinity;
  const { options, shippingFactor } = source;
  for (let index = 0; index < options.length; index += 1) {
    const { route, latenessMinor, leastMinor } = options[index] as Source['options'][number];
    const minor = route.isRising
      ? Math.round(shippingFactor * priceMinor(route, grams)) + latenessMinor
      : leastMinor;
    if (minor < least) least = minor;
  }
  return least + source.handlingMinorPerShipment - ROUNDING_MINOR_MAX;
}

/** What the units cost at least: each at the source where its handling, stock worth and carbon are least. */
function unitsBoundMinor(
  sources: readonly Source[],
  demands: readonly Demand[],
  lines: readonly SourcingLine[],
): number {
  let boundMinor = 0;
  for (let index = 0; index < demands.length; index += 1) {
    const { lineIndex, quantity, offers } = demands[index] as Demand;
    const { weightGramsEach, valueMinorEach } = lines[lineIndex] as SourcingLine;
    let leastMinor = Infinity;
    for (let offerIndex = 0; offerIndex < offers.length; offerIndex += 1) {
      const source = sources[(offers[offerIndex] as Offer).source] as Source;
      const unitMinor =
        source.handlingMinorPerUnit +
        source.stockMinorPerValue * valueMinorEach +
        source.leastCarbonMinorPerGram * weightGramsEach;
      if (unitMinor < leastMinor) leastMinor = unitMinor;
    }
    boundMinor += quantity * leastMinor;
  }
  return boundMinor;
}

/** Groups the demands that share sources, directly or through others; each group ascending. */
function connectedDemands(sourceCount: number, demands: readonly Demand[]): number[][] {
  const groupOfSource = new Int32Array(sourceCount).fill(-1);
  const parent = demands.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] as number;
    return root;
  };
  for (let index = 0; index < demands.length; index += 1) {
    for (const { source } of (demands[index] as Demand).offers) {
      const other = groupOfSource[source] as number;
      if (other < 0) groupOfSource[source] = index;
      else parent[Math.max(rootOf(index), rootOf(other))] = Math.min(rootOf(index), rootOf(other));
    }
  }
  const groups = new Map<number, number[]>();
  for (let index = 0; index < demands.length; index += 1) {
    const root = rootOf(index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [index]);
    else group.push(index);
  }
  return [...groups.values()];
}

/** What a plan takes of each offer of the demand in that column, bases included. */
function quantitiesOf(
  field: AllocationField,
  plan: FieldPlan,
  column: number,
  rowBySource: Int32Array,
): number[] {
  return (field.demands[column] as Demand).offers.map(({ source }) => {
    const cell = (rowBySource[source] as number) * field.demandCount + column;
    return (field.base[cell] as number) + (plan.extra[cell] as number);
  });
}
