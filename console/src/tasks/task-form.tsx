import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { FlowTask } from '../client/contract.generated.d.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { inOrder } from './form-order.ts';
import { FormPart } from './form-part.tsx';
import { answersOf, missingIn, type FilledIn } from './task-answers.ts';
import { useTaskWords } from './use-task-words.ts';

/** The form of a task, made from its schema, and its ways out: the one that is chosen completes it. */
export function TaskForm({
  task,
  onDone,
}: {
  readonly task: FlowTask;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const words = useTaskWords();
  const [filled, setFilled] = useState<FilledIn>({});
  const [isTried, setTried] = useState(false);
  const section = useRef<HTMLElement>(null);
  const { form, outputs } = task;
  const missing = missingIn(form, filled);
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: (outcome: string) =>
      answerOf(
        client.POST('/v1/flow-tasks/{id}/complete', {
          params: { path: { id: task.id } },
          body: { outcome, answers: answersOf(filled) },
        }),
      ),
    onSuccess: (answer) => {
      queries.setQueryData(['flow_task', task.id], answer);
      void queries.invalidateQueries({ queryKey: ['flow_tasks'] });
      void message.success(t('completed'));
      onDone();
    },
  });
  const complete = (outcome: string): void => {
    setTried(true);
    if (missing.length === 0) mutate(outcome);
    // What is missing may be out of sight: the first of it is brought there, once it is marked.
    else {
      requestAnimationFrame(() =>
        section.current?.querySelector<HTMLElement>('[data-missing] :is(input, textarea)')?.focus(),
      );
    }
  };
  return (
    <section ref={section} className="task-form">
      {inOrder(form.properties, form.order).map(([name, field]) => (
        <FormPart
          key={name}
          label={words.field(name, field)}
          field={field}
          isNeeded={form.required?.includes(name) === true}
          isMissing={isTried && missing.includes(name)}
          value={filled[name]}
          onChange={(value) => setFilled({ ...filled, [name]: value })}
        />
      ))}
      <div>
        <h3>{t('choose')}</h3>
        <p className="quiet">{t('consequence')}</p>
        <div className="task-buttons">
          {outputs.map((outcome, index) => (
            <Button
              key={outcome}
              type={index === 0 ? 'primary' : 'default'}
              loading={isPending && variables === outcome}
              disabled={isPending}
              onClick={() => complete(outcome)}
            >
              {capital(words.output(outcome))}
            </Button>
          ))}
        </div>
      </div>
      {error !== null && <ProblemNotice problem={error} />}
    </section>
  );
}

/** A way out as it stands on a button. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
