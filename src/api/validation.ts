import type { FastifyInstance, FastifySchemaValidationError } from 'fastify';
import type { FormatsPluginOptions } from 'ajv-formats';
import addFormatsModule from 'ajv-formats';
import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import { dayFromText } from '../kernel/calendar.ts';
import { instantFromText } from '../kernel/clock.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';

const ERRORS_SHOWN_MAX = 20;
const RFC_3339 = /^((?:19|2\d)\d\d-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

// The package is CommonJS whose function is also its `default`; its types know only the latter.
const addFormats = addFormatsModule as unknown as (
  ajv: Ajv2020,
  options: FormatsPluginOptions,
) => void;

/** True for RFC 3339 text that is a moment from 1900 to 2999: what every layer below can carry. */
export function isTimestamp(text: string): boolean {
  const [, date] = RFC_3339.exec(text) ?? [];
  return date !== undefined && dayFromText(date) !== null && instantFromText(text) !== null;
}

function createAjv(options: Options): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, addUsedSchema: false, strict: false, ...options });
  addFormats(ajv, { mode: 'full', formats: ['date', 'uuid', 'uri-reference'] });
  ajv.addFormat('date-time', isTimestamp);
  return ajv;
}

let forBodies: Ajv2020 | undefined;
let forTexts: Ajv2020 | undefined;
const compiledBodies = new WeakMap<object, ValidateFunction>();

/** The check of a body. Compiled with its first use and then kept: starting the server compiles none. */
export function bodyValidator(schema: object): ValidateFunction {
  let validate = compiledBodies.get(schema);
  if (validate === undefined) {
    forBodies ??= createAjv({ coerceTypes: false });
    validate = forBodies.compile(schema);
    compiledBodies.set(schema, validate);
  }
  return validate;
}

/** Query and path are texts, so numbers and booleans are read from them. */
function textValidator(schema: object): ValidateFunction {
  forTexts ??= createAjv({ coerceTypes: 'array', useDefaults: true });
  return forTexts.compile(schema);
}

/** Gives an app our validators, which name every fault, and no serialisers: answers are ready texts. */
export function useContracts(app: FastifyInstance): void {
  app.setValidatorCompiler<object>(({ schema, httpPart }) => {
    let compiled: ValidateFunction | undefined;
    const validate = (data: unknown): boolean => {
      compiled ??= httpPart === 'body' ? bodyValidator(schema) : textValidator(schema);
      const isValid = compiled(data);
      validate.errors = compiled.errors ?? null;
      return isValid;
    };
    validate.errors = null as ErrorObject[] | null;
    return validate;
  });
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setSchemaErrorFormatter((errors, part) => {
    const refusal = refusalOfErrors(errors, part);
    return Object.assign(new Error(refusal.detail), refusal);
  });
}

/** What is wrong with a request part, field by field, as one refusal. */
export function refusalOfErrors(
  errors: readonly (ErrorObject | FastifySchemaValidationError)[],
  part: string,
): Refusal {
  const faults = errors
    .filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'if')
    .slice(0, ERRORS_SHOWN_MAX)
    .map((error) => faultOf(error, part));
  const detail = faults.map(({ field, message }) => `${field} ${message}`).join('; ');
  return refuse('invalid_request', `${detail}.`, { errors: faults });
}

function faultOf(
  { instancePath, keyword, params, message }: ErrorObject | FastifySchemaValidationError,
  part: string,
): { field: string; message: string } {
  const place = `${part === 'querystring' ? 'query' : part}${instancePath}`;
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    return {
      field: `${place}/${String(params['additionalProperty'])}`,
      message: 'is not known here',
    };
  }
  if (keyword === 'required') {
    return { field: `${place}/${String(params['missingProperty'])}`, message: 'is missing' };
  }
  if (keyword === 'enum') {
    return {
      field: place,
      message: `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`,
    };
  }
  return { field: place, message: message ?? 'is wrong' };
}
