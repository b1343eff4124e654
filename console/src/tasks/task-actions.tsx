import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { FlowTask } from '../client/contract.generated.d.ts';
import { ServerProblem } from '../client/problem.ts';
import { useActor } from '../locales/words.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { CandidateField } from './candidate-field.tsx';
import type { TaskStanding } from './task-standing.ts';
import { useTaskWords } from './use-task-words.ts';

/** Whose a task is: claim it, give it back, give it to somebody. */
export function TaskActions({
  task,
  standing,
}: {
  readonly task: FlowTask;
  readonly standing: TaskStanding;
}) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const words = useTaskWords();
  const actor = useActor();
  const fieldId = useId();
  const [to, setTo] = useState<string | null>(null);
  const at = { params: { path: { id: task.id } } };
  const take = (answer: FlowTask): void => {
    queries.setQueryData(['flow_task', task.id], answer);
    void queries.invalidateQueries({ queryKey: ['flow_tasks'] });
  };
  const refusal = (problem: Error): string | null => {
    if (!(problem instanceof ServerProblem)) return null;
    const { notBy, role, claimedBy } = problem.facts;
    const name = to ?? '';
    if (Array.isArray(notBy)) return t('refused.barred', { name });
    if (typeof role === 'string') {
      return t('refused.role', { name, role: words.role(task.role) });
    }
    return typeof claimedBy === 'string'
      ? t('standing.of_another', { name: actor(claimedBy) })
      : null;
  };
  const isMine = standing === 'mine';
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      answerOf(
        isMine
          ? client.POST('/v1/flow-tasks/{id}/return', at)
          : client.POST('/v1/flow-tasks/{id}/claim', at),
      ),
    onSuccess: (answer) => {
      take(answer);
      void message.success(t(isMine ? 'givenBack' : 'claimed'));
    },
  });
  return (
    <>
      <div className="task-buttons">
        <Button loading={isPending} onClick={() => mutate()}>
          {t(isMine ? 'giveBack' : 'claim')}
        </Button>
        <ActionButton
          label={t('delegate')}
          title={t('delegateTitle')}
          consequence={t('delegateConsequence', { role: words.role(task.role) })}
          confirm={t('delegate')}
          isReady={to !== null}
          fields={
            <div>
              <label className="action-label" htmlFor={fieldId}>
                {t('delegateTo')}
              </label>
              <CandidateField id={fieldId} taskId={task.id} value={to} onChange={setTo} />
            </div>
          }
          refusal={refusal}
          run={async () => {
            const answer = await answerOf(
              client.POST('/v1/flow-tasks/{id}/delegate', { ...at, body: { to: to ?? '' } }),
            );
            take(answer);
            return answer;
          }}
          done={({ claimedBy }) => t('delegated', { name: actor(claimedBy ?? '') })}
        />
      </div>
      {error !== null && <ProblemNotice problem={error} said={refusal(error)} />}
    </>
  );
}
