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
 * `known` is what whoever asks has said, and numbers of the order: an identifier may look like a card.
 */
export function withheldFrom(
  answer: StepValues,
  known: readonly string[],
): { readonly name: string; readonly title: string } | null {
  for (const [name, value] of Object.entries(answer)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const text = known.reduce((left, each) => left.replaceAll(each, ' '), String(value));
    if (!CODED.test(text) && (text.match(DIGIT)?.length ?? 0) < DIGITS_MIN) continue;
    const leak = findLeaksIn({ [name]: text }).leaks.find(
      ({ pattern }) => pattern.severity === 'high' && pattern.group !== 'contact',
    );
    if (leak !== undefined) return { name, title: leak.pattern.title.en };
  }
  return null;
}
