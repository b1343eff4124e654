export { compileFlow } from './compile-flow.ts';
export { advance, newRun, wake, STEPS_MAX, type CompiledFlow, type RunState } from './run-flow.ts';
