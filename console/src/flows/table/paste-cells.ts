import type { DecisionTable } from '../../../../contracts/decision-tables.ts';
import { areGrouped, isOfNumbers, readCell, readOutput, withoutGroups } from './cell-text.ts';
import { blankRow, ROWS_MAX } from './table-edits.ts';

/** Longer texts and expressions are no cells. */
const TEXT_MAX = 500;
const EXPRESSION_MAX = 4_000;
const QUOTED = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)/y;
const PLAIN = /[^\t\r\n]*/y;
const BREAK = /\r?\n|\r/y;

/**
 * The cells of a spreadsheet as the clipboard has them: tabs between them, a line a row, and quotation marks around what has
 * tabs, line breaks or quotation marks of its own. Other quotation marks stay.
 */
export function readClipboard(text: string): string[][] {
  const rows: string[][] = [[]];
  for (let at = 0; at < text.length;) {
    const { cell, end } = readOne(text, at);
    rows.at(-1)?.push(cell);
    BREAK.lastIndex = end;
    const isBreak = BREAK.test(text);
    at = isBreak ? BREAK.lastIndex : end + 1;
    if (isBreak && at < text.length) rows.push([]);
    // After a tab at the very end there is one more cell, and nothing in it.
    else if (!isBreak && end === text.length - 1) rows.at(-1)?.push('');
  }
  return rows;
}

function readOne(text: string, at: number): { readonly cell: string; readonly end: number } {
  QUOTED.lastIndex = at;
  const quoted = text[at] === '"' ? QUOTED.exec(text)?.[1] : undefined;
  if (quoted !== undefined && /["\t\r\n]/.test(quoted)) {
    return {
      cell: quoted.replaceAll('""', '"').replaceAll(/\s*[\r\n]+\s*/g, ' '),
      end: QUOTED.lastIndex,
    };
  }
  PLAIN.lastIndex = at;
  const [cell = ''] = PLAIN.exec(text) ?? [];
  return { cell, end: at + cell.length };
}

/** A table with what was pasted into it. */
export interface Pasted {
  readonly table: DecisionTable;
  readonly rows: number;
  readonly columns: number;
  /** Cells that do not fit their column: they are kept as they are, and are problems there. */
  readonly unread: number;
  /** What did not fit into the table. */
  readonly rowsLeftOut: number;
  readonly columnsLeftOut: number;
}

/**
 * Cells of a spreadsheet written from a place on, with new rows where they are needed. Commas in a column of numbers
 * separate thousands, as spreadsheets write them, unless one of its cells shows that they separate values.
 */
export function pasteAt(table: DecisionTable, row: number, column: number, text: string): Pasted {
  const lines = readClipboard(text);
  const { inputs, outputs } = table;
  const taken = lines.slice(0, ROWS_MAX - row);
  const columns = Math.max(...lines.map((line) => line.length));
  const columnsTaken = Math.min(columns, inputs.length + outputs.length - column);
  const rows = [...table.rows];
  const areThousands = Array.from({ length: columns }, (_, right) =>
    areGrouped(taken.map((line) => line[right] ?? '')),
  );
  let unread = 0;
  taken.forEach((line, down) => {
    const before = rows[row + down] ?? blankRow(table);
    const cells = [...before.cells];
    const given = [...before.outputs];
    line.slice(0, columnsTaken).forEach((written, right) => {
      const place = column + right;
      const input = inputs[place];
      const output = outputs[place - inputs.length];
      if (input !== undefined) {
        const isNumber = isOfNumbers(input.type) && areThousands[right] === true;
        const cell = readCell(shortened(isNumber ? withoutGroups(written) : written), input.type);
        if (cell === null && input.type !== 'string') unread += 1;
        cells[place] = cell ?? { kind: 'equals', value: shortened(written).trim() };
      } else if (output !== undefined) {
        const cell = readOutput(shortened(written), output.type);
        if (cell === null && output.type !== 'string') unread += 1;
        given[place - inputs.length] = cell ?? { value: shortened(written).trim() };
      }
    });
    rows[row + down] = { ...before, cells, outputs: given };
  });
  return {
    table: { ...table, rows },
    rows: taken.length,
    columns: columnsTaken,
    unread,
    rowsLeftOut: lines.length - taken.length,
    columnsLeftOut: columns - columnsTaken,
  };
}

function shortened(text: string): string {
  return text.slice(0, text.trimStart().startsWith('=') ? EXPRESSION_MAX : TEXT_MAX);
}
