import type { FlowProblem } from './flow-queries.ts';
import { useProblemWords } from './use-problem-words.ts';

/** What is wrong with a drawing, in the reader's words. */
export function ProblemText({ problem }: { readonly problem: FlowProblem }) {
  return <span>{useProblemWords()(problem)}</span>;
}
