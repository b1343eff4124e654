import { useEffect, useState, useSyncExternalStore } from 'react';
import { answerOf, client } from '../client/client.ts';
import { useLiveEvents } from '../client/live.tsx';
import { LiveOrders, type LiveOrdersState } from './live-orders.ts';
import { filtersOf, queryOf, searchOf, type Filters } from './order-filters.ts';

/** Orders that a page of the list carries. */
const PAGE_LIMIT = 100;

/** The orders under some filters, newest first, live. */
export function useLiveOrders(filters: Filters): LiveOrdersState & {
  readonly loadMore: () => void;
  readonly retry: () => void;
  readonly see: LiveOrders['see'];
} {
  const [orders] = useState(() => new LiveOrders());
  const state = useSyncExternalStore(orders.listen, orders.state);
  // The same filters are another object with every address: the list begins anew only with other ones.
  const key = JSON.stringify(searchOf(filters));
  useEffect(() => {
    const asked = filtersOf(JSON.parse(key) as Record<string, unknown>);
    orders.ask((cursor, signal) =>
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
    );
    return () => orders.stop();
  }, [orders, key]);
  useLiveEvents(orders.take);
  return { ...state, loadMore: orders.loadMore, retry: orders.retry, see: orders.see };
}
