import { types, type CustomTypesConfig } from 'pg';
import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';

const INT8 = 20;
const JSON_TEXT = 114;
const JSON_TEXT_ARRAY = 199;
const INT8_ARRAY = 1016;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMP_ARRAY = 1115;
const DATE_ARRAY = 1182;
const TIMESTAMPTZ = 1184;
const TIMESTAMPTZ_ARRAY = 1185;
const TEXT_ARRAY = 1009;

/** An int8 as a number; a value beyond 2^53 is a bug, because our identifiers and amounts stay below it. */
export function parseInt8(text: string): number {
  const value = Number(text);
  assert(
    Number.isSafeInteger(value),
    `int8 ${text} is outside the safe integers: cast it to text in the statement`,
  );
  return value;
}

/** A timestamptz as milliseconds since 1970, with anything below a millisecond cut off. */
export function parseInstant(text: string): Instant {
  // The common form, "2026-11-22 13:51:14.627+00", is read by position: batches read many thousands of these.
  if (
    text.endsWith('+00') &&
    text.charCodeAt(4) === 45 &&
    (text.length === 22 || text.charCodeAt(19) === 46)
  ) {
    const millisecond =
      text.length === 22 ? 0 : Math.floor(Number(`0.${text.slice(20, -3)}`) * 1_000 + 1e-6);
    return Date.UTC(
      Number(text.slice(0, 4)),
      Number(text.slice(5, 7)) - 1,
      Number(text.slice(8, 10)),
      Number(text.slice(11, 13)),
      Number(text.slice(14, 16)),
      Number(text.slice(17, 19)),
      millisecond,
    );
  }
  // A session in another zone: Date wants a T and minutes in the offset.
  const value = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  assert(!Number.isNaN(value), `timestamptz ${text} is not an instant`);
  return value;
}

type Parser = (text: string) => unknown;

/** The driver's own parser; its type knows only the built-in types, though it takes any. */
const driverParser = types.getTypeParser as (oid: number, format: 'text' | 'binary') => Parser;
const parseTextArray = driverParser(TEXT_ARRAY, 'text') as (text: string) => (string | null)[];
const asText: Parser = (text) => text;

function arrayOf<Value>(parse: (text: string) => Value): (text: string) => (Value | null)[] {
  return (text) => parseTextArray(text).map((item) => (item === null ? null : parse(item)));
}

/**
 * How our columns become JavaScript values. `json` stays text, because we keep the bytes of a reply;
 * `jsonb` is parsed. Dates stay YYYY-MM-DD text (`dayFromText` reads it); numeric, uuid and xid8 stay text.
 */
const PARSERS = new Map<number, Parser>([
  [INT8, parseInt8],
  [INT8_ARRAY, arrayOf(parseInt8)],
  [TIMESTAMPTZ, parseInstant],
  [TIMESTAMPTZ_ARRAY, arrayOf(parseInstant)],
  [JSON_TEXT, asText],
  [JSON_TEXT_ARRAY, arrayOf(asText)],
  [DATE, asText],
  [DATE_ARRAY, arrayOf(asText)],
  [TIMESTAMP, asText],
  [TIMESTAMP_ARRAY, arrayOf(asText)],
]);

/** The `types` of every pool of ours; set per pool, so that other users of pg in the process keep theirs. */
export const valueTypes: CustomTypesConfig = {
  getTypeParser(oid: number, format: 'text' | 'binary' = 'text'): Parser {
    return (format === 'text' ? PARSERS.get(oid) : undefined) ?? driverParser(oid, format);
  },
};
