export {
  putConnectorHandler,
  removeConnectorHandler,
  type Connector,
  type ConnectorRules,
} from './connector.ts';
export { EFFECT_STATES, EFFECT_TASK, viewChanged, type Effect, type EffectJob } from './effect.ts';
export { EffectFacts } from './effect-facts.ts';
export { connectorTable } from './effects.sql.ts';
export { performEffectTask } from './perform-effect.ts';
export { judgeValues } from './read-answer.ts';
export {
  listConnectors,
  forgetSettledEffects,
  listEffects,
  readConnector,
  readConnectorsThere,
} from './read-effects.ts';
export type { SettledByJob } from './settled.ts';
