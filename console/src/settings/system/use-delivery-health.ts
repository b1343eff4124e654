import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../../client/client.ts';
import type { WebhookView } from '../../client/contract.generated.d.ts';
import type { Mood } from '../../ui/state-tag.tsx';
import { deliveryHealth } from './delivery-health.ts';

export const WEBHOOK_MOODS: Readonly<Record<WebhookView['state'], Mood>> = {
  active: 'good',
  paused: 'warn',
  disabled: 'quiet',
};

const LOOKED_BACK = 50;
/** Attempts are no events: the list is asked for again while somebody looks. */
const LOOK_EVERY_MS = 5_000;

/** How the latest deliveries to a webhook went. */
export function useDeliveryHealth(id: string) {
  const { data } = useQuery({
    queryKey: ['webhook', id, 'health'],
    refetchInterval: LOOK_EVERY_MS,
    queryFn: async ({ signal }) =>
      deliveryHealth(
        (
          await answerOf(
            client.GET('/v1/webhooks/{id}/deliveries', {
              params: { path: { id }, query: { limit: LOOKED_BACK } },
              signal,
            }),
          )
        ).items,
      ),
  });
  return data;
}
