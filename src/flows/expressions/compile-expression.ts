import { checkPart } from './check.ts';
import { LIMITS } from './limits.ts';
import { parseExpression } from './parse.ts';
import { type ExpressionProblem, problemAt } from './problems.ts';
import { checkUsed, type Scope } from './scope.ts';
import { type FactSchema, type FactType, fits, holdsRecord, typeText } from './types.ts';
import { ExpressionFailure, type ExpressionValue, exportValue } from './values.ts';

/** An expression that fits its facts, ready to be carried out as often as wanted. */
export interface CompiledExpression {
  readonly text: string;
  readonly type: FactType;
  /**
   * The facts that it reads, as paths: `order.customer.email`, of every line `order.lines[].sku`, of
   * a map `order.attributes[]`, and `order.lines.size()` where only their number counts. A path that
   * ends early stands for all that is below it.
   */
  readonly reads: readonly string[];
  /** Steps that it takes at most where lists have no more items than LIMITS.listItemsAssumed. */
  readonly cost: number;
  /** The only texts that it can give, where it is a fact that has such. */
  readonly values: readonly string[] | null;
  /** The value for some facts, or why there is none. Never throws, whatever the facts are. */
  readonly evaluate: (
    facts: Readonly<Record<string, unknown>>,
  ) => ExpressionValue | ExpressionFailure;
}

/**
 * Checks an expression against the facts there are and makes it ready to run, as closures: no text
 * is ever turned into code. Gives all problems that it has, in the order of their places.
 */
export function compileExpression(
  text: string,
  schema: FactSchema,
  expected?: FactType,
): CompiledExpression | readonly ExpressionProblem[] {
  const parsed = parseExpression(text);
  if (!('op' in parsed)) return [parsed];
  const scope: Scope = {
    text,
    schema,
    items: [],
    problems: [],
    reads: new Set(),
    check: checkPart,
  };
  const checked = checkUsed(parsed, scope);
  if (checked === null || scope.problems.length > 0) {
    return scope.problems.toSorted((one, other) => one.start - other.start);
  }
  const { run, cost } = checked;
  const type = expected !== undefined && fits(checked.type, expected) ? expected : checked.type;
  const whole = { start: 0, end: text.length };
  if (holdsRecord(type)) return [problemAt('record_result', whole, { type: typeText(type) })];
  if (expected !== undefined && type !== expected) {
    const parameters = { expected: typeText(expected), actual: typeText(type) };
    return [problemAt('wrong_type', whole, parameters)];
  }
  if (cost > LIMITS.stepsMax) {
    return [problemAt('too_costly', whole, { cost, max: LIMITS.stepsMax })];
  }
  const hostile = new ExpressionFailure('hostile_facts', whole);
  const isBare = typeof type === 'string' && type !== 'money' && type !== 'string';
  return {
    text,
    type,
    reads: [...scope.reads].toSorted(),
    cost,
    values: checked.values ?? null,
    evaluate: (facts) => {
      try {
        const value = run({ facts, items: [], steps: 0 });
        return isBare ? (value as ExpressionValue) : exportValue(value, type, hostile);
      } catch {
        // Only facts that are no plain data come here: a getter or a proxy that throws.
        return hostile;
      }
    },
  };
}

/** Whether compiling has found problems. */
export function hasProblems(
  outcome: CompiledExpression | readonly ExpressionProblem[],
): outcome is readonly ExpressionProblem[] {
  return Array.isArray(outcome);
}
