import type { DecisionTable, TableCell, TableLiteral } from '../../../contracts/decision-tables.ts';
import { assert } from '../../kernel/assert.ts';
import type { FactSchema } from '../expressions/index.ts';
import { type CompiledTable, compileTable, hasTableProblems } from './compile-table.ts';
import type { TableProblem } from './table-problems.ts';

/** Facts of one kind each, for tests of tables. */
export const TABLE_SCHEMA: FactSchema = {
  records: {},
  variables: {
    quantity: { type: 'int' },
    score: { type: 'double' },
    isVip: { type: 'bool' },
    country: { type: 'string' },
    level: { type: 'string', values: ['gold', 'silver', 'none'] },
    total: { type: 'money' },
    placedAt: { type: 'timestamp' },
    delay: { type: 'duration' },
    tags: { type: { list: 'string' } },
    coupon: { type: 'string', isOptional: true },
  },
};

/** The type of an input of the example facts. */
function typeOf(name: string): DecisionTable['inputs'][number]['type'] {
  const type = TABLE_SCHEMA.variables[name]?.type;
  assert(typeof type === 'string' && type !== 'nothing', `${name} is a fact`);
  return type;
}

export const any: TableCell = { kind: 'any' };

/** A cell for one value. */
export function is(value: TableLiteral): TableCell {
  return { kind: 'equals', value };
}

/** A cell for a range with both ends in it. */
export function between(from: TableLiteral, to: TableLiteral): TableCell {
  return { kind: 'range', from, to };
}

/** A table over facts of the schema whose one output is the number of the row, from 0. */
export function tableOf(
  hitPolicy: DecisionTable['hitPolicy'],
  inputs: readonly string[],
  rows: readonly (readonly TableCell[])[],
): DecisionTable {
  return {
    hitPolicy,
    inputs: inputs.map((name) => ({ name, expression: name, type: typeOf(name) })),
    outputs: [{ name: 'row', type: 'int' }],
    rows: rows.map((cells, row) => ({ cells: [...cells], outputs: [{ value: row }] })),
  };
}

/** Compiles a table that has no problems. */
export function compiledTable(table: DecisionTable): CompiledTable {
  const outcome = compileTable(table, TABLE_SCHEMA);
  const problems = hasTableProblems(outcome) ? outcome.map(({ message }) => message).join(' ') : '';
  assert(!hasTableProblems(outcome), problems);
  return outcome;
}

/** The problems of a table. */
export function problemsOfTable(table: DecisionTable): readonly TableProblem[] {
  const outcome = compileTable(table, TABLE_SCHEMA);
  return hasTableProblems(outcome) ? outcome : [];
}
