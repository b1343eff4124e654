import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { LocationView } from '../client/contract.generated.d.ts';

/** What holds for shipping everywhere, and the contracts with carriers. */
export const companyQuery = queryOptions({
  queryKey: ['shipping', 'company'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/fulfilment/company', { signal })),
});

/** All channels, with everything they allow. */
export const channelsQuery = queryOptions({
  queryKey: ['channels', 'settings'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/channels', { signal })),
});

/** Who moves money for channels. */
export const paymentProvidersQuery = queryOptions({
  queryKey: ['payment_providers', 'settings'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/payment-providers', { signal })),
});

const LOCATIONS_PAGE_MAX = 200;
const PAGES_MAX = 50;

/** All locations with everything that is set about them, page after page. */
export const locationsQuery = queryOptions({
  queryKey: ['settings-locations'],
  queryFn: async ({ signal }) => {
    const items: LocationView[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const query = { limit: LOCATIONS_PAGE_MAX, ...(cursor === undefined ? {} : { cursor }) };
      const answer = await answerOf(client.GET('/v1/locations', { params: { query }, signal }));
      items.push(...answer.items);
      if (answer.nextCursor === null) break;
      cursor = answer.nextCursor;
    }
    return items;
  },
});

/** All locations by code, and their names in the reader's language. */
export function useLocationNames() {
  const { i18n } = useTranslation();
  const { data } = useQuery(locationsQuery);
  return useMemo(() => {
    const places = (data ?? []).map(({ code, name, names, kind }) => ({
      code,
      kind,
      name: names[i18n.language] ?? name,
    }));
    const byCode = new Map(places.map(({ code, name }) => [code, name]));
    return { places, nameOf: (code: string): string => byCode.get(code) ?? code };
  }, [data, i18n.language]);
}

/** All channels by code, and their names in the reader's language. */
export function useChannelNames() {
  const { i18n } = useTranslation();
  const { data } = useQuery(channelsQuery);
  return useMemo(() => {
    const channels = (data?.items ?? []).map(({ code, name, names }) => ({
      code,
      name: names[i18n.language] ?? name,
    }));
    const byCode = new Map(channels.map(({ code, name }) => [code, name]));
    return { channels, nameOf: (code: string): string => byCode.get(code) ?? code };
  }, [data, i18n.language]);
}

/** How returns are judged and refunded. */
export const returnRulesQuery = queryOptions({
  queryKey: ['return_rules', 'rules'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/settings/returns', { signal })),
});

/** Limits of exceptions, their owners, and when people are there. */
export const exceptionRulesQuery = queryOptions({
  queryKey: ['exception_rules', 'rules'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/settings/exceptions', { signal })),
});

/** How much each part of the cost counts. */
export const weightsQuery = queryOptions({
  queryKey: ['sourcing', 'weights'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/sourcing/weights', { signal })),
});

/** All services of carriers with lanes and rates. */
export const carrierServicesQuery = queryOptions({
  queryKey: ['carrier_services', 'settings'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/carrier-services', { signal })),
});

/** How one location works, and its boxes. */
export const siteQuery = (location: string) =>
  queryOptions({
    queryKey: ['location', location, 'site'],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/fulfilment/sites/{code}', { params: { path: { code: location } }, signal }),
      ),
  });
