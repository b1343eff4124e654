export { calledBy, compileFlow, factsAmong, type FindDefinition } from './compile-flow.ts';
export { advance, effectSignal, wake, type Cause } from './run-flow.ts';
export { newRun, type AskedEffect, type CompiledFlow, type RunState } from './run-state.ts';
