import type { FlowProblem } from '../flow-queries.ts';

/** Something that is wrong in a program, at its line from 1; null: nowhere in particular. */
export interface CodeMark {
  readonly code: string;
  readonly line: number | null;
  /** Where its place begins, in characters of the program. */
  readonly start: number | null;
  /** What is wrong, without the place. */
  readonly text: string;
}

/** What is wrong with a program, by its lines. */
export function codeMarks(source: string, problems: readonly FlowProblem[]): CodeMark[] {
  return problems.map(({ code, message, start }) => ({
    code,
    line: start === undefined ? null : source.slice(0, start).split('\n').length,
    start: start ?? null,
    text: message.replace(/^Line \d+, column \d+: /, ''),
  }));
}
