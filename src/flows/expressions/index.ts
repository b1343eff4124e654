export { completionsAt, type Completion } from './complete.ts';
export { type CompiledExpression, compileExpression, hasProblems } from './compile-expression.ts';
export { describeSchema, type SchemaDescription } from './describe-schema.ts';
export { LIMITS } from './limits.ts';
export type { MessageParameters } from './messages.ts';
export { type ExpressionProblem, nearestName, problemAt } from './problems.ts';
export { readDuration, readTimestamp } from './time-functions.ts';
export {
  type FactField,
  type FactSchema,
  type FactType,
  fits,
  judgeSchema,
  typeText,
} from './types.ts';
export {
  acceptorOf,
  ExpressionFailure,
  type ExpressionValue,
  isMoney,
  type Money,
} from './values.ts';
