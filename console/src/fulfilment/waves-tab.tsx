import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { WhyChoice } from '../choices/why-choice.tsx';
import { answerOf, client } from '../client/client.ts';
import type { PickListView, WaveView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Quantity } from '../ui/figures.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { walkOf } from './floor/walk.ts';
import { LIST_MAX, type Page } from './fulfilment-queries.ts';
import { useFulfilmentSearch } from './fulfilment-search.ts';
import { Countdown, Progress, WaveStateTag } from './fulfilment-tags.tsx';
import { LocationName } from './names.tsx';
import { PlanWaveButton } from './plan-wave-button.tsx';

/** What goes through the location together, and how far it is. */
export function WavesTab() {
  const { t } = useTranslation('fulfilment');
  const may = useMay();
  const { location, state, show } = useFulfilmentSearch();
  const query = {
    ...(location === undefined ? {} : { location }),
    ...(state === undefined ? {} : { state: state as WaveView['state'] }),
  };
  const pages = usePages(['fulfilment', 'waves', query], (cursor, signal) =>
    answerOf(
      client.GET('/v1/fulfilment/waves', {
        params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const { data: lists } = useQuery({
    queryKey: ['fulfilment', 'pick-lists', 'recent', location ?? ''],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<Page<PickListView>> =>
      answerOf(
        client.GET('/v1/fulfilment/pick-lists', {
          params: { query: { limit: LIST_MAX, ...(location === undefined ? {} : { location }) } },
          signal,
        }),
      ),
  });
  const progress = unitsByWave(lists?.items ?? []);
  const actions = (wave: WaveView) => (
    <span className="row-actions">
      {may('fulfilment:write') && <WaveActions wave={wave} />}
      <WhyChoice
        about={{
          subject: `location/${wave.location}`,
          kind: 'fulfilment.wave',
          orderId: null,
          at: wave.plannedAt,
        }}
      />
    </span>
  );
  const columns: readonly Column<WaveView>[] = [
    {
      key: 'id',
      title: t('column.wave'),
      width: 'minmax(120px, 1.2fr)',
      render: ({ id }) => <strong className="numbers">{id}</strong>,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: '112px',
      render: ({ state: at }) => <WaveStateTag state={at} />,
    },
    {
      key: 'location',
      title: t('column.location'),
      width: 'minmax(110px, 1fr)',
      render: (wave) => <LocationName code={wave.location} />,
    },
    {
      key: 'collection',
      title: t('column.collection'),
      width: 'minmax(190px, 1.3fr)',
      render: (wave) => <Collection wave={wave} />,
    },
    {
      key: 'progress',
      title: t('column.picked'),
      width: 'minmax(120px, 1fr)',
      render: (wave) => <WaveProgress wave={wave} units={progress.get(wave.id)} />,
    },
    {
      key: 'orders',
      title: t('column.orders'),
      width: '70px',
      align: 'end',
      render: ({ orders }) => <Quantity value={orders} />,
    },
    {
      key: 'units',
      title: t('column.units'),
      width: '70px',
      align: 'end',
      render: ({ units }) => <Quantity value={units} />,
    },
    { key: 'actions', title: '', width: '236px', align: 'end', render: actions },
  ];
  return (
    <CursorTable
      label={t('tab.waves')}
      columns={columns}
      pages={pages}
      rowKey={({ id }) => id}
      onOpen={(wave) => show({ tab: 'pick-lists', location: wave.location, state: undefined })}
      renderCard={(wave) => (
        <div className="row-card">
          <div className="row-card-line">
            <strong className="numbers">{wave.id}</strong>
            <WaveStateTag state={wave.state} />
          </div>
          <div className="row-card-line">
            <LocationName code={wave.location} />
            <span className="quiet">
              {t('ordersAndUnits', { orders: wave.orders, units: wave.units })}
            </span>
          </div>
          <Collection wave={wave} />
          <WaveProgress wave={wave} units={progress.get(wave.id)} />
          <div className="row-card-actions">{actions(wave)}</div>
        </div>
      )}
      empty={
        <EmptyState
          title={t('empty.waves')}
          lead={t('empty.wavesLead')}
          action={
            location !== undefined &&
            may('fulfilment:write') && <PlanWaveButton location={location} type="primary" />
          }
        />
      }
    />
  );
}

function Collection({ wave }: { readonly wave: WaveView }) {
  const { t } = useTranslation('fulfilment');
  const isWaiting = wave.state === 'planned' || wave.state === 'released';
  return (
    <span>
      <span className="quiet">{t('collectedAt')}</span> <Moment at={wave.collectionAt} />{' '}
      {isWaiting && <Countdown until={wave.collectionAt} />}
    </span>
  );
}

interface Units {
  readonly picked: number;
  readonly wanted: number;
}

function WaveProgress({
  wave,
  units,
}: {
  readonly wave: WaveView;
  readonly units: Units | undefined;
}) {
  const { t } = useTranslation('fulfilment');
  if (wave.state === 'planned') return <span className="quiet">{t('notReleased')}</span>;
  if (wave.state === 'cancelled' || units === undefined) return <span className="quiet">—</span>;
  return (
    <Progress
      done={units.picked}
      all={units.wanted}
      label={t('unitsPicked', { picked: units.picked, count: units.wanted })}
    />
  );
}

function unitsByWave(lists: readonly PickListView[]): ReadonlyMap<string, Units> {
  const found = new Map<string, Units>();
  for (const list of lists) {
    if (list.state === 'cancelled') continue;
    const { wantedUnits, openUnits } = walkOf(list);
    const before = found.get(list.wave) ?? { picked: 0, wanted: 0 };
    found.set(list.wave, {
      picked: before.picked + wantedUnits - openUnits,
      wanted: before.wanted + wantedUnits,
    });
  }
  return found;
}

function WaveActions({ wave }: { readonly wave: WaveView }) {
  const { t } = useTranslation('fulfilment');
  if (wave.state !== 'planned') return null;
  const path = { params: { path: { id: wave.id } }, body: {} };
  return (
    <>
      <ActionButton
        label={t('releaseWave.label')}
        button={{ size: 'small', type: 'primary' }}
        title={t('releaseWave.title', { id: wave.id })}
        consequence={t('releaseWave.consequence', { count: wave.orders, units: wave.units })}
        confirm={t('releaseWave.confirm')}
        run={() => answerOf(client.POST('/v1/fulfilment/waves/{id}/release', path))}
        done={({ pickLists }) => t('releaseWave.done', { count: pickLists.length })}
      />
      <ActionButton
        label={t('cancelWave.label')}
        button={{ size: 'small' }}
        title={t('cancelWave.title', { id: wave.id })}
        consequence={t('cancelWave.consequence', { count: wave.orders })}
        confirm={t('cancelWave.confirm')}
        run={() => answerOf(client.POST('/v1/fulfilment/waves/{id}/cancel', path))}
        done={() => t('cancelWave.done', { id: wave.id })}
      />
    </>
  );
}
