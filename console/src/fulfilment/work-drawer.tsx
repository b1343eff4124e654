import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { FulfilmentOrderRead } from '../client/contract.generated.d.ts';
import { WhyChoice } from '../choices/why-choice.tsx';
import { useLimitedRole, useMay } from '../client/session.ts';
import { Moment } from '../ui/figures.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { OrderLink } from './change-requests-tab.tsx';
import './drawers.css';
import { parcelQuery, workQuery } from './fulfilment-queries.ts';
import { useFulfilmentSearch } from './fulfilment-search.ts';
import { Countdown, GateTag, PriorityTag, WorkStateTag } from './fulfilment-tags.tsx';
import { LocationName, SkuName } from './names.tsx';
import { PlanWaveButton } from './plan-wave-button.tsx';
import { Destination } from './shipments-tab.tsx';

/** One fulfilment order: what is in it, what keeps it, and what can be done. */
export function WorkDetails({ id }: { readonly id: string }) {
  const { t } = useTranslation('fulfilment');
  const { data: work, error, refetch } = useQuery(workQuery(id));
  const [parcel] = work?.parcels ?? [];
  const { data: found } = useQuery({
    ...parcelQuery(parcel?.sscc ?? ''),
    enabled: parcel !== undefined,
  });
  const { show } = useFulfilmentSearch();
  const isSupplier = useLimitedRole() === 'supplier';
  const { data: purchase } = useQuery({
    queryKey: ['fulfilment', 'purchase-order', id],
    enabled: isSupplier,
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/fulfilment/purchase-orders/{id}', { params: { path: { id } }, signal }),
      ),
  });
  if (work === undefined) {
    return error === null ? (
      <Skeleton active />
    ) : (
      <ProblemNotice problem={error} onRetry={() => void refetch()} />
    );
  }
  const shipment = found?.shipment ?? null;
  return (
    <div className="details">
      <div className="details-tags">
        <WorkStateTag state={work.state} />
        <PriorityTag priority={work.priority} />
        <GateTag gate={work.gate} />
      </div>
      {work.gate !== null && <p className="details-note">{t(`gateLead.${work.gate}`)}</p>}
      <dl className="facts">
        <dt>{t('column.order')}</dt>
        <dd>
          <OrderLink id={work.orderId} />
        </dd>
        <dt>{t('column.location')}</dt>
        <dd>
          <LocationName code={work.location} />
        </dd>
        <dt>{t('column.shipBy')}</dt>
        <dd>
          <Moment at={work.shipBy} /> <Countdown until={work.shipBy} />
        </dd>
        <dt>{t('column.deliverBy')}</dt>
        <dd>
          <Moment at={work.deliverBy} />
        </dd>
        {purchase !== undefined && (
          <>
            <dt>{t('column.to')}</dt>
            <dd>
              {[purchase.shipTo.name, ...purchase.shipTo.lines, purchase.shipTo.district]
                .filter(Boolean)
                .join(', ')}
              , {purchase.shipTo.postalCode} <Destination shipment={purchase} />
            </dd>
          </>
        )}
        {work.wave !== null && !isSupplier && (
          <>
            <dt>{t('column.wave')}</dt>
            <dd>
              <Link
                to="/fulfilment"
                search={{ tab: 'waves', location: work.location }}
                className="numbers"
              >
                {work.wave}
              </Link>
            </dd>
          </>
        )}
        {shipment !== null && (
          <>
            <dt>{t('column.shipment')}</dt>
            <dd>
              <button
                type="button"
                className="link-button numbers"
                onClick={() => show({ open: `shipment/${shipment.id}` })}
              >
                {shipment.id}
              </button>{' '}
              <WhyChoice
                about={{
                  subject: `fulfilment_order/${work.id}`,
                  kind: 'fulfilment.carrier',
                  orderId: work.orderId,
                }}
              />
            </dd>
          </>
        )}
        {work.isPickUp && (
          <>
            <dt>{t('handedOver')}</dt>
            <dd>{t('pickUp')}</dd>
          </>
        )}
      </dl>
      <h3>{t('goods')}</h3>
      <ul className="goods-list">
        {work.lines.map((line) => (
          <li key={line.lineNumber}>
            <span className="goods-quantity numbers">{line.quantity} ×</span>
            <span className="goods-name">
              <SkuName code={line.sku} />
              <span className="code quiet">{line.sku}</span>
              {(line.lots ?? []).map(({ lot, serials }) => (
                <span key={`${lot} ${serials.join()}`} className="quiet">
                  {[lot, ...serials].filter((each) => each !== null).join(', ')}
                </span>
              ))}
            </span>
            <span className="quiet numbers">
              {t('pickedOf', { picked: line.picked, count: line.quantity })}
            </span>
          </li>
        ))}
      </ul>
      {(work.parcels ?? []).length > 0 && (
        <>
          <h3>
            {t('column.parcels')}{' '}
            <WhyChoice
              about={{
                subject: `fulfilment_order/${work.id}`,
                kind: 'fulfilment.carton',
                orderId: work.orderId,
              }}
            />
          </h3>
          <ul className="goods-list">
            {(work.parcels ?? []).map(({ number, sscc, box, weightGrams }) => (
              <li key={number}>
                <span className="goods-quantity">{box ?? t('ownPackaging')}</span>
                <span className="goods-name code">{sscc}</span>
                <span className="quiet numbers">{t('grams', { count: weightGrams })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <WorkActions work={work} hasShipment={shipment !== null} />
    </div>
  );
}

function WorkActions({
  work,
  hasShipment,
}: {
  readonly work: FulfilmentOrderRead;
  readonly hasShipment: boolean;
}) {
  const { t } = useTranslation('fulfilment');
  const may = useMay();
  if (!may('fulfilment:write')) return null;
  const params = { path: { id: work.id } };
  const isTakenOut = ['waved', 'picking', 'picked', 'packed'].includes(work.state) && !hasShipment;
  return (
    <div className="details-actions">
      {work.state === 'open' && (
        <PlanWaveButton location={work.location} fulfilmentOrders={[work.id]} type="primary" />
      )}
      {work.state === 'picked' && (
        <Link to="/floor" search={{ location: work.location, task: 'pack', work: work.id }}>
          {t('packOnFloor')}
        </Link>
      )}
      {work.state === 'packed' && work.isPickUp && (
        <Link to="/floor" search={{ location: work.location, task: 'collect', work: work.id }}>
          {t('handOverOnFloor')}
        </Link>
      )}
      {work.state === 'packed' && !work.isPickUp && !hasShipment && (
        <ActionButton
          label={t('book.label')}
          button={{ type: 'primary' }}
          title={t('book.title')}
          consequence={t('book.consequence')}
          confirm={t('book.confirm')}
          run={() => answerOf(client.POST('/v1/fulfilment/orders/{id}/book', { params, body: {} }))}
          done={({ carrier, trackingNumber }) => t('book.done', { carrier, trackingNumber })}
        />
      )}
      {isTakenOut && (
        <ActionButton
          label={t('takeOut.label')}
          title={t('takeOut.title')}
          consequence={t(work.state === 'waved' ? 'takeOut.waved' : 'takeOut.begun')}
          confirm={t('takeOut.confirm')}
          reason="required"
          run={(reason) =>
            answerOf(
              client.POST('/v1/fulfilment/orders/{id}/take-out', { params, body: { reason } }),
            )
          }
          done={() => t('takeOut.done', { id: work.id })}
        />
      )}
    </div>
  );
}
