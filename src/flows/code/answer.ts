import { assert } from '../../kernel/assert.ts';
import type { Money } from '../expressions/index.ts';

/** What a value of code may be; a number is whole and safe, money is whole minor units of a currency. */
export type ValueType = 'string' | 'int' | 'bool' | 'money';

/** What code is asked, as plain JSON. */
export interface CodeRequest {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The only time that it knows, in milliseconds since 1970 (UTC). */
  readonly moment: number;
  /** Where its chance begins: four whole numbers of 32 bits. */
  readonly chance: readonly number[];
  /** The values that are asked for. */
  readonly names: readonly string[];
  /** Whether it may write lines into the log of the run. */
  readonly logs: boolean;
}

/** Why code has no answer. The same request always has the same, but for `overran`, which a clock has said. */
export interface CodeFailure {
  readonly kind: 'failed';
  readonly why:
    | 'syntax'
    | 'no_decide'
    | 'threw'
    | 'too_many_steps'
    | 'too_much_memory'
    | 'too_deep'
    | 'wrong_answer'
    | 'overran';
  /** What happened, in a sentence; never anything that code itself has said. */
  readonly message: string;
  /** Where in the code, both from 1; null: nowhere in particular. */
  readonly place: { readonly line: number; readonly column: number } | null;
}

/** What `decide` gave back, as text that has not been looked at. */
export interface RawAnswer {
  readonly kind: 'answered';
  readonly text: string;
}

/** An answer that is what its node promises. */
export interface CodeAnswer {
  readonly kind: 'answered';
  readonly output: string;
  readonly values: Readonly<Record<string, string | number | boolean | Money>>;
  readonly log: readonly string[];
}

/** What a node promises of its code. */
export interface CodePromise {
  readonly outputs: readonly string[];
  readonly values: Readonly<Record<string, ValueType>>;
  /** Whether it may write lines into the log of the run. */
  readonly logs: boolean;
}

/** Longer answers are refused before they are read, in characters. */
const ANSWER_LENGTH_MAX = 64 * 1_024;
/** The longest text that a node leaves behind, in characters. */
const VALUE_LENGTH_MAX = 2_000;
/** Lines that one visit may write, and the characters of each. */
const LINES_MAX = 20;
const LINE_LENGTH_MAX = 500;

const wrong = (message: string): CodeFailure => ({
  kind: 'failed',
  why: 'wrong_answer',
  message,
  place: null,
});

/**
 * Takes of an answer what the node promises, value for value, and nothing else of it. What code gives back is
 * a stranger's: it is read as JSON, its own fields only, and copied.
 */
export function readAnswer({ text }: RawAnswer, promise: CodePromise): CodeAnswer | CodeFailure {
  if (text.length > ANSWER_LENGTH_MAX) {
    return wrong(`What decide gives back is longer than ${ANSWER_LENGTH_MAX} characters.`);
  }
  const answer = JSON.parse(text) as unknown;
  if (typeof answer !== 'object' || answer === null) {
    return wrong('decide must give back an object at once: { output, values }.');
  }
  const output = ownField(answer, 'output') ?? promise.outputs[0];
  if (typeof output !== 'string' || !promise.outputs.includes(output)) {
    return wrong(`output must be one of ${promise.outputs.join(', ')}.`);
  }
  const given = ownField(answer, 'values') ?? {};
  assert(typeof given === 'object' && given !== null, 'values are an object');
  const values: Record<string, string | number | boolean | Money> = {};
  for (const [name, type] of Object.entries(promise.values)) {
    const value = ownField(given, name);
    // What is not given is not left behind: later expressions ask with has().
    if (value === undefined) continue;
    const read = READERS[type](value);
    if (read === null) return wrong(`The value ${name} must be ${WANTED[type]}.`);
    values[name] = read;
  }
  return { kind: 'answered', output, values, log: promise.logs ? readLines(answer) : [] };
}

function readLines(answer: object): string[] {
  return Object.values(ownField(answer, 'lines') ?? {})
    .filter((line) => typeof line === 'string')
    .slice(0, LINES_MAX)
    .map((line) => line.slice(0, LINE_LENGTH_MAX).toWellFormed().replaceAll('\0', ''));
}

const WANTED: Readonly<Record<ValueType, string>> = {
  string: `a text of at most ${VALUE_LENGTH_MAX} whole characters, none of them NUL`,
  int: 'a whole number that is exact (at most 2^53 - 1)',
  bool: 'true or false',
  money: '{ minor: a whole number, currency: three capital letters }',
};

const READERS: Readonly<
  Record<ValueType, (value: unknown) => string | number | boolean | Money | null>
> = {
  // PostgreSQL keeps neither NUL nor half a character.
  string: (value) =>
    typeof value === 'string' &&
    value.length <= VALUE_LENGTH_MAX &&
    value.isWellFormed() &&
    !value.includes('\0')
      ? value
      : null,
  int: (value) => (Number.isSafeInteger(value) ? Number(value) + 0 : null),
  bool: (value) => (typeof value === 'boolean' ? value : null),
  money(value) {
    if (typeof value !== 'object' || value === null) return null;
    const [minor, currency] = [ownField(value, 'minor'), ownField(value, 'currency')];
    return Number.isSafeInteger(minor) &&
      typeof currency === 'string' &&
      /^[A-Z]{3}$/.test(currency)
      ? { minor: Number(minor) + 0, currency }
      : null;
  },
};

function ownField(holder: object, name: string): unknown {
  return Object.hasOwn(holder, name) ? (holder as Record<string, unknown>)[name] : undefined;
}
