import { CarOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { IncomingView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Quantity, useNow } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { LocationPicker } from './pickers.tsx';
import { Figure } from './positions-section.tsx';
import { SkuCell } from './sku-cell.tsx';
import { AnnounceDialog, ReasonField, ReceiveDialog } from './stock-actions.tsx';
import { useFilters } from './use-filters.ts';
import { useLocations } from './use-locations.ts';

/** Supply that was announced and has not wholly come, the earliest first. */
export function IncomingSection() {
  const [filters, change] = useFilters();
  const { t } = useTranslation('inventory');
  const may = useMay();
  const [isAnnouncing, setAnnouncing] = useState(false);
  const location = filters['location'];
  const announce = may('stock:write') && (
    <Button type="primary" ghost icon={<CarOutlined />} onClick={() => setAnnouncing(true)}>
      {t('announce.title')}
    </Button>
  );
  return (
    <Section isFlush>
      <div className="inventory-bar">
        <LocationPicker
          canClear
          className="inventory-picker"
          label={t('allLocations')}
          {...(location === undefined ? {} : { value: location })}
          onChange={(code) => change({ location: code })}
        />
        <span className="inventory-bar-end">{announce}</span>
      </div>
      <IncomingTable
        filter={location === undefined ? {} : { location }}
        height="calc(100dvh - 330px)"
        empty={
          <EmptyState
            icon={<CarOutlined />}
            title={t('incoming.empty')}
            lead={t('incoming.emptyLead')}
            action={announce}
          />
        }
      />
      {isAnnouncing && <AnnounceDialog close={() => setAnnouncing(false)} />}
    </Section>
  );
}

/** Open supply of a location or a SKU, with what can be done about each. */
export function IncomingTable({
  filter,
  height,
  empty,
}: {
  readonly filter: { readonly location?: string; readonly sku?: string };
  readonly height: string;
  readonly empty: React.ReactNode;
}) {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const { nameOf } = useLocations();
  const [action, setAction] = useState<{ kind: 'receive' | 'close'; row: IncomingView } | null>(
    null,
  );
  const pages = usePages<IncomingView>(['stock', 'incoming', filter], (cursor, signal) =>
    answerOf(
      client.GET('/v1/stock/incoming', {
        params: { query: { limit: 80, ...filter, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const actions = (row: IncomingView) =>
    may('stock:write') && (
      <span className="inventory-row-actions">
        <Button size="small" onClick={() => setAction({ kind: 'receive', row })}>
          {t('incoming.receive')}
        </Button>
        <Button size="small" type="text" onClick={() => setAction({ kind: 'close', row })}>
          {t('incoming.close')}
        </Button>
      </span>
    );
  const columns: Column<IncomingView>[] = [
    {
      key: 'expected',
      title: t('expectedAt'),
      width: 'minmax(170px, 1fr)',
      render: (row) => <Expected at={row.expectedAt} />,
    },
    ...(filter.sku === undefined
      ? [
          {
            key: 'sku',
            title: t('sku'),
            width: 'minmax(220px, 2fr)',
            render: (row: IncomingView) => (
              <SkuCell code={row.sku} name={row.name} names={row.names} />
            ),
          },
        ]
      : []),
    {
      key: 'location',
      title: t('location'),
      width: 'minmax(140px, 1fr)',
      render: (row) => nameOf(row.location),
    },
    {
      key: 'reference',
      title: t('reference'),
      width: 'minmax(150px, 1.2fr)',
      render: (row) => <span className="code">{row.reference}</span>,
    },
    {
      key: 'quantity',
      title: t('incoming.announced'),
      width: '90px',
      align: 'end',
      render: (row) => <Quantity value={row.quantity} />,
    },
    {
      key: 'received',
      title: t('received'),
      width: '80px',
      align: 'end',
      render: (row) => <Figure value={row.received} />,
    },
    {
      key: 'promised',
      title: t('incoming.promised'),
      width: '100px',
      align: 'end',
      render: (row) => <Figure value={row.promised} />,
    },
    { key: 'actions', title: '', width: '190px', align: 'end', render: actions },
  ];
  return (
    <>
      <CursorTable
        label={t('tab.incoming')}
        height={height}
        pages={pages}
        rowKey={({ id }) => id}
        columns={columns}
        empty={empty}
        renderCard={(row) => (
          <div className="inventory-card">
            <div className="inventory-card-head">
              <SkuCell code={row.sku} name={row.name} names={row.names} />
              <strong>
                +<Quantity value={row.quantity - row.received} />
              </strong>
            </div>
            <div className="inventory-card-foot">
              <span>{nameOf(row.location)}</span>
              <Expected at={row.expectedAt} />
            </div>
            <div className="inventory-card-foot">
              <span className="code">{row.reference}</span>
              {actions(row)}
            </div>
          </div>
        )}
      />
      {action?.kind === 'receive' && (
        <ReceiveDialog
          sku={action.row.sku}
          location={action.row.location}
          reference={action.row.reference}
          quantity={action.row.quantity - action.row.received}
          close={() => setAction(null)}
        />
      )}
      {action?.kind === 'close' && (
        <ActionDialog<{ readonly reason: string }>
          title={t('incoming.closeTitle', { reference: action.row.reference })}
          lead={t('incoming.closeLead', {
            count: action.row.quantity - action.row.received,
            promised: action.row.promised,
          })}
          action={t('incoming.close')}
          isDanger
          said={t('incoming.closed')}
          close={() => setAction(null)}
          carryOut={({ reason }) =>
            answerOf(
              client.POST('/v1/stock/announcements/close', {
                body: {
                  location: action.row.location,
                  reference: action.row.reference,
                  skus: [action.row.sku],
                  reason,
                },
              }),
            )
          }
        >
          <ReasonField />
        </ActionDialog>
      )}
    </>
  );
}

const NOW_MS = 30_000;

function Expected({ at }: { readonly at: string }) {
  const { t } = useTranslation('inventory');
  const now = useNow(NOW_MS);
  return (
    <span className="inventory-expected">
      <Moment at={at} />
      {Date.parse(at) < now && <Tag mood="warn">{t('incoming.overdue')}</Tag>}
    </span>
  );
}
