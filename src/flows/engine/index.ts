export { calledBy, compileFlow, factsAmong, type FindDefinition } from './compile-flow.ts';
export {
  advance,
  effectSignal,
  newRun,
  wake,
  type AskedEffect,
  type Cause,
  type CompiledFlow,
  type RunState,
} from './run-flow.ts';
