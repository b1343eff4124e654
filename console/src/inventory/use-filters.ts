import { useNavigate, useSearch } from '@tanstack/react-router';

/** The filters of a tab, kept in the address: a link shows the same to everybody. */
export function useFilters(): readonly [
  filters: Readonly<Record<string, string | undefined>>,
  change: (filters: Readonly<Record<string, string | undefined>>) => void,
] {
  const search = useSearch({ from: '/inside/inventory' });
  const navigate = useNavigate({ from: '/inventory' });
  return [
    search,
    (filters) => {
      const entries = Object.entries({ ...search, ...filters });
      const kept = entries.filter(
        (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
      );
      void navigate({ search: Object.fromEntries(kept), replace: true });
    },
  ];
}
