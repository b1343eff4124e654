import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { StockEntryView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { changesOf } from './entry-changes.ts';
import { actorName } from './names.ts';
import { LocationPicker } from './pickers.tsx';
import { useSkuPositions } from './sku-positions-section.tsx';

/** Why the position of a SKU at a location is what it is: entries, the newest first. */
export function SkuLedgerSection({ sku }: { readonly sku: string }) {
  const { t } = useTranslation('inventory');
  const { rows: positions } = useSkuPositions(sku);
  const [chosen, setChosen] = useState<string | undefined>();
  // Where most of it lies, most has happened.
  const busiest = positions.reduce<(typeof positions)[number] | undefined>(
    (best, one) => (best === undefined || one.onHand > best.onHand ? one : best),
    undefined,
  );
  const [first, setFirst] = useState<string | undefined>();
  if (first === undefined && busiest !== undefined) setFirst(busiest.location);
  const location = chosen ?? first;
  return (
    <Section
      isFlush
      title={t('ledger.title')}
      extra={
        <LocationPicker
          className="inventory-picker"
          label={t('location')}
          {...(location === undefined ? {} : { value: location })}
          onChange={setChosen}
        />
      }
    >
      {location === undefined ? (
        <EmptyState title={t('ledger.empty')} lead={t('skuPage.nowhereLead')} />
      ) : (
        <Entries key={location} sku={sku} location={location} />
      )}
    </Section>
  );
}

function Entries({ sku, location }: { readonly sku: string; readonly location: string }) {
  const { t } = useTranslation('inventory');
  const pages = usePages<StockEntryView>(['stock', 'entries', sku, location], (cursor, signal) =>
    answerOf(
      client.GET('/v1/stock/entries', {
        params: {
          query: { sku, location, limit: 60, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
  const cause = (row: StockEntryView) =>
    row.orderId === null ? (
      <EntryCause entry={row} />
    ) : (
      <Link to="/orders/$id" params={{ id: String(row.orderId) }}>
        {t('drift.order', { id: String(row.orderId) })}
      </Link>
    );
  const changes = (row: StockEntryView) => (
    <span className="entry-changes">
      {changesOf(row).map(({ bucket, delta }) => (
        <span
          key={bucket}
          className={delta < 0 ? 'entry-change drift-less' : 'entry-change drift-more'}
        >
          {delta > 0 ? '+' : '−'}
          {Math.abs(delta)} <span className="quiet">{t(`bucket.${bucket}`)}</span>
        </span>
      ))}
    </span>
  );
  const kind = (row: StockEntryView): string =>
    t(`entry.${row.kind}` as 'entry.receipt', { defaultValue: row.kind });
  return (
    <CursorTable
      label={t('ledger.title')}
      height="440px"
      pages={pages}
      rowKey={({ id }) => String(id)}
      columns={[
        {
          key: 'at',
          title: t('ledger.when'),
          width: '130px',
          render: (row) => <Moment at={row.recordedAt} />,
        },
        { key: 'kind', title: t('ledger.what'), width: 'minmax(110px, 1fr)', render: kind },
        {
          key: 'changes',
          title: t('ledger.change'),
          width: 'minmax(170px, 1.6fr)',
          render: changes,
        },
        { key: 'cause', title: t('ledger.because'), width: 'minmax(130px, 1fr)', render: cause },
      ]}
      renderCard={(row) => (
        <div className="inventory-card">
          <div className="inventory-card-head">
            <strong>{kind(row)}</strong>
            <Moment at={row.recordedAt} />
          </div>
          <div className="inventory-card-foot">
            {changes(row)}
            {cause(row)}
          </div>
        </div>
      )}
      empty={<EmptyState title={t('ledger.empty')} lead={t('ledger.emptyLead')} />}
    />
  );
}

const AROUND_MS = 2_000;

/** Who moved the stock and why: looked up in the history when somebody asks. */
function EntryCause({ entry }: { readonly entry: StockEntryView }) {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const { data: event, isPending } = useQuery({
    queryKey: ['audit', 'event', entry.eventId],
    enabled: isOpen,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const at = Date.parse(entry.recordedAt);
      const { items } = await answerOf(
        client.GET('/v1/audit', {
          params: {
            query: {
              since: new Date(at - AROUND_MS).toISOString(),
              until: new Date(at + AROUND_MS).toISOString(),
              limit: 200,
            },
          },
          signal,
        }),
      );
      return items.find(({ id }) => id === entry.eventId) ?? null;
    },
  });
  if (!may('operations:read')) return <span className="quiet">—</span>;
  const data = (event?.data ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string | null =>
    typeof data[name] === 'string' ? data[name] : null;
  const shown = [
    [t('ledger.by'), event === null || event === undefined ? null : actorName(event.actor)],
    [t('reason'), text('reason')],
    [t('reference'), text('reference')],
  ] as const;
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        isPending ? (
          t('ledger.looking')
        ) : event === null || event === undefined ? (
          t('ledger.notFound')
        ) : (
          <dl className="entry-cause">
            {shown.map(([label, value]) =>
              value === null ? null : (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ),
            )}
          </dl>
        )
      }
    >
      <button type="button" className="link-button">
        {t('ledger.who')}
      </button>
    </Popover>
  );
}
