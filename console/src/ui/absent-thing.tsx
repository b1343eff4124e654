import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ServerProblem } from '../client/problem.ts';
import { EmptyState } from './empty-state.tsx';
import { Page, Section } from './page.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** The page of one thing while it is not there: it is being read, there is none, or the server failed. */
export function AbsentThing({
  heading,
  error,
  retry,
  missing,
}: {
  readonly heading: string;
  readonly error: Error | null;
  readonly retry: () => void;
  /** What is said when there is no such thing. */
  readonly missing: {
    readonly icon: ReactNode;
    readonly title: string;
    readonly lead: string;
    readonly action: ReactNode;
  };
}) {
  const isMissing =
    error instanceof ServerProblem && (error.status === 404 || error.status === 400);
  return (
    <Page title={heading}>
      {isMissing ? (
        <Section>
          <EmptyState {...missing} />
        </Section>
      ) : error === null ? (
        <Section>
          <Skeleton active paragraph={{ rows: 10 }} />
        </Section>
      ) : (
        <ProblemNotice problem={error} onRetry={retry} />
      )}
    </Page>
  );
}
