import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { compileExpression, hasProblems } from './compile-expression.ts';
import type { FactSchema } from './types.ts';
import { ExpressionFailure } from './values.ts';

/** Facts that both can hold; money is ours alone. */
const SCHEMA: FactSchema = {
  records: {
    Line: {
      sku: { type: 'string' },
      quantity: { type: 'int' },
      gift: { type: 'bool', isOptional: true },
    },
  },
  variables: {
    count: { type: 'int' },
    weight: { type: 'int' },
    ratio: { type: 'double' },
    name: { type: 'string' },
    flag: { type: 'bool' },
    tags: { type: { list: 'string' } },
    numbers: { type: { list: 'int' } },
    at: { type: 'timestamp' },
    lines: { type: { list: { record: 'Line' } } },
    extra: { type: { map: 'int' } },
  },
};

const CEL = new Environment()
  .registerVariable('count', 'int')
  .registerVariable('weight', 'int')
  .registerVariable('ratio', 'double')
  .registerVariable('name', 'string')
  .registerVariable('flag', 'bool')
  .registerVariable('tags', 'list<string>')
  .registerVariable('numbers', 'list<int>')
  .registerVariable('at', 'google.protobuf.Timestamp')
  .registerVariable('lines', 'list<dyn>')
  .registerVariable('extra', 'map<string, int>');

interface Facts {
  readonly count: number;
  readonly weight: number;
  readonly ratio: number;
  readonly name: string;
  readonly flag: boolean;
  readonly tags: readonly string[];
  readonly numbers: readonly number[];
  readonly at: number;
  readonly lines: readonly {
    readonly sku: string;
    readonly quantity: number;
    readonly gift?: boolean;
  }[];
  readonly extra: Readonly<Record<string, number>>;
}

const WORD = fc.constantFrom('', 'a', 'b', 'ab', 'gift', '礼品', 'A-1');
const SMALL = fc.integer({ min: -5, max: 5 });

const FACTS: fc.Arbitrary<Facts> = fc.record({
  count: SMALL,
  weight: fc.integer({ min: -1_000, max: 1_000 }),
  ratio: fc.constantFrom(0, 0.5, -1.25, 3, 1e10),
  name: WORD,
  flag: fc.boolean(),
  tags: fc.array(WORD, { maxLength: 3 }),
  numbers: fc.array(SMALL, { maxLength: 4 }),
  at: fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => seconds * 1_000),
  lines: fc.array(
    fc.record(
      { sku: WORD, quantity: SMALL, gift: fc.boolean() },
      { requiredKeys: ['sku', 'quantity'] },
    ),
    { maxLength: 3 },
  ),
  extra: fc.dictionary(fc.constantFrom('a', 'b', 'gift'), SMALL),
});

/** The same facts as the other implementation wants them: whole numbers are bigints. */
function forCel(facts: Facts): Record<string, unknown> {
  return {
    ...facts,
    count: BigInt(facts.count),
    weight: BigInt(facts.weight),
    numbers: facts.numbers.map(BigInt),
    at: new Date(facts.at),
    lines: facts.lines.map((line) => ({ ...line, quantity: BigInt(line.quantity) })),
    extra: Object.fromEntries(
      Object.entries(facts.extra).map(([key, value]) => [key, BigInt(value)]),
    ),
  };
}

/** Texts of expressions by their type; `line` and `item` are in scope inside loops. */
interface Grammar {
  bool: string;
  int: string;
  double: string;
  string: string;
  words: string;
  numbers: string;
  duration: string;
  timestamp: string;
}

const { bool, int, string, numbers, words } = fc.letrec<Grammar>(
  (tie: fc.LetrecTypedTie<Grammar>) => {
    const infix = (operators: readonly string[], side: fc.Arbitrary<string>) =>
      fc
        .tuple(side, fc.constantFrom(...operators), side)
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`);
    const compared = (side: fc.Arbitrary<string>) =>
      infix(['==', '!=', '<', '<=', '>', '>='], side);
    const choice = (side: fc.Arbitrary<string>) =>
      fc
        .tuple(tie('bool'), side, side)
        .map(([condition, one, other]) => `(${condition} ? ${one} : ${other})`);
    const call = (name: string, receiver: fc.Arbitrary<string>, argument: fc.Arbitrary<string>) =>
      fc.tuple(receiver, argument).map(([value, given]) => `${value}.${name}(${given})`);
    const loop = (
      names: readonly string[],
      item: string,
      list: fc.Arbitrary<string>,
      body: fc.Arbitrary<string>,
    ) =>
      fc
        .tuple(fc.constantFrom(...names), list, body)
        .map(([name, collection, inner]) => `${collection}.${name}(${item}, ${inner})`);
    const lineBody = fc.oneof(
      fc.constantFrom('line.gift', '!line.gift', 'has(line.gift)', 'line.sku == name', 'true'),
      fc
        .tuple(fc.constantFrom('<', '==', '>='), tie('int'))
        .map(([operator, right]) => `line.quantity ${operator} ${right}`),
    );
    const itemBody = fc.oneof(
      fc.constantFrom('item > 0', 'item % 2 == 0', 'item in [1, 2, 3]', '10 / item > 2'),
      fc
        .tuple(fc.constantFrom('<', '!='), tie('int'))
        .map(([operator, right]) => `item ${operator} ${right}`),
    );
    const word = WORD.map((text) => `'${text}'`);
    return {
      bool: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('flag', 'true', 'false', '(1 / 0 == 1)'),
        infix(['&&', '||'], tie('bool')),
        tie('bool').map((inner) => `!${inner}`),
        compared(tie('int')),
        compared(tie('string')),
        compared(tie('double')),
        compared(tie('duration')),
        compared(tie('timestamp')),
        fc
          .tuple(tie('int'), fc.constantFrom('<', '>='), tie('double'))
          .map((parts) => `(${parts.join(' ')})`),
        infix(['==', '!='], tie('numbers')),
        fc.tuple(tie('string'), tie('words')).map(([one, list]) => `(${one} in ${list})`),
        fc.tuple(tie('int'), tie('numbers')).map(([one, list]) => `(${one} in ${list})`),
        word.map((key) => `(${key} in extra)`),
        call('contains', tie('string'), tie('string')),
        call('startsWith', tie('string'), tie('string')),
        call('endsWith', tie('string'), tie('string')),
        call(
          'matches',
          tie('string'),
          fc.constantFrom("'^a'", "'[ab]+'", "'礼'", "'.$'", "'x|gift'"),
        ),
        loop(['all', 'exists', 'exists_one'], 'line', fc.constant('lines'), lineBody),
        loop(['all', 'exists', 'exists_one'], 'item', tie('numbers'), itemBody),
        choice(tie('bool')),
      ),
      int: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        SMALL.map((value) => (value < 0 ? `(${value})` : `${value}`)),
        fc.constantFrom('count', 'weight', 'extra.a', "extra['gift']", 'numbers[0]', 'numbers[3]'),
        infix(['+', '-', '*', '/', '%'], tie('int')),
        tie('int').map((inner) => `-${inner}`),
        tie('string').map((inner) => `size(${inner})`),
        tie('words').map((inner) => `${inner}.size()`),
        tie('numbers').map((inner) => `${inner}.size()`),
        fc.constantFrom(
          'lines.filter(line, line.quantity > 1).size()',
          'int(ratio)',
          'size(extra)',
        ),
        tie('duration').map((inner) => `${inner}.getMinutes()`),
        tie('timestamp').map((inner) => `${inner}.getHours()`),
        tie('timestamp').map((inner) => `${inner}.getDayOfWeek()`),
        choice(tie('int')),
      ),
      double: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('ratio', '1.5', '0.0', '-2.25'),
        infix(['+', '-', '*', '/'], tie('double')),
        tie('int').map((inner) => `double(${inner})`),
      ),
      string: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        word,
        fc.constantFrom('name', 'lines[0].sku', 'tags[0]'),
        infix(['+'], tie('string')),
        tie('string').map((inner) => `${inner}.lowerAscii()`),
        tie('string').map((inner) => `${inner}.trim()`),
        tie('int').map((inner) => `string(${inner})`),
        tie('words').map((inner) => `${inner}.join('-')`),
        choice(tie('string')),
      ),
      words: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(
          'tags',
          "['a', name]",
          'lines.map(line, line.sku)',
          'lines.map(line, line.gift, line.sku)',
        ),
        tie('string').map((inner) => `${inner}.split('-')`),
        infix(['+'], tie('words')),
      ),
      numbers: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('numbers', '[1, 2, 3]', 'lines.map(line, line.quantity)'),
        fc.tuple(tie('int'), tie('int')).map(([one, other]) => `[${one}, ${other}]`),
        loop(['filter'], 'item', tie('numbers'), itemBody),
        infix(['+'], tie('numbers')),
      ),
      duration: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(
          "duration('90m')",
          "duration('1h30s')",
          "duration('-45s')",
          "duration('250s')",
        ),
        infix(['+'], tie('duration')),
      ),
      timestamp: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(
          'at',
          "timestamp('2026-11-22T16:00:00Z')",
          "timestamp('2026-11-22T16:00:00+08:00')",
        ),
        fc
          .tuple(tie('timestamp'), tie('duration'))
          .map(([moment, span]) => `(${moment} + ${span})`),
      ),
    };
  },
);

function celOutcome(text: string, facts: Facts): unknown {
  let value: unknown;
  try {
    value = CEL.evaluate(text, forCel(facts)) as unknown;
  } catch (error) {
    return `failure: ${(error as Error).message.split('\n')[0]}`;
  }
  return plain(value);
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return Array.isArray(value) ? value.map(plain) : value;
}

const isFailureText = (value: unknown) =>
  typeof value === 'string' && value.startsWith('failure: ');

test('[FX26] random expressions over random facts give what another implementation of CEL gives', () => {
  let compared = 0;
  let failed = 0;
  const any = fc.oneof(bool, int, string, numbers, words);
  fc.assert(
    fc.property(any, FACTS, (text, facts) => {
      const outcome = compileExpression(text, SCHEMA);
      if (hasProblems(outcome)) {
        // Bounds and slips of the generator are ours to refuse; that types fit is checked here.
        const code = outcome[0]?.code ?? '';
        assert.ok(
          ['too_costly', 'too_deep', 'too_many_parts', 'loops_too_deep', 'name_taken'].includes(
            code,
          ),
          `${text}: ${outcome[0]?.message}`,
        );
        return;
      }
      const value = outcome.evaluate(facts as unknown as Record<string, unknown>);
      const expected = celOutcome(text, facts);
      if (value instanceof ExpressionFailure) {
        // Ours alone: whole numbers end at 2^53, doubles are finite.
        if (value.code === 'overflow' || value.code === 'not_finite') return;
        failed += 1;
        assert.ok(isFailureText(expected), `${text}: ${value.message}, theirs ${String(expected)}`);
        return;
      }
      compared += 1;
      assert.deepEqual(value, expected, text);
    }),
    { seed: 5, numRuns: 1_500 },
  );
  assert.ok(compared > 800 && failed > 100, `${compared} values and ${failed} failures compared`);
});

test('[FX27] what compiles here is CEL: the checker of another implementation takes it too', () => {
  fc.assert(
    fc.property(fc.oneof(bool, int, string), (text) => {
      if (hasProblems(compileExpression(text, SCHEMA))) return;
      const { valid, error } = CEL.check(text);
      assert.ok(valid, `${text}: ${error?.message}`);
    }),
    { seed: 6, numRuns: 400 },
  );
});
