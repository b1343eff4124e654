export { compileRules, type CompiledRules } from './compile-rules.ts';
export { decideSourcing } from './decide-sourcing.ts';
export { explainSourcing } from './explain-sourcing.ts';
export type * from './model.ts';
