import { describe, type MessageParameters, type ProblemCode } from './messages.ts';
import type { Place } from './values.ts';

/** What is wrong with an expression, at which characters of its text, and what may have been meant. */
export interface ExpressionProblem extends Place {
  readonly code: ProblemCode;
  /** In English; the code and the parameters are for translations. */
  readonly message: string;
  readonly messageParameters: MessageParameters;
  /** The text that may be put in the place of what is marked. */
  readonly suggestion?: string;
}

/** Puts a problem together; a suggestion is also said at the end of the message. */
export function problemAt(
  code: ProblemCode,
  place: Place,
  messageParameters: MessageParameters = {},
  suggestion?: { readonly replacement: string; readonly meant?: string },
): ExpressionProblem {
  const sentence = describe(code, messageParameters);
  const base = { code, messageParameters, start: place.start, end: place.end };
  if (suggestion === undefined) return { ...base, message: sentence };
  const meant = suggestion.meant ?? suggestion.replacement;
  // A space is seen by nobody: the sentence has named it.
  const message = meant.trim() === '' ? sentence : `${sentence} Did you mean ${meant}?`;
  return { ...base, message, suggestion: suggestion.replacement };
}

/**
 * The candidate that is written most like a word: at most a third of its letters, rounded up, differ
 * (insertions, deletions, exchanges and swapped neighbours; case counts for nothing). Ties go to the
 * first. Optimal string alignment distance, row by row.
 */
export function nearestName(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.slice(0, WORD_LENGTH_MAX).toLowerCase();
  let nearest: string | undefined;
  let least = Math.ceil(wanted.length / 3) + 1;
  for (const candidate of candidates) {
    const distance = alignmentDistance(wanted, candidate.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

const WORD_LENGTH_MAX = 64;

function alignmentDistance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > WORD_LENGTH_MAX / 3) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let distance = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1];
      if (isSwapped) distance = Math.min(distance, (beforeLast[column - 2] as number) + 1);
      current.push(distance);
    }
    beforeLast = last;
    last = current;
  }
  return last[other.length] as number;
}
