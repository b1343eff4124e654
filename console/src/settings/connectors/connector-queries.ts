import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FlowEffect } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { useMay } from '../../client/session.ts';
import { nameIn } from '../../flows/flow-names.ts';

const PAGE = 50;
/** Whether calls get through is told by no event: it is looked at as often as this. */
const HEALTH_MS = 5_000;

/** All systems that flows may call, and how they do. */
export const connectorsQuery = queryOptions({
  queryKey: ['flow_connectors'],
  refetchInterval: HEALTH_MS,
  queryFn: ({ signal }) => answerOf(client.GET('/v1/flow-connectors', { signal })),
});

/** What systems are called; one that nobody knows, or whose name the reader may not see, by its code. */
export function useConnectorName(isWanted = true): (code: string) => string {
  const { i18n } = useTranslation();
  const { data } = useQuery({
    ...connectorsQuery,
    refetchInterval: false,
    enabled: useMay()('flows:read') && isWanted,
  });
  return (code) => {
    const known = data?.items.find((each) => each.code === code);
    return known === undefined ? code : nameIn(i18n.language, known.names);
  };
}

/** What was asked of systems outside, newest first; null: through all connectors. */
export function useEffects(connector: string | null, state: FlowEffect['state'] | null) {
  return usePages<FlowEffect>(['flow_effects', connector, state], (cursor, signal) =>
    answerOf(
      client.GET('/v1/flow-effects', {
        params: {
          query: {
            limit: PAGE,
            ...(connector === null ? {} : { connector }),
            ...(state === null ? {} : { state }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
        signal,
      }),
    ),
  );
}
