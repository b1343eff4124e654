export { checkStructure } from './check-structure.ts';
export { graphOf, reachableFrom, type Graph } from './graph.ts';
export { hashDefinition } from './hash-definition.ts';
