import { useTranslation } from 'react-i18next';
import type { TableLiteral } from '../../../../contracts/decision-tables.ts';
import type { FlowProblem } from '../flow-queries.ts';
import { sayReason } from '../expression/problem-words.ts';
import { writeLiteral } from './cell-text.ts';

/** The rows that a problem is about; empty: it is of no row. Counted from 0. */
export function rowsOf({ setting, parameters }: FlowProblem): readonly number[] {
  const row = /^\/table\/rows\/(\d+)/.exec(setting ?? '')?.[1];
  if (row === undefined) return [];
  const { row: one, other } = parameters ?? {};
  return typeof one === 'number' && typeof other === 'number'
    ? [one - 1, other - 1]
    : [Number(row)];
}

/** The cell that a problem is about, as row:column of the grid; null: it is about more than one. */
export function cellOf({ setting }: FlowProblem, inputs: number): string | null {
  const [, row, side, column] =
    /^\/table\/rows\/(\d+)\/(cells|outputs)\/(\d+)/.exec(setting ?? '') ?? [];
  if (row === undefined) return null;
  return `${row}:${Number(column) + (side === 'outputs' ? inputs : 0)}`;
}

/** What names its rows by itself. */
const NAMING_ROWS: ReadonlySet<string> = new Set([
  'table_overlap',
  'table_row_never_met',
  'table_empty_range',
]);

/** What is wrong with a decision table, in the reader's words; null: it is not about a table. */
export function useTableProblemWords(): (problem: FlowProblem) => string | null {
  const { t, i18n } = useTranslation('flows');
  return (problem) => {
    const { code, message, parameters } = problem;
    if (!code.startsWith('table_')) return null;
    const key = `table.problem.${code.slice('table_'.length)}`;
    if (!i18n.exists(key, { ns: 'flows' })) return message;
    const facts = {
      ...parameters,
      example: exampleWords(parameters?.['example']),
      reason: sayReason(i18n.language, problem),
    };
    const text = (t as (key: string, facts: object) => string)(key, facts);
    const [row] = rowsOf(problem);
    return row === undefined || NAMING_ROWS.has(code)
      ? text
      : t('table.atRow', { number: row + 1, text });
  };
}

/** `{"country":"DE","weight":5}` is said as «country: DE, weight: 5». */
function exampleWords(example: string | number | undefined): string {
  if (typeof example !== 'string') return '';
  const given = JSON.parse(example) as Readonly<Record<string, TableLiteral>>;
  return Object.entries(given)
    .map(([name, value]) => `${name}: ${writeLiteral(value)}`)
    .join(', ');
}
