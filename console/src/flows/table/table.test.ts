import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DecisionTable, TableCell } from '../../../../contracts/decision-tables.ts';
import { readCell, readOutput, writeCell, writeOutput } from './cell-text.ts';
import {
  addColumn,
  addRow,
  changeInput,
  moveRow,
  pasteAt,
  removeColumn,
  removeRow,
  textAt,
  writeAt,
} from './table-edits.ts';

test('cells are written as people write them', () => {
  assert.deepEqual(readCell('', 'string'), { kind: 'any' });
  assert.deepEqual(readCell('DE, FR', 'string'), { kind: 'in', values: ['DE', 'FR'] });
  assert.deepEqual(readCell('not DE，FR', 'string'), { kind: 'not_in', values: ['DE', 'FR'] });
  assert.deepEqual(readCell('TEA*', 'string'), { kind: 'prefix', prefix: 'TEA' });
  assert.deepEqual(readCell('是', 'bool'), { kind: 'equals', value: true });
  assert.deepEqual(readCell('>= 10', 'int'), { kind: 'range', from: 10 });
  assert.deepEqual(readCell('[10..20)', 'int'), {
    kind: 'range',
    from: 10,
    to: 20,
    isToOpen: true,
  });
  assert.deepEqual(readCell('100..200.50 cny', 'money'), {
    kind: 'range',
    from: { minor: 10_000, currency: 'CNY' },
    to: { minor: 20_050, currency: 'CNY' },
  });
  assert.deepEqual(readOutput('= order.total', 'money'), { expression: 'order.total' });
});

test('what cannot be read is not guessed', () => {
  for (const [text, type] of [
    ['many', 'int'],
    ['1.5', 'int'],
    ['10..many', 'int'],
    ['100', 'money'],
    ['perhaps', 'bool'],
    ['1, x', 'double'],
  ] as const) {
    assert.equal(readCell(text, type), null, text);
  }
  assert.equal(readOutput('=', 'string'), null);
});

test('what is written is read as the same', () => {
  const texts: TableCell[] = [
    { kind: 'any' },
    { kind: 'equals', value: 'not here' },
    { kind: 'in', values: ['a,b', 'say "hi"', '-', '>5', '*', 'TEA*'] },
    { kind: 'not_in', values: ['x'] },
    { kind: 'prefix', prefix: 'TEA-' },
  ];
  for (const cell of texts) assert.deepEqual(readCell(writeCell(cell), 'string'), cell);
  const amounts: TableCell[] = [
    { kind: 'range', from: { minor: 1, currency: 'JPY' } },
    { kind: 'range', to: { minor: 1_050, currency: 'EUR' }, isToOpen: true },
    {
      kind: 'range',
      from: { minor: -5, currency: 'USD' },
      to: { minor: 10, currency: 'USD' },
      isFromOpen: true,
    },
  ];
  for (const cell of amounts) assert.deepEqual(readCell(writeCell(cell), 'money'), cell);
  for (const value of ['= x', '', 'plain']) {
    assert.deepEqual(readOutput(writeOutput({ value }), 'string'), { value });
  }
});

const TABLE: DecisionTable = {
  hitPolicy: 'first',
  inputs: [{ name: 'country', expression: 'order.shipTo.countryCode', type: 'string' }],
  outputs: [{ name: 'points', type: 'int' }],
  rows: [
    { cells: [{ kind: 'equals', value: '5' }], outputs: [{ value: 1 }] },
    { cells: [{ kind: 'any' }], outputs: [{ value: 2 }] },
  ],
};
const shown = (table: DecisionTable): string[] =>
  table.rows.map((_row, row) =>
    [...table.inputs, ...table.outputs]
      .map((_each, column) => textAt(table, row, column))
      .join('|'),
  );

test('rows and columns come, go and move with their cells', () => {
  assert.deepEqual(shown(addRow(TABLE, 1)), ['5|1', '|0', '|2']);
  assert.deepEqual(shown(moveRow(TABLE, 0, 1)), ['|2', '5|1']);
  assert.equal(moveRow(TABLE, 1, 1), TABLE);
  assert.deepEqual(shown(removeRow(removeRow(TABLE, 0), 0)), ['|0']);
  const wider = addColumn(addColumn(TABLE, 'inputs'), 'outputs');
  assert.deepEqual(shown(wider), ['5||1|""', '||2|""']);
  assert.deepEqual(
    shown(removeColumn(removeColumn(wider, 'inputs', 1), 'outputs', 1)),
    shown(TABLE),
  );
  assert.equal(removeColumn(TABLE, 'inputs', 0), TABLE);
});

test('another type keeps the cells that fit it', () => {
  const [country] = TABLE.inputs;
  assert.ok(country !== undefined);
  const counted = changeInput(TABLE, 0, { ...country, type: 'int' });
  assert.deepEqual(counted.rows[0]?.cells, [{ kind: 'equals', value: 5 }]);
  const asked = changeInput(TABLE, 0, { ...country, type: 'bool' });
  assert.deepEqual(asked.rows[0]?.cells, [{ kind: 'any' }]);
});

test('cells of a spreadsheet are pasted with new rows; what cannot be read stays', () => {
  assert.deepEqual(shown(pasteAt(TABLE, 1, 0, 'DE, FR\t7\nTEA*\tmany\n')), [
    '5|1',
    'DE, FR|7',
    'TEA*|0',
  ]);
  assert.equal(writeAt(TABLE, 0, 1, 'many'), null);
});
