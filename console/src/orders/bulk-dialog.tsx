import { Button, Form, Input, Modal, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkChange } from '../client/contract.generated.d.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { BulkPreview } from './bulk-preview.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import { foreseenOf } from './bulk-target.ts';
import { useBulkChange, type BulkTarget } from './use-bulk-change.ts';

const PRIORITIES = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
const HOLD_KINDS = ['manual', 'address', 'fraud', 'payment', 'customer'] as const;
const REASON_LENGTH_MAX = 500;

/**
 * An action on many orders: what will happen to how many, then how it goes, and back again where that is possible.
 * The server carries it out, whether this stays open or not.
 */
export function BulkDialog({
  target,
  onClose,
}: {
  readonly target: BulkTarget;
  /** True once orders were changed. */
  readonly onClose: (isStarted: boolean) => void;
}) {
  const { t } = useTranslation(['orders', 'common']);
  const { bulk, problem, isSending, send } = useBulkChange(target);
  const [priority, setPriority] = useState(9);
  const [holdKind, setHoldKind] = useState<(typeof HOLD_KINDS)[number]>('manual');
  const [reason, setReason] = useState('');
  const action = bulk?.action ?? ('action' in target ? target.action : 'hold');
  const state = bulk?.state ?? 'counting';
  const needsReason = action === 'hold' || action === 'cancel';
  const isStarted = state !== 'counting' && state !== 'counted' && state !== 'too_many';
  const close = (): void => onClose(isStarted);
  const start = (): void =>
    send({
      verb: 'start',
      choice: {
        ...(action === 'priority' ? { priority } : {}),
        ...(action === 'hold' ? { holdKind } : {}),
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      },
    });

  return (
    <Modal
      open
      width={540}
      title={t(`orders:bulk.title.${action}`)}
      onCancel={close}
      footer={
        <BulkFooter
          bulk={bulk}
          isSending={isSending}
          isReady={!needsReason || reason.trim() !== ''}
          priority={priority}
          onStart={start}
          onStop={() => send({ verb: 'stop' })}
          onUndo={() => send({ verb: 'undo' })}
          onClose={close}
        />
      }
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      {state === 'counting' && problem === null && (
        <div aria-live="polite">
          <p className="quiet">{t('orders:bulk.counting')}</p>
          <Skeleton active title={false} paragraph={{ rows: 3 }} />
        </div>
      )}
      {state === 'too_many' && <p role="alert">{t('orders:bulk.tooMany')}</p>}
      {state === 'counted' && bulk !== undefined && (
        <Form layout="vertical" requiredMark={false} className="bulk-form">
          <p className="bulk-causes">{t(`orders:bulk.causes.${action}`)}</p>
          {action === 'priority' && (
            <Form.Item label={t('orders:bulk.newPriority')} htmlFor="bulk-priority">
              <Select
                id="bulk-priority"
                value={priority}
                options={PRIORITIES.map((value) => ({ value, label: String(value) }))}
                onChange={setPriority}
                style={{ width: 120 }}
              />
            </Form.Item>
          )}
          <BulkPreview bulk={bulk} priority={priority} />
          {action === 'hold' && (
            <Form.Item label={t('orders:bulk.holdKind')} htmlFor="bulk-kind">
              <Select
                id="bulk-kind"
                value={holdKind}
                options={HOLD_KINDS.map((value) => ({
                  value,
                  label: t(`orders:bulk.holdKinds.${value}`),
                }))}
                onChange={setHoldKind}
              />
            </Form.Item>
          )}
          {(needsReason || action === 'release_hold') && (
            <Form.Item
              label={t(needsReason ? 'orders:bulk.reason' : 'orders:bulk.note')}
              htmlFor="bulk-reason"
              extra={needsReason ? t('orders:bulk.reasonRequired') : undefined}
            >
              <Input.TextArea
                id="bulk-reason"
                autoFocus
                autoSize={{ minRows: 2, maxRows: 5 }}
                maxLength={REASON_LENGTH_MAX}
                placeholder={
                  action === 'hold'
                    ? t('orders:bulk.holdReasonExample')
                    : action === 'cancel'
                      ? t('orders:bulk.cancelReasonExample')
                      : undefined
                }
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </Form.Item>
          )}
        </Form>
      )}
      {isStarted && bulk !== undefined && <BulkProgress bulk={bulk} />}
    </Modal>
  );
}

function BulkFooter({
  bulk,
  isSending,
  isReady,
  priority,
  onStart,
  onStop,
  onUndo,
  onClose,
}: {
  readonly bulk: BulkChange | undefined;
  readonly isSending: boolean;
  readonly isReady: boolean;
  readonly priority: number;
  readonly onStart: () => void;
  readonly onStop: () => void;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['orders', 'common']);
  if (bulk === undefined || bulk.state === 'counting' || bulk.state === 'too_many') {
    return <Button onClick={onClose}>{t('common:back')}</Button>;
  }
  const { action, state, counts } = bulk;
  if (state === 'counted') {
    const { toChange } = foreseenOf(bulk, priority);
    return (
      <>
        <Button onClick={onClose}>{t('common:back')}</Button>
        <Button
          type="primary"
          danger={action === 'cancel'}
          disabled={!isReady || toChange === 0}
          loading={isSending}
          onClick={onStart}
        >
          {t('orders:bulk.confirm', { action: t(`orders:bulk.${action}`), count: toChange })}
        </Button>
      </>
    );
  }
  if (state === 'running' || state === 'undoing') {
    return (
      <>
        {state === 'running' && (
          <Button onClick={onStop} loading={isSending}>
            {t('orders:bulk.stop')}
          </Button>
        )}
        <Button onClick={onClose}>{t('orders:bulk.leaveRunning')}</Button>
      </>
    );
  }
  return (
    <>
      {bulk.canUndo && (
        <Button onClick={onUndo} loading={isSending}>
          {t('orders:bulk.undo')}
        </Button>
      )}
      {state === 'stopped' && counts.waiting > 0 && (
        <Button onClick={onStart} loading={isSending}>
          {t('orders:bulk.resume', { count: counts.waiting })}
        </Button>
      )}
      {state === 'done' && counts.failed > 0 && (
        <Button onClick={onStart} loading={isSending}>
          {t('orders:bulk.retry', { count: counts.failed })}
        </Button>
      )}
      <Button type="primary" onClick={onClose}>
        {t('common:done')}
      </Button>
    </>
  );
}
