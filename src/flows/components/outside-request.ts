import Type, { type Static } from 'typebox';
import { instantToText } from '../../kernel/clock.ts';
import type { StepFailureCode } from '../../../contracts/expression-messages.ts';
import { ConnectorCode, EffectPath } from '../../../contracts/flow-effects.ts';
import { Expression } from '../../../contracts/flows.ts';
import {
  ExpressionFailure,
  type CompiledExpression,
  type ExpressionValue,
} from '../expressions/index.ts';
import type {
  AnswerField,
  EffectAsked,
  ExpressionField,
  Failure,
  SettingProblem,
  Values,
  Visit,
} from './component.ts';
import { noValue, stepFailure } from './values.ts';

/** Names of fields within a body: `buyer.name` within an object, `lines[].sku` within each object of a list. */
const FIELD_PATH =
  '^[A-Za-z][A-Za-z0-9_]{0,63}(\\[\\])?(\\.[A-Za-z][A-Za-z0-9_]{0,63}(\\[\\])?){0,7}$';
const FIELDS_MAX = 60;

/** What is put into a body: expressions by the names of its fields. */
export const BodyFields = Type.Record(Type.String({ pattern: FIELD_PATH }), Expression, {
  maxProperties: FIELDS_MAX,
  additionalProperties: false,
  description: 'Expressions by field: buyer.name, or lines[].sku for a list with a value for each',
});

/** Of calls whose path is known: the system that is called, and fields beside those that it gets anyway. */
export const ConnectorWithFields = Type.Object(
  { connector: ConnectorCode, body: Type.Optional(BodyFields) },
  { additionalProperties: false },
);

/** A request as it is drawn: its path is fixed, what comes from data fills the places in braces. */
export const OutsideRequest = Type.Object(
  {
    method: Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: EffectPath,
    pathValues: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' }), Expression, {
        maxProperties: 10,
        additionalProperties: false,
        description: 'Expressions by the names in braces; each is percent-encoded',
      }),
    ),
    body: Type.Optional(BodyFields),
  },
  { additionalProperties: false },
);
export type OutsideRequest = Static<typeof OutsideRequest>;

/** A request within the settings of a node. */
export interface PlacedRequest {
  readonly request: OutsideRequest;
  /** JSON pointer of the request. */
  readonly pointer: string;
  /** Pointers of fields of its body that people write elsewhere. */
  readonly places?: Readonly<Record<string, string>> | undefined;
}

function bodyPointer({ pointer, places }: PlacedRequest, name: string): string {
  return places?.[name] ?? `${pointer}/body/${name}`;
}

/** The expressions of a request. */
export function requestExpressions(placed: PlacedRequest): ExpressionField[] {
  const { pointer } = placed;
  const { pathValues = {}, body = {} } = placed.request;
  return [
    ...Object.entries(pathValues).map(([name, text]) => ({
      pointer: `${pointer}/pathValues/${name}`,
      text,
    })),
    ...Object.entries(body).map(([name, text]) => ({ pointer: bodyPointer(placed, name), text })),
  ];
}

/** Makes the request of one visit; `own` are values that the node itself has left behind. */
export type MakeRequest = (visit: Visit, own: Values) => EffectAsked | Failure;

/** Makes ready what a node asks a connector for. */
export function prepareRequest(
  connector: string,
  placed: PlacedRequest,
  answer: readonly AnswerField[],
  expressionAt: (pointer: string) => CompiledExpression,
): MakeRequest {
  const { pointer } = placed;
  const { method, path, pathValues = {}, body } = placed.request;
  const pieces = Object.keys(pathValues).map(
    (name) => [name, expressionAt(`${pointer}/pathValues/${name}`)] as const,
  );
  const fields = Object.keys(body ?? {}).map(
    (name) => [name, expressionAt(bodyPointer(placed, name))] as const,
  );
  const make = prepareFields(fields);
  return ({ facts }, own) => {
    const filled: Record<string, string | number | boolean> = { ...own };
    for (const [name, expression] of pieces) {
      const value = expression.evaluate(facts);
      if (value instanceof ExpressionFailure) return noValue(expression, value);
      if (typeof value === 'object') {
        return stepFailure('refused', 'no_path_made', {}, { text: expression.text });
      }
      filled[name] = value;
    }
    const whole = pathOf(path, filled);
    if (typeof whole !== 'string') return whole;
    const made = make(facts);
    if ('failure' in made) return made.failure;
    const { object } = made;
    return { connector, method, path: whole, body: body === undefined ? null : object, answer };
  };
}

/** Makes an object of expressions by the names of its fields: `lines[].sku` stands within each of a list. */
export function prepareFields(
  fields: readonly (readonly [string, CompiledExpression])[],
): (facts: Visit['facts']) => { readonly object: BodyObject } | { readonly failure: Failure } {
  return (facts) => {
    const object: BodyObject = Object.create(null) as BodyObject;
    for (const [name, expression] of fields) {
      const value = expression.evaluate(facts);
      if (value instanceof ExpressionFailure) return { failure: noValue(expression, value) };
      const told = expression.type === 'timestamp' ? instantToText(Number(value)) : value;
      const problem = put(object, name.split('.'), told);
      if (problem !== null) {
        return { failure: stepFailure('refused', problem, {}, { field: name }) };
      }
    }
    return { object };
  };
}

const HOLE = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** The names in braces of a path. */
function holesOf(path: string): string[] {
  return [...path.matchAll(HOLE)].map(([, name = '']) => name);
}

/** What is wrong with the places in a path: those that nothing fills, and values that have no place. */
export function judgePath(
  { request: { path, pathValues = {} }, pointer }: PlacedRequest,
  own: readonly string[],
): SettingProblem[] {
  const holes = new Set(holesOf(path));
  const empty = [...holes].filter(
    (name) => !Object.hasOwn(pathValues, name) && !own.includes(name),
  );
  const lost = Object.keys(pathValues).filter((name) => !holes.has(name));
  const broken = path.replaceAll(HOLE, '').search(/[{}]/) >= 0;
  return [
    ...empty.map((name) => ({
      code: 'no_path_value' as const,
      message: `Nothing fills {${name}} of the path.`,
      mend: `Give a value for ${name}, or take it out of the path.`,
      setting: `${pointer}/path`,
    })),
    ...lost.map((name) => ({
      code: 'no_path_place' as const,
      message: `The path has no place {${name}}.`,
      mend: 'Write it into the path where the value belongs, or remove the value.',
      setting: `${pointer}/pathValues/${name}`,
    })),
    ...(broken
      ? [
          {
            code: 'wrong_path' as const,
            message: 'A brace of the path is no part of a place.',
            mend: 'Write a place as {name}: letters, digits and _.',
            setting: `${pointer}/path`,
          },
        ]
      : []),
  ];
}

/** A path with its values; none of them can lead out of its place. */
function pathOf(path: string, values: Values): string | Failure {
  const missing = holesOf(path).find((name) => (values[name] ?? '') === '');
  if (missing !== undefined) {
    return stepFailure('refused', 'path_value_empty', { name: missing });
  }
  const whole = path.replaceAll(HOLE, (_hole, name: string) =>
    encodeURIComponent(String(values[name])),
  );
  // A URL would read these as the way up.
  if (whole.split(/[/?]/).some((piece) => /^\.{1,2}$/.test(piece))) {
    return stepFailure('refused', 'path_leads_up');
  }
  return whole;
}

/** An object as it leaves the house. */
export interface BodyObject {
  [name: string]: BodyValue;
}
type BodyValue = ExpressionValue | BodyObject | BodyObject[];

/** Puts a value where its name says; what is wrong with that, or null. */
function put(
  into: BodyObject,
  [first = '', ...rest]: readonly string[],
  value: ExpressionValue,
): StepFailureCode | null {
  const name = first.replace('[]', '');
  const isList = first !== name;
  if (rest.length === 0) {
    if (isList && !Array.isArray(value)) return 'body_no_list';
    if (Object.hasOwn(into, name)) return 'body_place_twice';
    into[name] = value;
    return null;
  }
  if (!isList) {
    const inner = (into[name] ??= Object.create(null) as BodyObject);
    if (typeof inner !== 'object' || Array.isArray(inner)) return 'body_place_twice';
    return put(inner as BodyObject, rest, value);
  }
  if (!Array.isArray(value)) return 'body_no_list';
  const values = value as readonly ExpressionValue[];
  const items = (into[name] ??= values.map(() => Object.create(null) as BodyObject));
  if (!Array.isArray(items) || items.length !== values.length) {
    return 'body_lists_unequal';
  }
  for (const [index, item] of items.entries()) {
    const problem = put(item, rest, values[index] as ExpressionValue);
    if (problem !== null) return problem;
  }
  return null;
}
