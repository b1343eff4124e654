import { checkCall, checkMethod } from './calls.ts';
import { checkField, checkIndex, checkName } from './facts.ts';
import { checkCondition } from './loops.ts';
import {
  arithmetic,
  combineBoth,
  equalityOf,
  equals,
  isPrimitive,
  junction,
  ordering,
  spend,
} from './operators.ts';
import type { SyntaxPart } from './parse.ts';
import { nearestName } from './problems.ts';
import {
  checkAllUsed,
  checkUsed,
  complain,
  lengthCost,
  placeOf,
  type Scope,
  settle,
  textOf,
} from './scope.ts';
import { type FactType, joinTypes, typeText } from './types.ts';
import {
  acceptorOf,
  type Checked,
  type Evaluator,
  ExpressionFailure,
  type Frame,
  type Place,
} from './values.ts';

/**
 * Finds the type of a part, every problem in it, and how it is carried out. Nothing is run but what
 * is written out whole; a part with a problem has no type, and what stands around it stays silent.
 */
export function checkPart(part: SyntaxPart, scope: Scope): Checked | null {
  const place = placeOf(part);
  switch (part.op) {
    case 'value':
      return checkLiteral(part.args, place, scope);
    case 'id':
      return checkName(part.args, place, scope);
    case '.':
      return checkField(part, part.args[0], part.args[1], scope);
    case '[]':
      return checkIndex(part.args[0], part.args[1], place, scope);
    case 'call':
      return checkCall(part.args[0], part.args[1], place, scope);
    case 'rcall':
      return checkMethod(part, part.args[0], part.args[1], part.args[2], scope);
    case 'list':
      return checkList(part.args, place, scope);
    case 'map':
      return checkMap(part.args, place, scope);
    case '?:':
      return checkChoice(part.args, place, scope);
    case '&&':
    case '||':
      return checkJunction(part.args, part.op === '||', place, scope);
    case '!_':
      return checkNot(part.args, place, scope);
    case '-_':
      return checkMinus(part.args, place, scope);
    case '.?':
    case '[?]':
      return complain(scope, 'unexpected', place, { found: '?' });
    default:
      return checkBinary(part.op, part.args, place, scope);
  }
}

/** A value that is written in the text. */
function constantOf(value: unknown, type: FactType, place: Place): Checked {
  return { type, run: () => value, cost: 1, origins: [], place, constant: value };
}

function checkLiteral(value: unknown, place: Place, scope: Scope): Checked | null {
  switch (typeof value) {
    case 'boolean':
      return constantOf(value, 'bool', place);
    case 'string':
      return constantOf(value, 'string', place);
    case 'number':
      return constantOf(value, 'double', place);
    case 'bigint': {
      const whole = Number(value);
      return Number.isSafeInteger(whole)
        ? constantOf(whole, 'int', place)
        : complain(scope, 'invalid_number', place);
    }
    default:
      return complain(scope, value === null ? 'null_literal' : 'unsupported_literal', place);
  }
}

function sumOfCosts(parts: readonly Checked[]): number {
  return parts.reduce((sum, { cost }) => sum + cost, 0);
}

function checkList(parts: readonly SyntaxPart[], place: Place, scope: Scope): Checked | null {
  const items = checkAllUsed(parts, scope);
  if (items === null) return null;
  let type: FactType = 'nothing';
  for (const item of items) {
    const joined: FactType | null = type === 'nothing' ? item.type : joinTypes(type, item.type);
    if (joined === null) {
      const parameters = { actual: typeText(item.type), expected: typeText(type) };
      return complain(scope, 'mixed_list', item.place, parameters);
    }
    type = joined;
  }
  const runs = items.map(({ run }) => run);
  return settle(
    {
      type: { list: type },
      run: (frame) => runEach(runs, frame),
      cost: 1 + sumOfCosts(items),
      origins: [],
      itemsMax: items.length,
      place,
    },
    items,
  );
}

function runEach(runs: readonly Evaluator[], frame: Frame): unknown {
  const values: unknown[] = [];
  for (const run of runs) {
    const value = run(frame);
    if (value instanceof ExpressionFailure) return value;
    values.push(value);
  }
  return values;
}

function checkMap(
  entries: readonly (readonly [SyntaxPart, SyntaxPart])[],
  place: Place,
  scope: Scope,
): Checked | null {
  const checkedKeys = checkAllUsed(
    entries.map(([key]) => key),
    scope,
  );
  const values = checkList(
    entries.map(([, value]) => value),
    place,
    scope,
  );
  if (checkedKeys === null || values === null) return null;
  const wrongKey = checkedKeys.find(({ type }) => type !== 'string');
  if (wrongKey !== undefined) {
    const parameters = { expected: 'string', actual: typeText(wrongKey.type) };
    return complain(scope, 'wrong_index', wrongKey.place, parameters);
  }
  const keyRuns = checkedKeys.map(({ run }) => run);
  return {
    type: { map: (values.type as { list: FactType }).list },
    run: (frame) => {
      const names = runEach(keyRuns, frame);
      if (names instanceof ExpressionFailure) return names;
      const contents = values.run(frame);
      if (contents instanceof ExpressionFailure) return contents;
      // Without a prototype every name is a key like any other.
      const map: Record<string, unknown> = Object.create(null) as Record<string, never>;
      for (const [index, name] of (names as string[]).entries()) {
        map[name] = (contents as unknown[])[index];
      }
      return map;
    },
    cost: 1 + sumOfCosts(checkedKeys) + values.cost,
    origins: [],
    itemsMax: entries.length,
    place,
  };
}

function checkChoice(
  [conditionPart, thenPart, elsePart]: readonly [SyntaxPart, SyntaxPart, SyntaxPart],
  place: Place,
  scope: Scope,
): Checked | null {
  const condition = checkCondition(conditionPart, scope);
  const [one, other] = [scope.check(thenPart, scope), scope.check(elsePart, scope)];
  if (condition === null || one === null || other === null) return null;
  const type = joinTypes(one.type, other.type);
  if (type === null) {
    const parameters = { left: typeText(one.type), right: typeText(other.type) };
    return complain(scope, 'mixed_choice', place, parameters);
  }
  return settle(
    {
      type,
      run: (frame) => {
        const verdict = condition.run(frame);
        if (verdict === true) return one.run(frame);
        return verdict === false ? other.run(frame) : verdict;
      },
      cost: condition.cost + Math.max(one.cost, other.cost),
      origins: [...new Set([...one.origins, ...other.origins])],
      itemsMax: Math.max(lengthCost(one), lengthCost(other)),
      place,
    },
    [condition, one, other],
  );
}

function checkJunction(
  [leftPart, rightPart]: readonly [SyntaxPart, SyntaxPart],
  settling: boolean,
  place: Place,
  scope: Scope,
): Checked | null {
  const [left, right] = [checkCondition(leftPart, scope), checkCondition(rightPart, scope)];
  if (left === null || right === null) return null;
  return settle(
    {
      type: 'bool',
      run: junction(left.run, right.run, settling),
      cost: left.cost + right.cost,
      origins: [],
      place,
    },
    [left, right],
  );
}

function checkNot(operand: SyntaxPart, place: Place, scope: Scope): Checked | null {
  const condition = checkCondition(operand, scope);
  if (condition === null) return null;
  const { run, cost } = condition;
  return settle(
    {
      type: 'bool',
      run: (frame) => {
        const verdict = run(frame);
        return typeof verdict === 'boolean' ? !verdict : verdict;
      },
      cost,
      origins: [],
      place,
    },
    [condition],
  );
}

function checkMinus(operand: SyntaxPart, place: Place, scope: Scope): Checked | null {
  const value = checkUsed(operand, scope);
  if (value === null) return null;
  const { type } = value;
  if (type !== 'int' && type !== 'double' && type !== 'money') {
    return complain(scope, 'no_such_sign', place, { operator: '-', type: typeText(type) });
  }
  const minusOne = constantOf(-1, type === 'double' ? 'double' : 'int', place);
  const operation = arithmetic('*', type, minusOne.type);
  if (operation === null) return null;
  const run = combineBoth(value.run, minusOne.run, operation.combine(place));
  return settle({ type, run, cost: value.cost + 1, origins: [], place }, [value]);
}

function checkBinary(
  operator: string,
  [leftPart, rightPart]: readonly [SyntaxPart, SyntaxPart],
  place: Place,
  scope: Scope,
): Checked | null {
  const [left, right] = [checkUsed(leftPart, scope), checkUsed(rightPart, scope)];
  if (left === null || right === null) return null;
  const outcome = combineTypes(operator, left, right, place, scope);
  if (outcome !== undefined) {
    if (outcome === null) return null;
    if (COMPARISONS.has(operator)) judgeKnownValues(left, right, rightPart, scope);
    const cost = 1 + left.cost + right.cost + lengthOfBoth(operator, left, right);
    const checked = { ...outcome, cost, origins: [], place };
    return settle(checked, [left, right]);
  }
  const parameters = { operator, left: typeText(left.type), right: typeText(right.type) };
  const meant = mendedOperation(operator, [left, leftPart], [right, rightPart], scope);
  return complain(
    scope,
    'no_such_operation',
    place,
    parameters,
    meant === null ? undefined : { replacement: meant },
  );
}

/** What an operator looks through besides reading its two sides. */
function lengthOfBoth(operator: string, left: Checked, right: Checked): number {
  if (operator === 'in') return right.constant === undefined ? lengthCost(right) : 0;
  return operator === '+' || operator === '==' || operator === '!='
    ? lengthCost(left) + lengthCost(right)
    : 0;
}

/** Undefined when the operator does nothing with these two; null when that was said already. */
function combineTypes(
  operator: string,
  left: Checked,
  right: Checked,
  place: Place,
  scope: Scope,
): Pick<Checked, 'type' | 'run' | 'itemsMax'> | null | undefined {
  switch (operator) {
    case '==':
    case '!=': {
      if (joinTypes(left.type, right.type) === null) return undefined;
      const run = equals(left, right, operator === '!=', place);
      if (run !== null) return { type: 'bool', run };
      return complain(scope, 'not_comparable', place, { type: typeText(left.type) });
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const run = ordering(operator, left, right, place);
      return run === null ? undefined : { type: 'bool', run };
    }
    case 'in':
      return membership(left, right, place);
    default: {
      const operation = arithmetic(operator, left.type, right.type);
      if (operation === null) return undefined;
      return {
        type: operation.result,
        itemsMax: lengthCost(left) + lengthCost(right),
        run: combineBoth(left.run, right.run, operation.combine(place)),
      };
    }
  }
}

/** `in`: among the items of a list, or the keys of a map. */
function membership(
  left: Checked,
  right: Checked,
  place: Place,
): { readonly type: FactType; readonly run: Evaluator } | undefined {
  const { type } = right;
  if (typeof type === 'string' || 'record' in type) return undefined;
  if ('map' in type) {
    if (left.type !== 'string') return undefined;
    const run = combineBoth(left.run, right.run, (key: string, map: object) =>
      Object.hasOwn(map, key),
    );
    return { type: 'bool', run };
  }
  const joined = joinTypes(left.type, type.list === 'nothing' ? left.type : type.list);
  const equality = joined === null ? null : equalityOf(joined, place);
  if (joined === null || equality === null) return undefined;
  const known = right.constant;
  if (Array.isArray(known) && isPrimitive(joined)) {
    const members = new Set<unknown>(known);
    const { run } = left;
    return {
      type: 'bool',
      run: (frame) => {
        const value = run(frame);
        return typeof value === 'object' ? value : members.has(value);
      },
    };
  }
  const budget = new ExpressionFailure('budget', place);
  const wrong = new ExpressionFailure('hostile_facts', right.place);
  const accepts = acceptorOf(joined);
  const run = combineBoth(
    left.run,
    right.run,
    (value: unknown, items: readonly unknown[], frame: Frame) => {
      if (spend(frame, items.length)) return budget;
      for (const item of items) {
        if (!accepts(item)) return wrong;
        const isEqual = equality(value, item, frame);
        if (isEqual !== false) return isEqual;
      }
      return false;
    },
  );
  return { type: 'bool', run };
}

/** Where a text that a fact can never be makes no sense; it may well be joined to one. */
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', 'in']);

/** A fact that can only be one of some texts is never another: a slip of the keyboard. */
function judgeKnownValues(
  left: Checked,
  right: Checked,
  rightPart: SyntaxPart,
  scope: Scope,
): void {
  const values = left.values ?? right.values;
  if (values === undefined) return;
  const judge = (constant: unknown, place: Place) => {
    if (typeof constant !== 'string' || values.includes(constant)) return;
    const nearest = nearestName(constant, values);
    const suggestion = nearest === undefined ? undefined : { replacement: `'${nearest}'` };
    complain(scope, 'unknown_value', place, { value: constant }, suggestion);
  };
  if (left.values === undefined) judge(left.constant, left.place);
  else if (rightPart.op !== 'list') judge(right.constant, right.place);
  else if (Array.isArray(right.constant)) {
    for (const [index, part] of rightPart.args.entries()) {
      judge((right.constant as unknown[])[index], placeOf(part));
    }
  }
}

/** What is meant when two types that people mix up meet: the whole operation, put right. */
function mendedOperation(
  operator: string,
  [left, leftPart]: readonly [Checked, SyntaxPart],
  [right, rightPart]: readonly [Checked, SyntaxPart],
  scope: Scope,
): string | null {
  const wrap = (name: string, part: SyntaxPart) => `${name}(${textOf(part, scope)})`;
  const types = `${typeText(left.type)} ${typeText(right.type)}`;
  const [leftText, rightText] = [textOf(leftPart, scope), textOf(rightPart, scope)];
  switch (types) {
    case 'int double':
      return `${wrap('double', leftPart)} ${operator} ${rightText}`;
    case 'double int':
      return `${leftText} ${operator} ${wrap('double', rightPart)}`;
    case 'string int':
    case 'string double':
    case 'string money':
      return operator === '+' ? `${leftText} + ${wrap('string', rightPart)}` : null;
    case 'int string':
    case 'double string':
    case 'money string':
      return operator === '+' ? `${wrap('string', leftPart)} + ${rightText}` : null;
    case 'money int':
      return `${leftText} ${operator} money(${rightText}, 'EUR')`;
    default:
      return null;
  }
}
