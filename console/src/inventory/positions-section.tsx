import { AppstoreOutlined, BarsOutlined, InboxOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { StockPosition } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Quantity } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { LocationPicker } from './pickers.tsx';
import { PositionMatrix } from './position-matrix-table.tsx';
import { partsOf, stateOf } from './position-matrix.ts';
import { SkuCell } from './sku-cell.tsx';
import { useFilters } from './use-filters.ts';
import { useLocations } from './use-locations.ts';

const PAGE_ROWS = 100;
const STATES = ['all', 'below_safety', 'nothing_left'] as const;

/** What lies where: a row a SKU and location, or a row a SKU over all locations. */
export function PositionsSection() {
  const { t } = useTranslation('inventory');
  const [filters, change] = useFilters();
  const [typed, setTyped] = useState(filters['search'] ?? '');
  const search = useDeferredValue(typed.trim());
  useEffect(() => {
    if (search !== (filters['search'] ?? '')) change({ search });
  });
  const isMatrix = filters['view'] === 'matrix';
  const location = isMatrix ? undefined : filters['location'];
  const state = isMatrix
    ? undefined
    : (STATES.slice(1).find((one) => one === filters['state']) as
        | 'below_safety'
        | 'nothing_left'
        | undefined);
  const pages = usePages<StockPosition>(
    ['stock', 'positions', { search, location, state, isMatrix }],
    (cursor, signal) =>
      answerOf(
        client.GET('/v1/stock', {
          params: {
            query: {
              limit: isMatrix ? 3 * PAGE_ROWS : PAGE_ROWS,
              ...(search === '' ? {} : { search }),
              ...(location === undefined ? {} : { location }),
              ...(state === undefined ? {} : { state }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
          signal,
        }),
      ),
  );
  const isFiltered = search !== '' || location !== undefined || state !== undefined;
  const empty = isFiltered ? (
    <EmptyState
      icon={<InboxOutlined />}
      title={t(state === undefined ? 'positions.noneFound' : 'positions.allWell')}
      lead={t(state === undefined ? 'positions.noneFoundLead' : 'positions.allWellLead')}
      action={
        <Button
          onClick={() => {
            setTyped('');
            change({ search: undefined, location: undefined, state: undefined });
          }}
        >
          {t('clearFilters')}
        </Button>
      }
    />
  ) : (
    <NoStock />
  );
  return (
    <Section isFlush>
      <div className="inventory-bar">
        <Input.Search
          className="inventory-search"
          allowClear
          placeholder={t('positions.search')}
          aria-label={t('positions.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {!isMatrix && (
          <>
            <LocationPicker
              canClear
              className="inventory-picker"
              label={t('allLocations')}
              {...(location === undefined ? {} : { value: location })}
              onChange={(code) => change({ location: code })}
            />
            <Segmented
              aria-label={t('positions.state.label')}
              value={state ?? 'all'}
              onChange={(value) => change({ state: value === 'all' ? undefined : value })}
              options={STATES.map((value) => ({ value, label: t(`positions.state.${value}`) }))}
            />
          </>
        )}
        <Segmented
          className="inventory-bar-end"
          aria-label={t('positions.view.label')}
          value={isMatrix ? 'matrix' : 'list'}
          onChange={(value) => change({ view: value === 'list' ? undefined : value })}
          options={[
            { value: 'list', icon: <BarsOutlined />, label: t('positions.view.list') },
            { value: 'matrix', icon: <AppstoreOutlined />, label: t('positions.view.matrix') },
          ]}
        />
      </div>
      {isMatrix ? (
        <PositionMatrix pages={pages} empty={empty} />
      ) : (
        <PositionTable pages={pages} empty={empty} />
      )}
    </Section>
  );
}

function PositionTable({
  pages,
  empty,
}: {
  readonly pages: ReturnType<typeof usePages<StockPosition>>;
  readonly empty: React.ReactNode;
}) {
  const { t } = useTranslation('inventory');
  const navigate = useNavigate();
  const { nameOf } = useLocations();
  const figure = (
    key: 'onHand' | 'reserved' | 'allocated' | 'damaged' | 'qualityControl' | 'safetyStock',
  ): Column<StockPosition> => ({
    key,
    title: t(`bucket.${key}`),
    width: 'minmax(72px, 0.5fr)',
    align: 'end',
    render: (row) => <Figure value={row[key]} />,
  });
  const columns: Column<StockPosition>[] = [
    {
      key: 'sku',
      title: t('sku'),
      width: 'minmax(220px, 2fr)',
      render: (row) => <SkuCell code={row.sku} name={row.name} names={row.names} />,
    },
    {
      key: 'location',
      title: t('location'),
      width: 'minmax(140px, 1fr)',
      render: (row) => nameOf(row.location),
    },
    {
      key: 'bar',
      title: <span className="visually-hidden">{t('positions.composition')}</span>,
      width: 'minmax(90px, 0.8fr)',
      render: (row) => <StockBar position={row} />,
    },
    figure('onHand'),
    figure('reserved'),
    figure('allocated'),
    figure('damaged'),
    figure('qualityControl'),
    figure('safetyStock'),
    {
      key: 'available',
      title: t('bucket.available'),
      width: 'minmax(84px, 0.6fr)',
      align: 'end',
      render: (row) => <Available position={row} />,
    },
    {
      key: 'state',
      title: '',
      width: '140px',
      render: (row) => <PositionTag position={row} />,
    },
  ];
  return (
    <CursorTable
      label={t('tab.positions')}
      columns={columns}
      pages={pages}
      rowKey={({ sku, location }) => `${sku} ${location}`}
      onOpen={({ sku }) => void navigate({ to: '/inventory/$sku', params: { sku } })}
      empty={empty}
      height="calc(100dvh - 330px)"
      renderCard={(row) => (
        <div className="inventory-card">
          <div className="inventory-card-head">
            <SkuCell code={row.sku} name={row.name} names={row.names} />
            <span className="inventory-card-figure">
              <Available position={row} />
              <span className="quiet">
                {' '}
                / <Quantity value={row.onHand} />
              </span>
            </span>
          </div>
          <StockBar position={row} />
          <div className="inventory-card-foot">
            <span>{nameOf(row.location)}</span>
            <PositionTag position={row} />
          </div>
        </div>
      )}
    />
  );
}

/** Nought is said quietly, so that the eye finds what there is. */
export function Figure({ value }: { readonly value: number }) {
  return value === 0 ? <span className="quiet numbers">0</span> : <Quantity value={value} />;
}

/** What can be promised, in the colour of how scarce it is. */
export function Available({ position }: { readonly position: StockPosition }) {
  return (
    <strong className={`available-${stateOf(position)}`}>
      <Quantity value={position.available} />
    </strong>
  );
}

/** Says when a position wants attention. */
export function PositionTag({ position }: { readonly position: StockPosition }) {
  const { t } = useTranslation('inventory');
  const state = stateOf(position);
  if (state === 'well') return null;
  return (
    <Tag mood={state === 'nothing_left' ? 'bad' : 'warn'}>{t(`positions.state.${state}`)}</Tag>
  );
}

/** What is on hand, by who has it. */
export function StockBar({ position }: { readonly position: StockPosition }) {
  const { t } = useTranslation('inventory');
  const parts = partsOf(position);
  return (
    <span
      className="stock-bar"
      role="img"
      aria-label={`${t('bucket.available')} ${position.available} / ${position.onHand}`}
    >
      {parts.map(({ part, share }) => (
        <span
          key={part}
          className={`stock-bar-part stock-bar-${part}`}
          style={{ width: `${share * 100}%` }}
          title={t(`part.${part}`)}
        />
      ))}
    </span>
  );
}

/** The first thing to do on an empty system: bring in what lies on the shelves. */
function NoStock() {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const [isImporting, setImporting] = useState(false);
  return (
    <>
      <EmptyState
        icon={<InboxOutlined />}
        title={t('positions.empty')}
        lead={t('positions.emptyLead')}
        action={
          may('partners:write') &&
          may('stock:write') && (
            <Button type="primary" onClick={() => setImporting(true)}>
              {t('import.title')}
            </Button>
          )
        }
      />
      {isImporting && <ImportDialog close={() => setImporting(false)} />}
    </>
  );
}
