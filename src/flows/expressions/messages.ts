import {
  type ExpressionFailureCode,
  type ExpressionProblemCode,
  sayMessage,
} from '../../../contracts/expression-messages.ts';

export type {
  ExpressionFailureCode as FailureCode,
  ExpressionProblemCode as ProblemCode,
  MessageParameters,
} from '../../../contracts/expression-messages.ts';

/** The English sentence of a problem or failure, filled with its parameters. */
export function describe(
  code: ExpressionProblemCode | ExpressionFailureCode,
  parameters: Readonly<Record<string, string | number>>,
): string {
  return sayMessage('en', { code, parameters }) ?? code;
}
