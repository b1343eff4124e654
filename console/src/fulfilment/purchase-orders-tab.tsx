import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { PurchaseOrderView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useLimitedRole, useMay } from '../client/session.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment } from '../ui/figures.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { OrderLink } from './change-requests-tab.tsx';
import { useFulfilmentSearch } from './fulfilment-search.ts';
import { Countdown, Progress, PurchaseStateTag } from './fulfilment-tags.tsx';
import { LocationName, SkuName } from './names.tsx';
import { Destination } from './shipments-tab.tsx';

/** What suppliers are asked to send straight to customers, and what they answered. */
export function PurchaseOrdersTab() {
  const { t } = useTranslation('fulfilment');
  const may = useMay();
  const isSupplier = useLimitedRole() === 'supplier';
  const { location, state, show } = useFulfilmentSearch();
  const query = {
    ...(location === undefined ? {} : { location }),
    ...(state === undefined ? {} : { state: state as PurchaseOrderView['state'] }),
  };
  const pages = usePages(['fulfilment', 'purchase-orders', query], (cursor, signal) =>
    answerOf(
      client.GET('/v1/fulfilment/purchase-orders', {
        params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const actions = (purchase: PurchaseOrderView) =>
    may('purchases:write') && <PurchaseActions purchase={purchase} />;
  const supplier: Column<PurchaseOrderView> = {
    key: 'supplier',
    title: t('column.supplier'),
    width: 'minmax(110px, 1fr)',
    render: (purchase) => <LocationName code={purchase.location} />,
  };
  const to: Column<PurchaseOrderView> = {
    key: 'to',
    title: t('column.to'),
    width: 'minmax(110px, 1fr)',
    render: (purchase) => <Destination shipment={purchase} />,
  };
  const mail: Column<PurchaseOrderView> = {
    key: 'mail',
    title: t('column.mail'),
    width: 'minmax(130px, 1fr)',
    render: (purchase) => <LastMail purchase={purchase} />,
  };
  const columns: readonly Column<PurchaseOrderView>[] = [
    {
      key: 'order',
      title: t('column.order'),
      width: '110px',
      render: ({ orderId }) => <OrderLink id={orderId} />,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: '112px',
      render: ({ state: at }) => <PurchaseStateTag state={at} />,
    },
    ...(isSupplier ? [to] : [supplier]),
    {
      key: 'goods',
      title: t('column.goods'),
      width: 'minmax(140px, 1.5fr)',
      render: (purchase) => <Goods purchase={purchase} />,
    },
    ...(isSupplier ? [] : [mail]),
    {
      key: 'shipBy',
      title: t('column.shipBy'),
      width: 'minmax(130px, 1fr)',
      render: (purchase) => <Due purchase={purchase} />,
    },
    { key: 'actions', title: '', width: '250px', align: 'end', render: actions },
  ];
  return (
    <CursorTable
      label={t('tab.purchases')}
      columns={columns}
      pages={pages}
      rowKey={({ id }) => id}
      onOpen={({ id }) => show({ open: `order/${id}` })}
      renderCard={(purchase) => (
        <div className="row-card">
          <div className="row-card-line">
            <OrderLink id={purchase.orderId} />
            <PurchaseStateTag state={purchase.state} />
          </div>
          <div>
            <Goods purchase={purchase} />
          </div>
          <div className="row-card-line">
            {isSupplier ? (
              <Destination shipment={purchase} />
            ) : (
              <LocationName code={purchase.location} />
            )}
            <Due purchase={purchase} />
          </div>
          {!isSupplier && <LastMail purchase={purchase} />}
          <div className="row-card-actions">{actions(purchase)}</div>
        </div>
      )}
      empty={<EmptyState title={t('empty.purchases')} lead={t('empty.purchasesLead')} />}
    />
  );
}

function Goods({ purchase }: { readonly purchase: PurchaseOrderView }) {
  const { t } = useTranslation('fulfilment');
  const [first, ...others] = purchase.lines;
  if (first === undefined) return <span className="quiet">—</span>;
  const sum = (field: 'quantity' | 'shippedQuantity') =>
    purchase.lines.reduce((total, line) => total + line[field], 0);
  const sent = sum('shippedQuantity');
  return (
    <span className="goods">
      <span>
        {first.quantity} × <SkuName code={first.sku} />
        {others.length > 0 && (
          <span className="quiet"> {t('andMore', { count: others.length })}</span>
        )}
      </span>
      {sent > 0 && sent < sum('quantity') && (
        <Progress done={sent} all={sum('quantity')} label={t('partShipped')} />
      )}
    </span>
  );
}

function Due({ purchase }: { readonly purchase: PurchaseOrderView }) {
  const { t } = useTranslation('fulfilment');
  const { state, shipBy, expectedAt } = purchase;
  if (state === 'shipped' || state === 'declined' || state === 'cancelled')
    return <Moment at={purchase.stateSince} />;
  return expectedAt === null ? (
    <Countdown until={shipBy} />
  ) : (
    <span>
      <span className="quiet">{t('expected')}</span> <Moment at={expectedAt} />
    </span>
  );
}

function LastMail({ purchase }: { readonly purchase: PurchaseOrderView }) {
  const { t } = useTranslation('fulfilment');
  const last = purchase.mails.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0];
  if (last === undefined) return <span className="quiet">—</span>;
  const isGood = ['sent', 'waiting', 'not_needed'].includes(last.outcome);
  return (
    <span className={isGood ? 'quiet' : 'mail-trouble'}>
      {t(`mailKind.${last.kind}`)}: {t(`mailOutcome.${last.outcome}`)}
    </span>
  );
}

function PurchaseActions({ purchase }: { readonly purchase: PurchaseOrderView }) {
  const { t } = useTranslation('fulfilment');
  const role = useLimitedRole();
  const [expectedAt, setExpectedAt] = useState('');
  const [carrier, setCarrier] = useState('');
  const [trackingNumber, setTrackingNumber] = useState('');
  const params = { path: { id: purchase.id } };
  const isLive = ['drafted', 'sent', 'accepted'].includes(purchase.state);
  const button = { size: 'small' } as const;
  return (
    <span className="row-actions">
      {(purchase.state === 'drafted' || purchase.state === 'sent') && (
        <ActionButton
          label={t('acceptPurchase.label')}
          button={{ ...button, type: 'primary' }}
          title={t('acceptPurchase.title')}
          consequence={t('acceptPurchase.consequence')}
          confirm={t('acceptPurchase.confirm')}
          fields={
            <label>
              <span className="action-label">{t('acceptPurchase.expectedAt')}</span>
              <Input
                type="datetime-local"
                value={expectedAt}
                onChange={(event) => setExpectedAt(event.target.value)}
              />
            </label>
          }
          run={() =>
            answerOf(
              client.POST('/v1/fulfilment/purchase-orders/{id}/accept', {
                params,
                body: expectedAt === '' ? {} : { expectedAt: new Date(expectedAt).toISOString() },
              }),
            )
          }
          done={() => t('acceptPurchase.done')}
        />
      )}
      {purchase.state === 'accepted' && (
        <ActionButton
          label={t('shipPurchase.label')}
          button={{ ...button, type: 'primary' }}
          title={t('shipPurchase.title')}
          consequence={t('shipPurchase.consequence')}
          confirm={t('shipPurchase.confirm')}
          isReady={carrier.trim() !== '' && trackingNumber.trim() !== ''}
          fields={
            <>
              <Input
                value={carrier}
                onChange={(event) => setCarrier(event.target.value)}
                placeholder={t('column.carrier')}
                aria-label={t('column.carrier')}
                maxLength={100}
              />
              <Input
                value={trackingNumber}
                onChange={(event) => setTrackingNumber(event.target.value)}
                placeholder={t('column.trackingNumber')}
                aria-label={t('column.trackingNumber')}
                maxLength={64}
              />
            </>
          }
          run={() =>
            answerOf(
              client.POST('/v1/fulfilment/purchase-orders/{id}/shipments', {
                params,
                body: { carrier: carrier.trim(), trackingNumber: trackingNumber.trim() },
              }),
            )
          }
          done={() => t('shipPurchase.done')}
        />
      )}
      {isLive && (
        <ActionButton
          label={t('declinePurchase.label')}
          button={{ ...button, danger: true }}
          title={t('declinePurchase.title')}
          consequence={t('declinePurchase.consequence')}
          confirm={t('declinePurchase.confirm')}
          reason="required"
          run={(reason) =>
            answerOf(
              client.POST('/v1/fulfilment/purchase-orders/{id}/decline', {
                params,
                body: { reason },
              }),
            )
          }
          done={() => t('declinePurchase.done')}
        />
      )}
      {role === null && (isLive || purchase.state === 'cancelled') && (
        <ActionButton
          label={t('sendPurchase.label')}
          button={button}
          title={t('sendPurchase.title')}
          consequence={t('sendPurchase.consequence')}
          confirm={t('sendPurchase.confirm')}
          run={() =>
            answerOf(client.POST('/v1/fulfilment/purchase-orders/{id}/send', { params, body: {} }))
          }
          done={() => t('sendPurchase.done')}
        />
      )}
    </span>
  );
}
