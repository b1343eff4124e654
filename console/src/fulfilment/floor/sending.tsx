import { CloudSyncOutlined } from '@ant-design/icons';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { UnreachableServer } from '../../client/problem.ts';
import './sending.css';

const RETRY_MS = 2_000;

/**
 * Sends something that was done with one's hands. While the server is not reached it is sent again and again,
 * under the same key, so that nothing has to be scanned twice and nothing counts twice.
 */
export function useSending<Answer, Wish>(options: {
  readonly send: (wish: Wish) => Promise<Answer>;
  readonly onDone: (answer: Answer, wish: Wish) => void;
  readonly onProblem?: (problem: unknown) => void;
}): UseMutationResult<Answer, Error, Wish> {
  return useMutation<Answer, Error, Wish>({
    mutationFn: options.send,
    networkMode: 'always',
    retry: (_count, problem) => problem instanceof UnreachableServer,
    retryDelay: RETRY_MS,
    onSuccess: options.onDone,
    onError: (problem) => options.onProblem?.(problem),
  });
}

/** Says that something waits for the network, and that it is kept. */
export function Unsent({
  sending,
}: {
  readonly sending: Pick<UseMutationResult<unknown, Error, never>, 'isPending' | 'failureCount'>;
}) {
  const { t } = useTranslation('fulfilment');
  if (!sending.isPending || sending.failureCount === 0) return null;
  return (
    <p className="unsent" role="alert">
      <CloudSyncOutlined aria-hidden />
      <span>
        <strong>{t('unsent.title')}</strong>
        <span>{t('unsent.lead')}</span>
      </span>
    </p>
  );
}
