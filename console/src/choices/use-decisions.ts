import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../client/client.ts';
import type { StoredDecision } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';

/** An automatic choice as it was taken. */
export type Decided = StoredDecision;

/** About what something was chosen, and of which kind. */
export interface About {
  /** As events name it: location/CTU. */
  readonly subject: string;
  readonly kind: string;
  /** The order in whose history it stands; null: in none. */
  readonly orderId: string | null;
  /** When it was chosen, where that is known: else the newest is shown first. */
  readonly at?: string;
}

const HEADS_MAX = 50;

/** The choices of a kind about a thing, newest first, each as it is asked for one by one. */
export function useDecisionHeads({ subject, kind, orderId }: About) {
  const mayReadOrders = useMay()('orders:read');
  const ofThing = useQuery({
    queryKey: [...subject.split('/', 2), 'decisions', kind],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/decisions', {
          params: { query: { subject, kind, limit: HEADS_MAX } },
          signal,
        }),
      ),
    enabled: orderId === null,
  });
  const ofOrder = useQuery({
    queryKey: ['order', orderId, 'choices'],
    queryFn: () =>
      answerOf(client.GET('/v1/orders/{id}/choices', { params: { path: { id: orderId ?? '' } } })),
    enabled: orderId !== null && mayReadOrders,
  });
  const ofOrderItems = ofOrder.data?.items
    .filter((item) => item.kind === kind && item.subject === subject)
    .toReversed();
  return {
    items: orderId === null ? ofThing.data?.items : ofOrderItems,
    error: orderId === null ? ofThing.error : ofOrder.error,
  };
}

/** One choice whole. */
export function useDecision(sequence: string | null) {
  return useQuery({
    queryKey: ['decision', sequence],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/decisions/{sequence}', {
          params: { path: { sequence: sequence ?? '' } },
          signal,
        }),
      ),
    enabled: sequence !== null,
    staleTime: Infinity,
  });
}
