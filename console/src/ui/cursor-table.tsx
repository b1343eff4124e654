import { useVirtualizer } from '@tanstack/react-virtual';
import { Skeleton } from 'antd';
import {
  memo,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptPlace } from '../client/kept-places.ts';
import './cursor-table.css';
import { ProblemNotice } from './problem-notice.tsx';
import { anchorOf, keysBetween, type Anchor } from './table-places.ts';
import { useSlideIn } from './use-slide-in.ts';
import { useTablePlace, type TablePlace } from './use-table-place.ts';
import { useIsNarrow } from './use-is-narrow.ts';

/** A column: how its cells look, and how wide it is as a CSS grid track. */
export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly width: string;
  readonly align?: 'end';
  /** Stays in sight when the table is scrolled sideways; for the first column only. */
  readonly isSticky?: boolean;
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
  /** How high the scrolling part becomes, as CSS; few rows take no more than they need. 100%: it fills its place. */
  readonly height?: string;
  /** Lets columns be made wider and narrower; gets the width in pixels when the hand lets go. */
  readonly onResize?: (key: string, widthPx: number) => void;
  /** Which rows are before the eyes, and whether nothing is above them. */
  readonly onSeen?: (first: number, last: number, isAtTop: boolean) => void;
  /** Nothing slides in above, also at the top: somebody is choosing rows. */
  readonly isStill?: boolean;
  /** Another value: other rows from here on, seen from the top. */
  readonly topKey?: string | number;
}

const ROW_HEIGHT = 44;
const CARD_HEIGHT = 92;
const ROWS_BEFORE_END = 20;
const COLUMN_PX_MIN = 56;

/**
 * A table over a server-side cursor: it holds what was scrolled to and draws what is seen, so that a
 * million rows scroll as ten do. Rows that come in above do not move what one reads. Arrows move, Shift
 * with them selects on the way, Enter opens, Space selects, Ctrl-A selects all that is loaded.
 */
export function CursorTable<Row>(props: CursorTableProps<Row>) {
  const { columns, pages, rowKey, onOpen, renderCard, selection, onResize, onSeen } = props;
  const { isStill = false } = props;
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const { left, keep } = useKeptPlace<TablePlace>(`table ${props.label}`);
  const [activeKey, setActiveKey] = useState<string | null>(left?.activeKey ?? null);
  const [isAtTop, setAtTop] = useState((left?.topPx ?? 0) < 4);
  const [dragged, setDragged] = useState<{ readonly key: string; readonly px: number } | null>(
    null,
  );
  const { rows } = pages;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? CARD_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => rowKey(rows[index] as Row),
    overscan: 12,
    initialOffset: left?.topPx ?? 0,
    initialMeasurementsCache: left === undefined ? [] : [...left.measured],
  });
  const items = virtual.getVirtualItems();
  const activeItem = items.find(({ index }) => rowKey(rows[index] as Row) === activeKey);
  const lastSeen = items.at(-1)?.index ?? 0;
  const { hasMore, isLoadingMore, loadMore } = pages;
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastSeen >= rows.length - ROWS_BEFORE_END) loadMore();
  }, [hasMore, isLoadingMore, lastSeen, rows.length, loadMore]);

  // What one reads stays where it is when rows come or go above it.
  const anchor = useRef<Anchor | null>(null);
  const keepPlace = useRef<() => void>(() => undefined);
  useLayoutEffect(() => {
    keepPlace.current = () => {
      const element = scroller.current;
      if (element === null || anchor.current === null) return;
      // Whoever goes through the rows by keys is choosing too.
      const isBusy = isStill || element.contains(document.activeElement);
      if (isAtTop && !isBusy) return;
      const index = anchorOf(rows, rowKey, anchor.current);
      if (index === null || index === anchor.current.index) return;
      element.scrollTop = (virtual.measurementsCache[index]?.start ?? 0) + anchor.current.withinPx;
      anchor.current = { ...anchor.current, index };
    };
  });
  // Only other rows move it: everything else that it reads follows the scrolling.
  useLayoutEffect(() => {
    keepPlace.current();
  }, [rows]);
  useTablePlace({
    scroller,
    virtual,
    activeKey,
    activeIndex: activeItem?.index ?? null,
    left,
    keep,
    hasRows: rows.length > 0,
  });
  const body = useRef<HTMLDivElement>(null);
  useSlideIn({
    body,
    virtual,
    firstKey: rows[0] === undefined ? null : rowKey(rows[0]),
    indexOf: (wanted) => rows.findIndex((row) => rowKey(row) === wanted),
    topKey: props.topKey,
    isWanted: isAtTop && !isStill,
  });
  const topKeyBefore = useRef(props.topKey);
  useLayoutEffect(() => {
    if (topKeyBefore.current === props.topKey) return;
    topKeyBefore.current = props.topKey;
    if (scroller.current !== null) scroller.current.scrollTop = 0;
    anchor.current = null;
    setAtTop(true);
  }, [props.topKey]);
  const look = useCallback((): void => {
    const element = scroller.current;
    if (element === null) return;
    const top = element.scrollTop;
    setAtTop(top < 4);
    const seen = virtual
      .getVirtualItems()
      .filter(({ end, start }) => end > top && start < top + element.clientHeight);
    const [first] = seen;
    const row = first === undefined ? undefined : rows[first.index];
    anchor.current =
      first === undefined || row === undefined
        ? null
        : { key: rowKey(row), index: first.index, withinPx: top - first.start };
    const isBusy = isStill || element.contains(document.activeElement);
    onSeen?.(first?.index ?? 0, seen.at(-1)?.index ?? 0, top < 4 && !isBusy);
  }, [virtual, rows, rowKey, onSeen, isStill]);
  useEffect(look, [look, items.length]);

  const lastToggled = useRef<string | null>(null);
  const toggle = (key: string, isRange: boolean): void => {
    if (selection === undefined) return;
    const keys = new Set(selection.keys);
    if (isRange && lastToggled.current !== null) {
      for (const each of keysBetween(rows, rowKey, lastToggled.current, key)) keys.add(each);
    } else if (!keys.delete(key)) keys.add(key);
    lastToggled.current = key;
    selection.change(keys);
  };
  const move = (to: number): number => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    virtual.scrollToIndex(index);
    const row = rows[index];
    if (row !== undefined) setActiveKey(rowKey(row));
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
    );
    return index;
  };
  const onKeyDown = (event: KeyboardEvent, row: Row, index: number): void => {
    if (event.target !== event.currentTarget) return;
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: 12, PageUp: -12 }[event.key];
    if (step !== undefined && !event.ctrlKey && !event.metaKey) {
      const from = rowKey(row);
      const to = rows[move(index + step)];
      if (event.shiftKey && selection !== undefined && to !== undefined) {
        selection.change(
          new Set([...selection.keys, ...keysBetween(rows, rowKey, from, rowKey(to))]),
        );
        lastToggled.current = rowKey(to);
      }
    } else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(rows.length - 1);
    else if (event.key === 'Enter') onOpen?.(row);
    else if (event.key === ' ' || event.key === 'x') toggle(rowKey(row), event.shiftKey);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && selection !== undefined)
      selection.change(new Set(rows.map(rowKey)));
    else if (event.key === 'Escape' && (selection?.keys.size ?? 0) > 0)
      selection?.change(new Set());
    else return;
    event.preventDefault();
  };
  // Rows are drawn again when they change, not when the table scrolls: what they call is looked up then.
  const latest = useRef({ toggle, onKeyDown, onOpen });
  useLayoutEffect(() => {
    latest.current = { toggle, onKeyDown, onOpen };
  });
  const [calls] = useState<RowCalls<Row>>(() => ({
    toggle: (key, isRange) => latest.current.toggle(key, isRange),
    onKeyDown: (event, row, index) => latest.current.onKeyDown(event, row, index),
    open: (row) => latest.current.onOpen?.(row),
    focus: setActiveKey,
  }));

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

  const widthOf = ({ key, width }: Column<Row>): string =>
    dragged?.key === key ? `${dragged.px}px` : width;
  const tracks = `${selection === undefined ? '' : '40px '}${columns.map(widthOf).join(' ')}`;
  const isSticky = columns.some((column) => column.isSticky === true);
  const firstKey = (activeItem ?? items[0])?.index;
  const classes = [
    'cursor-table',
    isNarrow ? 'cursor-table-narrow' : '',
    isSticky && !isNarrow ? 'cursor-table-sticky' : '',
    rows.length > 0 ? 'cursor-table-filled' : '',
  ];

  return (
    <div
      ref={scroller}
      className={classes.join(' ')}
      style={
        props.height === '100%'
          ? { height: '100%' }
          : { maxHeight: props.height ?? 'calc(100dvh - 260px)' }
      }
      onScroll={look}
    >
      <div
        role="table"
        aria-label={props.label}
        aria-rowcount={hasMore ? -1 : rows.length}
        className="cursor-table-whole"
      >
        {!isNarrow && (
          <div role="rowgroup" className="cursor-table-head">
            <div role="row" className="cursor-table-row" style={{ gridTemplateColumns: tracks }}>
              {selection !== undefined && (
                <div role="columnheader" className="cursor-table-check">
                  <AllBox
                    keys={selection.keys}
                    total={rows.length}
                    onChange={(isAll) => selection.change(new Set(isAll ? rows.map(rowKey) : []))}
                  />
                </div>
              )}
              {columns.map((column) => (
                <div
                  key={column.key}
                  role="columnheader"
                  data-align={column.align}
                  data-sticky={column.isSticky}
                >
                  {column.title}
                  {onResize !== undefined && (
                    <ResizeGrip
                      onDrag={(px) => setDragged({ key: column.key, px })}
                      onDrop={(px) => {
                        setDragged(null);
                        onResize(column.key, px);
                      }}
                    />
                  )}
                </div>
              ))}
            </div>
          </div>
        )}
        <div
          ref={body}
          role="rowgroup"
          className="cursor-table-body"
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map(({ index, key, start }) => {
            const row = rows[index] as Row;
            const name = rowKey(row);
            return (
              <TableRow
                key={key}
                row={row}
                name={name}
                index={index}
                startPx={start}
                columns={columns as readonly Column<unknown>[]}
                tracks={tracks}
                isNarrow={isNarrow}
                isFirst={index === firstKey}
                opens={onOpen !== undefined}
                isSelected={selection === undefined ? undefined : selection.keys.has(name)}
                renderCard={renderCard as (row: unknown) => ReactNode}
                measure={virtual.measureElement}
                calls={calls as RowCalls<unknown>}
              />
            );
          })}
        </div>
      </div>
      <div className="cursor-table-foot quiet" aria-live="polite">
        {pages.problem !== null ? (
          <ProblemNotice problem={pages.problem} onRetry={pages.retry} />
        ) : hasMore ? (
          t('list.loadingMore')
        ) : (
          t('list.end')
        )}
      </div>
    </div>
  );
}

interface RowCalls<Row> {
  readonly toggle: (key: string, isRange: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent, row: Row, index: number) => void;
  readonly open: (row: Row) => void;
  readonly focus: (key: string) => void;
}

interface TableRowProps {
  readonly row: unknown;
  readonly name: string;
  readonly index: number;
  readonly startPx: number;
  readonly columns: readonly Column<unknown>[];
  readonly tracks: string;
  readonly isNarrow: boolean;
  /** The one row that Tab leads to. */
  readonly isFirst: boolean;
  readonly opens: boolean;
  /** Undefined where nothing is selected. */
  readonly isSelected: boolean | undefined;
  readonly renderCard: (row: unknown) => ReactNode;
  readonly measure: (element: Element | null) => void;
  readonly calls: RowCalls<unknown>;
}

const TableRow = memo(function TableRow(props: TableRowProps) {
  const { row, name, index, isNarrow, isSelected, calls } = props;
  const box =
    isSelected === undefined ? null : (
      <div role="cell" className="cursor-table-check">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={name}
          checked={isSelected}
          // Selecting a row does not open it.
          onClick={(event) => {
            event.stopPropagation();
            calls.toggle(name, event.shiftKey);
          }}
          onChange={() => undefined}
        />
      </div>
    );
  return (
    // Rows are reached by the keys of the table.
    <div
      ref={isNarrow ? props.measure : undefined}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      data-index={index}
      tabIndex={props.isFirst ? 0 : -1}
      className={`cursor-table-row ${props.opens ? 'cursor-table-row-opens' : ''}`}
      style={{
        transform: `translateY(${props.startPx}px)`,
        ...(isNarrow ? {} : { gridTemplateColumns: props.tracks, height: ROW_HEIGHT }),
      }}
      onClick={(event) => {
        // Links and buttons within a row do what they say; text that is being selected is not a click.
        if ((event.target as Element).closest('a, button, input') !== null) return;
        if (globalThis.getSelection()?.isCollapsed === false) return;
        calls.open(row);
      }}
      onFocus={() => calls.focus(name)}
      onKeyDown={(event) => calls.onKeyDown(event, row, index)}
    >
      {box}
      {isNarrow ? (
        <div role="cell" className="cursor-table-card">
          {props.renderCard(row)}
        </div>
      ) : (
        <Cells row={row} columns={props.columns} />
      )}
    </div>
  );
});

/** A row that comes in above moves all others: what stands in them is not drawn again for that. */
const Cells = memo(function Cells({ row, columns }: Pick<TableRowProps, 'row' | 'columns'>) {
  return columns.map((column) => (
    <div key={column.key} role="cell" data-align={column.align} data-sticky={column.isSticky}>
      {column.render(row)}
    </div>
  ));
});

function AllBox({
  keys,
  total,
  onChange,
}: {
  readonly keys: ReadonlySet<string>;
  readonly total: number;
  readonly onChange: (isAll: boolean) => void;
}) {
  const { t } = useTranslation();
  const box = useRef<HTMLInputElement>(null);
  const isSome = keys.size > 0 && keys.size < total;
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = isSome;
  }, [isSome]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={t('all')}
      checked={keys.size > 0 && !isSome}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

/** The edge of a column that can be drawn. Widths are also set by keys, in the chooser of columns. */
function ResizeGrip({
  onDrag,
  onDrop,
}: {
  readonly onDrag: (px: number) => void;
  readonly onDrop: (px: number) => void;
}) {
  const from = useRef<{ readonly x: number; readonly px: number } | null>(null);
  const widthAt = (event: PointerEvent): number =>
    from.current === null
      ? 0
      : Math.max(COLUMN_PX_MIN, Math.round(from.current.px + event.clientX - from.current.x));
  return (
    <span
      className="cursor-table-grip"
      aria-hidden
      onPointerDown={(event) => {
        const px = event.currentTarget.parentElement?.getBoundingClientRect().width ?? 0;
        from.current = { x: event.clientX, px };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (from.current !== null) onDrag(widthAt(event));
      }}
      onPointerUp={(event) => {
        if (from.current === null) return;
        onDrop(widthAt(event));
        from.current = null;
      }}
    />
  );
}
