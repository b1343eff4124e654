import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { FulfilmentOrderRead } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Quantity } from '../ui/figures.tsx';
import { useFulfilmentSearch } from './fulfilment-search.ts';
import { Countdown, GateTag, PriorityTag, WorkStateTag } from './fulfilment-tags.tsx';
import { LocationName } from './names.tsx';

/** What stands at the packing desk: what was picked, and what is packed and has not left. */
export function PackingTab() {
  const { t } = useTranslation('fulfilment');
  const { location, state, priority, show } = useFulfilmentSearch();
  const query = {
    state: (state ?? 'picked') as FulfilmentOrderRead['state'],
    ...(location === undefined ? {} : { location }),
    ...(priority === undefined ? {} : { priority }),
  };
  const pages = usePages(['fulfilment', 'orders', query], (cursor, signal) =>
    answerOf(
      client.GET('/v1/fulfilment/orders', {
        params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const columns: readonly Column<FulfilmentOrderRead>[] = [
    {
      key: 'id',
      title: t('column.work'),
      width: 'minmax(120px, 1fr)',
      render: ({ id }) => <strong className="numbers">{id}</strong>,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 'minmax(112px, 1fr)',
      render: (work) => (
        <>
          <WorkStateTag state={work.state} /> <GateTag gate={work.gate} />
        </>
      ),
    },
    {
      key: 'location',
      title: t('column.location'),
      width: 'minmax(110px, 1fr)',
      render: (work) => <LocationName code={work.location} />,
    },
    {
      key: 'priority',
      title: t('column.priority'),
      width: '90px',
      render: (work) => <PriorityTag priority={work.priority} />,
    },
    {
      key: 'cartons',
      title: t('column.cartons'),
      width: 'minmax(120px, 1fr)',
      render: (work) => <Cartons work={work} />,
    },
    {
      key: 'units',
      title: t('column.units'),
      width: '70px',
      align: 'end',
      render: ({ lines }) => <Quantity value={lines.reduce((sum, line) => sum + line.picked, 0)} />,
    },
    {
      key: 'shipBy',
      title: t('column.shipBy'),
      width: 'minmax(170px, 1.2fr)',
      render: ({ shipBy }) => (
        <>
          <Moment at={shipBy} /> <Countdown until={shipBy} />
        </>
      ),
    },
  ];
  return (
    <CursorTable
      label={t('tab.packing')}
      columns={columns}
      pages={pages}
      rowKey={({ id }) => id}
      onOpen={({ id }) => show({ open: `order/${id}` })}
      renderCard={(work) => (
        <div className="row-card">
          <div className="row-card-line">
            <strong className="numbers">{work.id}</strong>
            <WorkStateTag state={work.state} />
          </div>
          <div className="row-card-line">
            <LocationName code={work.location} />
            <Countdown until={work.shipBy} />
          </div>
          <div className="row-card-line">
            <Cartons work={work} />
            <PriorityTag priority={work.priority} />
          </div>
        </div>
      )}
      empty={<EmptyState title={t('empty.packing')} lead={t('empty.packingLead')} />}
    />
  );
}

function Cartons({ work }: { readonly work: FulfilmentOrderRead }) {
  const { t } = useTranslation('fulfilment');
  const boxes = (work.parcels ?? work.cartons ?? []).map(({ box }) => box ?? t('ownPackaging'));
  return boxes.length === 0 ? <span className="quiet">—</span> : <>{countEach(boxes)}</>;
}

/** `M, M, L` as `2 × M, L`. */
function countEach(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(', ');
}
