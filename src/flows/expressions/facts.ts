import type { SyntaxPart } from './parse.ts';
import { nearestName } from './problems.ts';
import { checkUsed, complain, placeOf, type Scope, textOf } from './scope.ts';
import { type FactField, type FactSchema, type FactType, fieldsOf, typeText } from './types.ts';
import { acceptorOf, type Checked, ExpressionFailure, type Place, readOwn } from './values.ts';

/** Checks a name that stands alone: the item of a loop, or a fact. */
export function checkName(name: string, place: Place, scope: Scope): Checked | null {
  const item = scope.items.find((known) => known.name === name);
  if (item !== undefined) {
    const { slot, type, origins } = item;
    return { type, run: (frame) => frame.items[slot], cost: 1, origins, place };
  }
  const field = ownField(scope.schema.variables, name);
  if (field === null) {
    const meant = nearestFact(name, scope);
    const suggestion = meant === undefined ? undefined : { replacement: meant };
    return complain(scope, 'unknown_name', place, { name }, suggestion);
  }
  const accepts = acceptorOf(field.type);
  const [absent, wrong] = readFailures(name, field.type, place);
  return {
    type: field.type,
    run: ({ facts }) => readOwn(facts, name, accepts, absent, wrong),
    cost: 1,
    origins: [name],
    place,
    ...(field.values === undefined ? {} : { values: field.values }),
  };
}

function ownField(fields: Readonly<Record<string, FactField>>, name: string): FactField | null {
  return Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
}

function readFailures(
  path: string,
  type: FactType,
  place: Place,
): readonly [ExpressionFailure, ExpressionFailure] {
  return [
    new ExpressionFailure('absent', place, { path }),
    new ExpressionFailure('wrong_fact', place, { path, type: typeText(type) }),
  ];
}

/** A name that is meant by another: one written alike, or a field that is named without its record. */
function nearestFact(name: string, scope: Scope): string | undefined {
  const names = [...scope.items.map((item) => item.name), ...Object.keys(scope.schema.variables)];
  return nearestName(name, names) ?? pathOfField(name, scope.schema);
}

/** The path of a field that is called so, one or two steps from a fact. */
function pathOfField(name: string, schema: FactSchema): string | undefined {
  const roots = Object.entries(schema.variables).map(([root, { type }]) => ({ path: root, type }));
  const nextLevel = roots.flatMap(({ path, type }) => branches(path, type, schema));
  for (const { path, type } of [...roots, ...nextLevel]) {
    const fields = fieldsOf(type, schema);
    if (fields !== null && type !== 'money' && ownField(fields, name) !== null) {
      return `${path}.${name}`;
    }
  }
  return undefined;
}

function branches(path: string, type: FactType, schema: FactSchema) {
  return Object.entries(fieldsOf(type, schema) ?? {}).map(([field, known]) => ({
    path: `${path}.${field}`,
    type: known.type,
  }));
}

/** A field of a value, found but not yet read. */
interface FoundField {
  readonly base: Checked;
  readonly name: string;
  readonly type: FactType;
  readonly origins: readonly string[];
  readonly field: FactField | null;
}

function findField(
  part: SyntaxPart,
  basePart: SyntaxPart,
  name: string,
  scope: Scope,
): FoundField | null {
  const base = scope.check(basePart, scope);
  if (base === null) return null;
  const namePlace = { start: part.end - name.length, end: part.end };
  const origins = base.origins.map((origin) => `${origin}.${name}`);
  if (typeof base.type !== 'string' && 'map' in base.type) {
    const itemOrigins = base.origins.map((origin) => `${origin}[]`);
    return { base, name, type: base.type.map, origins: itemOrigins, field: null };
  }
  const fields = fieldsOf(base.type, scope.schema);
  if (fields === null) {
    return complain(scope, 'no_fields', namePlace, { type: typeText(base.type) });
  }
  const field = ownField(fields, name);
  if (field !== null) return { base, name, type: field.type, origins, field };
  const parameters = { record: typeText(base.type), name };
  const nearest = nearestName(name, Object.keys(fields));
  if (nearest !== undefined) {
    const meant = `${textOf(basePart, scope)}.${nearest}`;
    return complain(scope, 'unknown_field', namePlace, parameters, { replacement: nearest, meant });
  }
  const elsewhere = pathOfField(name, scope.schema);
  if (elsewhere === undefined) return complain(scope, 'unknown_field', namePlace, parameters);
  const place = placeOf(part);
  return complain(scope, 'unknown_field', place, parameters, { replacement: elsewhere });
}

/** Checks `order.total`: a field of a record or of money, or a key of a map. */
export function checkField(
  part: SyntaxPart,
  basePart: SyntaxPart,
  name: string,
  scope: Scope,
): Checked | null {
  const found = findField(part, basePart, name, scope);
  if (found === null) return null;
  const { base, type, origins, field } = found;
  const place = placeOf(part);
  const accepts = acceptorOf(type);
  const [absentField, wrong] = readFailures(textOf(part, scope), type, place);
  const absent =
    field === null ? new ExpressionFailure('absent_key', place, { key: name }) : absentField;
  const { run } = base;
  return {
    type,
    run: (frame) => {
      const holder = run(frame);
      return holder instanceof ExpressionFailure
        ? holder
        : readOwn(holder as object, name, accepts, absent, wrong);
    },
    cost: base.cost + 1,
    origins,
    place,
    ...(field?.values === undefined ? {} : { values: field.values }),
  };
}

/** Checks `has(order.note)`: whether a field is there and not null. */
export function checkHas(
  asked: SyntaxPart | undefined,
  place: Place,
  scope: Scope,
): Checked | null {
  if (asked?.op === '[]') {
    const [base, index] = asked.args;
    const replacement = `${textOf(index, scope)} in ${textOf(base, scope)}`;
    return complain(scope, 'has_wants_field', place, {}, { replacement });
  }
  if (asked?.op !== '.') {
    return complain(scope, 'has_wants_field', asked === undefined ? place : placeOf(asked));
  }
  const found = findField(asked, asked.args[0], asked.args[1], scope);
  if (found === null) return null;
  for (const origin of found.origins) scope.reads.add(origin);
  const { base, name } = found;
  return {
    type: 'bool',
    run: (frame) => {
      const holder = base.run(frame);
      if (holder instanceof ExpressionFailure) return holder;
      if (!Object.hasOwn(holder as object, name)) return false;
      const value = (holder as Record<string, unknown>)[name];
      return value !== undefined && value !== null;
    },
    cost: base.cost + 1,
    origins: [],
    place,
  };
}

/** Checks `order.lines[0]` and `order.attributes['gift']`. */
export function checkIndex(
  basePart: SyntaxPart,
  indexPart: SyntaxPart,
  place: Place,
  scope: Scope,
): Checked | null {
  const [base, index] = [scope.check(basePart, scope), checkUsed(indexPart, scope)];
  if (base === null || index === null) return null;
  const { type } = base;
  if (typeof type === 'string' || 'record' in type) {
    const key = typeof index.constant === 'string' ? index.constant : '';
    const suggestion = /^[A-Za-z]\w*$/.test(key)
      ? { replacement: `${textOf(basePart, scope)}.${key}` }
      : undefined;
    return complain(scope, 'no_brackets', place, { type: typeText(type) }, suggestion);
  }
  const expected = 'list' in type ? 'int' : 'string';
  if (index.type !== expected) {
    const parameters = { expected, actual: typeText(index.type) };
    return complain(scope, 'wrong_index', index.place, parameters);
  }
  const itemType = 'list' in type ? type.list : type.map;
  const accepts = acceptorOf(itemType);
  const parameters = { path: `${textOf(basePart, scope)}[…]`, type: typeText(itemType) };
  const wrong = new ExpressionFailure('wrong_fact', place, parameters);
  return {
    type: itemType,
    run: (frame) => {
      const holder = base.run(frame);
      if (holder instanceof ExpressionFailure) return holder;
      const key = index.run(frame);
      if (key instanceof ExpressionFailure) return key;
      return typeof key === 'number'
        ? readItem(holder as readonly unknown[], key, accepts, wrong, place)
        : readKey(holder as object, String(key), accepts, wrong, place);
    },
    cost: base.cost + index.cost + 1,
    origins: base.origins.map((origin) => `${origin}[]`),
    place,
  };
}

function readItem(
  items: readonly unknown[],
  index: number,
  accepts: (value: unknown) => boolean,
  wrong: ExpressionFailure,
  place: Place,
): unknown {
  if (index < 0 || index >= items.length) {
    return new ExpressionFailure('no_such_item', place, { index, count: items.length });
  }
  const item = items[index];
  return accepts(item) ? item : wrong;
}

function readKey(
  map: object,
  key: string,
  accepts: (value: unknown) => boolean,
  wrong: ExpressionFailure,
  place: Place,
): unknown {
  const absent = new ExpressionFailure('absent_key', place, { key: key.slice(0, 40) });
  return readOwn(map, key, accepts, absent, wrong);
}
