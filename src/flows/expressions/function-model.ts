import { LIMITS } from './limits.ts';
import type { MessageParameters, ProblemCode } from './messages.ts';
import { spend } from './operators.ts';
import { type FactType, fits, typeText } from './types.ts';
import {
  type Checked,
  type Evaluator,
  ExpressionFailure,
  type Frame,
  type Place,
} from './values.ts';

/** What an argument may be: a type, or a list or map of anything. */
export type Parameter = FactType | 'any list' | 'any map';

/** One way to call a function; of a method the first parameter is the value it stands behind. */
export interface Overload {
  readonly parameters: readonly Parameter[];
  readonly result: FactType;
  /** Makes the call for one place of a text; may complain about arguments that are written there. */
  readonly build: (call: Call) => Evaluator | Complaint;
}

/** A call as it stands in a text, its arguments checked. */
export interface Call {
  readonly arguments: readonly Checked[];
  readonly place: Place;
}

/** What is wrong with an argument that can be judged before anything runs. */
export class Complaint {
  readonly code: ProblemCode;
  readonly argument: number;
  readonly messageParameters: MessageParameters;

  constructor(code: ProblemCode, argument: number, messageParameters: MessageParameters = {}) {
    this.code = code;
    this.argument = argument;
    this.messageParameters = messageParameters;
  }
}

/** A function that expressions may call. `both` stands for `size(x)` and `x.size()`. */
export interface FunctionDefinition {
  readonly name: string;
  readonly style: 'function' | 'method' | 'both';
  readonly overloads: readonly Overload[];
  readonly docs: { readonly en: string; readonly zh: string };
  readonly example: string;
}

/** The overload that takes these types, or null. */
export function overloadFor(
  definition: FunctionDefinition,
  types: readonly FactType[],
): Overload | null {
  const found = definition.overloads.find(
    ({ parameters }) =>
      parameters.length === types.length &&
      parameters.every((parameter, index) => takes(parameter, types[index] as FactType)),
  );
  return found ?? null;
}

/** Whether a function stands behind values of a type. */
export function takesFirst(definition: FunctionDefinition, type: FactType): boolean {
  return definition.overloads.some(
    ({ parameters: [first] }) => first !== undefined && takes(first, type),
  );
}

function takes(parameter: Parameter, type: FactType): boolean {
  if (parameter === 'any list') return typeof type !== 'string' && 'list' in type;
  if (parameter === 'any map') return typeof type !== 'string' && 'map' in type;
  return fits(type, parameter);
}

/** A parameter as it is shown. */
export function parameterText(parameter: Parameter): string {
  if (parameter === 'any list') return 'list';
  return parameter === 'any map' ? 'map' : typeText(parameter);
}

/** The parameters as they are shown: `(timestamp, string)`; a method's own value is left out. */
export function signatureText(overload: Overload, isMethod: boolean): string {
  const shown = isMethod ? overload.parameters.slice(1) : overload.parameters;
  return `(${shown.map(parameterText).join(', ')})`;
}

/** Text that a call looks through costs a step for so many characters. */
const CHARACTERS_A_STEP = 32;

/** What is made of the values of all arguments, whose types the parameters settle. */
type Compute = (values: never, frame: Frame) => unknown;

/** An overload that works on its values one after the other and stops at the first that failed. */
export function overload(
  parameters: readonly Parameter[],
  result: FactType,
  prepare: (place: Place) => Compute,
): Overload {
  return {
    parameters,
    result,
    build: ({ arguments: given, place }) => runAll(given, place, prepare(place)),
  };
}

/** Runs arguments, charges for the length of what they are, and hands them over. */
export function runAll(given: readonly Checked[], place: Place, compute: Compute): Evaluator {
  const runs = given.map(({ run }) => run);
  const budget = new ExpressionFailure('budget', place);
  return (frame) => {
    const values: unknown[] = [];
    let steps = 0;
    for (const run of runs) {
      const value = run(frame);
      if (value instanceof ExpressionFailure) return value;
      if (typeof value === 'string') steps += value.length / CHARACTERS_A_STEP;
      else if (Array.isArray(value)) steps += value.length;
      values.push(value);
    }
    return spend(frame, steps) ? budget : compute(values as never, frame);
  };
}

/** A text that a call has put together, unless it is longer than any may be. */
export function builtText(text: string, place: Place): string | ExpressionFailure {
  return text.length <= LIMITS.builtTextLengthMax
    ? text
    : new ExpressionFailure('text_too_long', place, { max: LIMITS.builtTextLengthMax });
}
