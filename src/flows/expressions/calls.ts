import { checkHas } from './facts.ts';
import {
  Complaint,
  type FunctionDefinition,
  overloadFor,
  parameterText,
} from './function-model.ts';
import { checkLoop, isLoop, LOOPS } from './loops.ts';
import { NUMBER_FUNCTIONS } from './number-functions.ts';
import type { SyntaxPart } from './parse.ts';
import { nearestName } from './problems.ts';
import { checkUsed, complain, lengthCost, placeOf, type Scope, settle, textOf } from './scope.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';
import { TIME_FUNCTIONS } from './time-functions.ts';
import { holdsRecord, typeText } from './types.ts';
import type { Checked, Place } from './values.ts';

/** All functions by name. A map, so that no name reaches into a prototype. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map(
  [...TEXT_FUNCTIONS, ...NUMBER_FUNCTIONS, ...TIME_FUNCTIONS].map((definition) => [
    definition.name,
    definition,
  ]),
);

/** Checks `money(1999, 'EUR')`, `has(order.note)` and the like. */
export function checkCall(
  name: string,
  given: readonly SyntaxPart[],
  place: Place,
  scope: Scope,
): Checked | null {
  if (name === 'has') return checkHas(given.length === 1 ? given[0] : undefined, place, scope);
  const namePlace = { start: place.start, end: place.start + name.length };
  const definition = FUNCTIONS.get(name);
  const [first, ...others] = given;
  const isMethodOnly = definition?.style === 'method' || Object.hasOwn(LOOPS, name);
  if (isMethodOnly) {
    const rest = others.map((part) => textOf(part, scope)).join(', ');
    const instead = `${first === undefined ? '…' : textOf(first, scope)}.${name}(${rest})`;
    const suggestion = first === undefined ? undefined : { replacement: instead };
    return complain(scope, 'method_wanted', place, { name, instead }, suggestion);
  }
  if (definition === undefined) return unknownFunction(name, namePlace, scope);
  return applyFunction(definition, given, false, namePlace, place, scope);
}

/** Checks `order.note.contains('gift')`, `order.lines.exists(line, …)` and the like. */
export function checkMethod(
  part: SyntaxPart,
  name: string,
  receiver: SyntaxPart,
  given: readonly SyntaxPart[],
  scope: Scope,
): Checked | null {
  const place = placeOf(part);
  if (isLoop(name, given.length)) return checkLoop(name, receiver, given, place, scope);
  const namePlace = methodPlace(name, receiver, scope);
  if (Object.hasOwn(LOOPS, name)) {
    const expected = `${name}(item, ${name === 'map' ? 'value' : 'condition'})`;
    const actual = textOf(part, scope);
    return complain(scope, 'no_such_call', namePlace, { name, actual, expected });
  }
  const definition = FUNCTIONS.get(name);
  if (definition === undefined) return unknownFunction(name, namePlace, scope);
  if (definition.style === 'function') {
    const instead = `${name}(${[receiver, ...given].map((one) => textOf(one, scope)).join(', ')})`;
    return complain(scope, 'function_wanted', place, { name, instead }, { replacement: instead });
  }
  return applyFunction(definition, [receiver, ...given], true, namePlace, place, scope);
}

function methodPlace(name: string, receiver: SyntaxPart, scope: Scope): Place {
  const found = scope.text.indexOf(name, scope.text.indexOf('.', receiver.end));
  return { start: found, end: found + name.length };
}

function unknownFunction(name: string, place: Place, scope: Scope): null {
  const nearest = nearestName(name, [...FUNCTIONS.keys(), ...Object.keys(LOOPS), 'has']);
  const suggestion = nearest === undefined ? undefined : { replacement: nearest };
  return complain(scope, 'unknown_function', place, { name }, suggestion);
}

function applyFunction(
  definition: FunctionDefinition,
  parts: readonly SyntaxPart[],
  isMethod: boolean,
  namePlace: Place,
  place: Place,
  scope: Scope,
): Checked | null {
  const given = parts.map((part) =>
    definition.name === 'size' ? checkCounted(part, scope) : checkUsed(part, scope),
  );
  if (!given.every((one) => one !== null)) return null;
  const chosen = overloadFor(
    definition,
    given.map(({ type }) => type),
  );
  if (chosen === null) {
    const types = given.map(({ type }) => typeText(type));
    return complain(scope, 'no_such_call', namePlace, {
      name: definition.name,
      actual: callText(definition.name, types, isMethod),
      expected: expectedCalls(definition, isMethod),
    });
  }
  const run = chosen.build({ arguments: given, place });
  if (run instanceof Complaint) {
    const argument = parts[run.argument];
    const where = argument === undefined ? place : placeOf(argument);
    return complain(scope, run.code, where, run.messageParameters);
  }
  const checked: Checked = {
    type: chosen.result,
    run,
    cost: given.reduce((sum, one) => sum + one.cost + lengthCost(one), 2),
    origins: [],
    place,
  };
  return settle(checked, given);
}

/** How many there are tells nothing of what they are: only the size of such a list is read. */
function checkCounted(part: SyntaxPart, scope: Scope): Checked | null {
  const checked = scope.check(part, scope);
  for (const origin of checked?.origins ?? []) {
    scope.reads.add(holdsRecord(checked?.type ?? 'nothing') ? `${origin}.size()` : origin);
  }
  return checked;
}

const CALLS_SHOWN_MAX = 5;

function expectedCalls(definition: FunctionDefinition, isMethod: boolean): string {
  const calls = definition.overloads.map(({ parameters }) =>
    callText(definition.name, parameters.map(parameterText), isMethod),
  );
  const shown = calls.slice(0, CALLS_SHOWN_MAX);
  return [...shown, ...(calls.length > shown.length ? ['…'] : [])].join(', ');
}

function callText(name: string, types: readonly string[], isMethod: boolean): string {
  if (!isMethod) return `${name}(${types.join(', ')})`;
  return `${types[0] ?? ''}.${name}(${types.slice(1).join(', ')})`;
}
