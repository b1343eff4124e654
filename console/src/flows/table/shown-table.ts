import type { DecisionTable } from '../../../../contracts/decision-tables.ts';
import { NEW_TABLE } from './table-edits.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The table in the settings of a step, or one to begin with where these hold none that can be shown: a
 * drawing may have been made by a program, and whoever is to mend it must be able to open it.
 */
export function shownTable(table: unknown): DecisionTable {
  return isShowable(table) ? table : NEW_TABLE;
}

/** True when a table has the shape of one, however unfinished and wrong its texts are. */
function isShowable(table: unknown): table is DecisionTable {
  if (!isRecord(table) || typeof table['hitPolicy'] !== 'string') return false;
  const { inputs, outputs, rows } = table;
  return (
    isFilled(inputs, (input) => hasTexts(input, 'name', 'expression', 'type')) &&
    isFilled(outputs, (output) => hasTexts(output, 'name', 'type')) &&
    isFilled(
      rows,
      ({ cells, outputs: given }) =>
        isFilled(cells, isCell) &&
        isFilled(given, isOutput) &&
        cells.length === inputs.length &&
        given.length === outputs.length,
    )
  );
}

function isCell({ kind, value, values, from = '', to = '', prefix }: Fields): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'equals':
      return isLiteral(value);
    case 'in':
    case 'not_in':
      return Array.isArray(values) && values.every(isLiteral);
    case 'range':
      return isLiteral(from) && isLiteral(to);
    case 'prefix':
      return typeof prefix === 'string';
    default:
      return false;
  }
}

function isOutput({ value, expression }: Fields): boolean {
  return typeof expression === 'string' || isLiteral(value);
}

function isLiteral(value: unknown): boolean {
  if (isRecord(value)) {
    return typeof value['minor'] === 'number' && typeof value['currency'] === 'string';
  }
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFilled(
  list: unknown,
  isRight: (item: Fields) => boolean,
): list is readonly Fields[] & { readonly length: number } {
  return (
    Array.isArray(list) && list.length > 0 && list.every((item) => isRecord(item) && isRight(item))
  );
}

function hasTexts(fields: Fields, ...names: string[]): boolean {
  return names.every((name) => typeof fields[name] === 'string');
}
