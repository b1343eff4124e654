import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { filtersOf, searchOf, type Filters } from './order-filters.ts';

/** The filters stand in the address, so that a link shows the same and Back goes back. */
export function useOrderListAddress() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = useMemo(() => filtersOf(search), [search]);
  const named = typeof search['view'] === 'string' ? search['view'] : undefined;
  const go = useCallback(
    (wanted: Filters, options: { readonly view?: string; readonly replace?: boolean } = {}) => {
      void navigate({
        to: '/orders',
        search: {
          ...(options.view === undefined ? {} : { view: options.view }),
          ...searchOf(wanted),
        } as Record<string, string>,
        replace: options.replace ?? false,
      });
    },
    [navigate],
  );
  return { filters, named, go };
}
