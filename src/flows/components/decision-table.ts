import Type from 'typebox';
import type {
  FailureReason,
  MessageParameters,
  StepFailureCode,
} from '../../../contracts/expression-messages.ts';
import { AssetPin, type AssetContents } from '../../../contracts/flow-assets.ts';
import { DecisionTable, type TableColumnType } from '../../../contracts/decision-tables.ts';
import {
  isMoney,
  type ExpressionValue,
  type FactSchema,
  type FactType,
} from '../expressions/index.ts';
import {
  checkTable,
  compileTable,
  hasTableProblems,
  TableFailure,
  type CompiledTable,
  type TableProblem,
  type TableReport,
} from '../tables/index.ts';
import {
  component,
  type ExpressionField,
  type SettingProblem,
  type StepValues,
} from './component.ts';
import { reasonOf, stepFailure } from './values.ts';

const MayMiss = Type.Optional(
  Type.Boolean({ description: 'Orders that no row meets go by “none” instead of being a gap' }),
);

/** Looks the order up in a table; what the rows give is there for the nodes behind. */
export const decisionTable = component({
  code: 'decision_table',
  titles: { en: 'Decision table', 'zh-CN': '决策表' },
  docs: {
    en: 'Finds the row that the order meets and leaves its outputs as steps.NODE.NAME. Where several rows may be met (“collect”), numbers and amounts are added up, texts joined with commas, yes/no is yes when one says yes; “rows” counts them.',
    'zh-CN':
      '找出订单符合的行，其输出可在后面以 steps.节点.名称 读取。允许命中多行（collect）时，数字和金额求和，文本以逗号连接，是/否取“有一个为是”；rows 为命中行数。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Union([
    Type.Object({ table: DecisionTable, mayMiss: MayMiss }, { additionalProperties: false }),
    Type.Object({ asset: AssetPin, mayMiss: MayMiss }, { additionalProperties: false }),
  ]),
  assetKind: 'decision_table',
  withAsset({ mayMiss }, content) {
    const { table } = content as AssetContents['decision_table'];
    return { table, ...(mayMiss === undefined ? {} : { mayMiss }) };
  },
  outputs: ({ mayMiss }) => (mayMiss === true ? ['next', 'none'] : ['next']),
  expressions: (settings) => ('table' in settings ? cellsOf(settings.table) : []),
  values: (settings) => ('table' in settings ? columnsOf(settings.table) : {}),
  valuesMadeOf(settings, pointer) {
    const [, , place, , , column] = pointer.split('/');
    const { outputs } = tableIn(settings);
    return place === 'rows' ? [outputs[Number(column)]?.name ?? ''] : [];
  },
  judge(settings, schema) {
    const compiled = compileTable(tableIn(settings), schema);
    if (hasTableProblems(compiled)) {
      return compiled.map((problem) => ({
        code: `table_${problem.code}`,
        message: problem.message,
        mend: 'Correct the table.',
        setting: placeOf(problem),
        parameters: problem.messageParameters,
        ...withReason(problem),
      }));
    }
    return problemsOf(checkTable(compiled), settings.mayMiss === true);
  },
  prepare(settings, _expressionAt, schema) {
    const table = tableIn(settings);
    const compiled = tableOf(table, schema);
    const types = table.outputs.map(({ name, type }) => [name, type] as const);
    return ({ facts }) => {
      const result = compiled.evaluate(facts);
      if (result instanceof TableFailure) {
        const { message } = result;
        const reason = tableReason(result);
        return { kind: 'fail', failure: { code: 'expression_failed', message, reason } };
      }
      if (result.rows.length === 0) return { kind: 'go', output: 'none' };
      const values: Record<string, StepValues[string]> = { rows: result.rows.length };
      for (const [name, type] of types) {
        const merged = merge(
          result.outputs.map((output) => output[name]),
          type,
        );
        if (merged === undefined) {
          const where = { column: name };
          const failure = stepFailure('expression_failed', 'several_currencies', {}, where);
          return { kind: 'fail', failure };
        }
        values[name] = merged;
      }
      return { kind: 'go', output: 'next', values };
    };
  },
});

/** Why a table gives nothing, for translations. */
function tableReason({ code, column, rows, cause }: TableFailure): FailureReason {
  const [row] = rows;
  if (cause !== null) {
    return {
      ...reasonOf(cause),
      ...(column === null ? {} : { column }),
      ...(row === undefined ? {} : { row: row + 1 }),
    };
  }
  const said: StepFailureCode =
    code === 'several_rows' ? 'table_several_rows' : 'table_other_currency';
  const parameters: MessageParameters =
    code === 'several_rows' ? { rows: rows.map((each) => each + 1).join(', ') } : {};
  return { code: said, parameters, ...(column === null ? {} : { column }) };
}

/** What is wrong within the expression of a cell or column. */
function withReason({ problems: [first] = [] }: TableProblem): Pick<SettingProblem, 'reason'> {
  if (first === undefined) return {};
  return { reason: { code: first.code, parameters: { ...first.messageParameters } } };
}

/** The cell, the row or the table that a problem is about. */
function placeOf({ row, input, output }: TableProblem): string {
  if (row === undefined) return '/table';
  if (input !== undefined) return `/table/rows/${row}/cells/${input}`;
  return output === undefined ? `/table/rows/${row}` : `/table/rows/${row}/outputs/${output}`;
}

function tableIn(settings: { readonly table: DecisionTable } | object): DecisionTable {
  if ('table' in settings) return settings.table;
  throw new Error('an asset that stands for a table was put in its place');
}

function cellsOf({ inputs, outputs: columns, rows }: DecisionTable): ExpressionField[] {
  return [
    ...inputs.map(({ expression, type }, index) => ({
      pointer: `/table/inputs/${index}/expression`,
      text: expression,
      type,
    })),
    ...rows.flatMap(({ outputs }, row) =>
      outputs.flatMap((cell, index) => {
        const type = columns[index]?.type;
        if (!('expression' in cell) || type === undefined) return [];
        const pointer = `/table/rows/${row}/outputs/${index}/expression`;
        return [{ pointer, text: cell.expression, type }];
      }),
    ),
  ];
}

function columnsOf({ outputs }: DecisionTable): Readonly<Record<string, FactType>> {
  return { rows: 'int', ...Object.fromEntries(outputs.map(({ name, type }) => [name, type])) };
}

function tableOf(table: DecisionTable, schema: FactSchema): CompiledTable {
  const compiled = compileTable(table, schema);
  if (hasTableProblems(compiled)) throw new Error('a table that was judged sound compiles');
  return compiled;
}

function problemsOf(report: TableReport, mayMiss: boolean): SettingProblem[] {
  const { overlaps, gaps, unreachableRows } = report;
  return [
    ...overlaps.map(({ rows: [one, other], example }) => ({
      code: 'table_overlap' as const,
      message: `Rows ${one + 1} and ${other + 1} are both met by ${JSON.stringify(example)}.`,
      mend: 'Let at most one row be met, or choose another hit policy.',
      setting: `/table/rows/${other}`,
      parameters: { row: one + 1, other: other + 1, example: JSON.stringify(example) },
    })),
    ...(mayMiss ? [] : gaps).map((example) => ({
      code: 'table_gap' as const,
      message: `No row is met by ${JSON.stringify(example)}.`,
      mend: 'Add a row for it, or let orders that no row meets go by “none”.',
      setting: '/table',
      parameters: { example: JSON.stringify(example) },
    })),
    ...unreachableRows.map((row) => ({
      code: 'table_row_never_met' as const,
      message: `Row ${row + 1} is never reached: rows above it are met first.`,
      mend: 'Move it up, or remove it.',
      setting: `/table/rows/${row}`,
      parameters: { row: row + 1 },
    })),
  ];
}

/** One value of those of all rows that were met; undefined: they cannot be added up. */
function merge(
  given: readonly (ExpressionValue | undefined)[],
  type: TableColumnType,
): StepValues[string] | undefined {
  const [first] = given;
  if (type === 'money') {
    if (!isMoney(first)) return undefined;
    const { currency } = first;
    const amounts = given.filter((one) => isMoney(one) && one.currency === currency);
    if (amounts.length < given.length) return undefined;
    const minor = amounts.reduce<number>((sum, one) => sum + (isMoney(one) ? one.minor : 0), 0);
    return { minor, currency };
  }
  if (type === 'bool') return given.includes(true);
  if (type === 'string') return given.filter((one) => typeof one === 'string').join(',');
  return given.reduce<number>((sum, one) => sum + Number(one), 0);
}
