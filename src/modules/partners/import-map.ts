import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import jsonata from 'jsonata';
import { MAP_FUNCTIONS } from './map-functions.ts';
import { isTimeZone } from '../../kernel/calendar.ts';
import { ImportMap, ImportPayment, ImportSetup, ImportSku } from '../../../contracts/import.ts';
import { AdjustStock, ReceiveStock } from '../../../contracts/inventory.ts';
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

/** How deep expressions of a map that somebody sends may call themselves. */
const STACK_MAX = 500;

/** How a map is compiled. */
export interface CompileOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Ends an expression that takes longer, for maps of people who are not at this machine. */
  readonly evaluationMsMax?: number;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

const compiled = new Map<object, ValidateFunction>();

/** Compiled when it is first asked for: only an import needs them, and every start would wait for them. */
function checkOf<Document>(schema: object): ValidateFunction<Document> {
  let check = compiled.get(schema);
  if (check === undefined) {
    check = ajv.compile(schema);
    compiled.set(schema, check);
  }
  return check as ValidateFunction<Document>;
}

/** Checks a document against our contracts; each keeps its errors until its next call. */
export const CHECKS = {
  get map() {
    return checkOf<ImportMap>(ImportMap);
  },
  get setup() {
    return checkOf<ImportSetup>(ImportSetup);
  },
  get order() {
    return checkOf<PlaceOrder>(PlaceOrder);
  },
  get cancellation() {
    return checkOf<CancellationLine>(CancellationLine);
  },
  get adjustment() {
    return checkOf<AdjustStock>(AdjustStock);
  },
  get payment() {
    return checkOf<ImportPayment>(ImportPayment);
  },
  get receipt() {
    return checkOf<ReceiveStock>(ReceiveStock);
  },
  get sku() {
    return checkOf<ImportSku>(ImportSku);
  },
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
 * Reads the text of a map, checks it and compiles its expressions. `settings` stand in for those of the
 * map that have the same name.
 * @throws UnusableMap with the place of the first error
 */
export function compileMap(text: string, options: CompileOptions = {}): CompiledMap {
  let map: unknown;
  try {
    map = JSON.parse(text);
  } catch (error) {
    throw new UnusableMap(`it is not JSON: ${(error as Error).message}`);
  }
  if (!CHECKS.map(map)) throw new UnusableMap(describeErrors('map', CHECKS.map));
  checkInput(map);
  const settings = { ...map.settings, ...options.settings };
  const unknown = Object.keys(options.settings ?? {}).filter(
    (name) => !Object.hasOwn(map.settings ?? {}, name),
  );
  if (unknown.length > 0) {
    const there = Object.keys(map.settings ?? {}).join(', ') || 'none';
    throw new UnusableMap(`it has no setting ${unknown.join(', ')}; its settings are: ${there}`);
  }
  const { evaluationMsMax } = options;
  return {
    map,
    document: compileExpression('document', map.document, evaluationMsMax),
    setup: map.setup === undefined ? null : compileExpression('setup', map.setup, evaluationMsMax),
    bindings: { settings, tables: map.tables ?? {}, ...MAP_FUNCTIONS },
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

function compileExpression(
  name: string,
  source: string | readonly string[],
  timeout: number | undefined,
): jsonata.Expression {
  const text = typeof source === 'string' ? source : source.join('\n');
  try {
    return jsonata(text, timeout === undefined ? {} : { timeout, stack: STACK_MAX });
  } catch (error) {
    const { position = 0, message } = error as { position?: number; message: string };
    const before = text.slice(0, position).split('\n');
    const column = (before.at(-1) ?? '').length + 1;
    throw new UnusableMap(`map/${name} line ${before.length}, column ${column}: ${message}`);
  }
}
