import { isDeepStrictEqual } from 'node:util';

interface Varied {
  /** Names from the input down, joined by dots: rule.countEveryDays.A. Within members, from the member down. */
  readonly path: string;
}

/** A number within bounds that keep the work of a decision small. */
interface NumberParameter extends Varied {
  readonly kind: 'number';
  readonly minimum: number;
  readonly maximum: number;
  readonly isWhole: boolean;
  /** Null says that there is no limit. */
  readonly mayBeNull?: true;
}

/** Yes or no. */
interface SwitchParameter extends Varied {
  readonly kind: 'switch';
}

/** A moment in milliseconds; null, where it is one, stays so. */
interface InstantParameter extends Varied {
  readonly kind: 'instant';
}

/** One of the names. */
interface OptionParameter extends Varied {
  readonly kind: 'option';
  readonly options: readonly string[];
}

/** Any of the names. */
interface OptionsParameter extends Varied {
  readonly kind: 'options';
  readonly options: readonly string[];
}

/** A list out of which members may be taken, such as a service or a box; none is ever added. */
interface MembersParameter extends Varied {
  readonly kind: 'members';
  /** The field by which members are known; null: they are numbers or texts themselves. */
  readonly key: string | null;
  /** What may be varied within those that stay. */
  readonly fields: readonly FieldParameter[];
}

type FieldParameter =
  | NumberParameter
  | SwitchParameter
  | InstantParameter
  | OptionParameter
  | OptionsParameter;

/** Something of a decision's input that a person may vary to see what would have been chosen then. */
export type DecisionParameter = FieldParameter | MembersParameter;

/** Those of the parameters that this input has: inputs of former versions may lack some. */
export function parametersIn(
  parameters: readonly DecisionParameter[],
  input: unknown,
): DecisionParameter[] {
  return parameters.flatMap((parameter): DecisionParameter[] => {
    const value = valueAt(input, parameter.path);
    if (value === undefined) return [];
    if (parameter.kind !== 'members')
      return value === null && !isNullable(parameter) ? [] : [parameter];
    if (!Array.isArray(value) || value.length === 0) return [];
    const fields = parameter.fields.filter((field) =>
      value.some((member) => isThere(field, valueAt(member, field.path))),
    );
    return [{ ...parameter, fields }];
  });
}

function isThere(field: FieldParameter, value: unknown): boolean {
  return value !== undefined && (value !== null || isNullable(field));
}

function isNullable(parameter: FieldParameter): boolean {
  return parameter.kind === 'number' && parameter.mayBeNull === true;
}

/** The value that a path leads to; undefined: nowhere. */
function valueAt(input: unknown, path: string): unknown {
  let value = input;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

/**
 * What is wrong with a varied input, in one sentence: something that no parameter lets vary, or a value
 * beyond its bounds. Null when it is only varied as it may be, so that deciding on it is safe and short.
 */
export function judgeVariation(
  parameters: readonly DecisionParameter[],
  before: unknown,
  after: unknown,
): string | null {
  return judgeAt(parameters, '', before, after);
}

function judgeAt(
  parameters: readonly DecisionParameter[],
  path: string,
  before: unknown,
  after: unknown,
): string | null {
  if (isDeepStrictEqual(before, after)) return null;
  const parameter = parameters.find((each) => each.path === path);
  if (parameter !== undefined && (parameter.kind === 'members' || isThere(parameter, before))) {
    return judgeValue(parameter, before, after);
  }
  if (!isObject(before) || !isObject(after)) {
    const names = parameters.map((each) => each.path).join(', ');
    const rest = names === '' ? 'nothing of it may' : `only these may: ${names}`;
    return `${path === '' ? 'the input' : path} may not be varied; ${rest}`;
  }
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const inner = path === '' ? name : `${path}.${name}`;
    const wrong = judgeAt(parameters, inner, before[name], after[name]);
    if (wrong !== null) return wrong;
  }
  return null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const INSTANT_MAX = 8_640_000_000_000_000;

function judgeValue(parameter: DecisionParameter, before: unknown, after: unknown): string | null {
  const { path } = parameter;
  switch (parameter.kind) {
    case 'number':
      if (after === null && parameter.mayBeNull === true) return null;
      return isNumber(after, parameter)
        ? null
        : `${path} must be a${parameter.isWhole ? ' whole' : ''} number from ${parameter.minimum} to ${parameter.maximum}`;
    case 'switch':
      return typeof after === 'boolean' ? null : `${path} must be true or false`;
    case 'instant':
      return isNumber(after, { minimum: 0, maximum: INSTANT_MAX, isWhole: true })
        ? null
        : `${path} must be a moment in milliseconds`;
    case 'option':
      return parameter.options.includes(after as string)
        ? null
        : `${path} must be one of ${parameter.options.join(', ')}`;
    case 'options':
      return Array.isArray(after) &&
        new Set(after).size === after.length &&
        after.every((each) => parameter.options.includes(each as string))
        ? null
        : `${path} must name some of ${parameter.options.join(', ')}, each once`;
    case 'members':
      return judgeMembers(parameter, before, after);
  }
}

function isNumber(
  value: unknown,
  { minimum, maximum, isWhole }: Pick<NumberParameter, 'minimum' | 'maximum' | 'isWhole'>,
): boolean {
  return (
    typeof value === 'number' &&
    (isWhole ? Number.isSafeInteger(value) : Number.isFinite(value)) &&
    value >= minimum &&
    value <= maximum
  );
}

function judgeMembers(
  { path, key, fields }: MembersParameter,
  before: unknown,
  after: unknown,
): string | null {
  if (!Array.isArray(before) || !Array.isArray(after)) return `${path} must stay a list`;
  const keyOf = (member: unknown): unknown => (key === null ? member : valueAt(member, key));
  // Twins, which only lists of plain values have, are taken in their order.
  const left = before.map((member: unknown) => ({ key: keyOf(member), member }));
  for (const member of after as readonly unknown[]) {
    const index = left.findIndex((each) => each.key === keyOf(member));
    const [known] = index < 0 ? [] : left.splice(index, 1);
    if (known === undefined) {
      return `${path} may lose members, and gains none: ${textOf(keyOf(member))} is not among them`;
    }
    const wrong = key === null ? null : judgeAt(fields, '', known.member, member);
    if (wrong !== null) return `${path}: ${wrong}`;
  }
  return null;
}

const TEXT_MAX = 80;

function textOf(value: unknown): string {
  return (JSON.stringify(value) ?? 'one without a name').slice(0, TEXT_MAX);
}
