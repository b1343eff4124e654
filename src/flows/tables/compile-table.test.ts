import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DecisionTable, type TableCell } from '../../../contracts/decision-tables.ts';
import { TableFailure } from './compile-table.ts';
import { any, between, compiledTable, is, problemsOfTable, tableOf } from './testing.ts';

const eur = (minor: number) => ({ minor, currency: 'EUR' });

/** The rows that are met, or the code of the failure. */
function rowsMet(table: DecisionTable, facts: Readonly<Record<string, unknown>>): unknown {
  const result = compiledTable(table).evaluate(facts);
  return result instanceof TableFailure ? result.code : result.rows;
}

function rowsFor(name: string, cells: readonly TableCell[], value: unknown): unknown {
  return rowsMet(
    tableOf(
      'collect',
      [name],
      cells.map((cell) => [cell]),
    ),
    { [name]: value },
  );
}

test('[FT1] a cell takes any value, one, some, none of some, a range, a prefix', () => {
  const countries: readonly TableCell[] = [
    any,
    is('CN'),
    { kind: 'in', values: ['DE', 'CN'] },
    { kind: 'not_in', values: ['DE', 'CN'] },
    { kind: 'prefix', prefix: 'C' },
    { kind: 'prefix', prefix: 'CN-' },
    is('C'),
  ];
  assert.deepEqual(rowsFor('country', countries, 'CN'), [0, 1, 2, 4]);
  assert.deepEqual(rowsFor('country', countries, 'CH'), [0, 3, 4]);
  assert.deepEqual(rowsFor('country', countries, 'C'), [0, 3, 4, 6]);
  assert.deepEqual(rowsFor('country', countries, 'CN-44'), [0, 3, 4, 5]);
  assert.deepEqual(rowsFor('country', countries, ''), [0, 3]);
  const quantities: readonly TableCell[] = [
    between(1, 9),
    { kind: 'range', from: 9, isFromOpen: true },
    { kind: 'range', to: 9, isToOpen: true },
    { kind: 'range' },
    { kind: 'not_in', values: [9, 3, 3] },
    { kind: 'in', values: [9, 3] },
  ];
  assert.deepEqual(rowsFor('quantity', quantities, 9), [0, 3, 5]);
  assert.deepEqual(rowsFor('quantity', quantities, 10), [1, 3, 4]);
  assert.deepEqual(rowsFor('quantity', quantities, -1), [2, 3, 4]);
  assert.deepEqual(rowsFor('isVip', [is(true), is(false), any], false), [1, 2]);
  const scores: readonly TableCell[] = [
    { kind: 'range', to: 0.5, isToOpen: true },
    { kind: 'range', from: 0.5 },
    { kind: 'range', from: 0.5, isFromOpen: true },
    is(-0.25),
  ];
  assert.deepEqual(rowsFor('score', scores, 0.5), [1]);
  assert.deepEqual(rowsFor('score', scores, 0.49999999999999994), [0]);
  assert.deepEqual(rowsFor('score', scores, 0.5000000000000001), [1, 2]);
  assert.deepEqual(rowsFor('score', scores, -0.25), [0, 3]);
  const moments = [between('2026-11-01T00:00:00+08:00', '2026-11-11T23:59:59+08:00')];
  assert.deepEqual(rowsFor('placedAt', moments, Date.parse('2026-10-31T16:00:00Z')), [0]);
  assert.deepEqual(rowsFor('placedAt', moments, Date.parse('2026-11-11T16:00:00Z')), []);
  assert.deepEqual(rowsFor('delay', [{ kind: 'range', from: '36h' }], 36 * 3_600_000), [0]);
});

test('[FT2] unique gives at most one row, first the first, collect all; none met is no failure', () => {
  const rows = [[between(1, 5)], [between(5, 9)]];
  const facts = { quantity: 5 };
  assert.deepEqual(rowsMet(tableOf('first', ['quantity'], rows), facts), [0]);
  assert.deepEqual(rowsMet(tableOf('collect', ['quantity'], rows), facts), [0, 1]);
  assert.deepEqual(rowsMet(tableOf('unique', ['quantity'], rows), { quantity: 6 }), [1]);
  assert.deepEqual(rowsMet(tableOf('unique', ['quantity'], rows), { quantity: 0 }), []);
  const failure = compiledTable(tableOf('unique', ['quantity'], rows)).evaluate(facts);
  assert.ok(failure instanceof TableFailure);
  assert.deepEqual([failure.code, failure.rows], ['several_rows', [0, 1]]);
  assert.match(failure.message, /Rows 1, 2 are all met/);
});

test('[FT3] amounts of a column are of one currency; an input in another one is a failure', () => {
  const table = tableOf('first', ['total'], [[between(eur(0), eur(9_999))], [any]]);
  assert.deepEqual(rowsMet(table, { total: eur(9_999) }), [0]);
  assert.deepEqual(rowsMet(table, { total: eur(10_000) }), [1]);
  assert.equal(rowsMet(table, { total: { minor: 1, currency: 'USD' } }), 'other_currency');
  const mixed = tableOf('first', ['total'], [[is(eur(1))], [is({ minor: 1, currency: 'USD' })]]);
  assert.deepEqual(
    problemsOfTable(mixed).map(({ code }) => code),
    ['other_currency'],
  );
  assert.deepEqual(rowsMet(tableOf('first', ['total'], [[any]]), { total: eur(1) }), [0]);
});

test('[FT4] outputs are values or expressions; what has no value is a failure that names it', () => {
  const table: DecisionTable = {
    ...tableOf('first', ['quantity'], [[between(1, 5)], [any]]),
    outputs: [
      { name: 'price', type: 'money' },
      { name: 'until', type: 'timestamp' },
    ],
    rows: [
      {
        cells: [between(1, 5)],
        outputs: [{ expression: 'percent(total, 90)' }, { value: '2026-12-01T00:00:00Z' }],
      },
      { cells: [any], outputs: [{ value: eur(100) }, { expression: 'timestamp(coupon)' }] },
    ],
  };
  const compiled = compiledTable(table);
  const first = compiled.evaluate({ quantity: 2, total: eur(1_000) });
  assert.deepEqual(first, {
    rows: [0],
    outputs: [{ price: eur(900), until: Date.parse('2026-12-01T00:00:00Z') }],
  });
  const second = compiled.evaluate({ quantity: 6 });
  assert.ok(second instanceof TableFailure && second.code === 'output_failed');
  assert.deepEqual([second.column, second.rows, second.cause?.code], ['until', [1], 'absent']);
  assert.match(second.message, /output 'until' of row 2 .* coupon is not there/);
  const noInput = compiled.evaluate({});
  assert.ok(noInput instanceof TableFailure);
  assert.deepEqual([noInput.code, noInput.column], ['input_failed', 'quantity']);
  assert.match(noInput.message, /input 'quantity'/);
});

test('[FT5] the facts that a table reads are listed, and what it costs', () => {
  const table = tableOf('first', ['quantity', 'country'], [[any, is('CN')]]);
  table.rows[0]?.outputs.splice(0, 1, { expression: 'coupon.size()' });
  const compiled = compiledTable(table);
  assert.deepEqual(compiled.reads, ['country', 'coupon', 'quantity']);
  assert.ok(compiled.cost > 2 && compiled.cost < 100);
});

test('[FT6] all problems of a table are told with their row and column', () => {
  const table: DecisionTable = {
    hitPolicy: 'unique',
    inputs: [
      { name: 'level', expression: 'level', type: 'string' },
      { name: 'quantity', expression: 'quantity', type: 'int' },
      { name: 'isVip', expression: 'isVip', type: 'bool' },
      { name: 'bad', expression: 'quantty', type: 'int' },
      { name: 'text', expression: 'country', type: 'int' },
    ],
    outputs: [{ name: 'out', type: 'int' }],
    rows: [
      { cells: [is('golden'), between(5, 1), is(1), any, any], outputs: [{ value: 'x' }] },
      {
        cells: [is(7), { kind: 'prefix', prefix: 'a' }, between(false, true), any, any],
        outputs: [{ expression: 'quantity +' }],
      },
      { cells: [between('a', 'b'), is(1.5), any, any, any], outputs: [{ value: 1 }] },
    ],
  };
  const problems = problemsOfTable(table).map(({ code, row, input, output }) =>
    [code, row ?? '-', input ?? '-', output ?? '-'].join(' '),
  );
  assert.deepEqual(problems.toSorted(), [
    'empty_range 0 1 -',
    'input_expression - 3 -',
    'input_expression - 4 -',
    'output_expression 1 - 0',
    'unknown_value 0 0 -',
    'wrong_cell 1 1 -',
    'wrong_cell 1 2 -',
    'wrong_cell 2 0 -',
    'wrong_literal 0 - 0',
    'wrong_literal 0 2 -',
    'wrong_literal 1 0 -',
    'wrong_literal 2 1 -',
  ]);
  const misspelt = problemsOfTable(table).find(({ input }) => input === 3);
  assert.match(misspelt?.message ?? '', /Did you mean quantity\?/);
  assert.equal(misspelt?.problems?.[0]?.start, 0);
  const short = tableOf('first', ['quantity', 'quantity'], [[any]]);
  assert.deepEqual(
    problemsOfTable(short).map(({ code }) => code),
    ['double_name', 'wrong_row'],
  );
  const values = Array.from({ length: 500 }, (_, index) => index);
  const large = tableOf(
    'first',
    ['quantity'],
    Array.from({ length: 41 }, () => [{ kind: 'in', values }]),
  );
  assert.deepEqual(
    problemsOfTable(large).map(({ code }) => code),
    ['too_many_values'],
  );
});

test('[FT6] a table whose look-up would take too long is refused', () => {
  const table = tableOf('collect', ['quantity'], [[any], [any], [any]]);
  const expression = 'tags.filter(tag, tags.all(other, tag != other)).size()';
  for (const row of table.rows) row.outputs = [{ expression }];
  assert.deepEqual(
    problemsOfTable(table).map(({ code }) => code),
    ['too_costly'],
  );
  assert.deepEqual(problemsOfTable({ ...table, hitPolicy: 'first' }), []);
});

test('[FT1] the shape of a table is a contract: what the tests compile, it takes', () => {
  const table = tableOf(
    'unique',
    ['total', 'country'],
    [
      [between(eur(1), eur(2)), { kind: 'prefix', prefix: 'C' }],
      [any, { kind: 'not_in', values: ['CN'] }],
    ],
  );
  const isTable = new Ajv2020({ strict: false }).compile(DecisionTable);
  assert.ok(isTable(table));
  assert.ok(!isTable({ ...table, hitPolicy: 'any' }));
  assert.ok(!isTable({ ...table, rows: [{ cells: [{ kind: 'regex' }], outputs: [] }] }));
});
