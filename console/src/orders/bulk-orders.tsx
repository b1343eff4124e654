import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { BulkChangeOrderPage } from '../client/contract.generated.d.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const NAMED_MAX = 60;

type Row = BulkChangeOrderPage['items'][number];

/** The orders of a bulk change that came out in one way: the first of them, as links. */
export function BulkOrders({
  id,
  outcome,
  why,
  withReason,
}: {
  readonly id: string;
  readonly outcome: Row['outcome'];
  readonly why?: string;
  readonly withReason: boolean;
}) {
  const { t } = useTranslation('orders');
  const { data, error } = useQuery({
    queryKey: ['bulk_change', id, 'orders', outcome, why ?? ''],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/bulk-changes/{id}/orders', {
          params: {
            path: { id },
            query: { outcome, limit: NAMED_MAX, ...(why === undefined ? {} : { why }) },
          },
          signal,
        }),
      ),
  });
  if (error !== null) return <ProblemNotice problem={error} />;
  if (data === undefined) return <Spin size="small" />;
  const rest = data.nextCursor === null ? null : <span>{t('bulk.andMore')}</span>;
  if (!withReason) {
    return (
      <p className="bulk-orders numbers">
        {data.items.map(({ orderId }) => (
          <Link key={orderId} to="/orders/$id" params={{ id: orderId }}>
            {orderId}
          </Link>
        ))}
        {rest}
      </p>
    );
  }
  return (
    <ul className="bulk-failed">
      {data.items.map(({ orderId, detail }) => (
        <li key={orderId}>
          <Link to="/orders/$id" params={{ id: orderId }} className="numbers">
            {orderId}
          </Link>
          <span>{detail}</span>
        </li>
      ))}
      {rest !== null && <li className="quiet">{rest}</li>}
    </ul>
  );
}
