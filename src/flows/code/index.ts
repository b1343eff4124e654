export type { CodeFailure, ValueType } from './answer.ts';
export { checkCode, runCode } from './run-code.ts';
