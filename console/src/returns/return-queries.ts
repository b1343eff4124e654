import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answerOf, client } from '../client/client.ts';
import { useLiveEvents } from '../client/live.tsx';
import { useMay } from '../client/session.ts';
import { useOrderEvents } from '../order/order-queries.ts';

const keep = { placeholderData: <Data>(before: Data | undefined) => before };

/** The return as it stands. */
export function useReturn(id: string) {
  return useQuery({
    queryKey: ['return', id],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/returns/{id}', { params: { path: { id } }, signal })),
    retry: false,
  });
}

/** What happened to a return, oldest first; of those who may not see it nothing. */
export function useReturnEvents(orderId: string, returnId: string) {
  const { data } = useOrderEvents(orderId);
  return (data?.items ?? []).filter(({ subject }) => subject === `return/${returnId}`);
}

/** How many returns wait for what. */
export function useReturnCounts(filter: {
  readonly channel: string | undefined;
  readonly location: string | undefined;
}) {
  const query = {
    ...(filter.channel === undefined ? {} : { channel: filter.channel }),
    ...(filter.location === undefined ? {} : { location: filter.location }),
  };
  return useQuery({
    queryKey: ['returns', 'summary', query],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/returns/summary', { params: { query }, signal })),
    ...keep,
  });
}

/** What stands open with carriers, and which carriers there are. */
export function useClaimCounts(isWanted = true) {
  return useQuery({
    queryKey: ['claims', 'summary'],
    enabled: isWanted,
    queryFn: ({ signal }) => answerOf(client.GET('/v1/claims/summary', { signal })),
    ...keep,
  });
}

/** How returns are judged and refunded; undefined for those who may not see settings. */
export function useReturnRules() {
  const { data } = useQuery({
    queryKey: ['return-rules'],
    enabled: useMay()('settings:read'),
    queryFn: ({ signal }) => answerOf(client.GET('/v1/settings/returns', { signal })),
  });
  return data;
}

const REFRESH_MS = 2_000;

/** Money that goes back is told as something of the order: lists of what is to be refunded follow it. */
export function useRefundsLive(): void {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useLiveEvents((events) => {
    if (!events.some(({ type }) => type === 'order.payment_recorded')) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: ['returns'] });
    }, REFRESH_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
