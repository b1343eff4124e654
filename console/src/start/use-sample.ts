import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../client/client.ts';

/** Whether what is here is the sample company. */
export const sampleQuery = queryOptions({
  queryKey: ['sample'],
  staleTime: Infinity,
  queryFn: ({ signal }) => answerOf(client.GET('/v1/sample', { signal })),
});

/** Undefined until it is known. */
export function useIsSample(): boolean | undefined {
  return useQuery(sampleQuery).data?.isSample;
}
