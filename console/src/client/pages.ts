import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

/** A page of a list as the API answers it. */
interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor?: string | null;
}

/**
 * A list that goes on behind a cursor. The key begins with the name of the list, so that events make it
 * stale (see live-queries.ts); what was scrolled to is read again in one go.
 */
export function usePages<Row>(
  queryKey: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
) {
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const { data, fetchNextPage, refetch } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return useMemo(
    () => ({
      rows,
      isLoading: query.isPending,
      hasMore: query.hasNextPage,
      isLoadingMore: query.isFetchingNextPage,
      problem: query.error,
      loadMore: () => void fetchNextPage(),
      retry: () => void refetch(),
    }),
    [
      rows,
      query.isPending,
      query.hasNextPage,
      query.isFetchingNextPage,
      query.error,
      fetchNextPage,
      refetch,
    ],
  );
}
