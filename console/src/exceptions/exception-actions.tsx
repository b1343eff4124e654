import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { Exception } from '../client/contract.generated.d.ts';
import { useMe } from '../client/session.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const HOUR_MS = 3_600_000;
const REST_HOURS = { restHour: 1, restTomorrow: 24, restWeek: 168 } as const;

/** What a person does about an exception: take it, note something, let it rest, say that it is over. */
export function ExceptionActions({ item }: { readonly item: Exception }) {
  const { t } = useTranslation('exceptions');
  const { t: common } = useTranslation();
  const { actor } = useMe();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [writing, setWriting] = useState<'note' | 'resolve' | null>(null);
  const [text, setText] = useState('');
  const params = { path: { id: item.id } };
  // The server keeps this; here it is said before somebody tries.
  const isSettledByFact = item.kind === 'effect_unsure';
  const step = useMutation({
    mutationFn: async ({
      call,
    }: {
      readonly call: () => Promise<Exception>;
      readonly said: string;
    }) => call(),
    onSuccess: (answer, { said }) => {
      queries.setQueryData(['exception', item.id], answer);
      void queries.invalidateQueries({ queryKey: ['exceptions'] });
      setWriting(null);
      setText('');
      message.success(said);
    },
  });
  const write = (): void => {
    if (writing === 'note') {
      step.mutate({
        call: () => answerOf(client.POST('/v1/exceptions/{id}/notes', { params, body: { text } })),
        said: t('act.noted'),
      });
    } else {
      step.mutate({
        call: () =>
          answerOf(
            client.POST('/v1/exceptions/{id}/resolve', { params, body: { resolution: text } }),
          ),
        said: t('act.resolvedDone'),
      });
    }
  };
  const rest = (hours: number): void =>
    step.mutate({
      call: () =>
        answerOf(
          client.POST('/v1/exceptions/{id}/snooze', {
            params,
            body: { until: new Date(Date.now() + hours * HOUR_MS).toISOString() },
          }),
        ),
      said: t('act.rested'),
    });
  return (
    <div className="exception-actions">
      <div className="exception-buttons">
        {item.owner !== actor && (
          <Button
            type="primary"
            loading={step.isPending}
            onClick={() =>
              step.mutate({
                call: () =>
                  answerOf(
                    client.POST('/v1/exceptions/{id}/assign', { params, body: { owner: actor } }),
                  ),
                said: t('act.taken'),
              })
            }
          >
            {t('act.take')}
          </Button>
        )}
        <Button onClick={() => setWriting('note')}>{t('act.note')}</Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: Object.keys(REST_HOURS).map((key) => ({
              key,
              label: t(`act.${key as keyof typeof REST_HOURS}`),
            })),
            onClick: ({ key }) => rest(REST_HOURS[key as keyof typeof REST_HOURS]),
          }}
        >
          <Button>{t('act.rest')}</Button>
        </Dropdown>
        {!isSettledByFact && (
          <Button onClick={() => setWriting('resolve')}>{t('act.resolve')}</Button>
        )}
      </div>
      {isSettledByFact && <p className="quiet">{t('act.settledByFact')}</p>}
      {writing !== null && (
        <div className="exception-write">
          {writing === 'resolve' && <p className="quiet">{t('act.resolveWhy')}</p>}
          <Input.TextArea
            aria-label={writing === 'note' ? t('act.noteField') : t('act.resolveField')}
            placeholder={writing === 'note' ? t('act.noteField') : t('act.resolveField')}
            autoSize={{ minRows: 2 }}
            maxLength={2_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoFocus
          />
          <div className="exception-buttons">
            <Button
              type="primary"
              disabled={text.trim() === ''}
              loading={step.isPending}
              onClick={write}
            >
              {writing === 'note' ? t('act.note') : t('act.resolve')}
            </Button>
            <Button type="text" onClick={() => setWriting(null)}>
              {common('cancel')}
            </Button>
          </div>
        </div>
      )}
      {step.error !== null && <ProblemNotice problem={step.error} />}
    </div>
  );
}
