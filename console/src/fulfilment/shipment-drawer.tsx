import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { ShipmentView } from '../client/contract.generated.d.ts';
import { useMay, useSeesCosts } from '../client/session.ts';
import { Moment, Money } from '../ui/figures.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { OrderLink } from './change-requests-tab.tsx';
import { DocumentLinks } from './document-links.tsx';
import './drawers.css';
import { shipmentQuery } from './fulfilment-queries.ts';
import { useFulfilmentSearch } from './fulfilment-search.ts';
import { ShipmentStateTag } from './fulfilment-tags.tsx';
import { LocationName, SkuName } from './names.tsx';
import { Carrier, Destination } from './shipments-tab.tsx';

/** One shipment: its papers, its parcels, where it is, and what can be done while it stands here. */
export function ShipmentDetails({ id }: { readonly id: string }) {
  const { t } = useTranslation('fulfilment');
  const { data: shipment, error, refetch } = useQuery(shipmentQuery(id));
  const { show } = useFulfilmentSearch();
  const seesCosts = useSeesCosts();
  if (shipment === undefined) {
    return error === null ? (
      <Skeleton active />
    ) : (
      <ProblemNotice problem={error} onRetry={() => void refetch()} />
    );
  }
  const path = `/v1/fulfilment/shipments/${encodeURIComponent(id)}`;
  return (
    <div className="details">
      <div className="details-tags">
        <ShipmentStateTag state={shipment.state} />
      </div>
      <dl className="facts">
        <dt>{t('column.order')}</dt>
        <dd>
          <OrderLink id={shipment.orderId} />
        </dd>
        <dt>{t('column.work')}</dt>
        <dd>
          <button
            type="button"
            className="link-button numbers"
            onClick={() => show({ open: `order/${shipment.fulfilmentOrder}` })}
          >
            {shipment.fulfilmentOrder}
          </button>
        </dd>
        <dt>{t('column.carrier')}</dt>
        <dd>
          <Carrier shipment={shipment} /> <span className="code">{shipment.trackingNumber}</span>
        </dd>
        <dt>{t('column.location')}</dt>
        <dd>
          <LocationName code={shipment.location} />
        </dd>
        <dt>{t('column.to')}</dt>
        <dd>
          <Destination shipment={shipment} />
        </dd>
        <dt>{t('column.deliverBy')}</dt>
        <dd>
          <Moment at={shipment.deliverBy} />
        </dd>
        {seesCosts && (
          <>
            <dt>{t('column.cost')}</dt>
            <dd>
              <Money minor={shipment.costMinor} currency={shipment.currency} />
            </dd>
          </>
        )}
        {shipment.manifest !== null && (
          <>
            <dt>{t('column.manifest')}</dt>
            <dd className="numbers">{shipment.manifest}</dd>
          </>
        )}
      </dl>
      {shipment.state !== 'voided' && (
        <>
          <h3>{t('column.documents')}</h3>
          <DocumentLinks
            of={id}
            documents={[
              { name: t('document.labelPdf'), href: `${path}/label.pdf` },
              { name: t('document.labelZpl'), href: `${path}/label.zpl` },
              { name: t('document.packingSlip'), href: `${path}/packing-slip.pdf` },
            ]}
          />
        </>
      )}
      <h3>{t('column.parcels')}</h3>
      <ul className="goods-list">
        {shipment.parcels.map((parcel) => (
          <li key={parcel.number}>
            <span className="goods-quantity">{parcel.box ?? t('ownPackaging')}</span>
            <span className="goods-name">
              {parcel.lines.map((line) => (
                <span key={line.lineNumber}>
                  {line.quantity} × <SkuName code={line.sku} />
                </span>
              ))}
              {parcel.sscc !== null && <span className="code quiet">{parcel.sscc}</span>}
            </span>
            <span className="quiet numbers">{t('grams', { count: parcel.weightGrams })}</span>
          </li>
        ))}
      </ul>
      {shipment.tracking.length > 0 && (
        <>
          <h3>{t('onItsWay')}</h3>
          <ol className="tracking-list">
            {shipment.tracking
              .toSorted((one, other) => (one.occurredAt < other.occurredAt ? 1 : -1))
              .map((event) => (
                <li key={event.reference}>
                  <span>{t(`trackingKind.${event.kind}`)}</span>
                  <span className="quiet">{event.place}</span>
                  <Moment at={event.occurredAt} />
                </li>
              ))}
          </ol>
        </>
      )}
      <ShipmentActions shipment={shipment} />
    </div>
  );
}

function ShipmentActions({ shipment }: { readonly shipment: ShipmentView }) {
  const { t } = useTranslation('fulfilment');
  const may = useMay();
  if (shipment.state !== 'booked' || !may('fulfilment:write')) return null;
  const params = { path: { id: shipment.id } };
  return (
    <div className="details-actions">
      <ActionButton
        label={t('ship.label')}
        button={{ type: 'primary' }}
        title={t('ship.title')}
        consequence={t('ship.consequence', { carrier: shipment.carrier })}
        confirm={t('ship.confirm')}
        run={() =>
          answerOf(client.POST('/v1/fulfilment/shipments/{id}/ship', { params, body: {} }))
        }
        done={({ id }) => t('ship.done', { id })}
      />
      <ActionButton
        label={t('void.label')}
        button={{ danger: true }}
        title={t('void.title')}
        consequence={t('void.consequence', { carrier: shipment.carrier })}
        confirm={t('void.confirm')}
        reason="required"
        run={(reason) =>
          answerOf(client.POST('/v1/fulfilment/shipments/{id}/void', { params, body: { reason } }))
        }
        done={({ id }) => t('void.done', { id })}
      />
    </div>
  );
}
