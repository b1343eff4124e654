import type { SourceFile } from './source-code.ts';

/** A habit of the house: something that is banned in some files, and what to do instead. */
export interface Habit {
  readonly name: string;
  /** Completes "... is banned: ". Starts with what to use. */
  readonly instead: string;
  appliesTo(path: string): boolean;
  /** Every place that breaks the habit, with the words that do. */
  find(file: SourceFile): readonly Finding[];
  /** One file that breaks the habit and one that comes close but does not. Tests try both. */
  readonly bad: Example;
  readonly good: Example;
}

/** A place in a file. */
export interface Finding {
  readonly offset: number;
  readonly what: string;
}

/** A small file for trying a habit on. */
export interface Example {
  readonly path: string;
  readonly text: string;
}

/** True for files that hold tests. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** True for TypeScript and plain JavaScript. */
export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(path);
}
