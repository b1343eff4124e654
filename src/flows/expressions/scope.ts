import { LIMITS } from './limits.ts';
import type { MessageParameters, ProblemCode } from './messages.ts';
import type { SyntaxPart } from './parse.ts';
import { type ExpressionProblem, problemAt } from './problems.ts';
import type { FactSchema, FactType } from './types.ts';
import { type Checked, ExpressionFailure, type Place } from './values.ts';

/** The name that a loop gives to the item it is at. */
export interface LoopItem {
  readonly name: string;
  readonly type: FactType;
  readonly origins: readonly string[];
  /** Where the item stands in the frame: as many loops as are around this one. */
  readonly slot: number;
}

/** What is known while an expression is checked, and what the check finds. */
export interface Scope {
  readonly text: string;
  readonly schema: FactSchema;
  readonly items: readonly LoopItem[];
  readonly problems: ExpressionProblem[];
  /** Paths of the facts that are read. */
  readonly reads: Set<string>;
  /** Checks a part; null when it has problems, which are then noted. */
  readonly check: (part: SyntaxPart, scope: Scope) => Checked | null;
}

/** Notes a problem; gives null, which stands for a part that has no type. */
export function complain(
  scope: Scope,
  code: ProblemCode,
  place: Place,
  parameters: MessageParameters = {},
  suggestion?: { readonly replacement: string; readonly meant?: string },
): null {
  scope.problems.push(problemAt(code, place, parameters, suggestion));
  return null;
}

/** Checks a part whose value is worked on here, so that the facts it comes from count as read. */
export function checkUsed(part: SyntaxPart, scope: Scope): Checked | null {
  const checked = scope.check(part, scope);
  for (const origin of checked?.origins ?? []) scope.reads.add(origin);
  return checked;
}

/** Checks several parts, all of them also when one has a problem. */
export function checkAllUsed(parts: readonly SyntaxPart[], scope: Scope): Checked[] | null {
  const checked = parts.map((part) => checkUsed(part, scope));
  return checked.every((one) => one !== null) ? checked : null;
}

/** The text of a part as it was written. */
export function textOf(part: SyntaxPart, scope: Scope): string {
  return scope.text.slice(part.start, part.end);
}

/** From where to where a part stands. */
export function placeOf(part: SyntaxPart): Place {
  return { start: part.start, end: part.end };
}

/** Carries a part out at once when everything in it is written in the text. */
export function settle(checked: Checked, parts: readonly Checked[]): Checked {
  if (parts.some(({ constant }) => constant === undefined)) return checked;
  const value = checked.run({ facts: {}, items: [], steps: 0 });
  return value instanceof ExpressionFailure
    ? checked
    : { ...checked, run: () => value, constant: value };
}

/** Steps for looking through a value once: the items of a list or map, the length of a text. */
export function lengthCost({ type, itemsMax }: Checked): number {
  if (typeof type !== 'string') return itemsMax ?? LIMITS.listItemsAssumed;
  return type === 'string' ? TEXT_COST : 0;
}

/** What a text of the usual length costs to look through. */
const TEXT_COST = 4;
