import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

export const TASKS = ['pick', 'pack', 'ship', 'collect'] as const;
export type Task = (typeof TASKS)[number];

/** Where somebody is in their work, as it stands in the address: a reload goes on there. */
export interface FloorSearch {
  readonly location: string | undefined;
  readonly task: Task | undefined;
  /** The pick list that is walked. */
  readonly list: string | undefined;
  /** The fulfilment order that is packed or handed over. */
  readonly work: string | undefined;
}

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number'
    ? String(value)
    : undefined;

/** The address of somebody's work, and the ways to other work. */
export function useFloorSearch(): FloorSearch & {
  readonly go: (to: Partial<FloorSearch>) => void;
} {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const location = text(search['location']);
  const go = useCallback(
    (to: Partial<FloorSearch>) =>
      void navigate({
        to: '/floor',
        search: Object.fromEntries(
          Object.entries({ location, ...to }).filter(([, value]) => value !== undefined),
        ) as Record<string, string>,
      }),
    [navigate, location],
  );
  return useMemo(
    () => ({
      location,
      task: TASKS.find((task) => task === search['task']),
      list: text(search['list']),
      work: text(search['work']),
      go,
    }),
    [search, location, go],
  );
}
