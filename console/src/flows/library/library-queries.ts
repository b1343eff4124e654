import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../../client/client.ts';

const keep = { placeholderData: <Data>(before: Data | undefined) => before };

/** What flows share, by name. */
export function useAssets() {
  return useQuery({
    queryKey: ['flow_assets'],
    queryFn: () => answerOf(client.GET('/v1/flow-assets')),
    ...keep,
  });
}

/** One asset; changes of flows change where it is used. */
export function useAsset(name: string) {
  return useQuery({
    queryKey: ['flow_assets', 'one', name],
    queryFn: () => answerOf(client.GET('/v1/flow-assets/{name}', { params: { path: { name } } })),
  });
}
