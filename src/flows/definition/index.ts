export { checkStructure } from './check-structure.ts';
export { graphOf, reachableFrom, type Graph, type Ways } from './graph.ts';
export { hashDefinition } from './hash-definition.ts';
export { canonicalText } from './canonical-text.ts';
export { diffDefinitions } from './diff-definitions.ts';
