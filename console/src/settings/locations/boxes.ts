import type { BoxType } from '../../client/contract.generated.d.ts';

const CUBIC_MILLIMETRES_PER_LITRE = 1_000_000;

/** What fits into a box, in litres to one digit. */
export function litresOf({ length, width, height }: BoxType['innerMillimetres']): number {
  return Math.round((length * width * height * 10) / CUBIC_MILLIMETRES_PER_LITRE) / 10;
}

/** What keeps boxes from being saved: the server refuses each of these. */
export function boxHindrance(boxes: readonly BoxType[]): 'code' | 'twice' | 'heavy' | null {
  const codes = boxes.map(({ code }) => code.trim());
  if (codes.includes('')) return 'code';
  if (new Set(codes).size < codes.length) return 'twice';
  return boxes.some(({ tareGrams, maxWeightGrams }) => tareGrams >= maxWeightGrams)
    ? 'heavy'
    : null;
}
