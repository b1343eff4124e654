import { moneyToText } from '../../kernel/money.ts';
import {
  type Call,
  Complaint,
  type FunctionDefinition,
  type Overload,
  overload,
  runAll,
} from './function-model.ts';
import { moneyOf, otherCurrency } from './operators.ts';
import type { FactType } from './types.ts';
import {
  acceptorOf,
  type Evaluator,
  ExpressionFailure,
  isMoney,
  type Money,
  type Place,
} from './values.ts';

/**
 * A part of an amount in whole minor units, rounded half away from zero: 15 % of 0.10 is 0.02, of
 * -0.10 is -0.02. Exact at any size, since it is counted in whole numbers of any length.
 */
function percentOf(amount: Money, percent: number, place: Place): Money | ExpressionFailure {
  // The shortest decimal text of a double is what was written: 7.5 is 75 tenths.
  const [whole = '', fraction = '', exponent] = decimalParts(percent);
  if (exponent !== undefined) return new ExpressionFailure('overflow', place);
  const denominator = 100n * 10n ** BigInt(fraction.length);
  const product = BigInt(amount.minor) * BigInt(whole + fraction);
  const magnitude = product < 0n ? -product : product;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return moneyOf(Number(product < 0n ? -rounded : rounded), amount.currency, place);
}

function decimalParts(value: number): readonly (string | undefined)[] {
  const found = /^(-?\d+)(?:\.(\d+))?(e.+)?$/.exec(String(value));
  return found === null ? ['0', '', 'e'] : [found[1], found[2] ?? '', found[3]];
}

function buildMoney(call: Call): Evaluator | Complaint {
  const currency = call.arguments[1]?.constant;
  if (typeof currency === 'string' && !isCurrency(currency)) {
    return new Complaint('invalid_currency', 1);
  }
  return runAll(call.arguments, call.place, ([minor, name]: readonly [number, string]) =>
    isCurrency(name)
      ? { minor, currency: name }
      : new ExpressionFailure('wrong_currency', call.place, { currency: name }),
  );
}

function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

function readNumber(type: 'int' | 'double', pattern: RegExp) {
  const accepts = acceptorOf(type);
  return (place: Place) =>
    ([text]: readonly [string]) => {
      const value = pattern.test(text) ? Number(text) + 0 : NaN;
      return accepts(value)
        ? value
        : new ExpressionFailure('invalid_conversion', place, { text: text.slice(0, 40), type });
    };
}

function truncate(place: Place) {
  return ([value]: readonly [number]) => {
    const whole = Math.trunc(value) + 0;
    return Number.isSafeInteger(whole) ? whole : new ExpressionFailure('overflow', place);
  };
}

/** What has a size to compare by, each with how a number is read from it. */
const SIZED: readonly FactType[] = ['int', 'double', 'money', 'timestamp', 'duration'];

function magnitude(value: unknown): number {
  return isMoney(value) ? value.minor : (value as number);
}

/** Folds a list whose items may come from facts: each is held against its type first. */
function foldItems(
  place: Place,
  type: FactType,
  fold: (one: never, other: never) => unknown,
  empty: unknown,
) {
  const accepts = acceptorOf(type);
  return ([items]: readonly [readonly unknown[]]) => {
    let result: unknown = empty;
    for (const [index, item] of items.entries()) {
      if (!accepts(item)) return new ExpressionFailure('hostile_facts', place);
      if (index === 0) {
        result = item;
        continue;
      }
      const first = result as Money;
      if (isMoney(item) && item.currency !== first.currency) {
        return otherCurrency(first, item, place);
      }
      result = fold(result as never, item as never);
      if (result instanceof ExpressionFailure) return result;
    }
    return result;
  };
}

function extreme(name: 'min' | 'max', docs: FunctionDefinition['docs']): FunctionDefinition {
  const sign = name === 'min' ? -1 : 1;
  const pick = (one: unknown, other: unknown) =>
    sign * (magnitude(other) - magnitude(one)) > 0 ? other : one;
  const overloads = SIZED.flatMap((type): Overload[] => [
    overload([type, type], type, (place) => {
      const fold = foldItems(place, type, pick, null);
      return (values: readonly [unknown, unknown]) => fold([values]);
    }),
    overload([{ list: type }], type, (place) =>
      foldItems(place, type, pick, new ExpressionFailure('empty_list', place)),
    ),
  ]);
  const example =
    name === 'min' ? "min(order.total, money(5000, 'EUR'))" : 'max(1, order.lines.size())';
  return { name, style: 'function', docs, example, overloads };
}

/** Adding up: an empty list of numbers gives 0, one of amounts has no currency to be 0 of. */
function sumOf(type: 'int' | 'double' | 'duration' | 'money'): Overload {
  const isFine = type === 'double' ? Number.isFinite : Number.isSafeInteger;
  return overload([{ list: type }], type, (place) => {
    if (type === 'money') {
      const addMoney = (one: Money, other: Money) =>
        moneyOf(one.minor + other.minor, one.currency, place);
      return foldItems(place, type, addMoney, new ExpressionFailure('empty_list', place));
    }
    const code = type === 'double' ? 'not_finite' : 'overflow';
    const add = (one: number, other: number) =>
      isFine(one + other) ? one + other : new ExpressionFailure(code, place);
    return foldItems(place, type, add, 0);
  });
}

function countOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'string' ? Array.from(value).length : Object.keys(value as object).length;
}

/** Counting, calculating, converting. */
export const NUMBER_FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: 'size',
    style: 'both',
    docs: {
      en: 'how many characters a text, items a list or entries a map has',
      zh: '文本的字符数、列表的项数或映射的条目数',
    },
    example: 'order.lines.size() > 3',
    overloads: (['string', 'any list', 'any map'] as const).map((parameter) =>
      overload(
        [parameter],
        'int',
        () =>
          ([value]: readonly [unknown]) =>
            countOf(value),
      ),
    ),
  },
  {
    name: 'sum',
    style: 'both',
    docs: { en: 'all items of a list added up', zh: '列表各项之和' },
    example: 'order.lines.map(line, line.quantity).sum() <= 10',
    overloads: (['int', 'double', 'duration', 'money'] as const).map(sumOf),
  },
  extreme('min', { en: 'the least of two values, or of a list', zh: '两个值或列表中最小的' }),
  extreme('max', { en: 'the greatest of two values, or of a list', zh: '两个值或列表中最大的' }),
  {
    name: 'abs',
    style: 'function',
    docs: { en: 'the value without its sign', zh: '绝对值' },
    example: 'abs(order.total.minor - 100)',
    overloads: (['int', 'double', 'duration'] as const).map((type) =>
      overload(
        [type],
        type,
        () =>
          ([value]: readonly [number]) =>
            Math.abs(value),
      ),
    ),
  },
  {
    name: 'money',
    style: 'function',
    docs: {
      en: 'an amount in the smallest unit of a currency: 1999 is 19.99 EUR',
      zh: '以最小货币单位写的金额：1999 即 19.99 EUR',
    },
    example: "order.total >= money(1999, 'EUR')",
    overloads: [{ parameters: ['int', 'string'], result: 'money', build: buildMoney }],
  },
  {
    name: 'percent',
    style: 'function',
    docs: {
      en: 'so many percent of an amount, half a unit rounded away from zero',
      zh: '金额的百分之几，半个单位向远离零的方向取整',
    },
    example: 'percent(order.total, 15)',
    overloads: (['int', 'double'] as const).map((type) =>
      overload(
        ['money', type],
        'money',
        (place) =>
          ([amount, percent]: readonly [Money, number]) =>
            percentOf(amount, percent, place),
      ),
    ),
  },
  {
    name: 'string',
    style: 'function',
    docs: { en: 'a value as text', zh: '把值写成文本' },
    example: "'limit ' + string(order.lines.size())",
    overloads: [
      ...(['string', 'bool', 'int', 'double'] as const).map((type) =>
        overload(
          [type],
          'string',
          () =>
            ([value]: readonly [unknown]) =>
              String(value),
        ),
      ),
      overload(
        ['money'],
        'string',
        () =>
          ([{ minor, currency }]: readonly [Money]) =>
            moneyToText(minor, currency),
      ),
      overload(
        ['timestamp'],
        'string',
        () =>
          ([moment]: readonly [number]) =>
            new Date(moment).toISOString(),
      ),
    ],
  },
  {
    name: 'int',
    style: 'function',
    docs: {
      en: 'a whole number from a text or a double (what is behind the point is cut off)',
      zh: '由文本或小数得到整数（舍去小数部分）',
    },
    example: 'int(order.externalId) > 100',
    overloads: [
      overload(
        ['int'],
        'int',
        () =>
          ([value]: readonly [number]) =>
            value,
      ),
      overload(['double'], 'int', truncate),
      overload(['string'], 'int', readNumber('int', /^[+-]?\d{1,16}$/)),
    ],
  },
  {
    name: 'double',
    style: 'function',
    docs: { en: 'a number with a decimal point', zh: '小数' },
    example: 'double(order.lines.size()) * 0.5',
    overloads: [
      overload(
        ['double'],
        'double',
        () =>
          ([value]: readonly [number]) =>
            value,
      ),
      overload(
        ['int'],
        'double',
        () =>
          ([value]: readonly [number]) =>
            value,
      ),
      overload(
        ['string'],
        'double',
        readNumber('double', /^[+-]?\d{1,300}(?:\.\d{1,300})?(?:[eE][+-]?\d{1,3})?$/),
      ),
    ],
  },
];
