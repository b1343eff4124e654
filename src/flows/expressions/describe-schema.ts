import { FUNCTIONS } from './calls.ts';
import { signatureText } from './function-model.ts';
import { LIMITS } from './limits.ts';
import { LOOPS } from './loops.ts';
import { type FactField, type FactSchema, typeText } from './types.ts';

interface DescribedField {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly docs: { readonly en: string; readonly zh: string } | null;
  readonly values: readonly string[] | null;
}

interface DescribedFunction {
  readonly name: string;
  readonly style: 'function' | 'method' | 'both';
  readonly signatures: readonly string[];
  readonly docs: { readonly en: string; readonly zh: string };
  readonly example: string;
}

/** All that an editor shows about what can be written, as plain JSON. */
export interface SchemaDescription {
  readonly variables: readonly DescribedField[];
  readonly records: readonly {
    readonly name: string;
    readonly fields: readonly DescribedField[];
  }[];
  readonly functions: readonly DescribedFunction[];
  readonly limits: typeof LIMITS;
}

/** Describes facts and functions for the editor and for the reference in the guides. */
export function describeSchema(schema: FactSchema): SchemaDescription {
  const functions = [...FUNCTIONS.values()].map((definition): DescribedFunction => {
    const { name, style, docs, example } = definition;
    const isMethod = style !== 'function';
    const signatures = definition.overloads.map(
      (overload) => `${signatureText(overload, isMethod)} -> ${typeText(overload.result)}`,
    );
    return { name, style, signatures, docs, example };
  });
  const loops = Object.entries(LOOPS).map(([name, { docs }]): DescribedFunction => {
    const isTransforming = name === 'map';
    const signatures = isTransforming
      ? ['(item, value) -> list', '(item, condition, value) -> list']
      : [`(item, condition) -> ${name === 'filter' ? 'list' : 'bool'}`];
    const body = isTransforming ? 'line.sku' : 'line.quantity > 1';
    return {
      name,
      style: 'method',
      signatures,
      docs,
      example: `order.lines.${name}(line, ${body})`,
    };
  });
  return {
    variables: describeFields(schema.variables),
    records: Object.entries(schema.records).map(([name, fields]) => ({
      name,
      fields: describeFields(fields),
    })),
    functions: [...functions, ...loops],
    limits: LIMITS,
  };
}

function describeFields(fields: Readonly<Record<string, FactField>>): DescribedField[] {
  return Object.entries(fields).map(([name, { type, isOptional, docs, values }]) => ({
    name,
    type: typeText(type),
    isOptional: isOptional ?? false,
    docs: docs ?? null,
    values: values ?? null,
  }));
}
