import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Modal, Progress, Select, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { canUndo, previewOf, type BulkAction, type Preview } from './bulk-actions.ts';
import { useBulkRun, type BulkRun } from './use-bulk-run.ts';

const PRIORITIES = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
const HOLD_KINDS = ['manual', 'address', 'fraud', 'payment', 'customer'] as const;
const REASON_LENGTH_MAX = 500;
const NAMED_MAX = 60;

/** An action on many orders: what will happen to how many, then how it goes, and back again where that is possible. */
export function BulkDialog({
  action,
  ids,
  onClose,
}: {
  readonly action: BulkAction;
  readonly ids: readonly string[];
  readonly onClose: (failed: readonly string[] | null) => void;
}) {
  const { t } = useTranslation(['orders', 'common']);
  const { run, orders, problem, start, stop, undo } = useBulkRun(ids, action);
  const [priority, setPriority] = useState(9);
  const [holdKind, setHoldKind] = useState<(typeof HOLD_KINDS)[number]>('manual');
  const [reason, setReason] = useState('');
  const preview = useMemo(
    () => previewOf(action, orders, { priority }),
    [action, orders, priority],
  );
  const needsReason = action === 'hold' || action === 'cancel';
  const count = preview.toChange.length;
  const isReady = count > 0 && (!needsReason || reason.trim() !== '');
  const isBusy = run.phase === 'running' || run.phase === 'undoing';
  const choice = { priority, holdKind, reason: reason.trim() };
  const begin = (todo: readonly string[]): void => void start(todo, choice);
  const isOver = run.phase === 'done' || run.phase === 'undone';
  const failed = [...run.failed.keys()];

  return (
    <Modal
      open
      width={540}
      title={t(`orders:bulk.title.${action}`)}
      mask={{ closable: !isBusy }}
      keyboard={!isBusy}
      closable={!isBusy}
      onCancel={() => onClose(isOver ? failed : null)}
      footer={
        isBusy ? (
          <Button onClick={stop}>{t('orders:bulk.stop')}</Button>
        ) : isOver ? (
          <>
            {run.undoable > 0 && canUndo(action) && (
              <Button onClick={() => void undo()}>{t('orders:bulk.undo')}</Button>
            )}
            {run.phase === 'done' && failed.length > 0 && (
              <Button onClick={() => begin(failed)}>
                {t('orders:bulk.retry', { count: failed.length })}
              </Button>
            )}
            <Button type="primary" onClick={() => onClose(failed)}>
              {t('common:done')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => onClose(null)}>{t('common:back')}</Button>
            <Button
              type="primary"
              danger={action === 'cancel'}
              disabled={!isReady || run.phase === 'reading'}
              onClick={() => begin(preview.toChange)}
            >
              {t('orders:bulk.confirm', { action: t(`orders:bulk.${action}`), count })}
            </Button>
          </>
        )
      }
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      {run.phase === 'reading' && problem === null && (
        <div aria-live="polite">
          <p className="quiet">{t('orders:bulk.reading', { count: ids.length })}</p>
          <Skeleton active title={false} paragraph={{ rows: 3 }} />
        </div>
      )}
      {run.phase === 'choosing' && (
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
          <PreviewList action={action} preview={preview} />
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
          {(needsReason || action === 'releaseHold') && (
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
      {(isBusy || isOver) && <RunView run={run} />}
      {run.phase === 'done' && run.undoable > 0 && canUndo(action) && (
        <p className="quiet bulk-hint">{t('orders:bulk.undoHint')}</p>
      )}
    </Modal>
  );
}

function PreviewList({
  action,
  preview,
}: {
  readonly action: BulkAction;
  readonly preview: Preview;
}) {
  const { t } = useTranslation('orders');
  const count = preview.toChange.length;
  return (
    <ul className="bulk-preview">
      <li>
        {count > 0 ? (
          <>
            <CheckCircleFilled className="bulk-good" aria-hidden />
            <strong>{t(`bulk.will.${action}`, { count })}</strong>
          </>
        ) : (
          <>
            <ExclamationCircleFilled className="bulk-warn" aria-hidden />
            <strong>{t('bulk.nothing')}</strong>
          </>
        )}
      </li>
      {preview.asked > 0 && (
        <li>
          <ClockCircleOutlined className="bulk-info" aria-hidden />
          {t('bulk.asked', { count: preview.asked })}
        </li>
      )}
      {preview.unchanged > 0 && (
        <li className="quiet">
          <MinusCircleOutlined aria-hidden />
          {t('bulk.unchanged', { count: preview.unchanged })}
        </li>
      )}
      {[...preview.impossible].map(([reason, orders]) => (
        <li key={reason}>
          <ExclamationCircleFilled className="bulk-warn" aria-hidden />
          <details>
            <summary>
              {t(`bulk.impossible.${reason}`, { count: orders.length })}
              <span className="bulk-which">{t('bulk.which')}</span>
            </summary>
            <p className="bulk-orders numbers">
              {orders.slice(0, NAMED_MAX).join('  ')}
              {orders.length > NAMED_MAX ? ' …' : ''}
            </p>
          </details>
        </li>
      ))}
    </ul>
  );
}

function RunView({ run }: { readonly run: BulkRun }) {
  const { t } = useTranslation('orders');
  const succeeded = run.done - run.failed.size;
  const isBack = run.phase === 'undoing' || run.phase === 'undone';
  const isOver = run.phase === 'done' || run.phase === 'undone';
  const left = run.total - run.done;
  return (
    <div className="bulk-run" aria-live="polite">
      {isBack && run.phase === 'undoing' && <p className="quiet">{t('bulk.undoing')}</p>}
      <Progress
        percent={run.total === 0 ? 100 : Math.round((run.done / run.total) * 100)}
        status={run.failed.size > 0 ? 'exception' : isOver ? 'success' : 'active'}
        format={() => t('bulk.running', { done: run.done, count: run.total })}
      />
      {isOver && succeeded > 0 && (
        <p className="bulk-line">
          <CheckCircleFilled className="bulk-good" aria-hidden />
          {t(isBack ? 'bulk.undone' : 'bulk.succeeded', { count: succeeded })}
        </p>
      )}
      {isOver && left > 0 && (
        <p className="bulk-line quiet">{t('bulk.stopped', { count: left })}</p>
      )}
      {run.failed.size > 0 && (
        <>
          <p className="bulk-line">
            <ExclamationCircleFilled className="bulk-bad" aria-hidden />
            {t('bulk.failed', { count: run.failed.size })}
          </p>
          <ul className="bulk-failed">
            {[...run.failed].map(([id, reason]) => (
              <li key={id}>
                <Link to="/orders/$id" params={{ id }} className="numbers">
                  {id}
                </Link>
                <span>{reason ?? t('bulk.unreachable')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
