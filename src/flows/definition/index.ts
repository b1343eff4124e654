export { checkStructure } from './check-structure.ts';
export { graphOf } from './graph.ts';
export { hashDefinition } from './hash-definition.ts';
