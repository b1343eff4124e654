export { compileFlow, factsAmong } from './compile-flow.ts';
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
