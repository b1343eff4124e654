import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { QuarantinedCommand } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { useMay } from '../../client/session.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useActor } from '../../locales/words.ts';
import { Moment } from '../../ui/figures.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Tag, type Mood } from '../../ui/state-tag.tsx';
import { NothingFailed } from './nothing-failed.tsx';
import { Rows, RowWords } from './rows.tsx';
import { useFailureWords } from './use-failure-words.ts';

type State = QuarantinedCommand['state'];

const MOODS: Readonly<Record<State, Mood>> = { waiting: 'bad', retried: 'good', dropped: 'quiet' };
const PAGE_ROWS = 50;
/** That a command went to quarantine is no event. */
const LOOK_EVERY_MS = 5_000;

/** Commands that failed through a fault of ours, kept for a look. */
export function FailedCommands({
  showTrace,
}: {
  readonly showTrace: (traceparent: string) => void;
}) {
  const { t } = useTranslation('system');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const actorName = useActor();
  const { commandName } = useFailureWords();
  const mayChange = useMay()('operations:write');
  const [state, setState] = useState<State>('waiting');
  const [openedId, setOpenedId] = useState<string | null>(null);
  const pages = usePages<QuarantinedCommand>(['quarantine', state], (cursor, signal) =>
    answerOf(
      client.GET('/v1/quarantine', {
        params: {
          query: { state, limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
  const refresh = () => void queries.invalidateQueries({ queryKey: ['quarantine'] });
  useEffect(() => {
    const timer = setInterval(
      () => void queries.invalidateQueries({ queryKey: ['quarantine'] }),
      LOOK_EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [queries]);
  const retry = useMutation({
    mutationFn: (id: string) =>
      answerOf(client.POST('/v1/quarantine/{id}/retry', { params: { path: { id } } })),
    onSuccess: () => void message.success(t('failures.commandSaid')),
    onSettled: refresh,
  });
  return (
    <>
      <div className="system-bar">
        <Select
          className="system-filter"
          aria-label={t('failures.stateFilter')}
          value={state}
          onChange={setState}
          options={(['waiting', 'retried', 'dropped'] as const).map((value) => ({
            value,
            label: t(`failures.kept.${value}`),
          }))}
        />
      </div>
      {retry.error !== null && <ProblemNotice problem={retry.error} />}
      <Section isFlush className="system-list">
        <Rows
          label={t('failures.commands')}
          items={pages.rows}
          rowKey={({ id }) => id}
          isLoading={pages.isLoading}
          problem={pages.problem}
          retry={pages.retry}
          empty={
            <NothingFailed
              title={t(`failures.noneKept.${state}`)}
              lead={state === 'waiting' ? t('failures.noneLead') : t('failures.noneOther')}
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
          {({ id, kind, actor, body, error, quarantinedAt, traceparent, ...rest }) => (
            <>
              <RowWords
                title={commandName(kind)}
                tags={<Tag mood={MOODS[rest.state]}>{t(`failures.kept.${rest.state}`)}</Tag>}
              >
                <span className="failure-error">{error.split('\n')[0]}</span>
                <span>
                  {actorName(actor)} · <Moment at={quarantinedAt} isRelative />
                </span>
              </RowWords>
              <div className="system-row-end">
                <Button
                  size="small"
                  type="text"
                  aria-expanded={openedId === id}
                  onClick={() => setOpenedId(openedId === id ? null : id)}
                >
                  {openedId === id ? t('failures.hide') : t('failures.look')}
                </Button>
                <Button size="small" type="text" onClick={() => showTrace(traceparent)}>
                  {t('failures.trace')}
                </Button>
                {mayChange && rest.state === 'waiting' && (
                  <>
                    <Button
                      size="small"
                      loading={retry.isPending && retry.variables === id}
                      onClick={() => retry.mutate(id)}
                    >
                      {t('failures.retry')}
                    </Button>
                    <ActionButton
                      label={t('failures.drop')}
                      button={{ size: 'small', danger: true }}
                      title={t('failures.dropTitle')}
                      consequence={t('failures.dropCommand', { command: commandName(kind) })}
                      confirm={t('failures.drop')}
                      run={() =>
                        answerOf(
                          client.POST('/v1/quarantine/{id}/drop', { params: { path: { id } } }),
                        )
                      }
                      done={() => {
                        refresh();
                        return t('failures.dropSaid');
                      }}
                    />
                  </>
                )}
              </div>
              {openedId === id && (
                <pre className="failure-body code">
                  {JSON.stringify({ kind, body, error }, null, 2)}
                </pre>
              )}
            </>
          )}
        </Rows>
      </Section>
    </>
  );
}
