import type { Random } from '../src/kernel/random.ts';
import { drawOrder, SKU_COUNT, skuCodeOf } from './bench-world.ts';

/** An order of some customer as JSON text, cut open where the next order of that customer differs. */
export interface OrderText {
  /** Up to the opening bracket of the lines. */
  readonly head: string;
  readonly pricesMinor: readonly [number, number];
}

/** Where an order text is cut and what follows its lines; the Lua script of the generator says the same. */
const LINES_MARK = '"lines":[';

/** Draws as many customers as orders shall be spread over. Making an order of one is then mere joining. */
export function drawOrderTexts(random: Random, count: number): OrderText[] {
  return Array.from({ length: count }, () => {
    const { lines, payment: _, externalId: __, ...rest } = drawOrder(random, '');
    const [first, second] = lines;
    return {
      head: `${JSON.stringify(rest).slice(0, -1)},${LINES_MARK}`,
      pricesMinor: [first?.unitPriceMinor ?? 0, second?.unitPriceMinor ?? 0],
    };
  });
}

/** One more order as JSON text: two random SKUs, one or two units of each, paid in full. */
export function writeOrder(
  { head, pricesMinor }: OrderText,
  externalId: string,
  random: Random,
): string {
  const first = random.integer(1, 2);
  const second = random.integer(1, 2);
  const totalMinor = first * pricesMinor[0] + second * pricesMinor[1];
  return `${head}${writeLine(random, first, pricesMinor[0])},${writeLine(random, second, pricesMinor[1])}],"payment":{"kind":"captured","amountMinor":${totalMinor},"reference":"pay-${externalId}"},"externalId":"${externalId}"}`;
}

function writeLine(random: Random, quantity: number, priceMinor: number): string {
  const sku = skuCodeOf(random.integer(0, SKU_COUNT - 1));
  return `{"sku":"${sku}","quantity":${quantity},"unitPriceMinor":${priceMinor}}`;
}

/** The texts as the file that intake.lua reads: two prices and the head, a text a line. */
export function fileOfOrderTexts(texts: readonly OrderText[]): string {
  return texts.map(({ head, pricesMinor }) => `${pricesMinor.join(' ')} ${head}\n`).join('');
}
