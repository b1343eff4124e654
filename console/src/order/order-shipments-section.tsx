import { useTranslation } from 'react-i18next';
import { useChoiceWords } from '../choices/use-choice-words.ts';
import type { Order, ShipmentView } from '../client/contract.generated.d.ts';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { Tag, type Mood } from '../ui/state-tag.tsx';
import { useNames } from '../ui/use-names.ts';
import { useChoices, useFulfilment } from './order-queries.ts';
import { WhyButton } from './why-provider.tsx';
import { useActor, useWord } from '../locales/words.ts';

const MOODS: Readonly<Record<string, Mood>> = {
  delivered: 'good',
  out_for_delivery: 'accent',
  in_transit: 'accent',
  shipped: 'accent',
  delivery_failed: 'bad',
  returned_to_sender: 'bad',
  voided: 'quiet',
};

/** What is planned, what locations have, and every parcel with its tracking and its papers. */
export function OrderShipmentsSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const { data } = useFulfilment(order.id);
  const shipments = (data?.shipments ?? []).filter(({ state }) => state !== 'voided');
  const booked = new Set(shipments.map(({ fulfilmentOrder }) => fulfilmentOrder));
  const planned = order.shipments.filter(
    ({ fulfilmentOrder }) => fulfilmentOrder === undefined || !booked.has(fulfilmentOrder),
  );
  return (
    <Section title={t('shipments.title')} isFlush>
      {planned.length + shipments.length === 0 && (
        <p className="order-empty quiet">{t('shipments.empty')}</p>
      )}
      <ul className="order-rows">
        {planned.map((shipment, index) => (
          <PlannedShipment key={index} order={order} shipment={shipment} />
        ))}
        {shipments.map((shipment) => (
          <BookedShipment key={shipment.id} order={order} shipment={shipment} />
        ))}
      </ul>
      <ChangeRequests order={order} />
    </Section>
  );
}

function PlannedShipment({
  order,
  shipment,
}: {
  readonly order: Order;
  readonly shipment: Order['shipments'][number];
}) {
  const { t } = useTranslation('order');
  const names = useNames();
  const word = useWord();
  const { data } = useFulfilment(order.id);
  const { waitsFor, waitsUntil, fulfilmentOrder, stage } = shipment;
  const gate = data?.fulfilmentOrders.find(({ id }) => id === fulfilmentOrder)?.gate ?? null;
  const units = shipment.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <li className="order-row">
      <div className="order-row-head">
        <span className="order-row-title">{names.locationName(shipment.location)}</span>
        {waitsFor === undefined ? (
          <Tag mood={stage === undefined ? 'quiet' : 'info'}>
            {stage === undefined ? t('shipments.planned') : word('stage', stage)}
          </Tag>
        ) : (
          <Tag mood="warn">{word('waitsFor', waitsFor)}</Tag>
        )}
        {fulfilmentOrder === undefined && (
          <WhyButton question={{ about: 'sourcing' }} what={t('choices.sourcing')} />
        )}
        <CartonWhy order={order} fulfilmentOrder={fulfilmentOrder} />
      </div>
      <p className="order-row-facts">
        <span>{t('units', { count: units })}</span>
        <span className="code">{shipment.service}</span>
        {fulfilmentOrder !== undefined && <span className="code">{fulfilmentOrder}</span>}
        {waitsUntil !== undefined && <Moment at={waitsUntil} />}
        <span>
          <Moment at={shipment.shipAt} /> → <Moment at={shipment.deliverBy} />
        </span>
      </p>
      {gate !== null && (
        <p className="order-warn">{t('shipments.gate', { gate: word('gate', gate) })}</p>
      )}
    </li>
  );
}

function CartonWhy({
  order,
  fulfilmentOrder,
}: {
  readonly order: Order;
  readonly fulfilmentOrder: string | undefined;
}) {
  const words = useChoiceWords();
  const { data } = useChoices(order.id);
  const choice = data?.items.findLast(
    ({ kind, subject }) =>
      kind === 'fulfilment.carton' && subject === `fulfilment_order/${fulfilmentOrder ?? ''}`,
  );
  if (choice === undefined) return null;
  return (
    <WhyButton
      question={{ about: 'choice', sequence: choice.sequence }}
      what={words.kind(choice.kind)}
    />
  );
}

function BookedShipment({
  order,
  shipment,
}: {
  readonly order: Order;
  readonly shipment: ShipmentView;
}) {
  const { t } = useTranslation('order');
  const names = useNames();
  const word = useWord();
  const words = useChoiceWords();
  const { data } = useChoices(order.id);
  const choice = data?.items.findLast(
    ({ kind, subject }) =>
      kind === 'fulfilment.carrier' && subject === `fulfilment_order/${shipment.fulfilmentOrder}`,
  );
  const path = `/v1/fulfilment/shipments/${encodeURIComponent(shipment.id)}`;
  const signedBy = shipment.proofOfDelivery?.signedBy;
  return (
    <li className="order-row">
      <div className="order-row-head">
        <span className="order-row-title">{names.locationName(shipment.location)}</span>
        <Tag mood={MOODS[shipment.state] ?? 'info'}>{word('shipmentState', shipment.state)}</Tag>
        <span className="order-row-carrier">{shipment.carrier}</span>
        {choice !== undefined && (
          <WhyButton
            question={{ about: 'choice', sequence: choice.sequence }}
            what={words.kind(choice.kind)}
          />
        )}
      </div>
      <p className="order-row-facts">
        <span className="code">{shipment.service}</span>
        <span className="code" title={t('shipments.tracking')}>
          {shipment.trackingNumber}
        </span>
        <span>
          → <Moment at={shipment.deliveredAt ?? shipment.deliverBy} />
        </span>
        {typeof signedBy === 'string' && <span>{t('shipments.signedBy', { name: signedBy })}</span>}
      </p>
      <ol className="tracking" aria-label={t('shipments.tracking')}>
        {shipment.tracking.length === 0 && <li className="quiet">{t('shipments.noTracking')}</li>}
        {shipment.tracking.map(({ reference, kind, occurredAt, place }) => (
          <li key={reference} data-kind={kind}>
            <span>{word('shipmentState', kind)}</span>
            <span className="quiet">
              {place !== null && `${place} · `}
              <Moment at={occurredAt} />
            </span>
          </li>
        ))}
      </ol>
      <ul className="parcels">
        {shipment.parcels.map((parcel, index) => (
          <li key={parcel.number}>
            {t('shipments.parcel', { number: parcel.number })}
            <span className="quiet">
              {' '}
              · {parcel.box ?? t('shipments.own')} · {kilograms(parcel.weightGrams)} ·{' '}
              {t('units', { count: parcel.lines.reduce((sum, { quantity }) => sum + quantity, 0) })}
            </span>
            {index === 0 && <CartonWhy order={order} fulfilmentOrder={shipment.fulfilmentOrder} />}
          </li>
        ))}
      </ul>
      <p className="order-papers">
        <a href={`${path}/label.pdf`} target="_blank" rel="noreferrer">
          {t('shipments.label')}
        </a>
        <a href={`${path}/packing-slip.pdf`} target="_blank" rel="noreferrer">
          {t('shipments.slip')}
        </a>
        {shipment.manifest !== null && (
          <a
            href={`/v1/fulfilment/manifests/${encodeURIComponent(shipment.manifest)}/manifest.pdf`}
            target="_blank"
            rel="noreferrer"
          >
            {t('shipments.manifest')}
          </a>
        )}
      </p>
    </li>
  );
}

function kilograms(grams: number): string {
  return `${(grams / 1_000).toFixed(2)} kg`;
}

function ChangeRequests({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const names = useNames();
  const word = useWord();
  const actor = useActor();
  const { data } = useFulfilment(order.id);
  const requests = data?.changeRequests ?? [];
  if (requests.length === 0) return null;
  return (
    <>
      <h3 className="order-subheading">{t('shipments.requests')}</h3>
      <ul className="order-rows">
        {requests.map((request) => (
          <li key={request.id} className="order-row">
            <div className="order-row-head">
              <span className="order-row-title">{names.locationName(request.location)}</span>
              <span>{word('request', request.kind)}</span>
              <Tag
                mood={
                  request.state === 'pending'
                    ? 'warn'
                    : request.state === 'refused'
                      ? 'bad'
                      : 'quiet'
                }
              >
                {word('request', request.state)}
              </Tag>
            </div>
            <p className="order-row-facts">
              <Moment at={request.askedAt} /> <span>{actor(request.askedBy)}</span>
              <span>{request.reason}</span>
              {request.answer !== null && <span>{request.answer}</span>}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
