import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answerOf, client } from '../client/client.ts';
import type { BulkChange, StartBulkChange } from '../client/contract.generated.d.ts';
import type { BulkAction } from './bulk-target.ts';
import { queryOf, type Filters } from './order-filters.ts';

/** Which orders: named ones, all that filters meet, or those of a change that is under way. */
export type BulkTarget =
  | { readonly action: BulkAction; readonly orderIds: readonly string[] }
  | { readonly action: BulkAction; readonly filters: Filters }
  | { readonly id: string };

/** Something that is done to many orders: begun as soon as it is shown, then live until it is over. */
export function useBulkChange(target: BulkTarget) {
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: (asked: Exclude<BulkTarget, { readonly id: string }>) =>
      answerOf(
        client.POST('/v1/bulk-changes', {
          body:
            'orderIds' in asked
              ? { action: asked.action, orderIds: [...asked.orderIds] }
              : { action: asked.action, filters: queryOf(asked.filters, new Date()) },
        }),
      ),
  });
  const { mutate } = begin;
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current || 'id' in target) return;
    hasBegun.current = true;
    mutate(target);
  }, [mutate, target]);
  const id = 'id' in target ? target.id : begin.data?.id;
  const queryKey = ['bulk_change', id ?? ''];
  const { data, error } = useQuery({
    queryKey,
    enabled: id !== undefined,
    // What has happened before this is listened to is asked for.
    staleTime: 0,
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/bulk-changes/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
  const step = useMutation({
    mutationFn: (wanted: Step) => {
      const path = { id: id ?? '' };
      if (wanted.verb === 'start') {
        return answerOf(
          client.POST('/v1/bulk-changes/{id}/start', { params: { path }, body: wanted.choice }),
        );
      }
      return answerOf(
        client.POST(`/v1/bulk-changes/{id}/${wanted.verb}`, { params: { path }, body: {} }),
      );
    },
    onSuccess: (bulk) => queries.setQueryData<BulkChange>(queryKey, bulk),
  });
  return {
    bulk: data ?? begin.data,
    problem: begin.error ?? error ?? step.error,
    isSending: step.isPending,
    send: (wanted: Step) => step.mutate(wanted),
  };
}

type Step =
  | { readonly verb: 'start'; readonly choice: StartBulkChange }
  | { readonly verb: 'stop' | 'undo' };
