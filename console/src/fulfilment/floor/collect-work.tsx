import { useQuery } from '@tanstack/react-query';
import { Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FulfilmentOrderRead, ShipmentView } from '../../client/contract.generated.d.ts';
import { ServerProblem } from '../../client/problem.ts';
import { randomId } from '../../client/random-id.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/figures.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { workInStateQuery, workQuery } from '../fulfilment-queries.ts';
import { GateTag } from '../fulfilment-tags.tsx';
import { SkuName } from '../names.tsx';
import { Feedback, useFeedback } from './feedback.tsx';
import { BigButton, FloorHeader } from './floor-parts.tsx';
import { useFloorSearch } from './floor-search.ts';
import { nameOfScan, type Scan } from './scan.ts';
import { Scanner } from './scanner.tsx';
import { Unsent, useSending } from './sending.tsx';

const CODE_LENGTH = 6;

/** Which goods somebody collects, who stands at the counter. */
export function CollectNext({ location }: { readonly location: string }) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const { told, wrong } = useFeedback();
  const { data, error, refetch } = useQuery(workInStateQuery('packed', location));
  const works = data?.items.filter(({ isPickUp }) => isPickUp) ?? [];
  const onScan = (scan: Scan): void => {
    const found = works.find(
      ({ id, orderId, parcels }) =>
        id === scan.text ||
        orderId === scan.text ||
        parcels?.some(({ sscc }) => sscc === scan.sscc) === true,
    );
    if (found === undefined) wrong(t('scan.notToCollect', { code: nameOfScan(scan) }));
    else go({ task: 'collect', work: found.id });
  };
  return (
    <>
      <FloorHeader
        title={t('floor.collect')}
        sub={t('floor.worksWaiting', { count: works.length })}
        onBack={() => go({})}
      />
      <Feedback told={told} />
      <Scanner label={t('scan.collect')} onScan={onScan} />
      {error !== null && data === undefined && (
        <ProblemNotice problem={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton active />}
      {data !== undefined && works.length === 0 && (
        <EmptyState
          title={t('floor.nothingToCollect')}
          lead={t('floor.nothingToCollectLead')}
          action={
            <BigButton mood="plain" onClick={() => go({})}>
              {t('floor.back')}
            </BigButton>
          }
        />
      )}
      <ul className="tiles">
        {works.map((work) => (
          <li key={work.id}>
            <button
              type="button"
              className="tile"
              onClick={() => go({ task: 'collect', work: work.id })}
            >
              <span className="tile-text">
                <strong className="numbers">{work.orderId}</strong>
                <span className="quiet">
                  <Goods work={work} />
                </span>
              </span>
              <Moment at={work.stateSince} isRelative />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Goods({ work }: { readonly work: FulfilmentOrderRead }) {
  const { t } = useTranslation('fulfilment');
  const [first, ...others] = work.lines;
  if (first === undefined) return null;
  return (
    <>
      {first.quantity} × <SkuName code={first.sku} />
      {others.length > 0 && ` ${t('andMore', { count: others.length })}`}
    </>
  );
}

/** Goods are handed to who says the code that the customer was told. */
export function CollectWork({ id }: { readonly id: string }) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const feedback = useFeedback();
  const { data: work, error, refetch } = useQuery(workQuery(id));
  const [code, setCode] = useState('');
  const [signedBy, setSignedBy] = useState('');
  const sending = useSending<ShipmentView, { readonly code: string; readonly key: string }>({
    send: ({ code: said, key }) =>
      answerOf(
        client.POST('/v1/fulfilment/orders/{id}/hand-over', {
          params: { path: { id } },
          headers: { 'idempotency-key': key },
          body: {
            code: said,
            ...(signedBy.trim() === '' ? {} : { proof: { signedBy: signedBy.trim() } }),
          },
        }),
      ),
    onDone: () => {
      feedback.good(t('floor.collected'));
      void refetch();
    },
    onProblem: (problem) => {
      const isWrongCode = problem instanceof ServerProblem && problem.code === 'wrong_pick_up_code';
      feedback.wrong(
        t(isWrongCode ? 'floor.wrongCode' : 'floor.refused'),
        ...(isWrongCode ? [t('floor.wrongCodeLead')] : []),
      );
      setCode('');
    },
  });
  const leave = (): void => go({ task: 'collect' });
  const isWrongCode =
    sending.error instanceof ServerProblem && sending.error.code === 'wrong_pick_up_code';
  return (
    <>
      <FloorHeader title={t('floor.collect')} sub={id} onBack={leave} />
      {work === undefined &&
        (error === null ? (
          <Skeleton active />
        ) : (
          <ProblemNotice problem={error} onRetry={() => void refetch()} />
        ))}
      {work !== undefined && work.state !== 'packed' && (
        <section className="next-card next-card-done">
          <h2>
            {work.state === 'delivered' ? t('floor.collected') : t(`workState.${work.state}`)}
          </h2>
          <BigButton onClick={leave}>{t('floor.nextCustomer')}</BigButton>
        </section>
      )}
      {work?.state === 'packed' && (
        <section className="next-card">
          <h2>{t('floor.askCode')}</h2>
          <ul className="closed-cartons">
            {work.lines.map((line) => (
              <li key={line.lineNumber}>
                <span>
                  {line.packed} × <SkuName code={line.sku} />
                </span>
              </li>
            ))}
          </ul>
          <GateTag gate={work.gate} />
          <Input.OTP
            length={CODE_LENGTH}
            size="large"
            inputMode="numeric"
            aria-label={t('floor.code')}
            autoFocus
            value={code}
            formatter={(text) => text.replaceAll(/\D/g, '')}
            onInput={(parts) => setCode(parts.join(''))}
          />
          <label className="collect-name">
            <span className="quiet">{t('floor.takenBy')}</span>
            <Input
              size="large"
              value={signedBy}
              maxLength={200}
              onChange={(event) => setSignedBy(event.target.value)}
            />
          </label>
          <Feedback told={feedback.told} />
          <Unsent sending={sending} />
          {sending.error !== null && !isWrongCode && <ProblemNotice problem={sending.error} />}
          <BigButton
            isDisabled={code.length < CODE_LENGTH}
            isBusy={sending.isPending}
            onClick={() => sending.mutate({ code, key: randomId() })}
          >
            {t('floor.handOver')}
          </BigButton>
        </section>
      )}
    </>
  );
}
