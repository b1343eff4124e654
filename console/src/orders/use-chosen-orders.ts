import { useCallback, useEffect, useState } from 'react';
import { useKeptPlace } from '../client/kept-places.ts';

/** Which orders somebody has chosen in the list. */
export interface ChosenOrders {
  readonly selected: ReadonlySet<string>;
  /** All that match are meant, also those that are not loaded. */
  readonly isAll: boolean;
  readonly select: (keys: ReadonlySet<string>) => void;
  readonly selectAll: () => void;
}

export const NO_ORDERS: ReadonlySet<string> = new Set();

/** What is chosen in the list of orders; whoever comes back finds it as they left it. */
export function useChosenOrders(): ChosenOrders {
  const { left, keep } = useKeptPlace<Pick<ChosenOrders, 'selected' | 'isAll'>>('selected orders');
  const [selected, setSelected] = useState(left?.selected ?? NO_ORDERS);
  const [isAll, setAll] = useState(left?.isAll ?? false);
  useEffect(() => () => keep({ selected, isAll }), [keep, selected, isAll]);
  const select = useCallback((keys: ReadonlySet<string>): void => {
    setSelected(keys);
    setAll(false);
  }, []);
  const selectAll = useCallback(() => setAll(true), []);
  return { selected, isAll, select, selectAll };
}
