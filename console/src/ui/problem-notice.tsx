import { Alert, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { ServerProblem, UnreachableServer } from '../client/problem.ts';

/** What went wrong, what to do about it, and the trace under which it is found. */
export function ProblemNotice({
  problem,
  said = null,
  onRetry,
}: {
  readonly problem: unknown;
  /** The very case in the reader's words, where the screen has them; null: as the server says it. */
  readonly said?: string | null;
  readonly onRetry?: () => void;
}) {
  const { t } = useTranslation();
  const retry =
    onRetry === undefined ? undefined : (
      <Button size="small" onClick={onRetry}>
        {t('retry')}
      </Button>
    );
  if (problem instanceof ServerProblem) {
    return (
      <Alert
        type={problem.status >= 500 ? 'error' : 'warning'}
        showIcon
        title={said ?? problem.message}
        description={
          <>
            {said === null && problem.mend !== null && <div>{problem.mend}</div>}
            {problem.fields.length > 0 && (
              <ul>
                {problem.fields.map(({ field, message }) => (
                  <li key={field + message}>
                    <span className="code">{field}</span> {message}
                  </li>
                ))}
              </ul>
            )}
            {problem.traceId !== null && (
              <Typography.Text
                type="secondary"
                className="code"
                copyable={{
                  text: problem.traceId,
                  tooltips: [t('problem.copyTrace'), t('copied')],
                }}
              >
                {t('problem.trace', { id: problem.traceId.slice(0, 8) })}
              </Typography.Text>
            )}
          </>
        }
        action={retry}
      />
    );
  }
  const isUnreachable = problem instanceof UnreachableServer;
  return (
    <Alert
      type="error"
      showIcon
      title={isUnreachable ? t('problem.unreachable') : t('problem.unexpected')}
      description={
        isUnreachable
          ? t('problem.unreachableMend')
          : `${t('problem.unexpectedMend')} ${problem instanceof Error ? problem.message : String(problem)}`
      }
      action={retry}
    />
  );
}
