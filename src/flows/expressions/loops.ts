import { LIMITS } from './limits.ts';
import type { SyntaxPart } from './parse.ts';
import { checkUsed, complain, type LoopItem, placeOf, type Scope } from './scope.ts';
import { type FactType, typeText } from './types.ts';
import {
  acceptorOf,
  type Checked,
  type Evaluator,
  ExpressionFailure,
  type Frame,
  type Place,
} from './values.ts';

/** What goes through the items of a list, or the keys of a map. */
export const LOOPS: Readonly<
  Record<
    string,
    { readonly argumentsMax: number; readonly docs: { readonly en: string; readonly zh: string } }
  >
> = {
  all: {
    argumentsMax: 2,
    docs: { en: 'whether every item meets a condition', zh: '是否每一项都符合条件' },
  },
  exists: {
    argumentsMax: 2,
    docs: { en: 'whether some item meets a condition', zh: '是否有一项符合条件' },
  },
  exists_one: {
    argumentsMax: 2,
    docs: { en: 'whether just one item meets a condition', zh: '是否恰有一项符合条件' },
  },
  filter: {
    argumentsMax: 2,
    docs: { en: 'the items that meet a condition', zh: '符合条件的各项' },
  },
  map: {
    argumentsMax: 3,
    docs: { en: 'what is made of each item', zh: '由每一项得出的值' },
  },
};

/** Whether a call behind a value is one of the loops. */
export function isLoop(name: string, argumentCount: number): boolean {
  if (!Object.hasOwn(LOOPS, name)) return false;
  return argumentCount === 2 || argumentCount === LOOPS[name]?.argumentsMax;
}

/** How items are gone through: what is common to all loops. */
interface Passage {
  readonly collection: Evaluator;
  readonly isMap: boolean;
  readonly slot: number;
  readonly accepts: (value: unknown) => boolean;
  readonly wrong: ExpressionFailure;
  readonly budget: ExpressionFailure;
  readonly stepsEach: number;
}

/** Goes through the items until a visit answers; `undefined` when none has. */
function goThrough(
  passage: Passage,
  frame: Frame,
  visit: (frame: Frame, item: unknown) => unknown,
): unknown {
  const collection = passage.collection(frame);
  if (collection instanceof ExpressionFailure) return collection;
  const items = passage.isMap ? Object.keys(collection as object) : (collection as unknown[]);
  for (let index = 0; index < items.length; index += 1) {
    frame.steps += passage.stepsEach;
    if (frame.steps > LIMITS.stepsMax) return passage.budget;
    const item = items[index];
    if (!passage.accepts(item)) return passage.wrong;
    frame.items[passage.slot] = item;
    const answer = visit(frame, item);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/**
 * `all` and `exists`: one item settles the matter, also when the condition failed on others; without
 * it the first failure is the answer.
 */
function quantify(passage: Passage, condition: Evaluator, settling: boolean): Evaluator {
  return (frame) => {
    let failure: unknown;
    const answer = goThrough(passage, frame, (current) => {
      const verdict = condition(current);
      if (verdict === settling) return settling;
      if (typeof verdict !== 'boolean') failure ??= verdict;
      return undefined;
    });
    return answer ?? failure ?? !settling;
  };
}

function existsOne(passage: Passage, condition: Evaluator): Evaluator {
  return (frame) => {
    let count = 0;
    const failure = goThrough(passage, frame, (current) => {
      const verdict = condition(current);
      if (typeof verdict !== 'boolean') return verdict;
      if (verdict) count += 1;
      return undefined;
    });
    return failure ?? count === 1;
  };
}

/** `filter` and `map`: gathers what is made of the items that meet the condition. */
function gather(
  passage: Passage,
  condition: Evaluator | null,
  transform: Evaluator | null,
): Evaluator {
  return (frame) => {
    const gathered: unknown[] = [];
    const failure = goThrough(passage, frame, (current, item) => {
      const verdict = condition === null || condition(current);
      if (verdict === false) return undefined;
      if (verdict !== true) return verdict;
      const value = transform === null ? item : transform(current);
      if (value instanceof ExpressionFailure) return value;
      gathered.push(value);
      return undefined;
    });
    return failure ?? gathered;
  };
}

/** Checks `order.lines.exists(line, …)` and its like. */
export function checkLoop(
  name: string,
  receiver: SyntaxPart,
  given: readonly SyntaxPart[],
  place: Place,
  scope: Scope,
): Checked | null {
  const collection = scope.check(receiver, scope);
  const item = itemOf(name, collection, receiver, given[0] as SyntaxPart, scope);
  if (collection === null || item === null) return null;
  const isAlone = scope.items.length < LIMITS.loopsDeepMax;
  if (!isAlone) {
    return complain(scope, 'loops_too_deep', place, { max: LIMITS.loopsDeepMax });
  }
  const inner: Scope = { ...scope, items: [...scope.items, item] };
  const conditionPart = name === 'map' ? (given.length === 3 ? given[1] : undefined) : given[1];
  const condition = conditionPart === undefined ? null : checkCondition(conditionPart, inner);
  const transformPart = name === 'map' ? given.at(-1) : undefined;
  const transform = transformPart === undefined ? null : checkUsed(transformPart, inner);
  if ((conditionPart !== undefined && condition === null) || (transformPart && !transform)) {
    return null;
  }
  noteItems(collection, item, scope, name === 'filter');
  return buildLoop(name, { collection, item, condition, transform, place });
}

function itemOf(
  name: string,
  collection: Checked | null,
  receiver: SyntaxPart,
  named: SyntaxPart,
  scope: Scope,
): LoopItem | null {
  if (collection === null) return null;
  const { type } = collection;
  if (typeof type === 'string' || 'record' in type) {
    return complain(scope, 'not_a_list', placeOf(receiver), { macro: name, type: typeText(type) });
  }
  if (named.op !== 'id')
    return complain(scope, 'invalid_item_name', placeOf(named), { macro: name });
  const itemName = named.args;
  const isTaken =
    Object.hasOwn(scope.schema.variables, itemName) ||
    scope.items.some((other) => other.name === itemName);
  if (isTaken) return complain(scope, 'name_taken', placeOf(named), { name: itemName });
  return {
    name: itemName,
    type: 'list' in type ? type.list : 'string',
    origins: 'list' in type ? collection.origins.map((origin) => `${origin}[]`) : [],
    slot: scope.items.length,
  };
}

/** Checks a part that has to be a condition. */
export function checkCondition(part: SyntaxPart, scope: Scope): Checked | null {
  const checked = checkUsed(part, scope);
  if (checked === null || checked.type === 'bool') return checked;
  return complain(scope, 'condition_wanted', placeOf(part), { type: typeText(checked.type) });
}

/** A loop that looks at nothing of its items still tells how many there are; keys are read whole. */
function noteItems(collection: Checked, item: LoopItem, scope: Scope, isPassedOn: boolean): void {
  for (const [index, origin] of collection.origins.entries()) {
    const itemOrigin = item.origins[index];
    if (itemOrigin === undefined) scope.reads.add(origin);
    else if (!isPassedOn && ![...scope.reads].some((path) => path.startsWith(itemOrigin))) {
      scope.reads.add(`${origin}.size()`);
    }
  }
}

interface LoopParts {
  readonly collection: Checked;
  readonly item: LoopItem;
  readonly condition: Checked | null;
  readonly transform: Checked | null;
  readonly place: Place;
}

function buildLoop(name: string, parts: LoopParts): Checked {
  const { collection, item, condition, transform, place } = parts;
  const path = item.origins[0] ?? item.name;
  const stepsEach = 1 + (condition?.cost ?? 0) + (transform?.cost ?? 0);
  const passage: Passage = {
    collection: collection.run,
    isMap: typeof collection.type !== 'string' && 'map' in collection.type,
    slot: item.slot,
    accepts: acceptorOf(item.type),
    wrong: new ExpressionFailure('wrong_fact', collection.place, {
      path,
      type: typeText(item.type),
    }),
    budget: new ExpressionFailure('budget', place),
    stepsEach,
  };
  const itemsMax = collection.itemsMax ?? LIMITS.listItemsAssumed;
  const common = { cost: 1 + collection.cost + itemsMax * stepsEach, place, origins: [] };
  const isTrue: Evaluator = condition?.run ?? (() => true);
  switch (name) {
    case 'all':
    case 'exists':
      return { ...common, type: 'bool', run: quantify(passage, isTrue, name === 'exists') };
    case 'exists_one':
      return { ...common, type: 'bool', run: existsOne(passage, isTrue) };
    case 'filter': {
      const type: FactType = { list: item.type };
      const origins = passage.isMap ? [] : collection.origins;
      return { ...common, type, origins, itemsMax, run: gather(passage, isTrue, null) };
    }
    default: {
      const type: FactType = { list: transform?.type ?? 'nothing' };
      const run = gather(passage, condition?.run ?? null, transform?.run ?? null);
      return { ...common, type, itemsMax, run };
    }
  }
}
