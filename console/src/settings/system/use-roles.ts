import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../../client/client.ts';

/** What each role may do and see, as the server's policies have it; they change with the program only. */
export function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    staleTime: Infinity,
    queryFn: async ({ signal }) => (await answerOf(client.GET('/v1/roles', { signal }))).items,
  });
}
