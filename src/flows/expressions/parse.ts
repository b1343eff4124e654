import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import { LIMITS } from './limits.ts';
import { type ExpressionProblem, problemAt } from './problems.ts';
import type { Place } from './values.ts';

/** A part of a parsed expression with its place in the text. */
export type SyntaxPart = ASTNode;

const PARSER = new Environment({
  limits: {
    maxAstNodes: LIMITS.nodesMax,
    maxDepth: LIMITS.depthMax,
    maxListElements: LIMITS.listItemsMax,
    maxMapEntries: LIMITS.listItemsMax,
    maxCallArguments: 8,
  },
});

/** Characters that input methods and word processors write in the place of plain ones. */
const PLAIN_CHARACTERS: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '＂': '"',
  '＇': "'",
  '（': '(',
  '）': ')',
  '【': '[',
  '】': ']',
  '［': '[',
  '］': ']',
  '｛': '{',
  '｝': '}',
  '，': ',',
  '、': ',',
  '。': '.',
  '．': '.',
  '：': ':',
  '？': '?',
  '！': '!',
  '＝': '==',
  '＞': '>',
  '＜': '<',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '＋': '+',
  '－': '-',
  '–': '-',
  '×': '*',
  '＊': '*',
  '／': '/',
  '÷': '/',
  '％': '%',
  '＆': '&&',
  '｜': '||',
  '\u3000': ' ',
  '\u00A0': ' ',
};

const WORD_OPERATORS: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  is: '==',
  equals: '==',
};

/** The syntax tree of a text, or the problem that keeps it from being one. */
export function parseExpression(text: string): SyntaxPart | ExpressionProblem {
  if (text.trim() === '') return problemAt('empty', { start: 0, end: text.length });
  if (text.length > LIMITS.textLengthMax) {
    const place = { start: LIMITS.textLengthMax, end: text.length };
    return problemAt('too_long', place, { max: LIMITS.textLengthMax });
  }
  try {
    return PARSER.parse(text).ast;
  } catch (error) {
    if (error instanceof ParseError) return explain(error, text);
    throw error;
  }
}

function explain(error: ParseError, text: string): ExpressionProblem {
  const range = error.range ?? { start: 0, end: text.length };
  const [start, end] = [error.node?.start ?? range.start, range.end];
  // The parser marks no characters where it met the end, or a bound.
  const place = { start, end: Math.max(end, Math.min(start + 1, text.length)) };
  const found = text.slice(place.start, place.end);
  switch (error.code) {
    case 'limit_exceeded':
      return explainLimit(error.summary, place);
    case 'unterminated_string':
    case 'unterminated_triple_quoted_string':
      return problemAt('unterminated_text', { start, end: Math.min(start + 1, text.length) });
    case 'newline_in_string':
      return problemAt('line_break_in_text', place);
    case 'reserved_identifier':
      return problemAt('reserved_word', place, { found });
    case 'invalid_macro_argument':
      return problemAt('invalid_item_name', place, { macro: macroBefore(text, start) });
    case 'numeric_overflow':
    case 'invalid_number':
    case 'invalid_exponent':
    case 'invalid_integer':
    case 'invalid_hex_integer':
      return problemAt('invalid_number', place);
    default:
      if (/escape|surrogate/.test(error.code)) return problemAt('invalid_escape', place);
      return explainUnexpected(text, place);
  }
}

function explainLimit(summary: string, place: Place): ExpressionProblem {
  if (summary.includes('maxDepth')) return problemAt('too_deep', place, { max: LIMITS.depthMax });
  if (summary.includes('maxAstNodes')) {
    return problemAt('too_many_parts', place, { max: LIMITS.nodesMax });
  }
  return problemAt('too_many_items', place, { max: LIMITS.listItemsMax });
}

function macroBefore(text: string, offset: number): string {
  return /\.\s*(\w+)\s*\(\s*$/.exec(text.slice(0, offset))?.[1] ?? 'exists';
}

function explainUnexpected(text: string, place: Place): ExpressionProblem {
  const found = text.slice(place.start, place.end);
  if (found === '') return problemAt('unfinished', place);
  const plain = PLAIN_CHARACTERS[found];
  if (plain !== undefined) {
    if (plain === ' ') {
      return problemAt('wide_space', place, {}, { replacement: plain });
    }
    const parameters = { found, instead: plain };
    return problemAt('wide_character', place, parameters, { replacement: plain });
  }
  if (found === '=') {
    return problemAt('single_equals', place, {}, { replacement: '==' });
  }
  const before = /(\w+)\s+$/.exec(text.slice(0, place.start));
  for (const [word, start] of [
    [found, place.start],
    [before?.[1] ?? '', before?.index ?? 0],
  ] as const) {
    const instead = WORD_OPERATORS[word.toLowerCase()];
    if (instead === undefined) continue;
    const wordPlace = { start, end: start + word.length };
    return problemAt(
      'word_operator',
      wordPlace,
      { found: word, instead },
      { replacement: instead },
    );
  }
  return problemAt('unexpected', place, { found });
}
