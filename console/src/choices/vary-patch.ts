import type { StoredDecision } from '../client/contract.generated.d.ts';

export type Parameter = StoredDecision['parameters'][number];
export type Field = NonNullable<Parameter['fields']>[number];

/** What somebody has varied: values by path, and of lists what was taken out or edited, by the member's name. */
export interface Variation {
  readonly values: Readonly<Record<string, unknown>>;
  readonly out: Readonly<Record<string, readonly string[]>>;
  readonly edits: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
  >;
}

export const NOTHING_VARIED: Variation = { values: {}, out: {}, edits: {} };

type Json = Readonly<Record<string, unknown>>;

/** The value that a path leads to; undefined: nowhere. */
export function valueAt(input: unknown, path: string): unknown {
  let value = input;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Json)[name];
  }
  return value;
}

/** A copy with the value at a path replaced. */
function withAt(input: unknown, path: string, value: unknown): Json {
  const [name = '', ...rest] = path.split('.');
  const before = (typeof input === 'object' && input !== null ? input : {}) as Json;
  return {
    ...before,
    [name]: rest.length === 0 ? value : withAt(before[name], rest.join('.'), value),
  };
}

/** By what a member of a list is known on the screen. */
export function nameOfMember(parameter: Parameter, member: unknown): string {
  const key = parameter.key ?? null;
  return String(key === null ? member : valueAt(member, key));
}

/** The members of a list as they were. */
export function membersOf(parameter: Parameter, input: unknown): readonly unknown[] {
  const members = valueAt(input, parameter.path);
  return Array.isArray(members) ? (members as readonly unknown[]) : [];
}

/** The variation with a value; what is as it was before is not varied any more. */
export function withValue(
  variation: Variation,
  path: string,
  value: unknown,
  before: unknown,
): Variation {
  const { [path]: _gone, ...values } = variation.values;
  const isSame = JSON.stringify(value) === JSON.stringify(before);
  return { ...variation, values: isSame ? values : { ...values, [path]: value } };
}

/** The variation with a member taken out of a list, or put back. */
export function withMember(
  variation: Variation,
  path: string,
  name: string,
  isIn: boolean,
): Variation {
  const { [path]: out = [], ...others } = variation.out;
  const next = isIn ? out.filter((each) => each !== name) : [...new Set([...out, name])];
  return { ...variation, out: next.length === 0 ? others : { ...others, [path]: next } };
}

/** The variation with a field of a member edited; what is as it was before is not varied any more. */
export function withEdit(
  variation: Variation,
  at: { readonly path: string; readonly name: string; readonly field: string },
  value: unknown,
  before: unknown,
): Variation {
  const { [at.path]: members = {}, ...otherLists } = variation.edits;
  const { [at.name]: member = {}, ...otherMembers } = members;
  const { [at.field]: _gone, ...fields } = member;
  const isSame = JSON.stringify(value) === JSON.stringify(before);
  const edited = isSame ? fields : { ...fields, [at.field]: value };
  const list =
    Object.keys(edited).length === 0 ? otherMembers : { ...otherMembers, [at.name]: edited };
  return {
    ...variation,
    edits: Object.keys(list).length === 0 ? otherLists : { ...otherLists, [at.path]: list },
  };
}

/** The merge patch of a decision's input that a variation comes to; null: nothing is varied. */
export function patchOf(
  parameters: readonly Parameter[],
  input: unknown,
  variation: Variation,
): Record<string, unknown> | null {
  let patch: Json = {};
  for (const [path, value] of Object.entries(variation.values)) patch = withAt(patch, path, value);
  for (const parameter of parameters) {
    if (parameter.kind !== 'members') continue;
    const out = variation.out[parameter.path] ?? [];
    const edits = variation.edits[parameter.path] ?? {};
    if (out.length === 0 && Object.keys(edits).length === 0) continue;
    const members = membersOf(parameter, input)
      .filter((member) => !out.includes(nameOfMember(parameter, member)))
      .map((member) =>
        Object.entries(edits[nameOfMember(parameter, member)] ?? {}).reduce<unknown>(
          (edited, [field, value]) => withAt(edited, field, value),
          member,
        ),
      );
    patch = withAt(patch, parameter.path, members);
  }
  return Object.keys(patch).length === 0 ? null : { ...patch };
}
