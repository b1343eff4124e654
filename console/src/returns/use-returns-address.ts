import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { readAddress, writeAddress, type ReturnsAddress } from './returns-address.ts';

/** What is looked at, and how to look at something else. */
export function useReturnsAddress(): readonly [
  address: ReturnsAddress,
  show: (change: Partial<ReturnsAddress>) => void,
] {
  const search = useSearch({ from: '/inside/returns' });
  const navigate = useNavigate({ from: '/returns' });
  const show = useCallback(
    (change: Partial<ReturnsAddress>) =>
      void navigate({
        search: (before) => writeAddress({ ...readAddress(before), ...change }),
        replace: true,
      }),
    [navigate],
  );
  return [useMemo(() => readAddress(search), [search]), show];
}
