import { SendOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Select, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { WebhookView, WebhookWithSecret } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useNames } from '../../ui/use-names.ts';
import { Moment } from '../../ui/figures.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { ReasonWords } from './reason-words.tsx';
import { useEventWords } from './use-event-words.ts';
import { useDeliveryHealth, WEBHOOK_MOODS } from './use-delivery-health.ts';
import './webhooks.css';

/** One webhook: how it is doing, what was sent, what could not be. */
export function WebhookDrawer({
  webhook,
  close,
  edit,
  onSecret,
}: {
  readonly webhook: WebhookView;
  readonly close: () => void;
  readonly edit: () => void;
  readonly onSecret: (webhook: WebhookWithSecret) => void;
}) {
  const { t } = useTranslation('system');
  const may = useMay();
  const [tab, setTab] = useState('deliveries');
  return (
    <Drawer
      open
      size="min(760px, 100vw)"
      title={t('webhooks.one')}
      onClose={close}
      extra={<Tag mood={WEBHOOK_MOODS[webhook.state]}>{t(`webhooks.state.${webhook.state}`)}</Tag>}
    >
      <p className="webhook-url code">{webhook.url}</p>
      <Standing webhook={webhook} mayChange={may('partners:write')} />
      <Facts webhook={webhook} />
      {may('partners:write') && (
        <Actions
          webhook={webhook}
          edit={edit}
          close={close}
          onSecret={onSecret}
          showLog={() => setTab('deliveries')}
        />
      )}
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: 'deliveries',
            label: t('webhooks.deliveries'),
            children: <DeliveryLog webhookId={webhook.id} />,
          },
          {
            key: 'dead',
            label: t('webhooks.deadLetters'),
            children: <DeadLetters webhookId={webhook.id} />,
          },
        ]}
      />
    </Drawer>
  );
}

/** Why nothing arrives, where nothing does, and what can be done about it. */
function Standing({
  webhook,
  mayChange,
}: {
  readonly webhook: WebhookView;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation('system');
  const { message } = App.useApp();
  const params = { path: { id: webhook.id } };
  const resume = useMutation({
    mutationFn: () =>
      webhook.state === 'paused'
        ? answerOf(client.POST('/v1/webhooks/{id}/resume', { params }))
        : answerOf(client.PATCH('/v1/webhooks/{id}', { params, body: { enabled: true } })),
    onSuccess: () => void message.success(t('webhooks.resumeSaid')),
  });
  if (webhook.state === 'active') return null;
  return (
    <div className="webhook-standing">
      <Alert
        type={webhook.state === 'paused' ? 'warning' : 'info'}
        showIcon
        title={webhook.state === 'paused' ? t('webhooks.pausedTitle') : t('webhooks.disabledTitle')}
        description={
          <>
            {webhook.reason !== null && (
              <p>
                <ReasonWords reason={webhook.reason} />
              </p>
            )}
            {webhook.state === 'paused' ? (
              <p>
                {t('webhooks.pausedLead')}{' '}
                {webhook.resumeAt !== null && <Moment at={webhook.resumeAt} isRelative />}
              </p>
            ) : (
              <p>{t('webhooks.disabledLead')}</p>
            )}
          </>
        }
        action={
          mayChange && (
            <Button size="small" loading={resume.isPending} onClick={() => resume.mutate()}>
              {webhook.state === 'paused' ? t('webhooks.resume') : t('webhooks.enable')}
            </Button>
          )
        }
      />
      {resume.error !== null && <ProblemNotice problem={resume.error} />}
    </div>
  );
}

function Facts({ webhook }: { readonly webhook: WebhookView }) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const { channelName } = useNames();
  const { choiceWords } = useEventWords();
  const health = useDeliveryHealth(webhook.id);
  return (
    <dl className="system-facts webhook-facts">
      <dt>{t('webhooks.types')}</dt>
      <dd>{choiceWords(webhook.types)}</dd>
      <dt>{t('webhooks.channels')}</dt>
      <dd>{webhook.channels?.map(channelName).join(t('comma')) ?? t('webhooks.channelsAll')}</dd>
      <dt>{t('keys.view')}</dt>
      <dd>
        {webhook.view === null ? t('keys.viewAll') : common(`role.${webhook.view as 'agent'}`)}
      </dd>
      <dt>{t('webhooks.health')}</dt>
      <dd>
        {health === undefined || health.attempts === 0
          ? t('webhooks.nothingYet')
          : t('webhooks.healthWords', { count: health.attempts, failed: health.failed })}
        {health !== undefined && health.medianMs !== null && (
          <> · {t('webhooks.median', { ms: health.medianMs })}</>
        )}
      </dd>
      <dt>{t('webhooks.secrets')}</dt>
      <dd>{webhook.secretsActive > 1 ? t('webhooks.twoSecrets') : t('webhooks.oneSecret')}</dd>
    </dl>
  );
}

function Actions({
  webhook,
  edit,
  close,
  onSecret,
  showLog,
}: {
  readonly webhook: WebhookView;
  readonly edit: () => void;
  readonly close: () => void;
  readonly onSecret: (webhook: WebhookWithSecret) => void;
  readonly showLog: () => void;
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const [graceHours, setGraceHours] = useState(24);
  const params = { path: { id: webhook.id } };
  const test = useMutation({
    mutationFn: () => answerOf(client.POST('/v1/webhooks/{id}/test', { params })),
    onSuccess: () => {
      showLog();
      void message.success(t('webhooks.testSaid'));
    },
  });
  return (
    <div className="webhook-actions">
      <Button icon={<SendOutlined />} loading={test.isPending} onClick={() => test.mutate()}>
        {t('webhooks.test')}
      </Button>
      <Button onClick={edit}>{t('edit')}</Button>
      <ActionButton
        label={t('webhooks.rotate')}
        title={t('webhooks.rotateTitle')}
        consequence={t('webhooks.rotateConsequence')}
        confirm={t('webhooks.rotate')}
        fields={
          <label className="system-field">
            <span>{t('keys.grace')}</span>
            <Select
              value={graceHours}
              onChange={setGraceHours}
              options={[0, 1, 24, 168, 720].map((hours) => ({
                value: hours,
                label: t(`graceHours.${hours as 0}`),
              }))}
            />
          </label>
        }
        run={() =>
          answerOf(client.POST('/v1/webhooks/{id}/rotate', { params, body: { graceHours } }))
        }
        done={(answer) => {
          onSecret(answer);
          return t('webhooks.rotateSaid');
        }}
      />
      {webhook.state !== 'disabled' && (
        <ActionButton
          label={t('webhooks.disable')}
          title={t('webhooks.disableTitle')}
          consequence={t('webhooks.disableConsequence')}
          confirm={t('webhooks.disable')}
          run={() =>
            answerOf(client.PATCH('/v1/webhooks/{id}', { params, body: { enabled: false } }))
          }
          done={() => t('webhooks.disableSaid')}
        />
      )}
      <ActionButton
        label={common('remove')}
        button={{ danger: true }}
        title={t('webhooks.removeTitle')}
        consequence={t('webhooks.removeConsequence')}
        confirm={common('remove')}
        run={() => answerOf(client.DELETE('/v1/webhooks/{id}', { params }))}
        done={() => {
          close();
          return t('webhooks.removeSaid');
        }}
      />
      {test.error !== null && <ProblemNotice problem={test.error} />}
    </div>
  );
}
