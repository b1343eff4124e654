import { moneyToText } from '../../kernel/money.ts';
import { LIMITS } from './limits.ts';
import { type FactType, fits, holdsRecord, typeText } from './types.ts';
import {
  type Evaluator,
  ExpressionFailure,
  type Frame,
  isMoment,
  type Money,
  type Place,
} from './values.ts';

/** What two values give: a value or a failure. */
type Combine = (left: never, right: never, frame: Frame) => unknown;

/** How an operation between two types is carried out; made once for each place of a text. */
interface Operation {
  readonly result: FactType;
  readonly combine: (place: Place) => Combine;
}

const PRIMITIVES = new Set(['bool', 'int', 'double', 'string', 'timestamp', 'duration']);

/** Whether values of a type are primitives, so that a failure is the only object among them. */
export function isPrimitive(type: FactType): boolean {
  return typeof type === 'string' && PRIMITIVES.has(type);
}

/** Adds to the steps of an evaluation; true when it has taken too many. */
export function spend(frame: Frame, steps: number): boolean {
  frame.steps += steps;
  return frame.steps > LIMITS.stepsMax;
}

/** Runs both sides, the left one first, and combines them unless one has failed. */
export function combineBoth(left: Evaluator, right: Evaluator, combine: Combine): Evaluator {
  return (frame) => {
    const leftValue = left(frame);
    if (leftValue instanceof ExpressionFailure) return leftValue;
    const rightValue = right(frame);
    if (rightValue instanceof ExpressionFailure) return rightValue;
    return combine(leftValue as never, rightValue as never, frame);
  };
}

/** Whole numbers stay exact: what is beyond them is a failure. Adding zero turns -0 into 0. */
function exact(place: Place, compute: (left: number, right: number) => number): Combine {
  const overflow = new ExpressionFailure('overflow', place);
  return (left: number, right: number) => {
    const result = compute(left, right) + 0;
    return Number.isSafeInteger(result) ? result : overflow;
  };
}

function divide(place: Place, compute: (left: number, right: number) => number): Combine {
  const byZero = new ExpressionFailure('division_by_zero', place);
  return (left: number, right: number) => (right === 0 ? byZero : compute(left, right) + 0);
}

function finite(place: Place, compute: (left: number, right: number) => number): Combine {
  const notFinite = new ExpressionFailure('not_finite', place);
  return (left: number, right: number) => {
    const result = compute(left, right);
    return Number.isFinite(result) ? result : notFinite;
  };
}

function moment(place: Place, compute: (left: number, right: number) => number): Combine {
  const outOfRange = new ExpressionFailure('moment_out_of_range', place);
  return (left: number, right: number) => {
    const result = compute(left, right);
    return isMoment(result) ? result : outOfRange;
  };
}

/** The failure of two amounts of different currencies. */
export function otherCurrency(left: Money, right: Money, place: Place): ExpressionFailure {
  return new ExpressionFailure('other_currency', place, {
    left: moneyToText(left.minor, left.currency),
    right: moneyToText(right.minor, right.currency),
  });
}

function sameCurrency(place: Place, compute: (left: Money, right: Money) => unknown): Combine {
  return (left: Money, right: Money) =>
    left.currency === right.currency ? compute(left, right) : otherCurrency(left, right, place);
}

/** An amount, or a failure where it is no longer exact. */
export function moneyOf(minor: number, currency: string, place: Place): Money | ExpressionFailure {
  return Number.isSafeInteger(minor)
    ? { minor: minor + 0, currency }
    : new ExpressionFailure('overflow', place);
}

const plus = (left: number, right: number) => left + right;
const minus = (left: number, right: number) => left - right;

function addMoney(place: Place, sign: 1 | -1): Combine {
  return sameCurrency(place, (left, right) =>
    moneyOf(left.minor + sign * right.minor, left.currency, place),
  );
}

function joinTexts(place: Place): Combine {
  const tooLong = new ExpressionFailure('text_too_long', place, { max: LIMITS.builtTextLengthMax });
  return (left: string, right: string, frame: Frame) => {
    const length = left.length + right.length;
    if (length > LIMITS.builtTextLengthMax) return tooLong;
    return spend(frame, length / 32) ? new ExpressionFailure('budget', place) : left + right;
  };
}

function joinLists(place: Place): Combine {
  return (left: readonly unknown[], right: readonly unknown[], frame: Frame) =>
    spend(frame, left.length + right.length)
      ? new ExpressionFailure('budget', place)
      : [...left, ...right];
}

/** Arithmetic by operator and the types of both sides. */
const ARITHMETIC: Readonly<Record<string, Operation>> = {
  'int + int': { result: 'int', combine: (place) => exact(place, plus) },
  'int - int': { result: 'int', combine: (place) => exact(place, minus) },
  'int * int': { result: 'int', combine: (place) => exact(place, (a, b) => a * b) },
  // The remainder is exact, and so is the division of what is left: toward zero, as CEL says.
  'int / int': { result: 'int', combine: (place) => divide(place, (a, b) => (a - (a % b)) / b) },
  'int % int': { result: 'int', combine: (place) => divide(place, (a, b) => a % b) },
  'double + double': { result: 'double', combine: (place) => finite(place, plus) },
  'double - double': { result: 'double', combine: (place) => finite(place, minus) },
  'double * double': { result: 'double', combine: (place) => finite(place, (a, b) => a * b) },
  'double / double': { result: 'double', combine: (place) => finite(place, (a, b) => a / b) },
  'string + string': { result: 'string', combine: joinTexts },
  'duration + duration': { result: 'duration', combine: (place) => exact(place, plus) },
  'duration - duration': { result: 'duration', combine: (place) => exact(place, minus) },
  'timestamp - timestamp': { result: 'duration', combine: (place) => exact(place, minus) },
  'timestamp + duration': { result: 'timestamp', combine: (place) => moment(place, plus) },
  'duration + timestamp': { result: 'timestamp', combine: (place) => moment(place, plus) },
  'timestamp - duration': { result: 'timestamp', combine: (place) => moment(place, minus) },
  'money + money': { result: 'money', combine: (place) => addMoney(place, 1) },
  'money - money': { result: 'money', combine: (place) => addMoney(place, -1) },
  'money * int': {
    result: 'money',
    combine: (place) => (left: Money, right: number) =>
      moneyOf(left.minor * right, left.currency, place),
  },
  'int * money': {
    result: 'money',
    combine: (place) => (left: number, right: Money) =>
      moneyOf(left * right.minor, right.currency, place),
  },
};

/** What an arithmetic operator does with two types; null when it does nothing. */
export function arithmetic(operator: string, left: FactType, right: FactType): Operation | null {
  const known = ARITHMETIC[`${typeText(left)} ${operator} ${typeText(right)}`];
  if (known !== undefined) return known;
  const isList = typeof left !== 'string' && 'list' in left && operator === '+';
  if (isList && fits(right, left)) return { result: left, combine: joinLists };
  return isList && fits(left, right) ? { result: right, combine: joinLists } : null;
}

type Order = '<' | '<=' | '>' | '>=';

const ORDERS: Readonly<Record<Order, (left: Evaluator, right: Evaluator) => Evaluator>> = {
  '<': (left, right) => (frame) => {
    const a = left(frame) as number;
    if (typeof a === 'object') return a;
    const b = right(frame) as number;
    return typeof b === 'object' ? b : a < b;
  },
  '<=': (left, right) => (frame) => {
    const a = left(frame) as number;
    if (typeof a === 'object') return a;
    const b = right(frame) as number;
    return typeof b === 'object' ? b : a <= b;
  },
  '>': (left, right) => (frame) => {
    const a = left(frame) as number;
    if (typeof a === 'object') return a;
    const b = right(frame) as number;
    return typeof b === 'object' ? b : a > b;
  },
  '>=': (left, right) => (frame) => {
    const a = left(frame) as number;
    if (typeof a === 'object') return a;
    const b = right(frame) as number;
    return typeof b === 'object' ? b : a >= b;
  },
};

const MONEY_ORDERS: Readonly<Record<Order, (left: Money, right: Money) => boolean>> = {
  '<': (left, right) => left.minor < right.minor,
  '<=': (left, right) => left.minor <= right.minor,
  '>': (left, right) => left.minor > right.minor,
  '>=': (left, right) => left.minor >= right.minor,
};

const ORDERED = new Set(['int', 'double', 'string', 'timestamp', 'duration', 'money']);

/** A comparison by size; null when the two types have no order between them. */
export function ordering(
  operator: Order,
  left: { readonly type: FactType; readonly run: Evaluator },
  right: { readonly type: FactType; readonly run: Evaluator },
  place: Place,
): Evaluator | null {
  const isNumbers = [left.type, right.type].every((type) => type === 'int' || type === 'double');
  if (!isNumbers && (left.type !== right.type || !ORDERED.has(typeText(left.type)))) return null;
  return left.type === 'money'
    ? combineBoth(left.run, right.run, sameCurrency(place, MONEY_ORDERS[operator]))
    : ORDERS[operator](left.run, right.run);
}

/** Whether two values of a type are equal; money of two currencies is a failure, not unequal. */
export type Equality = (left: unknown, right: unknown, frame: Frame) => boolean | ExpressionFailure;

/** How values of a type are compared; null for records and maps, which are not. */
export function equalityOf(type: FactType, place: Place): Equality | null {
  if (type === 'nothing' || isPrimitive(type)) return (left, right) => left === right;
  if (type === 'money') {
    return sameCurrency(place, (left, right) => left.minor === right.minor) as Equality;
  }
  if (typeof type === 'string' || !('list' in type) || holdsRecord(type)) return null;
  const ofItems = equalityOf(type.list, place);
  if (ofItems === null) return null;
  const budget = new ExpressionFailure('budget', place);
  return (left, right, frame) => {
    const [leftItems, rightItems] = [left, right] as readonly (readonly unknown[])[];
    if (leftItems === undefined || leftItems.length !== rightItems?.length) return false;
    if (spend(frame, leftItems.length)) return budget;
    for (const [index, item] of leftItems.entries()) {
      const isEqual = ofItems(item, rightItems[index], frame);
      if (isEqual !== true) return isEqual;
    }
    return true;
  };
}

/** `==` and `!=`; null where values of these types are not compared. */
export function equals(
  left: { readonly type: FactType; readonly run: Evaluator },
  right: { readonly type: FactType; readonly run: Evaluator },
  isNegated: boolean,
  place: Place,
): Evaluator | null {
  const type = fits(left.type, right.type) ? right.type : left.type;
  if (isPrimitive(type)) {
    const [leftRun, rightRun] = [left.run, right.run];
    return (frame) => {
      const a = leftRun(frame);
      if (typeof a === 'object') return a;
      const b = rightRun(frame);
      return typeof b === 'object' ? b : (a === b) !== isNegated;
    };
  }
  const equality = equalityOf(type, place);
  if (equality === null) return null;
  return combineBoth(left.run, right.run, (a: unknown, b: unknown, frame: Frame) => {
    const isEqual = equality(a, b, frame);
    return typeof isEqual === 'boolean' ? isEqual !== isNegated : isEqual;
  });
}

/**
 * And, or: as CEL says, a side that settles the matter settles it, also when the other one has
 * failed; the left one is asked first.
 */
export function junction(left: Evaluator, right: Evaluator, settling: boolean): Evaluator {
  return (frame) => {
    const a = left(frame);
    if (a === settling) return settling;
    const b = right(frame);
    return b === settling || typeof a === 'boolean' ? b : a;
  };
}
