import { Link } from '@tanstack/react-router';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { JobView } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { useMay } from '../../client/session.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Moment } from '../../ui/figures.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Tag, type Mood } from '../../ui/state-tag.tsx';
import { NothingFailed } from './nothing-failed.tsx';
import { Rows, RowWords } from './rows.tsx';
import { useFailureWords } from './use-failure-words.ts';

const MOODS: Readonly<Record<JobView['state'], Mood>> = {
  dead: 'bad',
  waiting: 'warn',
  running: 'info',
};
const PAGE_ROWS = 50;
/** That a job failed for good is an event; that one waits or runs is none. */
const LOOK_EVERY_MS = 5_000;

/** Jobs: those that nobody tries again by themselves first. */
export function FailedJobs({ showTrace }: { readonly showTrace: (traceparent: string) => void }) {
  const { t } = useTranslation('system');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const mayChange = useMay()('operations:write');
  const { taskName } = useFailureWords();
  const [state, setState] = useState<JobView['state']>('dead');
  const pages = usePages<JobView>(['jobs', state], (cursor, signal) =>
    answerOf(
      client.GET('/v1/jobs', {
        params: {
          query: { state, limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
  useEffect(() => {
    const timer = setInterval(
      () => void queries.invalidateQueries({ queryKey: ['jobs'] }),
      LOOK_EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [queries]);
  const retry = useMutation({
    mutationFn: (id: string) =>
      answerOf(client.POST('/v1/jobs/{id}/retry', { params: { path: { id } } })),
    onSuccess: () => void message.success(t('failures.retrySaid')),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  return (
    <>
      <div className="system-bar">
        <Select
          className="system-filter"
          aria-label={t('failures.stateFilter')}
          value={state}
          onChange={setState}
          options={(['dead', 'waiting', 'running'] as const).map((value) => ({
            value,
            label: t(`failures.state.${value}`),
          }))}
        />
      </div>
      {retry.error !== null && <ProblemNotice problem={retry.error} />}
      <Section isFlush className="system-list">
        <Rows
          label={t('failures.jobs')}
          items={pages.rows}
          rowKey={({ id }) => id}
          isLoading={pages.isLoading}
          problem={pages.problem}
          retry={pages.retry}
          empty={
            <NothingFailed
              title={t(`failures.none.${state}`)}
              lead={state === 'dead' ? t('failures.noneLead') : t('failures.noneOther')}
            />
          }
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
          {(job) => (
            <>
              <RowWords
                title={taskName(job.task)}
                tags={<Tag mood={MOODS[job.state]}>{t(`failures.state.${job.state}`)}</Tag>}
              >
                {job.error !== null && <span className="failure-error">{job.error}</span>}
                {job.orderId !== null && (
                  <Link to="/orders/$id" params={{ id: job.orderId }}>
                    {t('webhooks.order', { id: job.orderId })}
                  </Link>
                )}
                <span>{t('failures.attempts', { count: job.attempts })}</span>
                {job.runAt !== null && (
                  <span>
                    {t('failures.due')} <Moment at={job.runAt} isRelative />
                  </span>
                )}
              </RowWords>
              <div className="system-row-end">
                {job.traceparent !== null && (
                  <Button
                    size="small"
                    type="text"
                    onClick={() => showTrace(job.traceparent as string)}
                  >
                    {t('failures.trace')}
                  </Button>
                )}
                {mayChange && job.state !== 'running' && (
                  <>
                    <Button
                      size="small"
                      loading={retry.isPending && retry.variables === job.id}
                      onClick={() => retry.mutate(job.id)}
                    >
                      {t('failures.retry')}
                    </Button>
                    <ActionButton
                      label={t('failures.drop')}
                      button={{ size: 'small', danger: true }}
                      title={t('failures.dropTitle')}
                      consequence={t('failures.dropJob', { task: taskName(job.task) })}
                      confirm={t('failures.drop')}
                      run={() =>
                        answerOf(
                          client.POST('/v1/jobs/{id}/drop', { params: { path: { id: job.id } } }),
                        )
                      }
                      done={() => {
                        void queries.invalidateQueries({ queryKey: ['jobs'] });
                        return t('failures.dropSaid');
                      }}
                    />
                  </>
                )}
              </div>
            </>
          )}
        </Rows>
      </Section>
    </>
  );
}
