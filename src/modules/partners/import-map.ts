import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import jsonata from 'jsonata';
import { isTimeZone } from '../../kernel/calendar.ts';
import { ImportMap, ImportSetup } from '../../../contracts/import.ts';
import { AdjustStock } from '../../../contracts/inventory.ts';
import { CancellationLine, PlaceOrder } from '../../../contracts/orders.ts';

/** A map that cannot be used. The message names the place and what is wrong there. */
export class UnusableMap extends Error {
  override readonly name = 'UnusableMap';
}

/** A checked map with its expressions ready to run. */
export interface CompiledMap {
  readonly map: ImportMap;
  readonly document: jsonata.Expression;
  /** Null: the map sets nothing up. */
  readonly setup: jsonata.Expression | null;
  /** What the expressions see besides their input. */
  readonly bindings: Readonly<Record<string, unknown>>;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

/** Checks a document against our contracts; each keeps its errors until its next call. */
export const CHECKS = {
  map: ajv.compile<ImportMap>(ImportMap),
  setup: ajv.compile<ImportSetup>(ImportSetup),
  order: ajv.compile<PlaceOrder>(PlaceOrder),
  cancellation: ajv.compile<CancellationLine>(CancellationLine),
  adjustment: ajv.compile<AdjustStock>(AdjustStock),
};

const ERRORS_SHOWN_MAX = 3;

/** The first errors of a failed check in one sentence, each with its place. */
export function describeErrors(root: string, check: ValidateFunction): string {
  const errors = check.errors ?? [];
  const shown = errors.slice(0, ERRORS_SHOWN_MAX).map((error) => describeError(root, error));
  const rest = errors.length - shown.length;
  return shown.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

function describeError(root: string, { instancePath, message, params }: ErrorObject): string {
  const { additionalProperty, allowedValues } = params as {
    additionalProperty?: string;
    allowedValues?: unknown[];
  };
  const more = additionalProperty ?? allowedValues?.join(', ');
  return `${root}${instancePath} ${message}${more === undefined ? '' : ` (${more})`}`;
}

/**
 * Reads the text of a map, checks it and compiles its expressions.
 * @throws UnusableMap with the place of the first error
 */
export function compileMap(text: string): CompiledMap {
  let map: unknown;
  try {
    map = JSON.parse(text);
  } catch (error) {
    throw new UnusableMap(`it is not JSON: ${(error as Error).message}`);
  }
  if (!CHECKS.map(map)) throw new UnusableMap(describeErrors('map', CHECKS.map));
  checkInput(map);
  return {
    map,
    document: compileExpression('document', map.document),
    setup: map.setup === undefined ? null : compileExpression('setup', map.setup),
    bindings: { settings: map.settings ?? {}, tables: map.tables ?? {} },
  };
}

function checkInput({ input, tables }: ImportMap): void {
  for (const [name, column] of Object.entries(input.columns ?? {})) {
    const place = `map/input/columns/${name}`;
    if (column.type === 'minor' && column.currency === undefined) {
      throw new UnusableMap(
        `${place} needs the currency of its amounts, such as "currency": "GBP"`,
      );
    }
    if (column.type === 'localTime' && !isTimeZone(column.timeZone ?? '')) {
      throw new UnusableMap(
        `${place} needs a timeZone that exists, such as "timeZone": "Europe/London"`,
      );
    }
    if (
      column.type === 'lookup' &&
      (column.of === undefined || tables?.[column.table ?? ''] === undefined)
    ) {
      throw new UnusableMap(
        `${place} needs the column to look up ("of") and a table of the map ("table")`,
      );
    }
    if (column.type === 'object' && column.fields === undefined) {
      throw new UnusableMap(`${place} needs its fields, such as "fields": { "sku": "StockCode" }`);
    }
  }
  try {
    new TextDecoder(input.encoding ?? 'utf-8');
  } catch {
    throw new UnusableMap(
      `map/input/encoding ${input.encoding} is not known. Use a name of the Encoding Standard: utf-8, latin1, gb18030`,
    );
  }
}

function compileExpression(name: string, source: string | readonly string[]): jsonata.Expression {
  const text = typeof source === 'string' ? source : source.join('\n');
  try {
    return jsonata(text);
  } catch (error) {
    const { position = 0, message } = error as { position?: number; message: string };
    const before = text.slice(0, position).split('\n');
    const column = (before.at(-1) ?? '').length + 1;
    throw new UnusableMap(`map/${name} line ${before.length}, column ${column}: ${message}`);
  }
}
