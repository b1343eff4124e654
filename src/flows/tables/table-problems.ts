import type { ExpressionProblem, MessageParameters } from '../expressions/index.ts';

const PROBLEMS = {
  wrong_row:
    'Row {row} has {cells} cells and {outputs} outputs; the table has {inputs} inputs and {wanted} outputs.',
  double_name: "The name '{name}' is given twice.",
  input_expression: "The expression of the input '{name}' is not right: {problem}",
  output_expression: "The expression in row {row}, output '{name}' is not right: {problem}",
  wrong_literal: "{value} is no value of the type {type} (column '{name}').",
  wrong_cell: "A cell of the kind {kind} does not fit the type {type} (column '{name}').",
  empty_range:
    "The range in row {row}, column '{name}' holds nothing: its ends are the wrong way round.",
  unknown_value: "The column '{name}' is never '{value}'.",
  other_currency:
    "All amounts of the column '{name}' are of one currency: {currency}, not {other}.",
  too_costly: 'A look-up in this table would take too long (cost {cost}, at most {max}).',
  too_many_values: 'The table has more than {max} values in its cells: divide it.',
} as const;

/** The codes of what can be wrong with a table, for machines and translations. */
export type TableProblemCode = keyof typeof PROBLEMS;

/** What is wrong with a table, and where; rows and columns are counted from 0. */
export interface TableProblem {
  readonly code: TableProblemCode;
  readonly message: string;
  readonly messageParameters: MessageParameters;
  readonly row?: number;
  readonly input?: number;
  readonly output?: number;
  /** What is wrong within an expression, at its characters. */
  readonly problems?: readonly ExpressionProblem[];
}

/** Puts a problem together; people count rows from 1. */
export function tableProblem(
  code: TableProblemCode,
  messageParameters: MessageParameters,
  where: Pick<TableProblem, 'row' | 'input' | 'output' | 'problems'> = {},
): TableProblem {
  const parameters =
    where.row === undefined ? messageParameters : { row: where.row + 1, ...messageParameters };
  const message = PROBLEMS[code].replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(parameters[name] ?? whole),
  );
  return { code, message, messageParameters: parameters, ...where };
}
