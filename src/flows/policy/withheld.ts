import type { StepValues } from '../components/index.ts';
import { findLeaksIn } from './leaks/index.ts';

/** Numbers of people and cards have no fewer digits. */
const DIGITS_MIN = 6;
/** What is coded, and keys, stand without a space for so long at least. */
const CODED = /[^\s]{16}/u;
const DIGIT = /\p{Nd}/gu;

/**
 * What an answer that everybody may read must not say, whatever it was made of: what people typed and other systems
 * answered is known only when it is there. Answers the title of what was found, never the value; null: nothing.
 * `known` is what whoever asks has said, and numbers of the order: an identifier may look like a card. Only what lies
 * within one of these is known: who guesses how a number begins is not told the rest of it.
 */
export function withheldFrom(
  answer: StepValues,
  known: readonly string[],
): { readonly name: string; readonly title: string } | null {
  for (const [name, value] of Object.entries(answer)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const text = String(value);
    if (known.includes(text)) continue;
    if (!CODED.test(text) && (text.match(DIGIT)?.length ?? 0) < DIGITS_MIN) continue;
    const leak = findLeaksIn({ [name]: text }).leaks.find(
      ({ pattern, start, end }) =>
        pattern.severity === 'high' &&
        pattern.group !== 'contact' &&
        !known.some((each) => liesWithin(text, each, start, end)),
    );
    if (leak !== undefined) return { name, title: leak.pattern.title.en };
  }
  return null;
}

/** True when a place of a text lies within a part of it that reads so. */
function liesWithin(text: string, part: string, start: number, end: number): boolean {
  for (let at = text.indexOf(part); at >= 0 && at <= start; at = text.indexOf(part, at + 1)) {
    if (end <= at + part.length) return true;
  }
  return false;
}
