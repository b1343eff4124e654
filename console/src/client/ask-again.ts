import type { InvalidateQueryFilters, Query, QueryClient } from '@tanstack/react-query';

/** Queries that are asked for the first time, and once more after that. */
const askedOnceMore = new WeakSet<Query>();

/**
 * Has what an event makes stale asked again. The library breaks off a question that is under way and asks anew, but not
 * the first question of a query: its answer, which the server may have given before the event, would count as fresh. So
 * such a query is asked once more when its first answer is there.
 */
export function askAgain(queries: QueryClient, filters: InvalidateQueryFilters): void {
  for (const query of queries.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' })) {
    if (query.state.data !== undefined || askedOnceMore.has(query)) continue;
    askedOnceMore.add(query);
    void Promise.allSettled([query.promise]).then(() => {
      askedOnceMore.delete(query);
      return queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
    });
  }
  void queries.invalidateQueries(filters);
}
