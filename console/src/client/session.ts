import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, client } from './client.ts';
import { ServerProblem } from './problem.ts';
import type { Me } from './contract.generated.d.ts';

/** Who uses the console; null: nobody has logged in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: Infinity,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await answerOf(client.GET('/v1/me'));
    } catch (error) {
      if (error instanceof ServerProblem && error.status === 401) return null;
      throw error;
    }
  },
});

/** Who has logged in. Only for screens that are shown to somebody. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (data === undefined || data === null)
    throw new Error('this screen is shown to people who logged in');
  return data;
}

/** Says whether the person may do what needs a scope, so that nothing is offered that would be refused. */
export function useMay(): (scope: Me['scopes'][number]) => boolean {
  const { scopes } = useMe();
  return (scope) => scopes.includes('*') || scopes.includes(scope);
}
