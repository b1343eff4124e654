import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { JobView } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { useMay } from '../../client/session.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Rows, RowWords } from './rows.tsx';

const PAGE_ROWS = 50;
const CALLS_MAX = 200;

/** Deliveries that are not tried again by themselves. */
export function DeadLetters({ webhookId }: { readonly webhookId: string }) {
  const { t } = useTranslation('system');
  const { message } = App.useApp();
  const mayReplay = useMay()('partners:write');
  const pages = usePages<JobView>(['webhook', webhookId, 'dead'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/webhooks/{id}/dead-letters', {
        params: {
          path: { id: webhookId },
          query: { limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
  const replay = useMutation({
    mutationFn: (jobId: string) =>
      answerOf(
        client.POST('/v1/webhooks/{id}/dead-letters/{jobId}/replay', {
          params: { path: { id: webhookId, jobId } },
        }),
      ),
    onSuccess: () => {
      pages.retry();
      void message.success(t('webhooks.replaySaid'));
    },
  });
  return (
    <>
      {mayReplay && pages.rows.length > 1 && (
        <div className="system-bar">
          <ActionButton
            label={t('webhooks.replayAll')}
            title={t('webhooks.replayAllTitle')}
            consequence={t('webhooks.replayAllConsequence')}
            confirm={t('webhooks.replayAll')}
            run={() => replayAll(webhookId)}
            done={(count) => {
              pages.retry();
              return t('webhooks.replayAllSaid', { count });
            }}
          />
        </div>
      )}
      {replay.error !== null && <ProblemNotice problem={replay.error} />}
      <Rows
        label={t('webhooks.deadLetters')}
        items={pages.rows}
        rowKey={({ id }) => id}
        isLoading={pages.isLoading}
        problem={pages.problem}
        retry={pages.retry}
        empty={<EmptyState title={t('webhooks.noDead')} lead={t('webhooks.noDeadLead')} />}
        more={
          pages.hasMore && (
            <div className="system-more">
              <Button loading={pages.isLoadingMore} onClick={pages.loadMore}>
                {t('more')}
              </Button>
            </div>
          )
        }
      >
        {({ id, orderId, error, attempts }) => (
          <>
            <RowWords
              title={
                orderId === null ? t('webhooks.withoutOrder') : t('webhooks.order', { id: orderId })
              }
            >
              {error !== null && <span>{error}</span>}
              <span>{t('failures.attempts', { count: attempts })}</span>
            </RowWords>
            {mayReplay && (
              <div className="system-row-end">
                <Button
                  size="small"
                  loading={replay.isPending && replay.variables === id}
                  onClick={() => replay.mutate(id)}
                >
                  {t('webhooks.replay')}
                </Button>
              </div>
            )}
          </>
        )}
      </Rows>
    </>
  );
}

/** The server takes a thousand at a time. Answers how many go out again. */
async function replayAll(webhookId: string): Promise<number> {
  let total = 0;
  for (let call = 0; call < CALLS_MAX; call += 1) {
    const { retried, isAll } = await answerOf(
      client.POST('/v1/webhooks/{id}/dead-letters/replay', { params: { path: { id: webhookId } } }),
    );
    total += retried;
    if (isAll) break;
  }
  return total;
}
