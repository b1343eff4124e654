export { compileRules, type CompiledRules } from './compile-rules.ts';
export { decideSourcing } from './decide-sourcing.ts';
export { explainSourcing } from './explain-sourcing.ts';
export type * from './model.ts';
export { isSameChoice, packDecision, unpackDecision, type SourcingRecord } from './decision-record.ts';
export { putCarrierServiceHandler, putWeightsHandler } from './put-rules.ts';
export { createRulesSource, DEFAULT_WEIGHTS, readLatestRules, readRules, RulesFacts } from './rules.ts';
