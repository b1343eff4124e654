import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox, Skeleton } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './cursor-table.css';
import { ProblemNotice } from './problem-notice.tsx';
import { useIsNarrow } from './use-is-narrow.ts';

/** A column: how its cells look, and how wide it is as a CSS grid track. */
export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly width: string;
  readonly align?: 'end';
  readonly render: (row: Row) => ReactNode;
}

/** As much of an infinite query as a table needs. `usePages` of client/pages.ts gives it. */
export interface Pages<Row> {
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly problem: unknown;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

interface CursorTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly pages: Pages<Row>;
  readonly rowKey: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  /** A row on a phone, where columns have no room. */
  readonly renderCard: (row: Row) => ReactNode;
  readonly empty: ReactNode;
  readonly selection?: {
    readonly keys: ReadonlySet<string>;
    readonly change: (keys: ReadonlySet<string>) => void;
  };
  /** CSS height of the scrolling part. */
  readonly height?: string;
}

const ROW_HEIGHT = 44;
const CARD_HEIGHT = 92;
const ROWS_BEFORE_END = 20;

/**
 * A table over a server-side cursor: it holds what was scrolled to and draws what is seen, so that a
 * million rows scroll as ten do. Arrows move, Enter opens, Space selects.
 */
export function CursorTable<Row>(props: CursorTableProps<Row>) {
  const { columns, pages, rowKey, onOpen, renderCard, selection } = props;
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const { rows } = pages;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? CARD_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => rowKey(rows[index] as Row),
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  const { hasMore, isLoadingMore, loadMore } = pages;
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastSeen >= rows.length - ROWS_BEFORE_END) loadMore();
  }, [hasMore, isLoadingMore, lastSeen, rows.length, loadMore]);

  if (pages.problem !== null && rows.length === 0) {
    return (
      <div className="cursor-table-notice">
        <ProblemNotice problem={pages.problem} onRetry={pages.retry} />
      </div>
    );
  }
  if (pages.isLoading) {
    return (
      <div className="cursor-table-notice">
        <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} />
      </div>
    );
  }
  if (rows.length === 0 && !hasMore) return <>{props.empty}</>;

  const toggle = (key: string): void => {
    if (selection === undefined) return;
    const keys = new Set(selection.keys);
    if (!keys.delete(key)) keys.add(key);
    selection.change(keys);
  };
  const move = (to: number): void => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    setActive(index);
    virtual.scrollToIndex(index);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent, row: Row, index: number): void => {
    if (event.target !== event.currentTarget) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 }[event.key];
    if (step !== undefined) move(index + step);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(rows.length - 1);
    else if (event.key === 'Enter') onOpen?.(row);
    else if (event.key === ' ') toggle(rowKey(row));
    else return;
    event.preventDefault();
  };
  const tracks = `${selection === undefined ? '' : '40px '}${columns.map(({ width }) => width).join(' ')}`;

  return (
    <div
      ref={scroller}
      className={isNarrow ? 'cursor-table cursor-table-narrow' : 'cursor-table'}
      style={{ height: props.height ?? 'calc(100dvh - 260px)' }}
      role="table"
      aria-label={props.label}
      aria-rowcount={hasMore ? -1 : rows.length}
    >
      {!isNarrow && (
        <div role="rowgroup" className="cursor-table-head">
          <div role="row" className="cursor-table-row" style={{ gridTemplateColumns: tracks }}>
            {selection !== undefined && (
              <div role="columnheader">
                <Checkbox
                  aria-label={t('all')}
                  checked={selection.keys.size > 0 && selection.keys.size === rows.length}
                  indeterminate={selection.keys.size > 0 && selection.keys.size < rows.length}
                  onChange={(event) =>
                    selection.change(new Set(event.target.checked ? rows.map(rowKey) : []))
                  }
                />
              </div>
            )}
            {columns.map((column) => (
              <div key={column.key} role="columnheader" data-align={column.align}>
                {column.title}
              </div>
            ))}
          </div>
        </div>
      )}
      <div role="rowgroup" className="cursor-table-body" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index] as Row;
          const name = rowKey(row);
          return (
            <div
              key={key}
              ref={isNarrow ? virtual.measureElement : undefined}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={selection?.keys.has(name)}
              data-index={index}
              tabIndex={index === active ? 0 : -1}
              className={`cursor-table-row ${onOpen === undefined ? '' : 'cursor-table-row-opens'}`}
              style={{
                transform: `translateY(${start}px)`,
                ...(isNarrow ? {} : { gridTemplateColumns: tracks, height: ROW_HEIGHT }),
              }}
              onClick={() => onOpen?.(row)}
              onFocus={() => setActive(index)}
              onKeyDown={(event) => onKeyDown(event, row, index)}
            >
              {isNarrow ? (
                <div role="cell" className="cursor-table-card">
                  {renderCard(row)}
                </div>
              ) : (
                <>
                  {selection !== undefined && (
                    <div role="cell">
                      <Checkbox
                        aria-label={name}
                        checked={selection.keys.has(name)}
                        // Selecting a row does not open it.
                        onClick={(event) => event.stopPropagation()}
                        onChange={() => toggle(name)}
                      />
                    </div>
                  )}
                  {columns.map((column) => (
                    <div key={column.key} role="cell" data-align={column.align}>
                      {column.render(row)}
                    </div>
                  ))}
                </>
              )}
            </div>
          );
        })}
      </div>
      <div className="cursor-table-foot quiet" aria-live="polite">
        {hasMore ? t('list.loadingMore') : t('list.end')}
      </div>
    </div>
  );
}
