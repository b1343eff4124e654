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

/** Roles that see their part only: their locations, or their own orders. */
const LIMITED_ROLES = ['worker', 'supplier', 'customer'] as const;
export type LimitedRole = (typeof LIMITED_ROLES)[number];

/** The role of somebody who sees a part only; such a role stands alone. Null: the whole company is seen. */
export function limitedRoleOf({ roles }: Pick<Me, 'roles'>): LimitedRole | null {
  return LIMITED_ROLES.find((role) => roles.includes(role)) ?? null;
}

/** The same of the reader. */
export function useLimitedRole(): LimitedRole | null {
  return limitedRoleOf(useMe());
}

/** True when the reader is shown what things cost us: agents and those who see a part only are not. */
export function useSeesCosts(): boolean {
  const { roles } = useMe();
  return roles.includes('admin') || roles.includes('operations');
}
