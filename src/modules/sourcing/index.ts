export {
  compileRules,
  destinationOf,
  routesFrom,
  type CompiledRules,
  type Route,
} from './compile-rules.ts';
export { decideSourcing } from './decide-sourcing.ts';
export { explainSourcing } from './explain-sourcing.ts';
export type * from './model.ts';
export {
  isSameChoice,
  packDecision,
  unpackDecision,
  type SourcingRecord,
} from './decision-record.ts';
export { arrivalOf } from './promise.ts';
export { priceMinor } from './rank.ts';
export { createSourcing } from './create-sourcing.ts';
export { DEFAULT_WEIGHTS, readLatestRules, readRules, type RulesFacts } from './rules.ts';
export {
  listCarrierServices,
  listRulesVersions,
  readCarrierService,
  readSourcingWeights,
} from './read-settings.ts';
