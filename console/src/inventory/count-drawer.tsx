import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Form, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WhyChoice } from '../choices/why-choice.tsx';
import { answerOf, client } from '../client/client.ts';
import type { CountTaskView } from '../client/contract.generated.d.ts';
import { useMay, useMe } from '../client/session.ts';
import { Moment, Quantity } from '../ui/figures.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { ActionDialog } from './action-dialog.tsx';
import { CountTag, Variance } from './count-parts.tsx';
import { actorName } from './names.ts';
import { SkuOfCode } from './sku-cell.tsx';
import { ReasonField } from './stock-actions.tsx';
import { useLocations } from './use-locations.ts';

/** One count: say how many are there without being told what is expected; decide what was found. */
export function CountDrawer({
  task,
  close,
}: {
  readonly task: CountTaskView;
  readonly close: () => void;
}) {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const { actor } = useMe();
  const isNarrow = useIsNarrow();
  const { nameOf } = useLocations();
  const [decision, setDecision] = useState<'approve' | 'recount' | 'cancel' | null>(null);
  const isCountable = task.state === 'open' || task.state === 'recount';
  const hasCounted = task.counts.some(({ by }) => by === actor);
  return (
    <Drawer open onClose={close} size={isNarrow ? '100%' : 460} title={t('count.title')}>
      <p className="inventory-facts">
        <SkuOfCode code={task.sku} />
        <CountTag state={task.state} />
      </p>
      <p className="inventory-facts quiet">
        {nameOf(task.location)}
        {task.slot !== null && <span className="code">{task.slot}</span>}
        {task.plan !== null && (
          <WhyChoice
            about={{
              subject: `location/${task.location}`,
              kind: 'inventory.count_plan',
              orderId: null,
            }}
          />
        )}
      </p>
      {isCountable &&
        may('counts:write') &&
        (hasCounted ? (
          <Alert type="info" showIcon title={t('count.other')} />
        ) : (
          <EnterCount task={task} />
        ))}
      {task.counts.length > 0 && (
        <table className="quiet-table">
          <thead>
            <tr>
              <th>{t('count.by')}</th>
              <th>{t('count.at')}</th>
              <th>{t('count.found')}</th>
              <th>{t('count.expected')}</th>
            </tr>
          </thead>
          <tbody>
            {task.counts.map(({ by, at, counted, expected }) => (
              <tr key={at + by}>
                <td>{actorName(by)}</td>
                <td>
                  <Moment at={at} />
                </td>
                <td>
                  <Quantity value={counted} />
                </td>
                <td>{expected === null ? t('count.hidden') : <Quantity value={expected} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {task.variance !== null && (
        <p className="inventory-facts">
          {t('count.variance')} <Variance value={task.variance} />
        </p>
      )}
      {task.unposted > 0 && (
        <Alert type="warning" showIcon title={t('count.unposted', { count: task.unposted })} />
      )}
      {task.reason !== null && (
        <p className="inventory-hint">
          {t('reason')}: {task.reason}
        </p>
      )}
      {task.state === 'approval' && hasCounted && (
        <Alert type="info" showIcon title={t('count.approveOther')} />
      )}
      {may('counts:write') && (
        <div className="inventory-decide">
          {task.state === 'approval' && (
            <>
              <Button type="primary" disabled={hasCounted} onClick={() => setDecision('approve')}>
                {t('count.decide.approve')}
              </Button>
              <Button onClick={() => setDecision('recount')}>{t('count.decide.recount')}</Button>
            </>
          )}
          {(isCountable || task.state === 'approval') && (
            <Button type="text" danger onClick={() => setDecision('cancel')}>
              {t('count.decide.cancel')}
            </Button>
          )}
        </div>
      )}
      {decision !== null && (
        <ActionDialog<{ readonly reason: string }>
          title={t(`count.decide.${decision}`)}
          lead={t(`count.decideLead.${decision}`, { count: task.variance ?? 0 })}
          action={t(`count.decide.${decision}`)}
          isDanger={decision === 'cancel'}
          said={t('count.decided')}
          close={() => setDecision(null)}
          carryOut={({ reason }) =>
            answerOf(
              client.POST('/v1/counts/{id}/decide', {
                params: { path: { id: task.id } },
                body: { decision, reason },
              }),
            )
          }
        >
          <ReasonField />
        </ActionDialog>
      )}
    </Drawer>
  );
}

function EnterCount({ task }: { readonly task: CountTaskView }) {
  const { t } = useTranslation('inventory');
  const { message } = App.useApp();
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ counted }: { readonly counted: number }) =>
      answerOf(
        client.POST('/v1/counts/{id}/count', {
          params: { path: { id: task.id } },
          body: { counted },
        }),
      ),
    onSuccess: () => void message.success(t('count.entered')),
  });
  return (
    <Form<{ counted: number }>
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => mutate(values)}
    >
      <Form.Item
        name="counted"
        label={t('count.howMany')}
        extra={task.isBlind ? t('count.blind') : undefined}
        rules={[{ required: true, message: t('needed.quantity') }]}
      >
        <InputNumber className="count-field" size="large" min={0} max={100_000_000} precision={0} />
      </Form.Item>
      {error !== null && <ProblemNotice problem={error} />}
      <Button type="primary" htmlType="submit" size="large" block loading={isPending}>
        {t('count.enter')}
      </Button>
    </Form>
  );
}
