import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { TSchema } from 'typebox';
import type { Component, ExpressionField } from './component.ts';

/** What a node offers whose settings may still be unfinished. */
export interface NodeParts {
  readonly outputs: readonly string[];
  readonly expressions: readonly ExpressionField[];
}

/** As much of JSON Schema as settings of components are made of. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
}

type Fields = Readonly<Record<string, unknown>>;

// Schemas with a name of their own are compiled as parts of others and by themselves: they are not to be kept by it.
const ajv = new Ajv2020({ strict: false, addUsedSchema: false });
const validators = new WeakMap<object, ValidateFunction>();

/**
 * Outputs and expressions of a node as far as its settings say them. What is missing or wrong is stood
 * in for by something that fits, so that a node can be connected before its form is filled in.
 */
export function partsOf(component: Component, settings: Fields): NodeParts {
  const whole = fill(component.settings, settings) as never;
  return { outputs: component.outputs(whole), expressions: component.expressions(whole) };
}

function fill(schema: Schema, value: unknown): unknown {
  if (isValid(schema, value)) return value;
  if (schema.anyOf !== undefined) return fill(nearest(schema.anyOf, value), value);
  if (schema.properties !== undefined) return fillFields(schema, fieldsOf(value));
  if (schema.items !== undefined) return fillItems(schema, schema.items, value);
  return sample(schema);
}

function fillFields({ properties = {}, required = [] }: Schema, given: Fields): Fields {
  const filled: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(properties)) {
    const isGiven = given[name] !== undefined;
    if (required.includes(name) || (isGiven && isValid(field, given[name]))) {
      filled[name] = fill(field, given[name]);
    }
  }
  return filled;
}

function fillItems({ minItems = 0 }: Schema, item: Schema, value: unknown): unknown[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  const length = Math.max(given.length, minItems);
  return Array.from({ length }, (_, index) => fill(item, given[index]));
}

/** Of the alternatives the one that shares most fields with what is there. */
function nearest(alternatives: readonly Schema[], value: unknown): Schema {
  const given = fieldsOf(value);
  const shared = ({ properties = {} }: Schema): number =>
    Object.entries(given).filter(
      ([name, field]) => properties[name] !== undefined && isValid(properties[name], field),
    ).length;
  return alternatives.toSorted((one, other) => shared(other) - shared(one))[0] ?? {};
}

/** A text that most patterns take, numbers from their least. */
const TEXTS = ['a', 'A', 'true', 'a.b', '/a', 'aa', 'aaa'];

function sample(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  if (schema.type === 'boolean') return false;
  return TEXTS.find((text) => isValid(schema, text)) ?? '';
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function isValid(schema: Schema, value: unknown): boolean {
  let validate = validators.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(schema as TSchema);
    validators.set(schema, validate);
  }
  return validate(value);
}
