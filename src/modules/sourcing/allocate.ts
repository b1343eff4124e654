import type { SourcingLine, SourcingPlan } from './model.ts';
import { costOfLoad, priceMinor, type Source } from './rank.ts';
import { fieldOf, type AllocationField, type FieldPlan } from './allocate-field.ts';
import { ROUNDING_MINOR_MAX } from './bound-field.ts';
import { searchField } from './search-field.ts';
import type { Demand, Offer } from './split.ts';

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
      for (let index = 0; index < group.length; index += 1) quantities[group[index] as number] = together[index] as number[];
      continue;
    }
    const field = fieldOf(sources, members, lines, splitPenaltyMinor);
    const { plan, isExact } = searchField(field);
    if (!isExact) method = 'search';
    for (let index = 0; index < group.length; index += 1) {
      quantities[group[index] as number] = quantitiesOf(field, plan, index);
    }
  }
  return { quantities, method };
}

/**
 * Gives everything to the cheapest source that can send everything, if no plan with more shipments
 * can cost less. The bound: two shipments cost at least twice the cheapest opening (least price for
 * the lightest unit, lateness, handling of a shipment), one split penalty, and every unit at its
 * cheapest source. Null when no source can send everything or the bound does not decide.
 */
function allocateToOne(
  sources: readonly Source[],
  demands: readonly Demand[],
  lines: readonly SourcingLine[],
  splitPenaltyMinor: number,
): number[][] | null {
  const first = demands[0] as Demand;
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

  let best = -1;
  let bestMinor = Infinity;
  for (let index = 0; index < first.offers.length; index += 1) {
    const offer = first.offers[index] as Offer;
    if (offer.quantityMax < first.quantity || !offersAll(demands, offer.source)) continue;
    const source = sources[offer.source] as Source;
    const costMinor = costOfLoad(source, units, grams, unitGramsMax, valueMinor);
    if (costMinor < bestMinor || (costMinor === bestMinor && precedes(source, sources[best]))) {
      [best, bestMinor] = [offer.source, costMinor];
    }
  }
  if (best < 0) return null;
  if (units > 1 && twoShipmentsBoundMinor(sources, demands, lines, unitGramsMin, splitPenaltyMinor) < bestMinor) return null;
  return demands.map(({ quantity, offers }) => offers.map(({ source }) => (source === best ? quantity : 0)));
}

function precedes(source: Source, other: Source | undefined): boolean {
  return other === undefined || source.location.locationId < other.location.locationId;
}

function offersAll(demands: readonly Demand[], source: number): boolean {
  for (let index = 1; index < demands.length; index += 1) {
    const { offers, quantity } = demands[index] as Demand;
    let isFound = false;
    for (let offerIndex = 0; offerIndex < offers.length && !isFound; offerIndex += 1) {
      const offer = offers[offerIndex] as Offer;
      isFound = offer.source === source && offer.quantityMax >= quantity;
    }
    if (!isFound) return false;
  }
  return true;
}

function twoShipmentsBoundMinor(
  sources: readonly Source[],
  demands: readonly Demand[],
  lines: readonly SourcingLine[],
  unitGramsMin: number,
  splitPenaltyMinor: number,
): number {
  let openingMinor = Infinity;
  let unitsMinor = 0;
  for (let index = 0; index < demands.length; index += 1) {
    const { lineIndex, quantity, offers } = demands[index] as Demand;
    const line = lines[lineIndex] as SourcingLine;
    let unitMinor = Infinity;
    for (let offerIndex = 0; offerIndex < offers.length; offerIndex += 1) {
      const source = sources[(offers[offerIndex] as Offer).source] as Source;
      let carbonMinorPerGram = Infinity;
      for (let optionIndex = 0; optionIndex < source.options.length; optionIndex += 1) {
        const option = source.options[optionIndex] as Source['options'][number];
        if (option.carbonMinorPerGram < carbonMinorPerGram) carbonMinorPerGram = option.carbonMinorPerGram;
        const sendingMinor = option.route.isRising
          ? Math.round(source.shippingFactor * priceMinor(option.route, unitGramsMin)) + option.latenessMinor
          : option.leastMinor;
        const startMinor = sendingMinor + source.handlingMinorPerShipment;
        if (startMinor < openingMinor) openingMinor = startMinor;
      }
      const eachMinor =
        source.handlingMinorPerUnit +
        source.stockMinorPerValue * line.valueMinorEach +
        carbonMinorPerGram * line.weightGramsEach;
      if (eachMinor < unitMinor) unitMinor = eachMinor;
    }
    unitsMinor += quantity * unitMinor;
  }
  const shipmentMinor = openingMinor - ROUNDING_MINOR_MAX;
  // With cheaper openings than roundings more shipments would not cost more: no bound.
  if (shipmentMinor + splitPenaltyMinor < 0) return 0;
  return splitPenaltyMinor + 2 * shipmentMinor + unitsMinor;
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
function quantitiesOf(field: AllocationField, plan: FieldPlan, column: number): number[] {
  const quantityBySource = new Map<number, number>();
  for (let row = 0; row < field.sourceCount; row += 1) {
    const cell = row * field.demandCount + column;
    quantityBySource.set(field.sourceIndexes[row] as number, (field.base[cell] as number) + (plan.extra[cell] as number));
  }
  return (field.demands[column] as Demand).offers.map(({ source }) => quantityBySource.get(source) ?? 0);
}
