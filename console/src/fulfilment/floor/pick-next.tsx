import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { PickListView } from '../../client/contract.generated.d.ts';
import { useMe } from '../../client/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import {
  collectionsQuery,
  pickListQuery,
  pickListsInStateQuery,
  workInStateQuery,
} from '../fulfilment-queries.ts';
import { Countdown } from '../fulfilment-tags.tsx';
import { pickerName, Way } from '../pick-lists-tab.tsx';
import { BigButton, FloorHeader } from './floor-parts.tsx';
import { useFloorSearch } from './floor-search.ts';
import { byUrgency, walkOf } from './walk.ts';

const OTHERS_MAX = 12;

/** Which pick list to walk: the one that was begun, else the one whose collection comes first. */
export function PickNext({ location }: { readonly location: string }) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const me = useMe();
  const queries = useQueryClient();
  const open = useQuery(pickListsInStateQuery('open', location));
  const walked = useQuery(pickListsInStateQuery('picking', location));
  const { data: collections = new Map<string, string>() } = useQuery(collectionsQuery(location));
  const start = useMutation({
    mutationFn: (id: string) =>
      answerOf(
        client.POST('/v1/fulfilment/pick-lists/{id}/start', { params: { path: { id } }, body: {} }),
      ),
    onSuccess: (list) => {
      queries.setQueryData(pickListQuery(list.id).queryKey, list);
      go({ task: 'pick', list: list.id });
    },
  });
  const problem = open.error ?? walked.error;
  if (open.data === undefined || walked.data === undefined) {
    return (
      <>
        <FloorHeader title={t('floor.pick')} onBack={() => go({})} />
        {problem === null ? (
          <Skeleton active />
        ) : (
          <ProblemNotice problem={problem} onRetry={() => void open.refetch()} />
        )}
      </>
    );
  }
  const own = walked.data.items.filter(({ picker }) => picker === me.actor);
  const waiting = byUrgency(open.data.items, collections);
  const ofOthers = walked.data.items.filter(({ picker }) => picker !== me.actor);
  const [next, ...others] = [...own, ...waiting];
  const choose = (list: PickListView): void =>
    list.state === 'picking' ? go({ task: 'pick', list: list.id }) : start.mutate(list.id);
  return (
    <>
      <FloorHeader
        title={t('floor.pick')}
        sub={t('floor.listsWaiting', { count: waiting.length })}
        onBack={() => go({})}
      />
      {start.error !== null && <ProblemNotice problem={start.error} />}
      {next === undefined ? (
        <NothingToPick location={location} />
      ) : (
        <section className="next-card">
          <h2>{next.state === 'picking' ? t('floor.begun') : t('floor.nextList')}</h2>
          <p className="next-id numbers">{next.id}</p>
          <ListFacts list={next} collectionAt={collections.get(next.wave)} />
          <BigButton onClick={() => choose(next)} isBusy={start.isPending}>
            {next.state === 'picking' ? t('floor.goOn') : t('floor.start')}
          </BigButton>
        </section>
      )}
      {others.length + ofOthers.length > 0 && (
        <>
          <h2 className="floor-label">{t('floor.otherLists')}</h2>
          <ul className="tiles">
            {[...others, ...ofOthers].slice(0, OTHERS_MAX).map((list) => (
              <li key={list.id}>
                {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- its text stands deeper than the rule looks */}
                <button
                  type="button"
                  className="tile"
                  disabled={start.isPending}
                  onClick={() => choose(list)}
                >
                  <span className="tile-text">
                    <strong className="numbers">{list.id}</strong>
                    <span className="quiet">
                      {list.picker === null ? (
                        <ListFacts list={list} collectionAt={collections.get(list.wave)} />
                      ) : (
                        t('floor.takeOver', { name: pickerName(list.picker) })
                      )}
                    </span>
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

function ListFacts({
  list,
  collectionAt,
}: {
  readonly list: PickListView;
  readonly collectionAt: string | undefined;
}) {
  const { t } = useTranslation('fulfilment');
  const { steps, doneSteps, openUnits } = walkOf(list);
  return (
    <span className="next-facts">
      <span>{t('floor.stops', { count: steps.length - doneSteps })}</span>
      <span>{t('units', { count: openUnits })}</span>
      {list.lengthMillimetres !== null && <Way list={list} />}
      {collectionAt !== undefined && <Countdown until={collectionAt} />}
    </span>
  );
}

/** No list is out: says what there is instead, and lets whoever may begin the next wave. */
function NothingToPick({ location }: { readonly location: string }) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const open = useQuery(workInStateQuery('open', location)).data;
  const picked = useQuery(workInStateQuery('picked', location)).data;
  const ready = open?.items.filter(({ gate }) => gate === null) ?? [];
  const begin = useMutation({
    mutationFn: async () => {
      const { waves } = await answerOf(
        client.POST('/v1/fulfilment/sites/{code}/waves', {
          params: { path: { code: location } },
          body: {},
        }),
      );
      for (const { id, state } of waves) {
        if (state !== 'planned') continue;
        await answerOf(
          client.POST('/v1/fulfilment/waves/{id}/release', { params: { path: { id } }, body: {} }),
        );
      }
    },
  });
  return (
    <EmptyState
      title={t('floor.nothingToPick')}
      lead={
        ready.length > 0
          ? t('floor.openWaits', { count: ready.length })
          : t('floor.nothingToPickLead')
      }
      action={
        <div className="floor-actions">
          {begin.error !== null && <ProblemNotice problem={begin.error} />}
          {ready.length > 0 && (
            <BigButton onClick={() => begin.mutate()} isBusy={begin.isPending}>
              {t('floor.beginWave')}
            </BigButton>
          )}
          {(picked?.items.length ?? 0) > 0 && (
            <BigButton mood="plain" onClick={() => go({ task: 'pack' })}>
              {t('floor.packInstead', { count: picked?.items.length ?? 0 })}
            </BigButton>
          )}
        </div>
      }
    />
  );
}
