export { LEAK_PATTERNS } from './all-patterns.ts';
export { findLeaks, findLeaksIn, type Leak } from './find-leaks.ts';
export { LEAK_GROUPS, type LeakGroup, type LeakPattern } from './pattern.ts';
