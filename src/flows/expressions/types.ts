/**
 * What a fact may be: a small closed set, so that every operation is settled before an expression
 * runs. Moments are milliseconds since 1970 in UTC, durations are milliseconds, money is whole minor
 * units of one currency. `nothing` is the item of the empty list; no fact has it.
 */
export type FactType =
  | 'bool'
  | 'int'
  | 'double'
  | 'string'
  | 'timestamp'
  | 'duration'
  | 'money'
  | 'nothing'
  | { readonly list: FactType }
  | { readonly map: FactType }
  | { readonly record: string };

/** A field of a record, or a variable: its type and what people are told about it. */
export interface FactField {
  readonly type: FactType;
  /** It may be missing: `has(order.note)` asks. */
  readonly isOptional?: boolean;
  readonly docs?: { readonly en: string; readonly zh: string };
  /** The only texts that it can be; another one in a comparison is a problem. */
  readonly values?: readonly string[];
}

/** The facts that an expression may read. Records may mention each other, also in a circle. */
export interface FactSchema {
  readonly records: Readonly<Record<string, Readonly<Record<string, FactField>>>>;
  readonly variables: Readonly<Record<string, FactField>>;
}

/** Money has two fields of its own, which every expression may read. */
export const MONEY_FIELDS: Readonly<Record<string, FactField>> = {
  minor: {
    type: 'int',
    docs: {
      en: 'the amount in the smallest unit of its currency',
      zh: '以最小货币单位计的金额',
    },
  },
  currency: {
    type: 'string',
    docs: { en: 'the currency, three letters (ISO 4217)', zh: '币种，三个字母（ISO 4217）' },
  },
};

const RESERVED_WORDS =
  'true false null in as break const continue else for function if import let loop package namespace return var void while prototype';

const RESERVED_NAMES = new Set([
  ...RESERVED_WORDS.split(' '),
  ...Object.getOwnPropertyNames(Object.prototype),
]);

/** The type as it is written: `list<int>`, `map<money>`, the name of a record. */
export function typeText(type: FactType): string {
  if (typeof type === 'string') return type;
  if ('list' in type) return type.list === 'nothing' ? 'list' : `list<${typeText(type.list)}>`;
  return 'map' in type ? `map<${typeText(type.map)}>` : type.record;
}

/** Whether a value of one type may stand where another is wanted; only the empty list is both. */
export function fits(actual: FactType, wanted: FactType): boolean {
  if (typeof actual === 'string' || typeof wanted === 'string') return actual === wanted;
  if ('list' in actual && 'list' in wanted) {
    return actual.list === 'nothing' || fits(actual.list, wanted.list);
  }
  if ('map' in actual && 'map' in wanted) {
    return actual.map === 'nothing' || fits(actual.map, wanted.map);
  }
  return 'record' in actual && 'record' in wanted && actual.record === wanted.record;
}

/** The type that both fit, or null: what a list literal or the two sides of a choice have. */
export function joinTypes(one: FactType, other: FactType): FactType | null {
  if (fits(one, other)) return other;
  return fits(other, one) ? one : null;
}

/** Whether a value of this type is or contains a record: such a value never leaves an expression. */
export function holdsRecord(type: FactType): boolean {
  if (typeof type === 'string') return false;
  if ('list' in type) return holdsRecord(type.list);
  return 'map' in type ? holdsRecord(type.map) : true;
}

/** The fields that can be read of a value by name; null when its type has none that are known. */
export function fieldsOf(
  type: FactType,
  schema: FactSchema,
): Readonly<Record<string, FactField>> | null {
  if (type === 'money') return MONEY_FIELDS;
  if (typeof type === 'string' || !('record' in type)) return null;
  return schema.records[type.record] ?? null;
}

/** One sentence for each mistake of a schema: names nobody can write, records that are not there. */
export function judgeSchema(schema: FactSchema): string[] {
  const mistakes: string[] = [];
  const judgeFields = (place: string, fields: Readonly<Record<string, FactField>>) => {
    for (const [name, field] of Object.entries(fields)) {
      if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || RESERVED_NAMES.has(name)) {
        mistakes.push(`${place}${name} cannot be written in an expression: give it another name.`);
      }
      const missing = missingPart(field.type, schema);
      if (missing !== null)
        mistakes.push(`${place}${name} has a type that is not known: ${missing}.`);
      if (field.values !== undefined && field.type !== 'string') {
        mistakes.push(`${place}${name} lists values, but is no text.`);
      }
    }
  };
  judgeFields('', schema.variables);
  for (const [record, fields] of Object.entries(schema.records)) judgeFields(`${record}.`, fields);
  return mistakes;
}

function missingPart(type: FactType, schema: FactSchema): string | null {
  if (typeof type === 'string') return type === 'nothing' ? type : null;
  if ('list' in type) return missingPart(type.list, schema);
  if ('map' in type) return missingPart(type.map, schema);
  return Object.hasOwn(schema.records, type.record) ? null : type.record;
}
