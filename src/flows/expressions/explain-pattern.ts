import { RE2JSSyntaxException } from 're2js';
import type { MessageParameters, ProblemCode } from './messages.ts';

/** What the package says of a text that is no pattern, by what its sentences begin with. */
const CODES: readonly (readonly [beginning: string, code: ProblemCode])[] = [
  ['unexpected )', 'pattern_closed'],
  ['invalid nested repetition', 'pattern_repetition'],
  ['invalid repeat count', 'pattern_repetition'],
  ['missing argument to repetition', 'pattern_repetition'],
  ['invalid character class', 'pattern_class'],
  ['invalid escape', 'pattern_escape'],
  ['invalid or unsupported Perl syntax', 'pattern_unsupported'],
];

/** Why a text is no regular expression, with the part of it that is meant where the package names one. */
export function explainPattern(error: unknown): {
  readonly code: ProblemCode;
  readonly messageParameters: MessageParameters;
} {
  if (!(error instanceof RE2JSSyntaxException)) return OTHER;
  const { error: said, input } = error;
  if (said.startsWith('trailing backslash')) {
    return { code: 'pattern_escape', messageParameters: { found: '\\' } };
  }
  if (input === null) return OTHER;
  const missing = /^missing closing (.)$/.exec(said)?.[1];
  if (missing !== undefined) {
    return { code: 'pattern_open', messageParameters: { missing, found: input } };
  }
  const code = CODES.find(([beginning]) => said.startsWith(beginning))?.[1];
  return code === undefined ? OTHER : { code, messageParameters: { found: input } };
}

const OTHER = { code: 'invalid_pattern', messageParameters: {} } as const;
