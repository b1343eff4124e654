import { allocateMinor, minorDigits } from '../../kernel/money.ts';
import { readMinor } from './read-cells.ts';

/** What the expressions of maps can call besides what JSONata brings. */
export const MAP_FUNCTIONS = {
  /**
   * $minor(text, currency): a decimal amount as whole minor units of the currency, by its digits. No
   * text is nothing. For files whose rows differ in currency, which a column cannot know.
   */
  minor(text: unknown, currency: unknown): number {
    if (text === undefined || text === null || text === '') return 0;
    const given = typeof text === 'number' ? String(text) : text;
    if (typeof given !== 'string' || typeof currency !== 'string')
      throw new Error('$minor takes the text of an amount and a currency');
    const minor = readMinor(given.trim(), minorDigits(currency));
    if (minor === undefined) throw new Error(`${given} is not an amount in ${currency}`);
    return minor;
  },
  /** $spread(amount, weights): a whole amount over lines by their weights, without losing a unit. */
  spread(amount: unknown, weights: unknown): number[] {
    const given = (Array.isArray(weights) ? weights : [weights]) as number[];
    if (!Number.isSafeInteger(amount) || !given.every((weight) => Number.isSafeInteger(weight)))
      throw new Error('$spread takes a whole amount and a list of whole weights');
    return allocateMinor(amount as number, given);
  },
};
