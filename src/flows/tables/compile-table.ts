import type { DecisionTable, TableColumnType } from '../../../contracts/decision-tables.ts';
import {
  type CompiledExpression,
  compileExpression,
  ExpressionFailure,
  type ExpressionProblem,
  type ExpressionValue,
  type FactSchema,
  hasProblems,
  isMoney,
  LIMITS,
} from '../expressions/index.ts';
import { keyOf, readLiteral } from './literals.ts';
import { type InputColumn, readColumn } from './read-table.ts';
import { commonRows, listRows, type RowSet, rowSet } from './row-set.ts';
import { type TableProblem, tableProblem } from './table-problems.ts';

/** Values in the cells of all rows that one table may have. */
const CELL_VALUES_MAX = 20_000;

type Facts = Readonly<Record<string, unknown>>;

/** What a table gives: the outputs of the rows that were met, and which those are (from 0). */
export interface TableResult {
  readonly rows: readonly number[];
  readonly outputs: readonly Readonly<Record<string, ExpressionValue>>[];
}

/** Why a table gives nothing for these facts; a value, not an exception. */
export class TableFailure {
  readonly code: 'input_failed' | 'output_failed' | 'other_currency' | 'several_rows';
  /** The input or output it is about. */
  readonly column: string | null;
  readonly rows: readonly number[];
  readonly cause: ExpressionFailure | null;

  constructor(
    code: TableFailure['code'],
    details: Partial<Pick<TableFailure, 'column' | 'rows' | 'cause'>>,
  ) {
    this.code = code;
    this.column = details.column ?? null;
    this.rows = details.rows ?? [];
    this.cause = details.cause ?? null;
  }

  /** The failure as an English sentence. */
  get message(): string {
    const rows = this.rows.map((row) => row + 1).join(', ');
    switch (this.code) {
      case 'input_failed':
        return `The input '${this.column}' has no value: ${this.cause?.message}`;
      case 'output_failed':
        return `The output '${this.column}' of row ${rows} has no value: ${this.cause?.message}`;
      case 'other_currency':
        return `The input '${this.column}' is in another currency than the cells of its column.`;
      case 'several_rows':
        return `Rows ${rows} are all met, but at most one may be: mend the table.`;
    }
  }
}

/** An input with its expression and its column. */
interface CompiledInput extends InputColumn {
  readonly name: string;
  readonly type: TableColumnType;
  readonly expression: CompiledExpression;
}

/** A table that fits its facts, ready to be looked up. */
export interface CompiledTable {
  readonly hitPolicy: DecisionTable['hitPolicy'];
  readonly inputs: readonly CompiledInput[];
  readonly rowCount: number;
  /** The facts that inputs and outputs read, as paths. */
  readonly reads: readonly string[];
  /** Steps that one look-up takes at most, as of an expression. */
  readonly cost: number;
  /** What is given for some facts; no rows where none is met. Never throws. */
  readonly evaluate: (facts: Facts) => TableResult | TableFailure;
}

type OutputCell = (facts: Facts) => ExpressionValue | ExpressionFailure;

/**
 * Checks a table against the facts there are and builds its columns: a look-up finds one region for
 * each input (texts by hash, numbers by halving) and intersects their rows, however many rows there
 * are. Gives all problems of the table.
 */
export function compileTable(
  table: DecisionTable,
  schema: FactSchema,
): CompiledTable | readonly TableProblem[] {
  const problems = judgeShape(table);
  if (problems.length > 0) return problems;
  const inputs = table.inputs.flatMap((_, index) => compileInput(table, index, schema, problems));
  const outputs = compileOutputs(table, schema, problems);
  if (problems.length > 0) return problems;
  const reads = [...inputs.flatMap(({ expression }) => expression.reads), ...outputs.reads];
  const costOfInputs = inputs.reduce((sum, { expression }) => sum + expression.cost + 10, 0);
  const rowsGiven = table.hitPolicy === 'collect' ? table.rows.length : 1;
  const cost = costOfInputs + outputs.costOfRow * rowsGiven;
  if (cost > LIMITS.stepsMax) {
    return [tableProblem('too_costly', { cost, max: LIMITS.stepsMax })];
  }
  return {
    hitPolicy: table.hitPolicy,
    inputs,
    rowCount: table.rows.length,
    reads: [...new Set(reads)].toSorted(),
    cost,
    evaluate: (facts) => lookUp(table, inputs, outputs.cells, facts),
  };
}

/** Whether compiling has found problems. */
export function hasTableProblems(
  outcome: CompiledTable | readonly TableProblem[],
): outcome is readonly TableProblem[] {
  return Array.isArray(outcome);
}

function judgeShape(table: DecisionTable): TableProblem[] {
  const problems: TableProblem[] = [];
  for (const columns of [table.inputs, table.outputs]) {
    const names = columns.map(({ name }) => name);
    const double = names.find((name, index) => names.indexOf(name) !== index);
    if (double !== undefined) problems.push(tableProblem('double_name', { name: double }));
  }
  const [inputs, wanted] = [table.inputs.length, table.outputs.length];
  let valueCount = 0;
  for (const [row, { cells, outputs }] of table.rows.entries()) {
    for (const cell of cells) valueCount += 'values' in cell ? cell.values.length : 1;
    if (cells.length === inputs && outputs.length === wanted) continue;
    const parameters = { cells: cells.length, outputs: outputs.length, inputs, wanted };
    problems.push(tableProblem('wrong_row', parameters, { row }));
  }
  if (valueCount > CELL_VALUES_MAX) {
    problems.push(tableProblem('too_many_values', { max: CELL_VALUES_MAX }));
  }
  return problems;
}

function compileInput(
  table: DecisionTable,
  index: number,
  schema: FactSchema,
  problems: TableProblem[],
): CompiledInput[] {
  const input = table.inputs[index];
  if (input === undefined) return [];
  const { name, type } = input;
  const expression = compileExpression(input.expression, schema, type);
  if (hasProblems(expression)) {
    const parameters = { name, problem: firstMessage(expression) };
    problems.push(
      tableProblem('input_expression', parameters, { input: index, problems: expression }),
    );
    return [];
  }
  const values = input.values ?? expression.values;
  return [{ name, type, expression, ...readColumn(table, index, values, problems) }];
}

function firstMessage(problems: readonly ExpressionProblem[]): string {
  return problems[0]?.message ?? '';
}

interface CompiledOutputs {
  readonly cells: readonly (readonly OutputCell[])[];
  readonly reads: readonly string[];
  readonly costOfRow: number;
}

function compileOutputs(
  table: DecisionTable,
  schema: FactSchema,
  problems: TableProblem[],
): CompiledOutputs {
  const reads = new Set<string>();
  let costOfRow = 0;
  const cells = table.rows.map(({ outputs }, row) => {
    let cost = 0;
    const compiled = outputs.flatMap((cell, output): OutputCell[] => {
      const { name, type } = table.outputs[output] ?? { name: '', type: 'string' };
      if ('value' in cell) {
        const value = readLiteral(cell.value, type);
        if (value !== null) return [() => value];
        const parameters = { value: JSON.stringify(cell.value), type, name };
        problems.push(tableProblem('wrong_literal', parameters, { row, output }));
        return [];
      }
      const expression = compileExpression(cell.expression, schema, type);
      if (!hasProblems(expression)) {
        for (const path of expression.reads) reads.add(path);
        cost += expression.cost;
        return [expression.evaluate];
      }
      const parameters = { name, problem: firstMessage(expression) };
      const place = { row, output, problems: expression };
      problems.push(tableProblem('output_expression', parameters, place));
      return [];
    });
    costOfRow = Math.max(costOfRow, cost);
    return compiled;
  });
  return { cells, reads: [...reads], costOfRow };
}

function lookUp(
  table: DecisionTable,
  inputs: readonly CompiledInput[],
  outputs: CompiledOutputs['cells'],
  facts: Facts,
): TableResult | TableFailure {
  let met: RowSet | null = null;
  for (const { name, expression, column, currency } of inputs) {
    const value = expression.evaluate(facts);
    if (value instanceof ExpressionFailure) {
      return new TableFailure('input_failed', { column: name, cause: value });
    }
    if (isMoney(value) && currency !== null && value.currency !== currency) {
      return new TableFailure('other_currency', { column: name });
    }
    const rows = column.rowsOf[column.find(keyOf(value))] as RowSet;
    met = met === null ? rows : commonRows(met, rows);
  }
  const all = met ?? rowSet(table.rows.length);
  const rows = listRows(all, table.hitPolicy === 'first' ? 1 : Infinity);
  if (table.hitPolicy === 'unique' && rows.length > 1) {
    return new TableFailure('several_rows', { rows });
  }
  const given: Record<string, ExpressionValue>[] = [];
  for (const row of rows) {
    const values = outputsOf(table, outputs[row] ?? [], row, facts);
    if (values instanceof TableFailure) return values;
    given.push(values);
  }
  return { rows, outputs: given };
}

function outputsOf(
  table: DecisionTable,
  cells: readonly OutputCell[],
  row: number,
  facts: Facts,
): Record<string, ExpressionValue> | TableFailure {
  const values: Record<string, ExpressionValue> = {};
  for (const [index, { name }] of table.outputs.entries()) {
    const value = cells[index]?.(facts);
    if (value === undefined) continue;
    if (value instanceof ExpressionFailure) {
      return new TableFailure('output_failed', { column: name, rows: [row], cause: value });
    }
    values[name] = value;
  }
  return values;
}
