import type { AllocationField, PriceSteps } from './allocate-field.ts';
import type { Route } from './compile-rules.ts';
import { priceMinor, priceStepEndGrams, type ServiceOption, type Source } from './rank.ts';

/** Handling, carbon and stock worth are each rounded once a shipment, by at most half a minor unit. */
export const ROUNDING_MINOR_MAX = 1.5;

/** Neighbouring weight steps are taken together, at the least price, where prices differ by less than this share. */
const PRICE_SHARE_TOGETHER = 0.015;
/** A consignment of more price steps than this counts as one open step from there on: still a lower bound. */
const STEPS_MAX = 1_000;

/** What evaluating a field's bound needs, with the places where it leaves its findings. */
export interface FieldRelaxation {
  readonly field: AllocationField;
  /** For each row, for each of its options. */
  readonly steps: readonly (readonly PriceSteps[])[];
  readonly baseUnitsMinor: Float64Array;
  readonly baseGrams: Float64Array;
  readonly baseUnitGramsMax: Float64Array;
  /** By row: the least that a shipment costs beyond what its units are worth; only an obligatory row ships at a loss. */
  readonly reducedMinor: Float64Array;
  /** By demand: how many units too few (or, negative, too many) the relaxed shipments send. */
  readonly missing: Float64Array;
  /** Columns that are worth sending from the row at hand, by worth a gram. */
  readonly order: Int32Array;
  readonly density: Float64Array;
}

/** Prepares the bound of a field. */
export function relaxationOf(field: AllocationField): FieldRelaxation {
  const { sourceCount, demandCount, base, unitGrams, unitMinor } = field;
  const relaxation: FieldRelaxation = {
    field,
    steps: stepsOf(field),
    baseUnitsMinor: new Float64Array(sourceCount),
    baseGrams: new Float64Array(sourceCount),
    baseUnitGramsMax: new Float64Array(sourceCount),
    reducedMinor: new Float64Array(sourceCount),
    missing: new Float64Array(demandCount),
    order: new Int32Array(demandCount),
    density: new Float64Array(demandCount),
  };
  for (let row = 0; row < sourceCount; row += 1) {
    for (let column = 0; column < demandCount; column += 1) {
      const cell = row * demandCount + column;
      const quantity = base[cell] as number;
      if (quantity === 0) continue;
      const unit = unitGrams[column] as number;
      relaxation.baseUnitsMinor[row] =
        (relaxation.baseUnitsMinor[row] as number) + quantity * (unitMinor[cell] as number);
      relaxation.baseGrams[row] = (relaxation.baseGrams[row] as number) + quantity * unit;
      relaxation.baseUnitGramsMax[row] = Math.max(relaxation.baseUnitGramsMax[row] as number, unit);
    }
  }
  return relaxation;
}

/**
 * A lower bound of the cost of every plan, in minor units: the Lagrangian relaxation in which demands
 * need not be met but each unit sent earns what it is `worth` (A. M. Geoffrion, "Lagrangean relaxation
 * for integer programming", 1974). Each row then decides alone: the best of its services and weight
 * steps, filled by worth a gram. Leaves `reducedMinor` and `missing` for the caller.
 */
export function boundMinor(
  relaxation: FieldRelaxation,
  worth: Float64Array,
  isUsable: Uint8Array,
): number {
  const { field, reducedMinor, missing } = relaxation;
  let bound = 0;
  for (let column = 0; column < field.demandCount; column += 1) {
    missing[column] = field.need[column] as number;
    bound += (worth[column] as number) * (field.need[column] as number);
  }
  for (let row = 0; row < field.sourceCount; row += 1) {
    if (isUsable[row] === 0) continue;
    const reduced = relaxRow(relaxation, row, worth, field.isObligatory[row] === 1);
    reducedMinor[row] = reduced;
    if (reduced < 0 || field.isObligatory[row] === 1) bound += reduced;
  }
  return bound;
}

/** The least reduced cost of one row; what it sends then is taken off `missing` if it ships. */
function relaxRow(
  relaxation: FieldRelaxation,
  row: number,
  worth: Float64Array,
  isObligatory: boolean,
): number {
  const { field, order, density, baseUnitGramsMax, steps } = relaxation;
  const { demandCount, room, unitMinor, unitGrams } = field;
  let count = 0;
  for (let column = 0; column < demandCount; column += 1) {
    const cell = row * demandCount + column;
    if ((room[cell] as number) === 0) continue;
    const gain = (worth[column] as number) - (unitMinor[cell] as number);
    if (gain <= 0) continue;
    const unit = unitGrams[column] as number;
    const each = unit === 0 ? Infinity : gain / unit;
    let place = count;
    while (place > 0 && (density[place - 1] as number) < each) {
      density[place] = density[place - 1] as number;
      order[place] = order[place - 1] as number;
      place -= 1;
    }
    density[place] = each;
    order[place] = column;
    count += 1;
  }

  const source = field.sources[row] as Source;
  let bestMinor = Infinity;
  let bestOption = -1;
  let bestEndGrams = 0;
  for (let index = 0; index < source.options.length; index += 1) {
    const option = source.options[index] as ServiceOption;
    const parcelGramsMax = option.route.parcelGramsMax;
    if ((baseUnitGramsMax[row] as number) > parcelGramsMax) continue;
    const baseGrams = relaxation.baseGrams[row] as number;
    const fixedMinor = option.latenessMinor + option.carbonMinorPerGram * baseGrams;
    const { endGrams, minor } = (steps[row] as readonly PriceSteps[])[index] as PriceSteps;
    let place = 0;
    let left = count === 0 ? 0 : (room[row * demandCount + (order[0] as number)] as number);
    let usedGrams = baseGrams;
    let gained = 0;
    for (let step = 0; step < endGrams.length; step += 1) {
      const limitGrams = endGrams[step] as number;
      if (limitGrams < baseGrams) continue;
      while (place < count) {
        const column = order[place] as number;
        const unit = unitGrams[column] as number;
        const cell = row * demandCount + column;
        const gain =
          (worth[column] as number) -
          (unitMinor[cell] as number) -
          option.carbonMinorPerGram * unit;
        if (gain > 0 && unit <= parcelGramsMax) {
          const taken = unit === 0 ? left : Math.min(left, (limitGrams - usedGrams) / unit);
          gained += taken * gain;
          usedGrams += taken * unit;
          left -= taken;
          if (left > 1e-9) break;
        }
        place += 1;
        left = place < count ? (room[row * demandCount + (order[place] as number)] as number) : 0;
      }
      const reduced = fixedMinor + (minor[step] as number) - gained;
      if (reduced < bestMinor) {
        bestMinor = reduced;
        bestOption = index;
        bestEndGrams = limitGrams;
      }
      if (place === count) break;
    }
  }
  const reduced =
    bestMinor +
    field.splitPenaltyMinor +
    source.handlingMinorPerShipment +
    (relaxation.baseUnitsMinor[row] as number) -
    ROUNDING_MINOR_MAX;
  if (reduced < 0 || isObligatory)
    takeOffMissing(relaxation, row, bestOption, bestEndGrams, worth, count);
  return reduced;
}

function takeOffMissing(
  relaxation: FieldRelaxation,
  row: number,
  optionIndex: number,
  endGrams: number,
  worth: Float64Array,
  count: number,
): void {
  const { field, order, missing } = relaxation;
  const { room, unitGrams, unitMinor, demandCount } = field;
  const option = (field.sources[row] as Source).options[optionIndex] as ServiceOption;
  let leftGrams = endGrams - (relaxation.baseGrams[row] as number);
  for (let place = 0; place < count; place += 1) {
    const column = order[place] as number;
    const cell = row * demandCount + column;
    const unit = unitGrams[column] as number;
    const gain =
      (worth[column] as number) - (unitMinor[cell] as number) - option.carbonMinorPerGram * unit;
    if (gain <= 0 || unit > option.route.parcelGramsMax) continue;
    const taken =
      unit === 0 ? (room[cell] as number) : Math.min(room[cell] as number, leftGrams / unit);
    missing[column] = (missing[column] as number) - taken;
    leftGrams -= taken * unit;
  }
}

/** The price steps of every option; routes are few, so each is worked out once, up to the weight of everything. */
function stepsOf(field: AllocationField): PriceSteps[][] {
  let totalGrams = 0;
  for (let column = 0; column < field.demandCount; column += 1) {
    totalGrams += (field.demands[column]?.quantity ?? 0) * (field.unitGrams[column] as number);
  }
  const known = field.priceSteps;
  return field.sources.map((source) =>
    source.options.map(({ route }) => {
      let steps = known.get(route);
      if (steps === undefined)
        known.set(route, (steps = priceStepsOf(route, totalGrams, source.shippingFactor)));
      return steps;
    }),
  );
}

function priceStepsOf(route: Route, totalGrams: number, shippingFactor: number): PriceSteps {
  const endGrams: number[] = [];
  const minor: number[] = [];
  let reachedGrams = 0;
  do {
    const isOpenEnd = endGrams.length === STEPS_MAX;
    const end = isOpenEnd ? Infinity : priceStepEndGrams(route, reachedGrams);
    endGrams.push(end);
    minor.push(Math.round(shippingFactor * priceMinor(route, isOpenEnd ? reachedGrams + 1 : end)));
    reachedGrams = end;
  } while (reachedGrams < totalGrams);
  // Where a heavier parcel costs less, a lighter one could be billed as the heavier: the bound allows it.
  for (let step = minor.length - 2; step >= 0; step -= 1)
    minor[step] = Math.min(minor[step] as number, minor[step + 1] as number);
  const together: { endGrams: number[]; minor: number[] } = { endGrams: [], minor: [] };
  for (let step = 0; step < minor.length; step += 1) {
    const price = minor[step] as number;
    const last = together.minor.length - 1;
    if (last >= 0 && price <= (together.minor[last] as number) * (1 + PRICE_SHARE_TOGETHER)) {
      together.endGrams[last] = endGrams[step] as number;
    } else {
      together.endGrams.push(endGrams[step] as number);
      together.minor.push(price);
    }
  }
  return together;
}
