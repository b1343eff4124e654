import {
  ExpressionFailure,
  isMoney,
  type CompiledExpression,
  type ExpressionValue,
} from '../expressions/index.ts';
import type { Refusal } from '../../hub/index.ts';
import {
  sayMessage,
  type FailureReason,
  type MessageParameters,
  type StepFailureCode,
} from '../../../contracts/expression-messages.ts';
import type { Facts, Failure, Step, StepValues } from './component.ts';

/** The failure of a node one of whose expressions has no value. */
export function noValue(
  { text }: Pick<CompiledExpression, 'text'>,
  failure: ExpressionFailure,
): Failure {
  const { message } = failure;
  const reason = { ...reasonOf(failure), text };
  return { code: 'expression_failed', message: `${text}: ${message}`, reason };
}

/** Why an expression has no value, and at which of its characters. */
export function reasonOf({
  code,
  messageParameters,
  start,
  end,
}: ExpressionFailure): FailureReason {
  return { code, parameters: { ...messageParameters }, start, end };
}

/** The failure of a node whose expressions have values that it can do nothing with. */
export function stepFailure(
  code: Failure['code'],
  said: StepFailureCode,
  parameters: MessageParameters = {},
  where: Pick<FailureReason, 'text' | 'column' | 'row' | 'field'> = {},
): Failure {
  const reason = { code: said, parameters: { ...parameters }, ...where };
  const place = where.text ?? where.field ?? where.column;
  const sentence = sayMessage('en', reason) ?? said;
  return { code, message: place === undefined ? sentence : `${place}: ${sentence}`, reason };
}

/** A failure of a node as it is told. Runs of before keep none but their English sentence. */
export function failureView({ node, code, message, reason }: Failure & { readonly node: string }) {
  return { node, code, message, ...(reason === undefined ? {} : { reason }) };
}

/** What follows from the value of an expression; without one the node fails and says where. */
export function valueOf(
  expression: CompiledExpression,
  facts: Facts,
  step: (value: ExpressionValue) => Step,
): Step {
  const value = expression.evaluate(facts);
  if (value instanceof ExpressionFailure) {
    return { kind: 'fail', failure: noValue(expression, value) };
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
      return { kind: 'fail', failure: noValue(expression, value) };
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
