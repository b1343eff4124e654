import type { CarrierContract } from '../company.ts';
import type { Triple } from '../fill-box.ts';

const CUBIC_MILLIMETRES_PER_CUBIC_CENTIMETRE = 1_000;
const MILLIMETRES_PER_CENTIMETRE = 10;
const GRAMS_PER_KILOGRAM = 1_000;

type Dimensional = NonNullable<CarrierContract['dimensional']>;

/**
 * The weight that a parcel's volume counts for: length x width x height over the divisor of the contract,
 * each side rounded as the contract says, the result rounded up to whole grams.
 */
export function dimensionalGrams(outerMillimetres: Triple, dimensional: Dimensional): number {
  const [x, y, z] = outerMillimetres.map((side) => roundSide(side, dimensional.rounding)) as [
    number,
    number,
    number,
  ];
  const cubicCentimetres = (x * y * z) / CUBIC_MILLIMETRES_PER_CUBIC_CENTIMETRE;
  return Math.ceil(
    (cubicCentimetres * GRAMS_PER_KILOGRAM) / dimensional.cubicCentimetresPerKilogram,
  );
}

function roundSide(millimetres: number, rounding: Dimensional['rounding']): number {
  if (rounding === 'none') return millimetres;
  const centimetres = millimetres / MILLIMETRES_PER_CENTIMETRE;
  const whole = rounding === 'up_centimetre' ? Math.ceil(centimetres) : Math.round(centimetres);
  return whole * MILLIMETRES_PER_CENTIMETRE;
}

/** What is billed: the greater of weight and dimensional weight, up to the next weight step. */
export function billedGrams(
  parcel: { readonly weightGrams: number; readonly outerMillimetres: Triple | null },
  contract: Pick<CarrierContract, 'dimensional' | 'weightStepGrams'>,
): number {
  const { dimensional, weightStepGrams } = contract;
  const volume =
    dimensional === null || parcel.outerMillimetres === null
      ? 0
      : dimensionalGrams(parcel.outerMillimetres, dimensional);
  return Math.ceil(Math.max(parcel.weightGrams, volume) / weightStepGrams) * weightStepGrams;
}

/** True when a contract counts a parcel as oversize: its longest side or its girth exceeds the limit. */
export function isOversize(
  outerMillimetres: Triple | null,
  oversize: CarrierContract['oversize'],
): boolean {
  if (outerMillimetres === null || oversize === null) return false;
  const [longest, middle, shortest] = outerMillimetres.toSorted((a, b) => b - a) as [
    number,
    number,
    number,
  ];
  return (
    longest > oversize.longestMillimetres ||
    longest + 2 * (middle + shortest) > oversize.girthMillimetres
  );
}
