/** As much of JSON Schema as settings of components are made of. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly contentMediaType?: string;
  readonly default?: unknown;
  readonly description?: string;
}

/** What is asked for in one place of a form. */
export type Field =
  | { readonly kind: 'text'; readonly isLong: boolean }
  | { readonly kind: 'expression' }
  | { readonly kind: 'code' }
  | { readonly kind: 'number'; readonly isWhole: boolean }
  | { readonly kind: 'yes_no' }
  | { readonly kind: 'fixed'; readonly value: unknown }
  | { readonly kind: 'choice'; readonly values: readonly unknown[] }
  | { readonly kind: 'group'; readonly fields: readonly NamedField[] }
  | { readonly kind: 'list'; readonly item: Schema }
  | { readonly kind: 'named_values'; readonly item: Schema }
  | { readonly kind: 'either'; readonly ways: readonly EitherWay[] }
  | { readonly kind: 'other' };

/** A part of a group. */
export interface NamedField {
  readonly name: string;
  readonly schema: Schema;
  readonly isNeeded: boolean;
}

/** One of several forms that something can have, with what tells it from the others. */
export interface EitherWay {
  readonly key: string;
  readonly schema: Schema;
}

const LONG_TEXT = 200;
const EXPRESSION_TYPE = 'text/cel';
const CODE_TYPE = 'text/javascript';

/** What a place of a form asks for. */
export function fieldOf(schema: Schema): Field {
  if (schema.const !== undefined) return { kind: 'fixed', value: schema.const };
  if (schema.enum !== undefined) return { kind: 'choice', values: schema.enum };
  if (schema.anyOf !== undefined) return fieldOfAlternatives(schema.anyOf);
  if (schema.type === 'string') {
    if (schema.contentMediaType === CODE_TYPE) return { kind: 'code' };
    return schema.contentMediaType === EXPRESSION_TYPE
      ? { kind: 'expression' }
      : { kind: 'text', isLong: (schema.maxLength ?? 0) >= LONG_TEXT };
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    return { kind: 'number', isWhole: schema.type === 'integer' };
  }
  if (schema.type === 'boolean') return { kind: 'yes_no' };
  if (schema.type === 'array' && schema.items !== undefined) {
    return { kind: 'list', item: schema.items };
  }
  if (schema.properties !== undefined) {
    const { properties, required = [] } = schema;
    const fields = Object.entries(properties).map(([name, field]) => ({
      name,
      schema: field,
      isNeeded: required.includes(name),
    }));
    return { kind: 'group', fields };
  }
  const item = Object.values(schema.patternProperties ?? {})[0] ?? schema.additionalProperties;
  if (schema.type === 'object' && typeof item === 'object') return { kind: 'named_values', item };
  return { kind: 'other' };
}

function fieldOfAlternatives(alternatives: readonly Schema[]): Field {
  const constants = alternatives.map((each) => each.const);
  if (constants.every((value) => value !== undefined)) {
    return { kind: 'choice', values: constants };
  }
  return {
    kind: 'either',
    ways: alternatives.map((schema, index) => ({
      key: keyOf(schema, alternatives, index),
      schema,
    })),
  };
}

/** What an alternative is called: its fixed value, or the field that only it has. */
function keyOf(schema: Schema, all: readonly Schema[], index: number): string {
  const fields = Object.entries(schema.properties ?? {});
  const fixed = fields.find(([, field]) => field.const !== undefined);
  if (fixed !== undefined) return `${fixed[0]}_${String(fixed[1].const)}`;
  const own = fields.find(
    ([name]) => !all.some((each) => each !== schema && each.properties?.[name] !== undefined),
  );
  return own?.[0] ?? schema.type ?? String(index);
}

/** Which of several forms a value has; the first when it has none. */
export function chosenWay(ways: readonly EitherWay[], value: unknown): EitherWay | undefined {
  return ways.find(({ schema }) => hasFormOf(schema, value)) ?? ways[0];
}

function hasFormOf(schema: Schema, value: unknown): boolean {
  if (schema.properties === undefined) return typeof value === typeofSchema(schema);
  if (typeof value !== 'object' || value === null) return false;
  const { properties, required = [] } = schema;
  const given = value as Readonly<Record<string, unknown>>;
  return (
    Object.keys(given).every((name) => properties[name] !== undefined) &&
    Object.entries(properties).every(([name, field]) => {
      if (field.const !== undefined) return given[name] === field.const;
      return given[name] !== undefined || !required.includes(name);
    })
  );
}

function typeofSchema({ type }: Schema): string {
  return type === 'integer' ? 'number' : (type ?? 'undefined');
}

/** What a new thing of this form holds before anybody has filled it in. */
export function blankOf(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  const field = fieldOf(schema);
  switch (field.kind) {
    case 'fixed':
      return field.value;
    case 'choice':
      return field.values[0];
    case 'group':
      return Object.fromEntries(
        field.fields
          .filter(({ isNeeded, schema: part }) => isNeeded || part.default !== undefined)
          .map(({ name, schema: part }) => [name, blankOf(part)]),
      );
    case 'list':
      return Array.from({ length: schema.minItems ?? 0 }, () => blankOf(field.item));
    case 'either':
      return blankOf(field.ways[0]?.schema ?? {});
    case 'number':
      return Math.max(schema.minimum ?? 0, 0);
    case 'yes_no':
      return false;
    case 'code':
    case 'text':
    case 'expression':
      return '';
    case 'named_values':
    case 'other':
      return {};
  }
}

/** What is wrong with a value, as the form says it. */
export type Mistake =
  | { readonly code: 'missing' | 'pattern' | 'whole' | 'kind' }
  | {
      readonly code: 'too_small' | 'too_large' | 'too_long' | 'too_few' | 'too_many';
      readonly limit: number;
    };

/** What is wrong with one place, without what lies within it. Null: it fits. */
export function mistakeIn(schema: Schema, value: unknown, isNeeded: boolean): Mistake | null {
  const field = fieldOf(schema);
  const isEmpty = value === undefined || value === '';
  if (isEmpty) return isNeeded && field.kind !== 'group' ? { code: 'missing' } : null;
  const { minimum = -Infinity, maximum = Infinity, minItems = 0, maxItems = Infinity } = schema;
  switch (field.kind) {
    case 'text':
    case 'code':
    case 'expression': {
      if (typeof value !== 'string') return { code: 'kind' };
      const { maxLength = Infinity, pattern } = schema;
      if (value.length > maxLength) return { code: 'too_long', limit: maxLength };
      if (value.trim() === '' && isNeeded) return { code: 'missing' };
      const isOther = pattern !== undefined && !new RegExp(pattern, 'u').test(value);
      return isOther ? { code: 'pattern' } : null;
    }
    case 'number':
      if (typeof value !== 'number') return { code: 'kind' };
      if (field.isWhole && !Number.isInteger(value)) return { code: 'whole' };
      if (value < minimum) return { code: 'too_small', limit: minimum };
      return value > maximum ? { code: 'too_large', limit: maximum } : null;
    case 'list':
      if (!Array.isArray(value)) return { code: 'kind' };
      if (value.length < minItems) return { code: 'too_few', limit: minItems };
      return value.length > maxItems ? { code: 'too_many', limit: maxItems } : null;
    case 'choice':
      return field.values.includes(value) ? null : { code: 'missing' };
    default:
      return null;
  }
}
