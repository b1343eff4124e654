import { keptText } from '../../kernel/kept-text.ts';
import { describe, type FailureCode, type MessageParameters } from './messages.ts';
import type { FactField, FactType } from './types.ts';

/** An amount in whole minor units of one currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** What an expression gives: never a record, so that nothing of the facts leaks out whole. */
export type ExpressionValue =
  | boolean
  | number
  | string
  | Money
  | readonly ExpressionValue[]
  | { readonly [key: string]: ExpressionValue };

/**
 * Why an expression has no value for these facts, and at which place of its text (offsets in
 * characters). It is a value: `evaluate` throws for no facts at all.
 */
export class ExpressionFailure {
  readonly code: FailureCode;
  readonly messageParameters: MessageParameters;
  readonly start: number;
  readonly end: number;

  constructor(code: FailureCode, place: Place, messageParameters: MessageParameters = {}) {
    this.code = code;
    this.messageParameters = messageParameters;
    this.start = place.start;
    this.end = place.end;
  }

  /** The failure as an English sentence. */
  get message(): string {
    return keptText(describe(this.code, this.messageParameters));
  }
}

/** From where to where something stands in the text of an expression, in characters (UTF-16). */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What one evaluation carries along: the facts, the items of its loops, the steps it has taken. */
export interface Frame {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly items: unknown[];
  steps: number;
}

/** One part of a compiled expression: gives a value of its type, or a failure. */
export type Evaluator = (frame: Frame) => unknown;

/** Whether a value can be money; keys beyond the two are not looked at. */
export function isMoney(value: unknown): value is Money {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'minor') &&
    Object.hasOwn(value, 'currency') &&
    Number.isSafeInteger((value as Money).minor) &&
    typeof (value as Money).currency === 'string'
  );
}

const MOMENT_MS_MAX = 8_640_000_000_000_000;

/** Whether a number is a moment that a calendar has (milliseconds since 1970). */
export function isMoment(value: unknown): value is number {
  return Number.isSafeInteger(value) && Math.abs(value as number) <= MOMENT_MS_MAX;
}

/** A test for one type. What a list, map or record holds is tested when it is read. */
export function acceptorOf(type: FactType): (value: unknown) => boolean {
  if (typeof type !== 'string') return 'list' in type ? Array.isArray : isPlainObject;
  switch (type) {
    case 'bool':
      return (value) => typeof value === 'boolean';
    case 'int':
    case 'duration':
      return Number.isSafeInteger;
    case 'double':
      return Number.isFinite;
    case 'string':
      return (value) => typeof value === 'string';
    case 'timestamp':
      return isMoment;
    case 'money':
      return isMoney;
    case 'nothing':
      return () => false;
  }
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads one own property and holds it against its type: absent (also null) and wrong facts are
 * failures. What a prototype has is never seen.
 */
export function readOwn(
  holder: object,
  name: string,
  accepts: (value: unknown) => boolean,
  absent: ExpressionFailure,
  wrong: ExpressionFailure,
): unknown {
  if (!Object.hasOwn(holder, name)) return absent;
  const value = (holder as Record<string, unknown>)[name];
  if (accepts(value)) return value;
  return value === undefined || value === null ? absent : wrong;
}

/** A value as it leaves an expression: a copy that holds nothing beyond its type, or a failure. */
export function exportValue(
  value: unknown,
  type: FactType,
  wrong: ExpressionFailure,
): ExpressionValue | ExpressionFailure {
  if (value instanceof ExpressionFailure) return value;
  if (!acceptorOf(type)(value)) return wrong;
  if (type === 'money') {
    return { minor: (value as Money).minor, currency: (value as Money).currency };
  }
  if (typeof value === 'string') return keptText(value);
  if (typeof type === 'string') return value as ExpressionValue;
  const inner = 'list' in type ? type.list : (type as { map: FactType }).map;
  const keys = Object.keys(value as object);
  const copy: Record<string, ExpressionValue> = Object.create(null) as Record<string, never>;
  const items: ExpressionValue[] = [];
  for (const key of keys) {
    const item = exportValue((value as Record<string, unknown>)[key], inner, wrong);
    if (item instanceof ExpressionFailure) return item;
    if ('list' in type) items.push(item);
    else copy[keptText(key)] = item;
  }
  return 'list' in type ? items : copy;
}

/** What a part of an expression is known to be before it runs. */
export interface Checked {
  readonly type: FactType;
  readonly run: Evaluator;
  /** Steps that it takes at most, lists of facts being as long as assumed. */
  readonly cost: number;
  /** The facts that the value comes from as a whole, as paths; empty once it was worked on. */
  readonly origins: readonly string[];
  readonly place: Place;
  /** Its value where that is written in the text. */
  readonly constant?: unknown;
  /** The only texts that it can be. */
  readonly values?: FactField['values'];
  /** How many items a list has at most, where the text tells. */
  readonly itemsMax?: number;
}
