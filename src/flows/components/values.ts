import {
  ExpressionFailure,
  isMoney,
  type CompiledExpression,
  type ExpressionValue,
} from '../expressions/index.ts';
import type { Refusal } from '../../hub/index.ts';
import type { Facts, Step, StepValues } from './component.ts';

/** What follows from the value of an expression; without one the node fails and says where. */
export function valueOf(
  expression: CompiledExpression,
  facts: Facts,
  step: (value: ExpressionValue) => Step,
): Step {
  const value = expression.evaluate(facts);
  if (value instanceof ExpressionFailure) {
    return {
      kind: 'fail',
      failure: { code: 'expression_failed', message: `${expression.text}: ${value.message}` },
    };
  }
  return step(value);
}

/** What follows from the values of expressions by name; where one has none the node fails and says where. */
export function valuesOf(
  fields: readonly (readonly [string, CompiledExpression])[],
  facts: Facts,
  step: (values: StepValues) => Step,
): Step {
  const values: Record<string, StepValues[string]> = {};
  for (const [name, expression] of fields) {
    const value = expression.evaluate(facts);
    if (value instanceof ExpressionFailure) {
      const message = `${expression.text}: ${value.message}`;
      return { kind: 'fail', failure: { code: 'expression_failed', message } };
    }
    values[name] = value as StepValues[string];
  }
  return step(values);
}

/** Goes on by “next” after a deed, or by “refused” when the order did not allow it. */
export function afterDeed(refusal: Refusal | null): Step {
  return { kind: 'go', output: refusal === null ? 'next' : 'refused' };
}

/** A whole number that is not negative, or the minor units of an amount that is not; null: neither. */
export function numberOf(value: ExpressionValue | ExpressionFailure): number | null {
  const number = isMoney(value) ? value.minor : value;
  return Number.isSafeInteger(number) && Number(number) >= 0 ? Number(number) : null;
}
