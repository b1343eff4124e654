import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { ChangeRequestView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment } from '../ui/figures.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { useFulfilmentSearch } from './fulfilment-search.ts';
import { RequestStateTag } from './fulfilment-tags.tsx';
import { LocationName } from './names.tsx';

/** What locations are asked to change of what they have begun with. */
export function ChangeRequestsTab() {
  const { t } = useTranslation('fulfilment');
  const may = useMay();
  const { location, state, show } = useFulfilmentSearch();
  const query = {
    ...(location === undefined ? {} : { location }),
    ...(state === undefined ? {} : { state: state as ChangeRequestView['state'] }),
  };
  const pages = usePages(['fulfilment', 'change-requests', query], (cursor, signal) =>
    answerOf(
      client.GET('/v1/fulfilment/change-requests', {
        params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const actions = (request: ChangeRequestView) =>
    request.state === 'pending' && may('fulfilment:write') && <Answers request={request} />;
  const columns: readonly Column<ChangeRequestView>[] = [
    {
      key: 'order',
      title: t('column.order'),
      width: '110px',
      render: ({ orderId }) => <OrderLink id={orderId} />,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: '110px',
      render: ({ state: at }) => <RequestStateTag state={at} />,
    },
    {
      key: 'location',
      title: t('column.location'),
      width: 'minmax(110px, 1fr)',
      render: (request) => <LocationName code={request.location} />,
    },
    {
      key: 'wish',
      title: t('column.wish'),
      width: 'minmax(180px, 2fr)',
      render: (request) => <Wish request={request} />,
    },
    {
      key: 'reason',
      title: t('reason'),
      width: 'minmax(110px, 1fr)',
      render: ({ reason }) => <span title={reason}>{reason}</span>,
    },
    {
      key: 'askedAt',
      title: t('column.askedAt'),
      width: '120px',
      render: ({ askedAt }) => <Moment at={askedAt} isRelative />,
    },
    { key: 'actions', title: '', width: '170px', align: 'end', render: actions },
  ];
  return (
    <CursorTable
      label={t('tab.requests')}
      columns={columns}
      pages={pages}
      rowKey={({ id }) => id}
      onOpen={({ fulfilmentOrder }) => show({ open: `order/${fulfilmentOrder}` })}
      renderCard={(request) => (
        <div className="row-card">
          <div className="row-card-line">
            <OrderLink id={request.orderId} />
            <RequestStateTag state={request.state} />
          </div>
          <div>
            <Wish request={request} />
          </div>
          <div className="row-card-line quiet">
            <LocationName code={request.location} />
            <Moment at={request.askedAt} isRelative />
          </div>
          <div className="row-card-actions">{actions(request)}</div>
        </div>
      )}
      empty={<EmptyState title={t('empty.requests')} lead={t('empty.requestsLead')} />}
    />
  );
}

/** The way to an order from a list whose rows lead elsewhere. */
export function OrderLink({ id }: { readonly id: string }) {
  const may = useMay();
  // Locations and suppliers work on orders that they do not read.
  if (!may('orders:read')) return <span className="numbers">{id}</span>;
  return (
    <Link
      to="/orders/$id"
      params={{ id }}
      className="numbers"
      onClick={(event) => event.stopPropagation()}
    >
      {id}
    </Link>
  );
}

function Wish({ request }: { readonly request: ChangeRequestView }) {
  const { t } = useTranslation('fulfilment');
  if (request.kind === 'address') {
    const { city, lines = [] } = request.shipTo ?? {};
    return <>{t('wish.address', { address: [city, ...lines].filter(Boolean).join(' ') })}</>;
  }
  const units = request.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return <>{t('wish.cancel', { count: units })}</>;
}

function Answers({ request }: { readonly request: ChangeRequestView }) {
  const { t } = useTranslation('fulfilment');
  const answer = (isAccepted: boolean, note: string) =>
    answerOf(
      client.POST('/v1/fulfilment/change-requests/{id}/answer', {
        params: { path: { id: request.id } },
        body: { isAccepted, ...(note === '' ? {} : { note }) },
      }),
    );
  return (
    <span className="row-actions">
      <ActionButton
        label={t('acceptRequest.label')}
        button={{ size: 'small', type: 'primary' }}
        title={t('acceptRequest.title')}
        consequence={t(`acceptRequest.${request.kind}`)}
        confirm={t('acceptRequest.confirm')}
        reason="optional"
        reasonLabel={t('note')}
        run={(note) => answer(true, note)}
        done={() => t('acceptRequest.done')}
      />
      <ActionButton
        label={t('refuseRequest.label')}
        button={{ size: 'small' }}
        title={t('refuseRequest.title')}
        consequence={t(`refuseRequest.${request.kind}`)}
        confirm={t('refuseRequest.confirm')}
        reason="optional"
        reasonLabel={t('note')}
        run={(note) => answer(false, note)}
        done={() => t('refuseRequest.done')}
      />
    </span>
  );
}
