export { calledBy, compileFlow, type FindDefinition } from './compile-flow.ts';
export { advance, newRun, wake, type CompiledFlow, type RunState } from './run-flow.ts';
