export { compileFlow, connectorsOf, expressionProblem } from './compile-flow.ts';
export { calledBy } from './known-node.ts';
export { factsAmong, type FindDefinition } from './step-facts.ts';
export { factsOfTrigger, orderFieldOf, type EndpointTrigger } from './endpoint.ts';
export { outOfPlace } from './place.ts';
export {
  pinnedBy,
  pinOf,
  settingDrawn,
  type FindAsset,
  type PinnedAsset,
} from './pinned-assets.ts';
export { advance, effectSignal, STEPS_MAX, wake, type Cause } from './run-flow.ts';
export {
  newRun,
  type AskedEffect,
  type CompiledFlow,
  type CompiledNode,
  type RunState,
} from './run-state.ts';
