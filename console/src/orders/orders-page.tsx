import { App } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptPreference } from '../client/kept-preference.ts';
import { useMay } from '../client/session.ts';
import '../ui/page.css';
import { ExportMenu } from '../ui/export-menu.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { EmptyOrders } from './empty-orders.tsx';
import { FilterBar, FilterDrawer } from './filter-bar.tsx';
import { OrdersTable } from './orders-table.tsx';
import { NO_ORDERS, useChosenOrders } from './use-chosen-orders.ts';
import { queryOf, withoutFilter, type Filters } from './order-filters.ts';
import { useOrderListAddress } from './order-list-address.ts';
import './orders.css';
import './orders-list.css';
import {
  readColumns,
  readOrdersPreference,
  viewOf,
  type ColumnChoice,
  type OrdersPreference,
} from './saved-views.ts';
import { RunningBulks } from './running-bulks.tsx';
import type { BulkTarget } from './use-bulk-change.ts';
import { useNames } from '../ui/use-names.ts';
import { ViewsBar } from './views-bar.tsx';

/** Every order, found by whatever is known of it, live, and what is to be done to many at once. */
export function OrdersPage() {
  const { t } = useTranslation(['orders', 'common']);
  const { message } = App.useApp();
  const may = useMay();
  const isNarrow = useIsNarrow();
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
  const chosenOrders = useChosenOrders();
  const { select } = chosenOrders;
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
      select(NO_ORDERS);
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
            select(NO_ORDERS);
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
      <OrdersTable
        filters={filters}
        columns={columns}
        names={names}
        onArrange={arrange}
        onDo={setDoing}
        chosen={chosenOrders}
        empty={<EmptyOrders filters={filters} viewId={activeId} names={names} go={narrow} />}
      />
      {doing !== null && (
        <BulkDialog
          target={doing}
          onClose={(isStarted) => {
            setDoing(null);
            if (isStarted) select(NO_ORDERS);
          }}
        />
      )}
    </div>
  );
}
