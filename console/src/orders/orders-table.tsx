import { ArrowUpOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { CursorTable } from '../ui/cursor-table.tsx';
import type { Names } from '../ui/use-names.ts';
import { BulkBar } from './bulk-bar.tsx';
import { OrderCard } from './order-card.tsx';
import { orderColumns } from './order-columns.tsx';
import type { Filters } from './order-filters.ts';
import { changedColumn, type ColumnChoice, type ColumnKey } from './saved-views.ts';
import type { BulkTarget } from './use-bulk-change.ts';
import { NO_ORDERS, type ChosenOrders } from './use-chosen-orders.ts';
import { useLiveOrders } from './use-live-orders.ts';

const keyOf = ({ id }: OrderSummary): string => id;

/** The orders themselves. Only this is drawn again when something happens, not what stands above it. */
export function OrdersTable({
  filters,
  columns,
  names,
  onArrange,
  onDo,
  chosen,
  empty,
}: {
  readonly filters: Filters;
  readonly columns: readonly ColumnChoice[];
  readonly names: Names;
  readonly onArrange: (columns: readonly ColumnChoice[]) => void;
  readonly onDo: (target: BulkTarget) => void;
  readonly chosen: ChosenOrders;
  readonly empty: ReactNode;
}) {
  const { t } = useTranslation(['orders', 'common']);
  const canChange = useMay()('orders:write');
  const navigate = useNavigate();
  const shown = useMemo(() => orderColumns(columns, names, t), [columns, names, t]);
  const pages = useLiveOrders(filters);
  const { selected, isAll, select, selectAll } = chosen;
  const keys = useMemo(
    () => (isAll ? new Set(pages.rows.map(keyOf)) : selected),
    [isAll, pages.rows, selected],
  );
  return (
    <section
      className={pages.isAsking ? 'section orders-list orders-list-asking' : 'section orders-list'}
      aria-busy={pages.isAsking}
    >
      <CursorTable
        label={t('orders:title')}
        columns={shown}
        pages={pages}
        rowKey={keyOf}
        onOpen={({ id }) => void navigate({ to: '/orders/$id', params: { id } })}
        onSeen={pages.see}
        topKey={pages.question}
        isStill={keys.size > 0}
        onResize={(key, widthPx) =>
          onArrange(changedColumn(columns, key as ColumnKey, { widthPx }))
        }
        height="100%"
        {...(canChange ? { selection: { keys, change: select } } : {})}
        renderCard={(order) => <OrderCard order={order} names={names} />}
        empty={empty}
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
      {keys.size > 0 && (
        <BulkBar
          count={keys.size}
          isAll={isAll}
          onAll={isAll ? undefined : selectAll}
          onAction={(action) =>
            onDo(isAll ? { action, filters } : { action, orderIds: [...selected] })
          }
          onClear={() => select(NO_ORDERS)}
        />
      )}
    </section>
  );
}
