import { ArrowLeftOutlined, InboxOutlined, RollbackOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { Order, TrackedOrder } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import '../order/action-modal.css';
import { returnableUnits } from '../order/order-actions.ts';
import { useOrder } from '../order/order-queries.ts';
import { ReturnModal } from '../order/return-modal.tsx';
import { nameIn, type Language } from '../tracking/language.ts';
import { OrderView } from '../tracking/order-view.tsx';
import '../tracking/tracking.css';
import { useWordsIn, Words } from '../tracking/words.tsx';
import { AbsentThing } from '../ui/absent-thing.tsx';
import { Money } from '../ui/figures.tsx';
import './own.css';

/** One order of a customer who has logged in, as the page behind its link shows it. */
export function OwnOrderPage() {
  const { t, i18n } = useTranslation('own');
  const { id } = useParams({ from: '/inside/orders/$id' });
  const words = useWordsIn(i18n.language as Language);
  const {
    data: tracked,
    error,
    refetch,
  } = useQuery({
    queryKey: ['order', id, 'tracked'],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/orders/{id}/tracked', { params: { path: { id } }, signal })),
  });
  const { data: order } = useOrder(id, tracked !== undefined);
  if (tracked === undefined) {
    return (
      <AbsentThing
        heading={t('orders')}
        error={error}
        retry={() => void refetch()}
        missing={{
          icon: <InboxOutlined />,
          title: t('missing'),
          lead: t('missingLead'),
          action: (
            <Link to="/orders">
              <Button type="primary">{t('all')}</Button>
            </Link>
          ),
        }}
      />
    );
  }
  return (
    <div className="page own-order">
      <div className="own-order-head">
        <Link to="/orders">
          <ArrowLeftOutlined aria-hidden /> {t('all')}
        </Link>
        {order !== undefined && <Total order={order} tracked={tracked} />}
      </div>
      <Words value={words}>
        <OrderView order={tracked} />
      </Words>
    </div>
  );
}

function Total({ order, tracked }: { readonly order: Order; readonly tracked: TrackedOrder }) {
  const { t, i18n } = useTranslation('own');
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  const canReturn = may('returns:request') && order.lines.some((line) => returnableUnits(line) > 0);
  const names = new Map(
    tracked.items.map((item) => [item.lineNumber, nameIn(item, i18n.language as Language)]),
  );
  return (
    <span className="own-order-total">
      <span>
        <span className="quiet">
          {t('order', { number: order.externalId })} · {t('total')}
        </span>{' '}
        <strong>
          <Money minor={order.totals.totalMinor} currency={order.currency} />
        </strong>
      </span>
      {canReturn && (
        <Button icon={<RollbackOutlined />} onClick={() => setAsking(true)}>
          {t('askForReturn')}
        </Button>
      )}
      {isAsking && <ReturnModal order={order} names={names} onClose={() => setAsking(false)} />}
    </span>
  );
}
