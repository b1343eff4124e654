import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { answerOf, client } from '../client/client.ts';
import { useKeptPlace } from '../client/kept-places.ts';
import { useLiveEvents } from '../client/live.tsx';
import { LiveOrders, type LiveOrdersState } from './live-orders.ts';
import { filtersOf, isNewcomer, queryOf, searchOf, type Filters } from './order-filters.ts';

/** Orders that a page of the list carries. */
const PAGE_LIMIT = 100;

/** The orders under some filters, newest first, live. Whoever comes back finds what they had scrolled to. */
export function useLiveOrders(filters: Filters): LiveOrdersState & {
  readonly loadMore: () => void;
  readonly retry: () => void;
  readonly see: LiveOrders['see'];
} {
  const { left, keep } = useKeptPlace<{ readonly orders: LiveOrders; readonly key: string }>(
    'list of orders',
  );
  const [orders] = useState(() => left?.orders ?? new LiveOrders());
  const resumable = useRef(left?.key);
  const state = useSyncExternalStore(orders.listen, orders.state);
  // The same filters are another object with every address: the list begins anew only with other ones.
  const key = JSON.stringify(searchOf(filters));
  useEffect(() => {
    const isSame = resumable.current === key;
    resumable.current = undefined;
    if (isSame) {
      orders.resume();
      return () => orders.stop();
    }
    const asked = filtersOf(JSON.parse(key) as Record<string, unknown>);
    orders.ask({
      isNewcomer: (order) => isNewcomer(asked, order),
      read: (cursor, signal) =>
        answerOf(
          client.GET('/v1/orders', {
            params: {
              query: {
                ...queryOf(asked, new Date()),
                limit: PAGE_LIMIT,
                ...(cursor === undefined ? {} : { cursor }),
              },
            },
            signal,
          }),
        ),
    });
    return () => orders.stop();
  }, [orders, key]);
  useEffect(() => () => keep({ orders, key }), [keep, orders, key]);
  useLiveEvents(orders.take);
  return { ...state, loadMore: orders.loadMore, retry: orders.retry, see: orders.see };
}
