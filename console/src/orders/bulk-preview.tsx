import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkChange } from '../client/contract.generated.d.ts';
import { BulkOrders } from './bulk-orders.tsx';
import { foreseenOf } from './bulk-target.ts';

/** What will happen to how many orders, and to how many nothing can, by what stands in the way. */
export function BulkPreview({
  bulk,
  priority,
}: {
  readonly bulk: BulkChange;
  readonly priority: number;
}) {
  const { t } = useTranslation('orders');
  const { toChange, unchanged } = foreseenOf(bulk, priority);
  const { willAsk } = bulk.counts;
  return (
    <ul className="bulk-preview">
      <li>
        {toChange > 0 ? (
          <>
            <CheckCircleFilled className="bulk-good" aria-hidden />
            <strong>{t(`bulk.will.${bulk.action}`, { count: toChange })}</strong>
          </>
        ) : (
          <>
            <ExclamationCircleFilled className="bulk-warn" aria-hidden />
            <strong>{t('bulk.nothing')}</strong>
          </>
        )}
      </li>
      {willAsk > 0 && (
        <li>
          <ClockCircleOutlined className="bulk-info" aria-hidden />
          {t('bulk.asked', { count: willAsk })}
        </li>
      )}
      {unchanged > 0 && (
        <li className="quiet">
          <MinusCircleOutlined aria-hidden />
          {t('bulk.unchanged', { count: unchanged })}
        </li>
      )}
      {bulk.counts.impossible.map(({ why, orders }) => (
        <Obstacle key={why} id={bulk.id} why={why} count={orders} />
      ))}
    </ul>
  );
}

function Obstacle({
  id,
  why,
  count,
}: {
  readonly id: string;
  readonly why: BulkChange['counts']['impossible'][number]['why'];
  readonly count: number;
}) {
  const { t } = useTranslation('orders');
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <ExclamationCircleFilled className="bulk-warn" aria-hidden />
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {t(`bulk.impossible.${why}`, { count })}
          <span className="bulk-which">{t('bulk.which')}</span>
        </summary>
        {isOpen && <BulkOrders id={id} outcome="impossible" why={why} withReason={false} />}
      </details>
    </li>
  );
}
