import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DecisionTable, TableCell, TableLiteral } from '../../../contracts/decision-tables.ts';
import { checkTable, type ExampleInput } from './check-table.ts';
import { TableFailure } from './compile-table.ts';
import { readLiteral } from './literals.ts';
import { any, between, compiledTable, is, tableOf } from './testing.ts';

/** Cells and values of each input, few enough that cells often meet. */
const INTS = fc.integer({ min: -3, max: 6 });
const DOUBLES = fc.constantFrom(-1.5, 0, 0.25, 0.5, 2);
const TEXTS = fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'b1', '中', '中文');
const LEVELS = fc.constantFrom('gold', 'silver', 'none');
const MINORS = fc.integer({ min: 0, max: 6 });
const eur = (minor: number) => ({ minor, currency: 'EUR' });

function sortedRange(
  one: number,
  other: number,
  opens: readonly boolean[],
  write: (value: number) => TableLiteral,
): TableCell {
  const [from, to] = one <= other ? [one, other] : [other, one];
  const [isFromOpen, isToOpen, hasFrom, hasTo] = opens as [boolean, boolean, boolean, boolean];
  // Two apart, an open range of whole numbers always holds something.
  const isWide = to - from >= 2;
  return {
    kind: 'range',
    ...(hasFrom ? { from: write(from), isFromOpen: isFromOpen && isWide } : {}),
    ...(hasTo ? { to: write(to), isToOpen: isToOpen && isWide } : {}),
  };
}

const OPENS = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });

function numberCells(values: fc.Arbitrary<number>, write: (value: number) => TableLiteral) {
  return fc.oneof(
    fc.constant(any),
    values.map((value) => is(write(value))),
    fc
      .array(values, { minLength: 1, maxLength: 3 })
      .map((list): TableCell => ({ kind: 'in', values: list.map(write) })),
    fc
      .array(values, { minLength: 1, maxLength: 3 })
      .map((list): TableCell => ({ kind: 'not_in', values: list.map(write) })),
    fc
      .tuple(values, values, OPENS)
      .map(([one, other, opens]) => sortedRange(one, other, opens, write)),
  );
}

function textCells(values: fc.Arbitrary<string>, prefixes: readonly string[]) {
  return fc.oneof(
    fc.constant(any),
    values.map(is),
    fc
      .array(values, { minLength: 1, maxLength: 3 })
      .map((list): TableCell => ({ kind: 'in', values: list })),
    fc
      .array(values, { minLength: 1, maxLength: 3 })
      .map((list): TableCell => ({ kind: 'not_in', values: list })),
    fc.constantFrom(...prefixes).map((prefix): TableCell => ({ kind: 'prefix', prefix })),
  );
}

const plain = (value: number) => value;

const INPUTS: Readonly<
  Record<
    string,
    { readonly cell: fc.Arbitrary<TableCell>; readonly value: fc.Arbitrary<TableLiteral> }
  >
> = {
  quantity: { cell: numberCells(INTS, plain), value: INTS },
  score: {
    cell: numberCells(DOUBLES, plain),
    value: fc.oneof(DOUBLES, fc.constantFrom(0.1, -7, 0.2500000000000001)),
  },
  isVip: { cell: fc.oneof(fc.constant(any), fc.boolean().map(is)), value: fc.boolean() },
  country: {
    cell: textCells(TEXTS, ['a', 'ab', '中', 'b']),
    value: fc.oneof(TEXTS, fc.constantFrom('abcd', 'ax', 'z', '中x')),
  },
  level: { cell: textCells(LEVELS, ['g', 's']), value: LEVELS },
  total: { cell: numberCells(MINORS, eur), value: MINORS.map(eur) },
};

const NAMES = Object.keys(INPUTS);

/** A random table over some of the inputs, and facts for them. */
function tables(hitPolicy: DecisionTable['hitPolicy'], rowsMax: number) {
  return fc.subarray(NAMES, { minLength: 1, maxLength: 3 }).chain((names) => {
    const row = fc.tuple(...names.map((name) => INPUTS[name]?.cell ?? fc.constant(any)));
    const facts = fc.record(
      Object.fromEntries(names.map((name) => [name, INPUTS[name]?.value ?? fc.constant(0)])),
    );
    return fc.record({
      table: fc
        .array(row, { minLength: 1, maxLength: rowsMax })
        .map((rows) => tableOf(hitPolicy, names, rows)),
      inputs: fc.array(facts, { minLength: 20, maxLength: 20 }),
    });
  });
}

/** What a cell says, read on its own: the meaning that the columns are held against. */
function meetsCell(cell: TableCell, value: TableLiteral): boolean {
  const key = (literal: TableLiteral) => (typeof literal === 'object' ? literal.minor : literal);
  const given = key(value);
  switch (cell.kind) {
    case 'any':
      return true;
    case 'equals':
      return key(cell.value) === given;
    case 'in':
      return cell.values.some((other) => key(other) === given);
    case 'not_in':
      return cell.values.every((other) => key(other) !== given);
    case 'prefix':
      return String(given).startsWith(cell.prefix);
    case 'range': {
      const [from, to] = [cell.from, cell.to].map((end) =>
        end === undefined ? undefined : key(end),
      );
      const isAbove =
        from === undefined || (cell.isFromOpen === true ? given > from : given >= from);
      return isAbove && (to === undefined || (cell.isToOpen === true ? given < to : given <= to));
    }
  }
}

function rowsByReading(table: DecisionTable, input: ExampleInput): number[] {
  return table.rows.flatMap(({ cells }, row) =>
    cells.every((cell, index) => meetsCell(cell, input[table.inputs[index]?.name ?? ''] ?? 0))
      ? [row]
      : [],
  );
}

/** The facts for values as they are written in a table. */
function factsOf(table: DecisionTable, input: ExampleInput): Record<string, unknown> {
  return Object.fromEntries(
    table.inputs.map(({ name, type }) => [name, readLiteral(input[name] ?? 0, type)]),
  );
}

test('[FT7] a look-up gives what reading one row after the other gives', () => {
  fc.assert(
    fc.property(tables('collect', 40), ({ table, inputs }) => {
      const compiled = compiledTable(table);
      for (const input of inputs) {
        const result = compiled.evaluate(factsOf(table, input));
        assert.ok(!(result instanceof TableFailure));
        assert.deepEqual(result.rows, rowsByReading(table, input));
        assert.deepEqual(
          result.outputs,
          result.rows.map((row) => ({ row })),
        );
      }
    }),
    { seed: 11, numRuns: 200 },
  );
});

test('[FT8, FT11] an overlap has an input that meets both rows; none reported, none found', () => {
  let found = 0;
  let clean = 0;
  fc.assert(
    fc.property(tables('unique', 4), ({ table, inputs }) => {
      const report = checkTable(compiledTable(table), { stepsMax: 100_000, findingsMax: 100 });
      assert.ok(report.isComplete.overlaps);
      for (const { rows, example } of report.overlaps) {
        const met = rowsByReading(table, example);
        assert.ok(
          rows.every((row) => met.includes(row)),
          JSON.stringify([table.rows, rows, example]),
        );
      }
      const pairs = new Set(report.overlaps.map(({ rows }) => rows.join()));
      for (const input of inputs) {
        const met = rowsByReading(table, input);
        for (const [index, later] of met.entries()) {
          for (const earlier of met.slice(0, index)) assert.ok(pairs.has([earlier, later].join()));
        }
      }
      found += report.overlaps.length;
      if (report.overlaps.length === 0) clean += 1;
    }),
    { seed: 12, numRuns: 200 },
  );
  assert.ok(found > 50 && clean > 10, `${found} overlaps, ${clean} tables without`);
});

test('[FT9, FT11] a gap has an input that no row meets; none reported, none found', () => {
  let found = 0;
  let clean = 0;
  fc.assert(
    fc.property(tables('collect', 7), ({ table, inputs }) => {
      const report = checkTable(compiledTable(table), { stepsMax: 100_000, findingsMax: 100 });
      for (const gap of report.gaps)
        assert.deepEqual(rowsByReading(table, gap), [], JSON.stringify(gap));
      found += report.gaps.length;
      if (report.gaps.length > 0) return;
      assert.ok(report.isComplete.gaps);
      clean += 1;
      for (const input of inputs) assert.notDeepEqual(rowsByReading(table, input), []);
    }),
    { seed: 13, numRuns: 200 },
  );
  assert.ok(found > 50 && clean > 10, `${found} gaps, ${clean} tables without`);
});

test('[FT10, FT11] a row is unreachable when every input that meets it meets an earlier one', () => {
  let found = 0;
  fc.assert(
    fc.property(tables('first', 7), ({ table, inputs }) => {
      const report = checkTable(compiledTable(table));
      assert.ok(report.isComplete.unreachableRows && report.overlaps.length === 0);
      found += report.unreachableRows.length;
      for (const input of inputs) {
        const [first] = rowsByReading(table, input);
        assert.ok(first === undefined || !report.unreachableRows.includes(first));
      }
    }),
    { seed: 14, numRuns: 200 },
  );
  assert.ok(found > 25, `${found} rows`);
});

test('[FT8] rows that overlap at a single value are found, with that value', () => {
  const table = tableOf(
    'unique',
    ['quantity', 'isVip'],
    [
      [between(1, 5), any],
      [between(5, 9), is(true)],
    ],
  );
  assert.deepEqual(checkTable(compiledTable(table)).overlaps, [
    { rows: [0, 1], example: { quantity: 5, isVip: true } },
  ]);
});

test('[FT9] gaps are looked for within what there can be', () => {
  const levels = tableOf('unique', ['level'], [[is('gold')], [is('silver')]]);
  assert.deepEqual(checkTable(compiledTable(levels)).gaps, [{ level: 'none' }]);
  const quantities = tableOf('unique', ['quantity'], [[between(1, 5)], [between(7, 100)]]);
  assert.deepEqual(checkTable(compiledTable(quantities)).gaps, [
    { quantity: 0 },
    { quantity: 6 },
    { quantity: 101 },
  ]);
  const [input] = quantities.inputs;
  assert.ok(input !== undefined);
  const bounded = { ...quantities, inputs: [{ ...input, least: 1, most: 100 }] };
  assert.deepEqual(checkTable(compiledTable(bounded)).gaps, [{ quantity: 6 }]);
  const countries = tableOf('unique', ['country'], [[{ kind: 'prefix', prefix: 'C' }], [is('DE')]]);
  const texts = {
    ...countries,
    inputs: countries.inputs.map((one) => ({ ...one, values: ['CN', 'DE', 'FR'] })),
  };
  assert.deepEqual(checkTable(compiledTable(texts)).gaps, [{ country: 'FR' }]);
});

test('[FT10] a row that several earlier ones cover together is unreachable', () => {
  const table = tableOf(
    'first',
    ['quantity', 'isVip'],
    [
      [{ kind: 'range', to: 5 }, any],
      [{ kind: 'range', from: 6 }, is(true)],
      [any, is(true)],
      [any, any],
    ],
  );
  const report = checkTable(compiledTable(table));
  assert.deepEqual([report.unreachableRows, report.gaps], [[2], []]);
  assert.deepEqual(report.isComplete, { overlaps: true, gaps: true, unreachableRows: true });
});

test('[FT7, FT11] a table of 3,000 rows is looked up, and checked with bounded work', () => {
  const rows = Array.from({ length: 3_000 }, (_, row) => [
    between(row * 10, row * 10 + 9),
    is(`C${row % 200}`),
    between(eur(row), eur(row + 50)),
  ]);
  const table = compiledTable(tableOf('unique', ['quantity', 'country', 'total'], rows));
  const result = table.evaluate({ quantity: 12_345, country: 'C34', total: eur(1_240) });
  assert.ok(!(result instanceof TableFailure));
  assert.deepEqual(result.rows, [1_234]);
  const report = checkTable(table, { stepsMax: 50_000, findingsMax: 5 });
  assert.deepEqual([report.isComplete.overlaps, report.overlaps.length], [false, 0]);
  assert.ok(report.gaps.length > 0);
});
