export {
  calledBy,
  compileFlow,
  connectorsOf,
  factsAmong,
  type FindDefinition,
} from './compile-flow.ts';
export { factsOfTrigger, orderFieldOf, type EndpointTrigger } from './endpoint.ts';
export { outOfPlace } from './place.ts';
export { pinnedBy, pinOf, type FindAsset, type PinnedAsset } from './pinned-assets.ts';
export { advance, effectSignal, STEPS_MAX, wake, type Cause } from './run-flow.ts';
export {
  newRun,
  type AskedEffect,
  type CompiledFlow,
  type CompiledNode,
  type RunState,
} from './run-state.ts';
