import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownTable } from './shown-table.ts';
import { NEW_TABLE } from './table-edits.ts';

const TABLE = {
  hitPolicy: 'first',
  inputs: [{ name: '', expression: '', type: 'money' }],
  outputs: [{ name: 'is', type: 'bool' }],
  rows: [
    {
      cells: [{ kind: 'range', from: { minor: 1, currency: 'CNY' } }],
      outputs: [{ expression: '' }],
    },
  ],
};

test('a table that is unfinished is shown as it is', () => {
  assert.equal(shownTable(TABLE), TABLE);
  assert.equal(shownTable(NEW_TABLE), NEW_TABLE);
});

test('what has not the shape of a table is shown as a new one', () => {
  const row = TABLE.rows[0];
  for (const wrong of [
    null,
    undefined,
    [],
    'x',
    { ...TABLE, hitPolicy: null },
    { ...TABLE, inputs: [null] },
    { ...TABLE, inputs: {} },
    { ...TABLE, outputs: [{ name: 5, type: 'bool' }] },
    { ...TABLE, rows: [null] },
    { ...TABLE, rows: [{ ...row, cells: [null] }] },
    { ...TABLE, rows: [{ ...row, cells: [{ kind: 'range', from: {} }] }] },
    { ...TABLE, rows: [{ ...row, cells: [] }] },
    { ...TABLE, rows: [{ ...row, outputs: 'x' }] },
    { ...TABLE, rows: [{ ...row, outputs: [{}] }] },
  ]) {
    assert.equal(shownTable(wrong), NEW_TABLE, JSON.stringify(wrong));
  }
});
