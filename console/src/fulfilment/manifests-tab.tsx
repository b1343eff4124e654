import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { ManifestView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay, useSeesCosts } from '../client/session.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Money, Quantity } from '../ui/figures.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { DocumentLinks } from './document-links.tsx';
import { useFulfilmentSearch } from './fulfilment-search.ts';
import { ManifestStateTag } from './fulfilment-tags.tsx';
import { LocationName } from './names.tsx';

/** What each carrier collects on a day, with the papers for it. */
export function ManifestsTab() {
  const { t } = useTranslation('fulfilment');
  const may = useMay();
  const { location, state } = useFulfilmentSearch();
  const seesCosts = useSeesCosts();
  const query = {
    ...(location === undefined ? {} : { location }),
    ...(state === undefined ? {} : { state: state as ManifestView['state'] }),
  };
  const pages = usePages(['fulfilment', 'manifests', query], (cursor, signal) =>
    answerOf(
      client.GET('/v1/fulfilment/manifests', {
        params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const actions = (manifest: ManifestView) =>
    manifest.state === 'open' &&
    may('fulfilment:write') && (
      <ActionButton
        label={t('closeManifest.label')}
        button={{ size: 'small' }}
        title={t('closeManifest.title', { id: manifest.id })}
        consequence={t('closeManifest.consequence', {
          count: manifest.parcelCount,
          carrier: manifest.carrier,
        })}
        confirm={t('closeManifest.confirm')}
        run={() =>
          answerOf(
            client.POST('/v1/fulfilment/manifests/{id}/close', {
              params: { path: { id: manifest.id } },
              body: {},
            }),
          )
        }
        done={({ id }) => t('closeManifest.done', { id })}
      />
    );
  const cost: Column<ManifestView> = {
    key: 'cost',
    title: t('column.cost'),
    width: '100px',
    align: 'end',
    render: ({ costMinor, currency }) => <Money minor={costMinor} currency={currency} />,
  };
  const columns: readonly Column<ManifestView>[] = [
    {
      key: 'id',
      title: t('column.manifest'),
      width: 'minmax(130px, 1fr)',
      render: ({ id }) => <strong className="numbers">{id}</strong>,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: '110px',
      render: ({ state: at }) => <ManifestStateTag state={at} />,
    },
    {
      key: 'location',
      title: t('column.location'),
      width: 'minmax(110px, 1fr)',
      render: (manifest) => <LocationName code={manifest.location} />,
    },
    {
      key: 'carrier',
      title: t('column.carrier'),
      width: 'minmax(120px, 1fr)',
      render: ({ carrier }) => carrier,
    },
    { key: 'day', title: t('column.day'), width: '104px', render: ({ day }) => <Day day={day} /> },
    {
      key: 'parcels',
      title: t('column.parcels'),
      width: '80px',
      align: 'end',
      render: ({ parcelCount }) => <Quantity value={parcelCount} />,
    },
    ...(seesCosts ? [cost] : []),
    {
      key: 'documents',
      title: t('column.documents'),
      width: '110px',
      render: ({ id }) => <ManifestDocuments id={id} />,
    },
    { key: 'actions', title: '', width: '130px', align: 'end', render: actions },
  ];
  return (
    <CursorTable
      label={t('tab.manifests')}
      columns={columns}
      pages={pages}
      rowKey={({ id }) => id}
      renderCard={(manifest) => (
        <div className="row-card">
          <div className="row-card-line">
            <strong className="numbers">{manifest.id}</strong>
            <ManifestStateTag state={manifest.state} />
          </div>
          <div className="row-card-line">
            <LocationName code={manifest.location} />
            <span>{manifest.carrier}</span>
          </div>
          <div className="row-card-line">
            <span className="quiet">{t('parcels', { count: manifest.parcelCount })}</span>
            <ManifestDocuments id={manifest.id} />
          </div>
          <div className="row-card-actions">{actions(manifest)}</div>
        </div>
      )}
      empty={<EmptyState title={t('empty.manifests')} lead={t('empty.manifestsLead')} />}
    />
  );
}

function ManifestDocuments({ id }: { readonly id: string }) {
  const { t } = useTranslation('fulfilment');
  const path = `/v1/fulfilment/manifests/${encodeURIComponent(id)}`;
  return (
    <DocumentLinks
      of={id}
      documents={[
        { name: t('document.pdf'), href: `${path}/manifest.pdf` },
        { name: t('document.csv'), href: `${path}/manifest.csv` },
      ]}
    />
  );
}

/** A day of the location's calendar, which has no time zone to be moved by. */
function Day({ day }: { readonly day: string }) {
  const { i18n } = useTranslation();
  const text = new Intl.DateTimeFormat(i18n.language, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`));
  return <span className="numbers">{text}</span>;
}
