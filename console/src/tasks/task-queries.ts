import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../client/client.ts';
import type { FlowTask } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';

const keep = { placeholderData: <Data>(before: Data | undefined) => before };
const PAGE = 50;
const OF_ORDER_MAX = 20;
/** From so many on it is said that there are more. */
export const COUNTED_MAX = 99;

/** Which tasks: those that the reader may do or has claimed, all that wait, those that were done. */
export type TaskView = 'mine' | 'pending' | 'done';

const QUERIES = {
  mine: { state: 'pending', whose: 'me' },
  pending: { state: 'pending' },
  done: { state: 'done' },
} as const;

export function useTasks(view: TaskView) {
  return usePages<FlowTask>(['flow_tasks', view], (cursor, signal) =>
    answerOf(
      client.GET('/v1/flow-tasks', {
        params: {
          query: { ...QUERIES[view], limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
}

/** How many tasks wait for the reader; one more than `COUNTED_MAX` means more than that. */
export function useTasksForMe(): number {
  const { data } = useQuery({
    queryKey: ['flow_tasks', 'for-me'],
    enabled: useMay()('exceptions:read'),
    queryFn: () =>
      answerOf(
        client.GET('/v1/flow-tasks', {
          params: { query: { ...QUERIES.mine, limit: COUNTED_MAX + 1 } },
        }),
      ),
    select: ({ items }) => items.length,
    ...keep,
  });
  return data ?? 0;
}

export function useTask(id: string | null) {
  return useQuery({
    queryKey: ['flow_task', id],
    enabled: id !== null,
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/flow-tasks/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
}

/** Who could be given a task, by a part of their login or name. */
export function useTaskCandidates(id: string, search: string) {
  const { data } = useQuery({
    queryKey: ['flow_task', id, 'candidates', search],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/flow-tasks/{id}/candidates', {
          params: { path: { id }, query: search === '' ? {} : { search } },
          signal,
        }),
      ),
    ...keep,
  });
  return data?.items;
}

/** What people are to do before an order goes on. */
export function useTasksOfOrder(orderId: string) {
  return useQuery({
    queryKey: ['order', orderId, 'tasks'],
    enabled: useMay()('exceptions:read'),
    queryFn: () =>
      answerOf(
        client.GET('/v1/flow-tasks', {
          params: { query: { orderId, state: 'pending', limit: OF_ORDER_MAX } },
        }),
      ),
    ...keep,
  });
}
