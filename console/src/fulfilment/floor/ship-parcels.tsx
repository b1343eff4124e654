import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Drawer, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { ShipmentView } from '../../client/contract.generated.d.ts';
import { ServerProblem } from '../../client/problem.ts';
import { randomId } from '../../client/random-id.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { bookedShipmentsQuery, parcelQuery } from '../fulfilment-queries.ts';
import { Carrier, Destination } from '../shipments-tab.tsx';
import { useDraft } from './drafts.ts';
import { Feedback, useFeedback } from './feedback.tsx';
import { BigButton, FloorHeader } from './floor-parts.tsx';
import { useFloorSearch } from './floor-search.ts';
import { nameOfScan, type Scan } from './scan.ts';
import { Scanner } from './scanner.tsx';
import { Unsent, useSending } from './sending.tsx';

const SHOWN_MAX = 40;

/** Parcels are handed to carriers: each is scanned, and the last one of a shipment sends it off. */
export function ShipParcels({ location }: { readonly location: string }) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const queries = useQueryClient();
  const feedback = useFeedback();
  const { data, error, refetch } = useQuery(bookedShipmentsQuery(location));
  const [scanned, keep] = useDraft<readonly string[]>(`ship.${location}`, () => []);
  const [byHand, setByHand] = useState<ShipmentView | null>(null);
  const [isLooking, setLooking] = useState(false);
  const sending = useSending<
    ShipmentView,
    { readonly shipment: ShipmentView; readonly key: string }
  >({
    send: ({ shipment, key }) =>
      answerOf(
        client.POST('/v1/fulfilment/shipments/{id}/ship', {
          params: { path: { id: shipment.id } },
          headers: { 'idempotency-key': key },
          body: {},
        }),
      ),
    onDone: (shipment) => {
      const own = new Set(shipment.parcels.map(({ sscc }) => sscc));
      keep(scanned.filter((sscc) => !own.has(sscc)));
      setByHand(null);
      feedback.good(t('floor.handedOver', { id: shipment.id, carrier: shipment.carrier }));
      void queries.invalidateQueries({ queryKey: ['fulfilment'] });
    },
    onProblem: () => feedback.wrong(t('floor.refused')),
  });
  const send = (shipment: ShipmentView): void => sending.mutate({ shipment, key: randomId() });
  const take = (shipment: ShipmentView, sscc: string): void => {
    const after = [...new Set([...scanned, sscc])];
    keep(after);
    const missing = shipment.parcels.filter((parcel) => !after.includes(parcel.sscc ?? '')).length;
    if (missing === 0) send(shipment);
    else feedback.good(t('floor.parcelScanned', { count: missing }));
  };
  const onScan = async (scan: Scan): Promise<void> => {
    if (sending.isPending || isLooking) return;
    const { sscc } = scan;
    if (sscc === null) {
      const known = data?.items.find(({ trackingNumber }) => trackingNumber === scan.text);
      const only = known?.parcels[0]?.sscc;
      if (known?.parcels.length === 1 && only !== null && only !== undefined)
        return take(known, only);
      return feedback.wrong(t('scan.noSscc', { code: nameOfScan(scan) }), t('scan.noSsccLead'));
    }
    const known = data?.items.find(({ parcels }) => parcels.some((each) => each.sscc === sscc));
    if (known !== undefined) return take(known, sscc);
    setLooking(true);
    try {
      const found = await queries.query({ ...parcelQuery(sscc), staleTime: 0 });
      const { shipment, fulfilmentOrder } = found;
      if (found.location !== location) feedback.wrong(t('scan.elsewhere'), sscc);
      else if (fulfilmentOrder.isPickUp) feedback.wrong(t('scan.forCustomer'), fulfilmentOrder.id);
      else if (shipment === null) feedback.wrong(t('scan.noLabel'), fulfilmentOrder.id);
      else if (shipment.state !== 'booked') feedback.wrong(t('scan.leftAlready'), shipment.id);
      else take(shipment, sscc);
    } catch (problem) {
      const isNone = problem instanceof ServerProblem && problem.status === 404;
      feedback.wrong(t(isNone ? 'scan.noParcel' : 'scan.notReached'), sscc);
    } finally {
      setLooking(false);
    }
  };
  const shipments = data?.items ?? [];
  return (
    <>
      <FloorHeader
        title={t('floor.ship')}
        sub={t('floor.parcelsWaiting', {
          count: shipments.reduce((sum, { parcels }) => sum + parcels.length, 0),
        })}
        onBack={() => go({})}
      />
      <Feedback told={feedback.told} />
      <Unsent sending={sending} />
      {sending.error !== null && <ProblemNotice problem={sending.error} />}
      <Scanner label={t('scan.parcel')} onScan={(scan) => void onScan(scan)} />
      {error !== null && data === undefined && (
        <ProblemNotice problem={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton active />}
      {data !== undefined && shipments.length === 0 && (
        <EmptyState
          title={t('floor.nothingToShip')}
          lead={t('floor.nothingToShipLead')}
          action={
            <BigButton mood="plain" onClick={() => go({ task: 'pack' })}>
              {t('floor.goPack')}
            </BigButton>
          }
        />
      )}
      <ul className="tiles">
        {shipments
          .toSorted((one, other) => (one.deliverBy < other.deliverBy ? -1 : 1))
          .slice(0, SHOWN_MAX)
          .map((shipment) => {
            const here = shipment.parcels.filter(({ sscc }) => scanned.includes(sscc ?? ''));
            return (
              <li key={shipment.id}>
                <button
                  type="button"
                  className={here.length > 0 ? 'tile tile-begun' : 'tile'}
                  onClick={() => setByHand(shipment)}
                >
                  <span className="tile-text">
                    <strong>
                      <Carrier shipment={shipment} />
                    </strong>
                    <span className="quiet">
                      <span className="numbers">{shipment.fulfilmentOrder}</span> ·{' '}
                      <Destination shipment={shipment} />
                    </span>
                  </span>
                  <span className="tile-count numbers">
                    {here.length}/{shipment.parcels.length}
                  </span>
                </button>
              </li>
            );
          })}
      </ul>
      <Drawer
        open={byHand !== null}
        placement="bottom"
        size="auto"
        onClose={() => setByHand(null)}
        title={byHand?.id}
        className="floor-sheet"
      >
        {byHand !== null && (
          <div className="floor-actions">
            <p>{t('floor.byHand', { carrier: byHand.carrier })}</p>
            <ul className="closed-cartons">
              {byHand.parcels.map(({ number, sscc }) => (
                <li key={number}>
                  <span className="code">{sscc}</span>
                  <span>{scanned.includes(sscc ?? '') ? t('floor.scanned') : ''}</span>
                </li>
              ))}
            </ul>
            <BigButton onClick={() => send(byHand)} isBusy={sending.isPending}>
              {t('floor.handOverByHand', { count: byHand.parcels.length })}
            </BigButton>
            <BigButton mood="plain" onClick={() => setByHand(null)}>
              {t('floor.back')}
            </BigButton>
          </div>
        )}
      </Drawer>
    </>
  );
}
