import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { PickListView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment } from '../ui/figures.tsx';
import { walkOf } from './floor/walk.ts';
import { useFulfilmentSearch } from './fulfilment-search.ts';
import { ListStateTag, Progress } from './fulfilment-tags.tsx';
import { LocationName } from './names.tsx';

/** Who walks which way, and how far they are. */
export function PickListsTab() {
  const { t } = useTranslation('fulfilment');
  const { location, state, show } = useFulfilmentSearch();
  const query = {
    ...(location === undefined ? {} : { location }),
    ...(state === undefined ? {} : { state: state as PickListView['state'] }),
  };
  const pages = usePages(['fulfilment', 'pick-lists', query], (cursor, signal) =>
    answerOf(
      client.GET('/v1/fulfilment/pick-lists', {
        params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const columns: readonly Column<PickListView>[] = [
    {
      key: 'id',
      title: t('column.pickList'),
      width: 'minmax(130px, 1.2fr)',
      render: ({ id }) => <strong className="numbers">{id}</strong>,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: '112px',
      render: ({ state: at }) => <ListStateTag state={at} />,
    },
    {
      key: 'location',
      title: t('column.location'),
      width: 'minmax(110px, 1fr)',
      render: (list) => <LocationName code={list.location} />,
    },
    {
      key: 'picker',
      title: t('column.picker'),
      width: 'minmax(100px, 1fr)',
      render: ({ picker }) => <Picker picker={picker} />,
    },
    {
      key: 'progress',
      title: t('column.picked'),
      width: 'minmax(120px, 1fr)',
      render: (list) => <ListProgress list={list} />,
    },
    {
      key: 'way',
      title: t('column.way'),
      width: '90px',
      align: 'end',
      render: (list) => <Way list={list} />,
    },
    {
      key: 'since',
      title: t('column.since'),
      width: '130px',
      render: ({ stateSince }) => <Moment at={stateSince} isRelative />,
    },
  ];
  return (
    <CursorTable
      label={t('tab.pick-lists')}
      columns={columns}
      pages={pages}
      rowKey={({ id }) => id}
      onOpen={({ id }) => show({ open: `pick-list/${id}` })}
      renderCard={(list) => (
        <div className="row-card">
          <div className="row-card-line">
            <strong className="numbers">{list.id}</strong>
            <ListStateTag state={list.state} />
          </div>
          <div className="row-card-line">
            <LocationName code={list.location} />
            <Picker picker={list.picker} />
          </div>
          <ListProgress list={list} />
        </div>
      )}
      empty={<EmptyState title={t('empty.pickLists')} lead={t('empty.pickListsLead')} />}
    />
  );
}

function Picker({ picker }: { readonly picker: string | null }) {
  const { t } = useTranslation('fulfilment');
  return picker === null ? (
    <span className="quiet">{t('nobody')}</span>
  ) : (
    <span>{pickerName(picker)}</span>
  );
}

/** `person/li-lei` as people say it. */
export function pickerName(actor: string): string {
  return actor.slice(actor.indexOf('/') + 1);
}

function ListProgress({ list }: { readonly list: PickListView }) {
  const { t } = useTranslation('fulfilment');
  const { wantedUnits, openUnits } = walkOf(list);
  if (list.state === 'cancelled') return <span className="quiet">—</span>;
  const picked = wantedUnits - openUnits;
  return (
    <Progress
      done={picked}
      all={wantedUnits}
      label={t('unitsPicked', { picked, count: wantedUnits })}
    />
  );
}

/** How far it is to walk. */
export function Way({ list }: { readonly list: PickListView }) {
  const { t } = useTranslation('fulfilment');
  if (list.lengthMillimetres === null) return <span className="quiet">—</span>;
  return (
    <span className="numbers">
      {t('metres', { count: Math.round(list.lengthMillimetres / 1_000) })}
    </span>
  );
}
