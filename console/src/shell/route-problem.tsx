import type { ErrorComponentProps } from '@tanstack/react-router';
import { ProblemNotice } from '../ui/problem-notice.tsx';

/** A screen failed as a whole; what stands around it still works. */
export function RouteProblem({ error, reset }: ErrorComponentProps) {
  return (
    <div className="page">
      <ProblemNotice problem={error} onRetry={reset} />
    </div>
  );
}
