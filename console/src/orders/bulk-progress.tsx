import { CheckCircleFilled, ClockCircleOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BulkChange } from '../client/contract.generated.d.ts';
import { BulkOrders } from './bulk-orders.tsx';
import { progressOf } from './bulk-target.ts';

/** How far a bulk change is, and what became of the orders. */
export function BulkProgress({ bulk }: { readonly bulk: BulkChange }) {
  const { t } = useTranslation('orders');
  const { state, counts } = bulk;
  const { done, total } = progressOf(bulk);
  const isBack = state === 'undoing' || state === 'undone';
  const isBusy = state === 'running' || state === 'undoing';
  const failed = isBack ? counts.notUndone : counts.failed;
  const succeeded = isBack ? counts.undone : counts.done;
  return (
    <div className="bulk-run" aria-live="polite">
      {state === 'undoing' && <p className="quiet">{t('bulk.undoing')}</p>}
      <Progress
        aria-label={t(`bulk.title.${bulk.action}`)}
        percent={total === 0 ? 100 : Math.floor((done / total) * 100)}
        status={failed > 0 ? 'exception' : isBusy ? 'active' : 'success'}
        format={() => t('bulk.running', { done, count: total })}
      />
      {isBusy && <p className="quiet bulk-hint">{t('bulk.goesOn')}</p>}
      {!isBusy && succeeded > 0 && (
        <p className="bulk-line">
          <CheckCircleFilled className="bulk-good" aria-hidden />
          {t(isBack ? 'bulk.undone' : 'bulk.succeeded', { count: succeeded })}
        </p>
      )}
      {!isBusy && counts.asked > 0 && (
        <p className="bulk-line">
          <ClockCircleOutlined className="bulk-info" aria-hidden />
          {t('bulk.wereAsked', { count: counts.asked })}
        </p>
      )}
      {!isBusy && !isBack && counts.unchanged > 0 && (
        <p className="bulk-line quiet">{t('bulk.unchanged', { count: counts.unchanged })}</p>
      )}
      {!isBusy &&
        !isBack &&
        counts.impossible.map(({ why, orders }) => (
          <p key={why} className="bulk-line quiet">
            {t(`bulk.impossible.${why}`, { count: orders })}
          </p>
        ))}
      {state === 'stopped' && counts.waiting > 0 && (
        <p className="bulk-line quiet">{t('bulk.stopped', { count: counts.waiting })}</p>
      )}
      {failed > 0 && (
        <>
          <p className="bulk-line">
            <ExclamationCircleFilled className="bulk-bad" aria-hidden />
            {t('bulk.failed', { count: failed })}
          </p>
          <BulkOrders id={bulk.id} outcome={isBack ? 'not_undone' : 'failed'} withReason />
        </>
      )}
      {!isBusy && bulk.canUndo && <p className="quiet bulk-hint">{t('bulk.undoHint')}</p>}
    </div>
  );
}
