import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useLimitedRole } from '../client/session.ts';

export const TABS = [
  'board',
  'waves',
  'pick-lists',
  'packing',
  'shipments',
  'manifests',
  'requests',
  'purchases',
] as const;
export type TabName = (typeof TABS)[number];

/** What is looked at, as it stands in the address. */
export interface FulfilmentSearch {
  readonly tab: TabName;
  readonly location: string | undefined;
  readonly state: string | undefined;
  readonly priority: number | undefined;
  /** What is opened beside the list: `order/100-1`, `shipment/…`, `pick-list/…`. */
  readonly open: string | undefined;
}

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number'
    ? String(value)
    : undefined;

/** The address of what is looked at, and how to look at something else. */
export function useFulfilmentSearch(): FulfilmentSearch & {
  readonly show: (change: Partial<FulfilmentSearch>) => void;
} {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  // Suppliers are asked by purchase orders; everybody else begins with the whole.
  const first: TabName = useLimitedRole() === 'supplier' ? 'purchases' : 'board';
  const show = useCallback(
    (change: Partial<FulfilmentSearch>) =>
      void navigate({
        to: '/fulfilment',
        search: (before) =>
          Object.fromEntries(
            Object.entries({ ...before, ...change }).flatMap(([name, value]) => {
              const kept = text(value);
              return kept === undefined || (name === 'tab' && kept === first)
                ? []
                : // A number stands in the address as one.
                  [[name, typeof value === 'number' ? value : kept]];
            }),
          ) as Record<string, string>,
      }),
    [navigate, first],
  );
  return useMemo(() => {
    const tab = TABS.find((name) => name === search['tab']) ?? first;
    const priority = text(search['priority']);
    return {
      tab,
      location: text(search['location']),
      state: text(search['state']),
      priority: priority === undefined ? undefined : Number(priority),
      open: text(search['open']),
      show,
    };
  }, [search, show, first]);
}
