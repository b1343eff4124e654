export { calledBy, compileFlow, factsAmong, type FindDefinition } from './compile-flow.ts';
export {
  advance,
  effectSignal,
  newRun,
  STEPS_MAX,
  wake,
  type AskedEffect,
  type Cause,
  type CompiledFlow,
  type CompiledNode,
  type RunState,
} from './run-flow.ts';
