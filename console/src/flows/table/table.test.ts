import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DecisionTable, TableCell } from '../../../../contracts/decision-tables.ts';
import { readCell, readOutput, writeCell, writeOutput } from './cell-text.ts';
import { pasteAt, readClipboard } from './paste-cells.ts';
import {
  addColumn,
  addRow,
  changeInput,
  moveRow,
  removeColumn,
  removeRow,
  textAt,
  writeAt,
} from './table-edits.ts';
import { cellOf } from './use-table-problems.ts';

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

test('cells of a spreadsheet are pasted with new rows; what does not fit is kept, counted and marked', () => {
  const { table, ...told } = pasteAt(TABLE, 1, 0, 'DE, FR\t7\tout\nTEA*\tmany\n\t\n');
  assert.deepEqual(shown(table), ['5|1', 'DE, FR|7', 'TEA*|many', '|']);
  assert.deepEqual(told, { rows: 3, columns: 2, unread: 2, rowsLeftOut: 0, columnsLeftOut: 1 });
  assert.deepEqual(table.rows[2]?.outputs, [{ value: 'many' }]);
  assert.equal(writeAt(TABLE, 0, 1, 'many'), null);
});

test('thousands are separated in numbers of a spreadsheet; lists stay lists', () => {
  const weighed: DecisionTable = {
    ...TABLE,
    inputs: [{ name: 'weight', expression: 'order.weightGrams', type: 'int' }],
    rows: [{ cells: [{ kind: 'any' }], outputs: [{ value: 0 }] }],
  };
  const pasted = (text: string): string[] => shown(pasteAt(weighed, 0, 0, text).table);
  assert.deepEqual(pasted('1,234\t5\n999\t12,000\n>= 1,234,567\t1\n1,000..2,000\t1'), [
    '1234|5',
    '999|12000',
    '>= 1234567|1',
    '1000..2000|1',
  ]);
  // A space behind the comma makes a list, and so does a neighbour that can be nothing else.
  assert.deepEqual(pasted('1, 234\t1\n1,234\t1'), ['1, 234|1', '1234|1']);
  assert.deepEqual(pasted('1,2\t1\n100,200\t1'), ['1, 2|1', '100, 200|1']);
  assert.deepEqual(pasted('1,234, 5,678\t1'), ['1234, 5678|1']);
  // Whoever writes a list into a cell means a list.
  assert.deepEqual(readCell('100,200', 'int'), { kind: 'in', values: [100, 200] });
  assert.deepEqual(readCell('1,000..2,000', 'double'), { kind: 'range', from: 1000, to: 2000 });
  assert.deepEqual(readCell('1,234.50 CNY', 'money'), {
    kind: 'equals',
    value: { minor: 123_450, currency: 'CNY' },
  });
  assert.deepEqual(readOutput('-1,234.5', 'double'), { value: -1234.5 });
  assert.equal(readOutput('1,23', 'double'), null);
  assert.deepEqual(readCell('1,234', 'string'), { kind: 'in', values: ['1', '234'] });
});

test('the clipboard of a spreadsheet is read as it was written', () => {
  assert.deepEqual(readClipboard('a\tb\r\nc\t\r\n'), [
    ['a', 'b'],
    ['c', ''],
  ]);
  assert.deepEqual(readClipboard('"two\nlines"\t"say ""hi"""\t"a\tb"'), [
    ['two lines', 'say "hi"', 'a\tb'],
  ]);
  // Quotation marks that a table wants itself stay.
  assert.deepEqual(readClipboard('"a, b"\t"open'), [['"a, b"', '"open']]);
  assert.deepEqual(readClipboard('a\n\nb'), [['a'], [''], ['b']]);
});

test('five hundred rows of eight columns are pasted as one change; more than there may be are left out', () => {
  const wide = Array.from({ length: 6 }).reduce<DecisionTable>(
    (table) => addColumn(table, 'inputs'),
    TABLE,
  );
  const line = ['CN', '', 'A, B', 'not X', 'TEA*', 'x', 'y', '12'].join('\t');
  const { table, ...told } = pasteAt(wide, 0, 0, Array(500).fill(line).join('\n'));
  assert.equal(table.rows.length, 500);
  assert.deepEqual(told, { rows: 500, columns: 8, unread: 0, rowsLeftOut: 0, columnsLeftOut: 0 });
  assert.deepEqual(shown(table)[499], 'CN||A, B|not X|TEA*|x|y|12');
  assert.equal(pasteAt(wide, 0, 0, Array(3_001).fill(line).join('\n')).rowsLeftOut, 1);
});

test('a problem of a cell is found in the grid', () => {
  const at = (setting: string) => ({ code: 'table_wrong_literal', message: '', mend: '', setting });
  assert.equal(cellOf(at('/table/rows/3/cells/1'), 2), '3:1');
  assert.equal(cellOf(at('/table/rows/3/outputs/1'), 2), '3:3');
  assert.equal(cellOf(at('/table/rows/3'), 2), null);
});
