import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../client/client.ts';
import type { Found } from './checklist.ts';

const limit = 2;

/**
 * What there is of the own company: of each list the first two, which is all that counts. The keys begin as those
 * of the lists, so that an event ticks a step off at once.
 */
export function useFound(): Found {
  const locations = useCount('locations', (signal) =>
    answerOf(client.GET('/v1/locations', { params: { query: { limit } }, signal })),
  );
  const catalogue = useCount('skus', (signal) =>
    answerOf(client.GET('/v1/skus', { params: { query: { limit } }, signal })),
  );
  const stock = useCount('stock', (signal) =>
    answerOf(client.GET('/v1/stock', { params: { query: { limit } }, signal })),
  );
  const channels = useCount('channels', (signal) =>
    answerOf(client.GET('/v1/channels', { signal })),
  );
  const orders = useCount('orders', (signal) =>
    answerOf(client.GET('/v1/orders', { params: { query: { limit } }, signal })),
  );
  const people = useCount('people', (signal) =>
    answerOf(client.GET('/v1/people', { params: { query: { limit } }, signal })),
  );
  return { locations, catalogue, stock, channels, orders, people };
}

function useCount(
  list: string,
  read: (signal: AbortSignal) => Promise<{ readonly items: readonly unknown[] }>,
): number | undefined {
  const { data } = useQuery({
    queryKey: [list, 'found'],
    queryFn: async ({ signal }) => (await read(signal)).items.length,
    placeholderData: (before) => before,
  });
  return data;
}
