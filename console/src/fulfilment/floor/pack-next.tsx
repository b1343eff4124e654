import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FulfilmentOrderRead } from '../../client/contract.generated.d.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { workInStateQuery } from '../fulfilment-queries.ts';
import { Countdown, GateTag, PriorityTag } from '../fulfilment-tags.tsx';
import { Feedback, useFeedback } from './feedback.tsx';
import { BigButton, FloorHeader } from './floor-parts.tsx';
import { useFloorSearch } from './floor-search.ts';
import { isSku, nameOfScan, type Scan } from './scan.ts';
import { Scanner } from './scanner.tsx';

const SHOWN_MAX = 30;

/** What stands at the packing desk, what must leave first on top. */
export function PackNext({ location }: { readonly location: string }) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const { told, wrong } = useFeedback();
  const { data, error, refetch } = useQuery(workInStateQuery('picked', location));
  const works = data?.items ?? [];
  const [next, ...others] = works;
  const choose = (work: FulfilmentOrderRead): void => go({ task: 'pack', work: work.id });
  const onScan = (scan: Scan): void => {
    const found =
      works.find(({ id }) => id === scan.text) ??
      works.find(({ lines }) => lines.some(({ sku }) => isSku(scan, sku)));
    if (found === undefined) wrong(t('scan.notHere', { code: nameOfScan(scan) }));
    else choose(found);
  };
  return (
    <>
      <FloorHeader
        title={t('floor.pack')}
        sub={t('floor.worksWaiting', { count: works.length })}
        onBack={() => go({})}
      />
      {error !== null && data === undefined && (
        <ProblemNotice problem={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton active />}
      {data !== undefined && next === undefined && (
        <EmptyState
          title={t('floor.nothingToPack')}
          lead={t('floor.nothingToPackLead')}
          action={
            <BigButton mood="plain" onClick={() => go({ task: 'pick' })}>
              {t('floor.goPick')}
            </BigButton>
          }
        />
      )}
      {next !== undefined && (
        <section className="next-card">
          <h2>{t('floor.nextWork')}</h2>
          <p className="next-id numbers">{next.id}</p>
          <WorkFacts work={next} />
          <BigButton onClick={() => choose(next)}>{t('floor.pack')}</BigButton>
        </section>
      )}
      <Feedback told={told} />
      {next !== undefined && <Scanner label={t('scan.work')} onScan={onScan} />}
      {others.length > 0 && (
        <>
          <h2 className="floor-label">{t('floor.afterThat')}</h2>
          <ul className="tiles">
            {others.slice(0, SHOWN_MAX).map((work) => (
              <li key={work.id}>
                <button type="button" className="tile" onClick={() => choose(work)}>
                  <span className="tile-text">
                    <strong className="numbers">{work.id}</strong>
                    <WorkFacts work={work} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function WorkFacts({ work }: { readonly work: FulfilmentOrderRead }) {
  const { t } = useTranslation('fulfilment');
  return (
    <span className="next-facts">
      <span>{t('units', { count: work.lines.reduce((sum, line) => sum + line.picked, 0) })}</span>
      <span>{t('cartons', { count: Math.max(1, work.cartons?.length ?? 1) })}</span>
      <Countdown until={work.shipBy} />
      <PriorityTag priority={work.priority} />
      <GateTag gate={work.gate} />
    </span>
  );
}
