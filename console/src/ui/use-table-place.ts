import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Where somebody left a table: how far down, at which row, and how high the rows were. */
export interface TablePlace {
  readonly topPx: number;
  readonly activeKey: string | null;
  readonly measured: readonly VirtualItem[];
}

/** Brings whoever comes back to where they were, with the focus on the row that they chose, and keeps it as they leave. */
export function useTablePlace({
  scroller,
  virtual,
  activeKey,
  activeIndex,
  left,
  keep,
  hasRows,
}: {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly activeKey: string | null;
  /** Where the row with that key is drawn; null while it is not. */
  readonly activeIndex: number | null;
  readonly left: TablePlace | undefined;
  readonly keep: (place: TablePlace) => void;
  readonly hasRows: boolean;
}): void {
  const toRestore = useRef(left);
  useLayoutEffect(() => {
    const element = scroller.current;
    const place = toRestore.current;
    if (element === null || place === undefined || !hasRows) return;
    toRestore.current = undefined;
    element.scrollTo({ top: place.topPx });
  }, [hasRows, scroller]);
  // The rows are drawn once the table knows its height, after the table itself.
  const isFocusWanted = useRef(left !== undefined && left.activeKey !== null);
  useLayoutEffect(() => {
    if (activeIndex === null || !isFocusWanted.current) return;
    isFocusWanted.current = false;
    if (document.activeElement !== document.body) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`);
    row?.focus({ preventScroll: true });
  }, [activeIndex, scroller]);
  const leave = useRef<() => void>(() => undefined);
  useLayoutEffect(() => {
    leave.current = () =>
      keep({ topPx: virtual.scrollOffset ?? 0, activeKey, measured: virtual.takeSnapshot() });
  });
  useLayoutEffect(() => () => leave.current(), []);
}
