import type {
  DecisionTable,
  TableCell,
  TableColumnType,
} from '../../../../contracts/decision-tables.ts';
import { readCell, readOutput, writeCell, writeOutput, type OutputCell } from './cell-text.ts';

export type TableRow = DecisionTable['rows'][number];
export type TableInput = DecisionTable['inputs'][number];
export type TableOutput = DecisionTable['outputs'][number];
/** Which column: of the inputs, or of what rows give. */
export type ColumnSide = 'inputs' | 'outputs';

export const INPUTS_MAX = 12;
export const OUTPUTS_MAX = 20;
export const ROWS_MAX = 3_000;
const ANY: TableCell = { kind: 'any' };

/** A table to begin with: texts lead to texts, and no row says anything yet. */
export const NEW_TABLE: DecisionTable = {
  hitPolicy: 'unique',
  inputs: [{ name: 'input_1', expression: '', type: 'string' }],
  outputs: [{ name: 'output_1', type: 'string' }],
  rows: [{ cells: [ANY], outputs: [{ value: '' }] }],
};

/** What a new row gives in a column before somebody says it. */
export function blankOutput(type: TableColumnType): OutputCell {
  switch (type) {
    case 'bool':
      return { value: false };
    case 'int':
    case 'double':
      return { value: 0 };
    case 'money':
      return { value: { minor: 0, currency: 'CNY' } };
    case 'duration':
      return { value: '1h' };
    case 'timestamp':
      return { value: '2026-01-01T00:00:00Z' };
    default:
      return { value: '' };
  }
}

/** A row that says nothing yet. */
export function blankRow({ inputs, outputs }: DecisionTable): TableRow {
  return {
    cells: inputs.map(() => ANY),
    outputs: outputs.map(({ type }) => blankOutput(type)),
  };
}

/** The table with an empty row in front of the one at this place. */
export function addRow(table: DecisionTable, at: number): DecisionTable {
  if (table.rows.length >= ROWS_MAX) return table;
  return { ...table, rows: table.rows.toSpliced(at, 0, blankRow(table)) };
}

/** A table keeps at least one row: the last becomes an empty one. */
export function removeRow(table: DecisionTable, at: number): DecisionTable {
  return {
    ...table,
    rows: table.rows.length === 1 ? [blankRow(table)] : table.rows.toSpliced(at, 1),
  };
}

/** The row and its neighbour change places; nothing happens beyond the ends. */
export function moveRow(table: DecisionTable, at: number, by: 1 | -1): DecisionTable {
  const { rows } = table;
  const [row, other] = [rows[at], rows[at + by]];
  if (row === undefined || other === undefined) return table;
  return { ...table, rows: rows.with(at, other).with(at + by, row) };
}

/** Changes parts of a row; the same where there is no such row. */
export function changeRow(
  table: DecisionTable,
  at: number,
  change: Partial<TableRow>,
): DecisionTable {
  const row = table.rows[at];
  return row === undefined ? table : { ...table, rows: table.rows.with(at, { ...row, ...change }) };
}

function freeName(taken: readonly { readonly name: string }[], word: string): string {
  for (let number = taken.length + 1; ; number += 1) {
    const name = `${word}_${number}`;
    if (!taken.some((each) => each.name === name)) return name;
  }
}

/** One more column: what is looked at, or what is given. */
export function addColumn(table: DecisionTable, side: ColumnSide): DecisionTable {
  if (side === 'inputs') {
    const input: TableInput = {
      name: freeName(table.inputs, 'input'),
      expression: '',
      type: 'string',
    };
    return {
      ...table,
      inputs: [...table.inputs, input],
      rows: table.rows.map((row) => ({ ...row, cells: [...row.cells, ANY] })),
    };
  }
  const output: TableOutput = { name: freeName(table.outputs, 'output'), type: 'string' };
  return {
    ...table,
    outputs: [...table.outputs, output],
    rows: table.rows.map((row) => ({ ...row, outputs: [...row.outputs, blankOutput('string')] })),
  };
}

/** The table without a column and its cells; the last of a side stays. */
export function removeColumn(table: DecisionTable, side: ColumnSide, at: number): DecisionTable {
  if (table[side].length === 1) return table;
  return side === 'inputs'
    ? {
        ...table,
        inputs: table.inputs.toSpliced(at, 1),
        rows: table.rows.map((row) => ({ ...row, cells: row.cells.toSpliced(at, 1) })),
      }
    : {
        ...table,
        outputs: table.outputs.toSpliced(at, 1),
        rows: table.rows.map((row) => ({ ...row, outputs: row.outputs.toSpliced(at, 1) })),
      };
}

/** Another description of an input. Cells that do not fit a new type say any value. */
export function changeInput(table: DecisionTable, at: number, input: TableInput): DecisionTable {
  const before = table.inputs[at];
  if (before === undefined || before.type === input.type) {
    return { ...table, inputs: table.inputs.with(at, input) };
  }
  // What there can be of one type says nothing of another.
  const { values: _values, least: _least, most: _most, ...bare } = input;
  return {
    ...table,
    inputs: table.inputs.with(at, bare),
    rows: table.rows.map((row) => {
      const cell = readCell(writeCell(row.cells[at] ?? ANY), input.type);
      return { ...row, cells: row.cells.with(at, cell ?? ANY) };
    }),
  };
}

/** Another description of what rows give. Values that do not fit a new type become its first one. */
export function changeOutput(table: DecisionTable, at: number, output: TableOutput): DecisionTable {
  const before = table.outputs[at];
  const changed = { ...table, outputs: table.outputs.with(at, output) };
  if (before === undefined || before.type === output.type) return changed;
  return {
    ...changed,
    rows: table.rows.map((row) => {
      const cell = row.outputs[at];
      const kept = cell === undefined ? null : readOutput(writeOutput(cell), output.type);
      return { ...row, outputs: row.outputs.with(at, kept ?? blankOutput(output.type)) };
    }),
  };
}

/** What stands in a cell of the grid, inputs first. */
export function textAt(
  { inputs, outputs, rows }: DecisionTable,
  row: number,
  column: number,
): string {
  const found = rows[row];
  if (found === undefined) return '';
  const cell = found.cells[column];
  if (column < inputs.length) return cell === undefined ? '' : writeCell(cell);
  const output = found.outputs[column - inputs.length];
  if (output === undefined) return '';
  // Nothing where something is wanted: it is marked, and stands there as nothing.
  const isNothing = 'value' in output && output.value === '';
  return isNothing && outputs[column - inputs.length]?.type !== 'string' ? '' : writeOutput(output);
}

/** The table with a text written into a cell of the grid; null: it cannot be read there. */
export function writeAt(
  table: DecisionTable,
  row: number,
  column: number,
  text: string,
): DecisionTable | null {
  const { inputs, outputs, rows } = table;
  const found = rows[row];
  if (found === undefined) return null;
  const input = inputs[column];
  if (input !== undefined) {
    const cell = readCell(text, input.type);
    return cell === null ? null : changeRow(table, row, { cells: found.cells.with(column, cell) });
  }
  const place = column - inputs.length;
  const output = outputs[place];
  if (output === undefined) return null;
  const cell =
    readOutput(text, output.type) ??
    (output.type === 'string' && text === '' ? { value: '' } : null);
  return cell === null ? null : changeRow(table, row, { outputs: found.outputs.with(place, cell) });
}
