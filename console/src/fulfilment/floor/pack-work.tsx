import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FulfilmentOrderRead, PackedOrder } from '../../client/contract.generated.d.ts';
import { ServerProblem } from '../../client/problem.ts';
import { randomId } from '../../client/random-id.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { parcelQuery, workQuery } from '../fulfilment-queries.ts';
import { Countdown, GateTag, PriorityTag } from '../fulfilment-tags.tsx';
import { useDraft } from './drafts.ts';
import { useFeedback } from './feedback.tsx';
import { FillCarton } from './fill-carton.tsx';
import { BigButton, FloorHeader } from './floor-parts.tsx';
import { useFloorSearch } from './floor-search.ts';
import { openLabel } from './labels.ts';
import { cartonsOf, nextCarton, type PackDraft } from './packing.ts';
import { PackedWork } from './packed-work.tsx';
import { Unsent, useSending } from './sending.tsx';
import { WeighCarton } from './weigh-carton.tsx';
import './pack-work.css';

/** One fulfilment order at the packing desk: carton by carton, then its label. */
export function PackWork({ id }: { readonly id: string }) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const { data: work, error, refetch } = useQuery(workQuery(id));
  const leave = (): void => go({ task: 'pack' });
  if (work === undefined) {
    return (
      <>
        <FloorHeader title={t('floor.pack')} sub={id} onBack={leave} />
        {error === null ? (
          <Skeleton active />
        ) : (
          <ProblemNotice problem={error} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  if (work.state === 'picked') return <Packing work={work} onLeave={leave} />;
  return (
    <>
      <FloorHeader title={t(`workState.${work.state}`)} sub={id} onBack={leave} />
      {work.parcels === null ? (
        <section className="next-card">
          <h2>{t('floor.notAtDesk')}</h2>
          <p>{t(`floor.notAtDeskLead.${work.state === 'cancelled' ? 'cancelled' : 'other'}`)}</p>
          <BigButton onClick={leave}>{t('floor.nextWork')}</BigButton>
        </section>
      ) : (
        <PackedWork work={work} />
      )}
    </>
  );
}

function Packing({
  work,
  onLeave,
}: {
  readonly work: FulfilmentOrderRead;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('fulfilment');
  const queries = useQueryClient();
  const feedback = useFeedback();
  const cartons = cartonsOf(work);
  // What is in cartons belongs to the goods that were picked: when these change, packing begins anew.
  const picked = work.lines.map(({ picked: units }) => units).join('-');
  const [draft, keep, forget] = useDraft<PackDraft>(`pack.${work.id}.${picked}`, () => ({
    key: randomId(),
    inside: {},
    grams: {},
    withoutBox: [],
  }));
  const next = nextCarton(draft, cartons);
  const sending = useSending<
    PackedOrder,
    { readonly acceptsWeight: boolean; readonly key: string }
  >({
    send: ({ acceptsWeight, key }) =>
      answerOf(
        client.POST('/v1/fulfilment/orders/{id}/pack', {
          params: { path: { id: work.id } },
          headers: { 'idempotency-key': key },
          body: {
            cartons: cartons.map(({ box, lines }, index) => ({
              box: draft.withoutBox.includes(index) ? null : box,
              weightGrams: draft.grams[index] ?? 1,
              lines: lines.map(({ lineNumber, quantity }) => ({ lineNumber, quantity })),
            })),
            ...(acceptsWeight ? { acceptsWeight } : {}),
          },
        }),
      ),
    onDone: ({ shipment, ...packed }) => {
      forget();
      feedback.good(t('floor.packed'));
      const fulfilmentOrder = { ...packed, gate: work.gate, isPickUp: work.isPickUp };
      const sscc = packed.parcels?.[0]?.sscc;
      if (sscc !== undefined) {
        const { location } = packed;
        const parcel = { sscc, location, fulfilmentOrder, shipment };
        queries.setQueryData(parcelQuery(sscc).queryKey, parcel);
      }
      queries.setQueryData(workQuery(work.id).queryKey, fulfilmentOrder);
      if (shipment !== null) openLabel(shipment.id);
    },
    onProblem: () => {
      feedback.wrong(t('floor.refused'));
      keep({ ...draft, key: randomId() });
    },
  });
  const isWeightWrong =
    sending.error instanceof ServerProblem && sending.error.code === 'weight_differs';
  const closed = cartons.filter((_, index) => draft.grams[index] !== undefined).length;
  return (
    <>
      <FloorHeader
        title={t('floor.pack')}
        sub={
          <span className="next-facts">
            <span className="numbers">{work.id}</span>
            <Countdown until={work.shipBy} />
            <PriorityTag priority={work.priority} />
            <GateTag gate={work.gate} />
          </span>
        }
        onBack={onLeave}
        progress={{ done: closed, all: cartons.length }}
      />
      {next?.stage === 'fill' && (
        <FillCarton
          key={next.index}
          cartons={cartons}
          index={next.index}
          draft={draft}
          keep={keep}
          feedback={feedback}
        />
      )}
      {next?.stage === 'weigh' && (
        <WeighCarton
          key={next.index}
          cartons={cartons}
          index={next.index}
          draft={draft}
          keep={keep}
          feedback={feedback}
        />
      )}
      {next === null && (
        <section className="next-card">
          <h2>{t('floor.allClosed', { count: cartons.length })}</h2>
          <ul className="closed-cartons">
            {cartons.map(({ box }, index) => (
              <li key={`${box} ${index}`}>
                <span>
                  {draft.withoutBox.includes(index) || box === null
                    ? t('ownPackaging')
                    : t('floor.box', { box })}
                </span>
                <span className="numbers">{t('grams', { count: draft.grams[index] ?? 0 })}</span>
              </li>
            ))}
          </ul>
          <p className="quiet">{t(work.isPickUp ? 'floor.packPickUp' : 'floor.packBooks')}</p>
          <Unsent sending={sending} />
          {sending.error !== null && <ProblemNotice problem={sending.error} />}
          {isWeightWrong && (
            <BigButton
              mood="warn"
              isBusy={sending.isPending}
              onClick={() => sending.mutate({ acceptsWeight: true, key: draft.key })}
            >
              {t('floor.scaleIsRight')}
            </BigButton>
          )}
          <BigButton
            isBusy={sending.isPending}
            mood={isWeightWrong ? 'plain' : 'main'}
            onClick={() => sending.mutate({ acceptsWeight: false, key: draft.key })}
          >
            {t(work.isPickUp ? 'floor.finishPickUp' : 'floor.finish')}
          </BigButton>
          <BigButton
            mood="plain"
            isDisabled={sending.isPending}
            onClick={() => {
              sending.reset();
              keep({ ...draft, grams: {}, key: randomId() });
            }}
          >
            {t('floor.weighAgain')}
          </BigButton>
        </section>
      )}
    </>
  );
}
