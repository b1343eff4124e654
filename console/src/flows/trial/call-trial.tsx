import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FlowCallTrial, TriedFlowCall } from '../../client/contract.generated.d.ts';
import { FormPart } from '../../tasks/form-part.tsx';
import { answersOf, missingIn, type FilledIn } from '../../tasks/task-answers.ts';
import { Moment, Quantity } from '../../ui/figures.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { Editor } from '../editor/use-editor.ts';
import type { EndpointTrigger } from '../endpoints/endpoint.ts';
import { TrialNotes } from './trial-notes.tsx';
import { TrialPeriod, type Asked } from './trial-period.tsx';

const CALLS_MAX = 2_000;
const STATES = ['answered', 'refused', 'failed', 'waiting', 'notTaken'] as const;

type Reply = Pick<TriedFlowCall, 'state' | 'answer' | 'reason'>;

/** Tries the drawing of an endpoint on past calls, and with one that somebody writes. */
export function CallTrial({
  editor,
  trigger,
}: {
  readonly editor: Editor;
  readonly trigger: EndpointTrigger;
}) {
  const { t } = useTranslation('flows');
  const { mutate, data, isPending, error } = useMutation({
    mutationFn: ({ from, to, most }: Asked) =>
      answerOf(
        client.POST('/v1/flow-call-trials', {
          body: { definition: editor.drawing.definition, from, to, calls: most },
        }),
      ),
  });
  return (
    <>
      <p className="quiet">{t('trial.callsLead')}</p>
      <TrialPeriod
        editor={editor}
        what={t('trial.callsOf')}
        max={CALLS_MAX}
        isPending={isPending}
        onAsk={mutate}
      />
      {error !== null && <ProblemNotice problem={error} />}
      {data !== undefined && <Outcome trial={data} editor={editor} />}
      <OneCall editor={editor} trigger={trigger} />
    </>
  );
}

function Outcome({ trial, editor }: { readonly trial: FlowCallTrial; readonly editor: Editor }) {
  const { t } = useTranslation('flows');
  if (trial.tried === 0) return <p className="run-waits">{t('trial.noCalls')}</p>;
  return (
    <>
      <table className="trial-table">
        <thead>
          <tr>
            <th scope="col">{t('trial.callsTried', { count: trial.tried })}</th>
            <th scope="col">{t('trial.before')}</th>
            <th scope="col">{t('trial.after')}</th>
          </tr>
        </thead>
        <tbody>
          {STATES.map((state) => (
            <tr key={state}>
              <th scope="row">{t(`trial.reply.${state}`)}</th>
              <td>
                <Quantity value={trial[state].before} />
              </td>
              <td>
                <Quantity value={trial[state].after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="trial-notes">
        <li>{t('trial.callsDifferent', { count: trial.different })}</li>
        <TrialNotes editor={editor} trial={trial} />
      </ul>
      {trial.differences.length > 0 && (
        <>
          <h3 className="facts-heading">{t('trial.callsOtherwise')}</h3>
          <table className="trial-table">
            <thead>
              <tr>
                <th scope="col">{t('trial.calledAt')}</th>
                <th scope="col">{t('trial.before')}</th>
                <th scope="col">{t('trial.after')}</th>
              </tr>
            </thead>
            <tbody>
              {trial.differences.map(({ call, calledAt, before, after }) => (
                <tr key={call}>
                  <th scope="row">
                    <Moment at={calledAt} />
                  </th>
                  <td className="change-was">
                    <ReplyText reply={before} />
                  </td>
                  <td className="change-is">
                    <ReplyText reply={after} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}

/** One call that somebody writes, as the drawing would answer it now. */
function OneCall({
  editor,
  trigger: { input },
}: {
  readonly editor: Editor;
  readonly trigger: EndpointTrigger;
}) {
  const { t } = useTranslation('flows');
  const [filled, setFilled] = useState<FilledIn>({});
  const [isTried, setTried] = useState(false);
  const missing = missingIn(input, filled);
  const { mutate, data, isPending, error } = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/v1/flow-call-trials/one', {
          body: { definition: editor.drawing.definition, input: answersOf(filled) },
        }),
      ),
  });
  return (
    <section className="trial-call" aria-label={t('trial.oneCall')}>
      <h3 className="facts-heading">{t('trial.oneCall')}</h3>
      <p className="quiet">{t('trial.oneCallLead')}</p>
      {Object.entries(input.properties).map(([name, field]) => (
        <FormPart
          key={name}
          label={name}
          field={field}
          isNeeded={input.required?.includes(name) === true}
          isMissing={isTried && missing.includes(name)}
          value={filled[name]}
          onChange={(value) => setFilled({ ...filled, [name]: value })}
        />
      ))}
      <Button
        loading={isPending}
        disabled={editor.problems.length > 0}
        onClick={() => {
          setTried(true);
          if (missing.length === 0) mutate();
        }}
      >
        {t('trial.callIt')}
      </Button>
      {error !== null && <ProblemNotice problem={error} />}
      {data !== undefined && (
        <div className="trial-answer" aria-live="polite">
          <ReplyText reply={data} />
          <ul className="trial-notes">
            <TrialNotes
              editor={editor}
              trial={{
                nodes: [],
                calls: data.calls,
                failures: data.failures.map((failure) => ({ ...failure, orders: 1 })),
              }}
            />
          </ul>
        </div>
      )}
    </section>
  );
}

/** What a call comes to, as a person reads it. */
function ReplyText({ reply: { state, answer, reason } }: { readonly reply: Reply }) {
  const { t } = useTranslation('flows');
  return (
    <>
      {t(`trial.reply.${state === 'not_taken' ? 'notTaken' : state}`)}
      {reason !== null && <>: {reason}</>}
      {answer !== null && (
        <dl className="trial-reply">
          {Object.entries(answer).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
