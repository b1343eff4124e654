import { useTranslation } from 'react-i18next';
import type { FlowProblem } from '../flow-queries.ts';

/** Where in the table a problem stands; null: it is of no single row. Counted from 0. */
export function rowOf({ setting }: FlowProblem): number | null {
  const row = /^\/table\/rows\/(\d+)/.exec(setting ?? '')?.[1];
  return row === undefined ? null : Number(row);
}

/** What is wrong with a decision table, in the reader's words; null: it is not about a table. */
export function useTableProblemWords(): (problem: FlowProblem) => string | null {
  const { t, i18n } = useTranslation('flows');
  return ({ code, message, parameters }) => {
    if (!code.startsWith('table_')) return null;
    const key = `table.problem.${code.slice('table_'.length)}`;
    if (!i18n.exists(key, { ns: 'flows' })) return message;
    const facts = { ...parameters, example: exampleWords(parameters?.['example']) };
    return (t as (key: string, facts: object) => string)(key, facts);
  };
}

/** `{"country":"DE","weight":5}` is said as «country: DE, weight: 5». */
function exampleWords(example: string | number | undefined): string {
  if (typeof example !== 'string') return '';
  const given = JSON.parse(example) as Readonly<Record<string, unknown>>;
  return Object.entries(given)
    .map(([name, value]) => `${name}: ${wordsOf(value)}`)
    .join(', ');
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
