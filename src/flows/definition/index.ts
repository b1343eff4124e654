export { checkStructure, type NodeShape } from './check-structure.ts';
export { graphOf, reachableFrom, type Graph } from './graph.ts';
export { canonicalText, hashDefinition } from './hash-definition.ts';
