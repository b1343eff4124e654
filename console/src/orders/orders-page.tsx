import { ArrowUpOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptPlace } from '../client/kept-places.ts';
import { useKeptPreference } from '../client/kept-preference.ts';
import { useMay } from '../client/session.ts';
import type { OrderSummary } from '../client/contract.generated.d.ts';
import '../ui/page.css';
import { CursorTable } from '../ui/cursor-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { BulkBar } from './bulk-bar.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { EmptyOrders } from './empty-orders.tsx';
import { FilterBar, FilterDrawer } from './filter-bar.tsx';
import { OrderCard } from './order-card.tsx';
import { orderColumns } from './order-columns.tsx';
import { queryOf, withoutFilter, type Filters } from './order-filters.ts';
import { useOrderListAddress } from './order-list-address.ts';
import './orders.css';
import './orders-list.css';
import {
  changedColumn,
  readColumns,
  readOrdersPreference,
  viewOf,
  type ColumnChoice,
  type ColumnKey,
  type OrdersPreference,
} from './saved-views.ts';
import { useLiveOrders } from './use-live-orders.ts';
import { RunningBulks } from './running-bulks.tsx';
import type { BulkTarget } from './use-bulk-change.ts';
import { useNames } from '../ui/use-names.ts';
import { ViewsBar } from './views-bar.tsx';

const NOTHING: ReadonlySet<string> = new Set();
const keyOf = ({ id }: OrderSummary): string => id;

/** Every order, found by whatever is known of it, live, and what is to be done to many at once. */
export function OrdersPage() {
  const { t } = useTranslation(['orders', 'common']);
  const { message } = App.useApp();
  const may = useMay();
  const isNarrow = useIsNarrow();
  const navigate = useNavigate();
  const names = useNames();
  const { filters, named, go } = useOrderListAddress();
  const { chosen, keep: keepDocument } = useKeptPreference<OrdersPreference>('orders');
  const preference = useMemo(() => readOrdersPreference(chosen), [chosen]);
  const activeId = viewOf(named, filters, preference.views);
  const ownView = preference.views.find(({ id }) => id === activeId);
  const columns = useMemo(
    () => readColumns(ownView?.columns ?? preference.columns),
    [ownView, preference.columns],
  );
  const shown = useMemo(() => orderColumns(columns, names, t), [columns, names, t]);
  const pages = useLiveOrders(filters);
  const { left, keep } = useKeptPlace<{
    readonly selected: ReadonlySet<string>;
    readonly isAll: boolean;
  }>('selected orders');
  const [selected, setSelected] = useState(left?.selected ?? NOTHING);
  // All that match are meant, also those that are not loaded.
  const [isAll, setAll] = useState(left?.isAll ?? false);
  useEffect(() => () => keep({ selected, isAll }), [keep, selected, isAll]);
  const shownSelected = useMemo(
    () => (isAll ? new Set(pages.rows.map(keyOf)) : selected),
    [isAll, pages.rows, selected],
  );
  const select = useCallback((keys: ReadonlySet<string>): void => {
    setSelected(keys);
    setAll(false);
  }, []);
  const [doing, setDoing] = useState<BulkTarget | null>(null);

  const arrange = (arranged: readonly ColumnChoice[]): void => {
    const after: OrdersPreference =
      ownView === undefined
        ? { ...preference, columns: arranged }
        : {
            ...preference,
            views: preference.views.map((view) =>
              view.id === ownView.id ? { ...view, columns: arranged } : view,
            ),
          };
    keepDocument(after).catch((error: Error) => void message.error(error.message));
  };
  const narrow = useCallback(
    (wanted: Filters) => {
      select(NOTHING);
      go(wanted, ownView === undefined ? {} : { view: ownView.id });
    },
    [go, ownView, select],
  );
  const search = useCallback(
    (text: string) => {
      const rest = withoutFilter(filters, 'search');
      go(text === '' ? rest : { ...rest, search: text }, {
        replace: true,
        ...(ownView === undefined ? {} : { view: ownView.id }),
      });
    },
    [filters, go, ownView],
  );
  const open = (order: OrderSummary): void =>
    void navigate({ to: '/orders/$id', params: { id: order.id } });
  const canChange = may('orders:write');

  return (
    <div className="orders">
      <header className="orders-head">
        <h1>{t('orders:title')}</h1>
        <ViewsBar
          preference={preference}
          keep={keepDocument}
          activeId={activeId}
          filters={filters}
          columns={columns}
          go={(wanted, options) => {
            select(NOTHING);
            go(wanted, options);
          }}
        />
      </header>
      <div className="orders-tools">
        <SearchField
          label={t('orders:searchLabel')}
          placeholder={t('orders:search')}
          value={filters.search ?? ''}
          onChange={search}
        />
        {isNarrow ? (
          <FilterDrawer filters={filters} names={names} onChange={narrow} />
        ) : (
          <FilterBar filters={filters} names={names} onChange={narrow} />
        )}
        <span className="orders-tools-end">
          {may('export:read') && (
            <ExportMenu
              list="orders"
              query={() => queryOf(filters, new Date())}
              hint={t('orders:exports.hint')}
              isNarrow={isNarrow}
            />
          )}
          {!isNarrow && <ColumnChooser columns={columns} onChange={arrange} />}
        </span>
      </div>
      {canChange && <RunningBulks onOpen={(id) => setDoing({ id })} />}
      <section
        className={
          pages.isAsking ? 'section orders-list orders-list-asking' : 'section orders-list'
        }
        aria-busy={pages.isAsking}
      >
        <CursorTable
          label={t('orders:title')}
          columns={shown}
          pages={pages}
          rowKey={keyOf}
          onOpen={open}
          onSeen={pages.see}
          topKey={pages.question}
          isStill={shownSelected.size > 0}
          onResize={(key, widthPx) =>
            arrange(changedColumn(columns, key as ColumnKey, { widthPx }))
          }
          height="100%"
          {...(canChange ? { selection: { keys: shownSelected, change: select } } : {})}
          renderCard={(order) => <OrderCard order={order} names={names} />}
          empty={<EmptyOrders filters={filters} viewId={activeId} names={names} go={narrow} />}
        />
        {pages.newCount > 0 && (
          <button
            type="button"
            className="orders-new"
            onClick={() => {
              document.querySelector('.orders-list .cursor-table')?.scrollTo({ top: 0 });
            }}
          >
            <ArrowUpOutlined aria-hidden /> {t('orders:newOrders', { count: pages.newCount })}
          </button>
        )}
        {shownSelected.size > 0 && (
          <BulkBar
            count={shownSelected.size}
            isAll={isAll}
            onAll={isAll ? undefined : () => setAll(true)}
            onAction={(action) =>
              setDoing(isAll ? { action, filters } : { action, orderIds: [...selected] })
            }
            onClear={() => select(NOTHING)}
          />
        )}
      </section>
      {doing !== null && (
        <BulkDialog
          target={doing}
          onClose={(isStarted) => {
            setDoing(null);
            if (isStarted) select(NOTHING);
          }}
        />
      )}
    </div>
  );
}
