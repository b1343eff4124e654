<<<<<<< HEAD
export { calledBy, compileFlow, type FindDefinition } from './compile-flow.ts';
=======
export { compileFlow, factsAmong } from './compile-flow.ts';
>>>>>>> 42e152234f97727fdbd2b33bbaeaeafe69f0af60
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
