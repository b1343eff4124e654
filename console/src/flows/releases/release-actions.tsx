import { Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FlowReleaseView, StartFlowRelease } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFlowRefusal } from './use-flow-refusal.ts';
import { useReleaseHindrance } from './use-release-hindrance.ts';

const METRICS = ['failures', 'holds', 'lateness', 'nodeErrors'] as const;
const EXPECTED_MAX = 3;

/** What may be done with a release where it stands. */
export function ReleaseActions({ release }: { readonly release: FlowReleaseView }) {
  const { t } = useTranslation('flows');
  const may = useMay();
  const refusal = useFlowRefusal();
  const { state, flow: code, id } = release;
  const hindrance = useReleaseHindrance(release);
  const at = { params: { path: { code, id } } };
  const note = (text: string) => (text === '' ? {} : { note: text });
  const mayDraw = may('flows:write');
  return (
    <span className="release-buttons">
      {state === 'waiting' && may('flows:approve') && (
        <>
          <ActionButton
            label={t('release.approve')}
            button={{ type: 'primary', disabled: hindrance !== null }}
            refusal={refusal}
            title={t('release.approveTitle')}
            consequence={t('release.approveConsequence')}
            confirm={t('release.approve')}
            reason="optional"
            reasonLabel={t('release.note')}
            run={(text) =>
              answerOf(
                client.POST('/v1/flows/{code}/releases/{id}/approve', { ...at, body: note(text) }),
              )
            }
            done={() => t('release.approved')}
          />
          <ActionButton
            label={t('release.reject')}
            button={{ danger: true, disabled: hindrance !== null }}
            refusal={refusal}
            title={t('release.rejectTitle')}
            consequence={t('release.rejectConsequence')}
            confirm={t('release.reject')}
            reason="required"
            run={(reason) =>
              answerOf(
                client.POST('/v1/flows/{code}/releases/{id}/reject', { ...at, body: { reason } }),
              )
            }
            done={() => t('release.rejected')}
          />
        </>
      )}
      {state === 'approved' && mayDraw && <StartButton release={release} />}
      {(state === 'waiting' || state === 'approved') && mayDraw && (
        <ActionButton
          label={t('release.withdraw')}
          refusal={refusal}
          title={t('release.withdrawTitle')}
          consequence={t('release.withdrawConsequence')}
          confirm={t('release.withdraw')}
          run={() => answerOf(client.POST('/v1/flows/{code}/releases/{id}/withdraw', at))}
          done={() => t('release.withdrawn')}
        />
      )}
      {(state === 'releasing' || state === 'live') && mayDraw && (
        <ActionButton
          label={t('release.rollBack')}
          button={{ danger: true }}
          refusal={refusal}
          title={t('release.rollBackTitle')}
          consequence={t('release.rollBackConsequence')}
          confirm={t('release.rollBack')}
          reason="required"
          run={(reason) =>
            answerOf(
              client.POST('/v1/flows/{code}/releases/{id}/roll-back', { ...at, body: { reason } }),
            )
          }
          done={() => t('release.rolledBack')}
        />
      )}
    </span>
  );
}

/** Lets orders enter: a share that grows by itself, or all at once. */
function StartButton({ release }: { readonly release: FlowReleaseView }) {
  const { t } = useTranslation('flows');
  const may = useMay();
  const refusal = useFlowRefusal();
  const canShare = hasShares(release);
  const [plan, setPlan] = useState<StartFlowRelease['plan']>(canShare ? 'by_steps' : 'at_once');
  const [expected, setExpected] = useState<readonly (typeof METRICS)[number][]>([]);
  const { flow: code, id } = release;
  if (!canShare && !may('flows:approve')) {
    return <span className="quiet">{t('release.approverStarts')}</span>;
  }
  return (
    <ActionButton
      label={t('release.start')}
      button={{ type: 'primary' }}
      refusal={refusal}
      title={t('release.startTitle')}
      consequence={t(`release.plan_${plan}`)}
      confirm={t('release.start')}
      fields={
        <div className="flow-form">
          <Radio.Group
            aria-label={t('release.plan')}
            value={plan}
            options={[
              { value: 'by_steps', label: t('release.bySteps'), disabled: !canShare },
              {
                value: 'at_once',
                label: t('release.atOnce'),
                disabled: !may('flows:approve'),
              },
            ]}
            onChange={({ target }) => setPlan(target.value as StartFlowRelease['plan'])}
          />
          {!canShare && <p className="quiet">{t('release.onlyAtOnce')}</p>}
          {plan === 'by_steps' && (
            <fieldset className="release-expected">
              <legend>{t('release.expected')}</legend>
              <Checkbox.Group
                value={[...expected]}
                options={METRICS.map((metric) => ({
                  value: metric,
                  label: t(`metric.${metric}`),
                  disabled: expected.length >= EXPECTED_MAX && !expected.includes(metric),
                }))}
                onChange={(next) => setExpected(METRICS.filter((each) => next.includes(each)))}
              />
            </fieldset>
          )}
        </div>
      }
      run={() =>
        answerOf(
          client.POST('/v1/flows/{code}/releases/{id}/start', {
            params: { path: { code, id } },
            body: {
              plan,
              ...(plan === 'at_once' || expected.length === 0 ? {} : { expected: [...expected] }),
            },
          }),
        )
      }
      done={() => t('release.startedDone')}
    />
  );
}

/** Whether lots can be drawn when the flow begins: not for what other flows call. The server keeps the rule. */
function hasShares({ definition: { trigger } }: FlowReleaseView): boolean {
  return trigger.kind !== 'call';
}
