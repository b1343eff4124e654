import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickListView } from '../../client/contract.generated.d.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { pickListQuery } from '../fulfilment-queries.ts';
import { Feedback, useFeedback } from './feedback.tsx';
import { BigButton, FloorHeader } from './floor-parts.tsx';
import { useFloorSearch } from './floor-search.ts';
import { PickStep } from './pick-step.tsx';
import { walkOf } from './walk.ts';

/** A pick list, one stop after the other. */
export function PickWalk({ id }: { readonly id: string }) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const { data: list, error, refetch } = useQuery(pickListQuery(id));
  const [putAside, setPutAside] = useState<ReadonlySet<number>>(new Set());
  const feedback = useFeedback();
  const leave = (): void => go({ task: 'pick' });
  if (list === undefined) {
    return (
      <>
        <FloorHeader title={id} onBack={leave} />
        {error === null ? (
          <Skeleton active />
        ) : (
          <ProblemNotice problem={error} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  const walk = walkOf(list, putAside);
  const { current, next } = walk;
  const isOver = list.state === 'done' || list.state === 'cancelled' || current === null;
  return (
    <>
      <FloorHeader
        title={t('floor.pick')}
        sub={list.id}
        onBack={leave}
        progress={{ done: walk.doneSteps, all: walk.steps.length }}
      />
      {isOver ? (
        <>
          <Feedback told={feedback.told} />
          <WalkDone list={list} />
        </>
      ) : (
        <PickStep
          // What was scanned belongs to a stop and to what had been taken there before.
          key={`${current.line.number}/${current.pickedUnits}/${current.wantedUnits}`}
          list={list}
          step={current}
          next={next}
          feedback={feedback}
          onPutAside={() => setPutAside(new Set([...putAside, current.line.number]))}
        />
      )}
    </>
  );
}

function WalkDone({ list }: { readonly list: PickListView }) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const picked = list.lines.reduce(
    (sum, { wanted }) => sum + wanted.reduce((total, units) => total + units.picked, 0),
    0,
  );
  const works = [
    ...new Set(
      list.lines.flatMap(({ wanted }) =>
        wanted.filter((units) => units.picked > 0).map(({ fulfilmentOrder }) => fulfilmentOrder),
      ),
    ),
  ];
  const [only] = works;
  return (
    <section className="next-card next-card-done">
      <h2>{list.state === 'cancelled' ? t('floor.listCancelled') : t('floor.listDone')}</h2>
      <p>
        {picked === 0
          ? t('floor.nothingTaken')
          : t('floor.takeToDesk', { count: picked, orders: works.length })}
      </p>
      {works.length > 0 && (
        <BigButton
          onClick={() =>
            go({
              task: 'pack',
              ...(works.length === 1 && only !== undefined ? { work: only } : {}),
            })
          }
        >
          {t('floor.packNow')}
        </BigButton>
      )}
      <BigButton mood={works.length > 0 ? 'plain' : 'main'} onClick={() => go({ task: 'pick' })}>
        {t('floor.nextList')}
      </BigButton>
    </section>
  );
}
