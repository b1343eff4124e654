import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../client/client.ts';
import { ServerProblem } from '../client/problem.ts';
import type {
  FulfilmentOrderRead,
  LocationView,
  ParcelView,
  PickListView,
  ShipmentView,
  SkuView,
} from '../client/contract.generated.d.ts';

/** How many a list that is shown whole holds at most. */
export const LIST_MAX = 200;

/** What is called and lies somewhere changes seldom: it is asked for once, and again when an event says so. */
const SELDOM_MS = 10 * 60_000;

/** The locations that the reader may see, by code. */
export const locationsQuery = queryOptions({
  queryKey: ['locations', 'all'],
  staleTime: SELDOM_MS,
  queryFn: async ({ signal }): Promise<readonly LocationView[]> => {
    const found: LocationView[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: LIST_MAX, ...(cursor === undefined ? {} : { cursor }) };
      const page = await answerOf(client.GET('/v1/locations', { params: { query }, signal }));
      found.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  },
});

/** One SKU; null: there is none, or the reader may not see it. */
export function skuQuery(code: string) {
  return queryOptions({
    queryKey: ['sku', code],
    staleTime: SELDOM_MS,
    queryFn: async ({ signal }): Promise<SkuView | null> => {
      try {
        return await answerOf(
          client.GET('/v1/skus/{code}', { params: { path: { code } }, signal }),
        );
      } catch (error) {
        if (error instanceof ServerProblem && [403, 404].includes(error.status)) return null;
        throw error;
      }
    },
  });
}

/** One fulfilment order. */
export function workQuery(id: string) {
  return queryOptions({
    queryKey: ['fulfilment', 'order', id],
    queryFn: ({ signal }): Promise<FulfilmentOrderRead> =>
      answerOf(client.GET('/v1/fulfilment/orders/{id}', { params: { path: { id } }, signal })),
  });
}

/** One pick list. */
export function pickListQuery(id: string) {
  return queryOptions({
    queryKey: ['fulfilment', 'pick-list', id],
    queryFn: ({ signal }): Promise<PickListView> =>
      answerOf(client.GET('/v1/fulfilment/pick-lists/{id}', { params: { path: { id } }, signal })),
  });
}

/** One shipment. */
export function shipmentQuery(id: string) {
  return queryOptions({
    queryKey: ['fulfilment', 'shipment', id],
    queryFn: ({ signal }): Promise<ShipmentView> =>
      answerOf(client.GET('/v1/fulfilment/shipments/{id}', { params: { path: { id } }, signal })),
  });
}

/** What a parcel belongs to. */
export function parcelQuery(sscc: string) {
  return queryOptions({
    queryKey: ['fulfilment', 'parcel', sscc],
    queryFn: ({ signal }): Promise<ParcelView> =>
      answerOf(client.GET('/v1/fulfilment/parcels/{sscc}', { params: { path: { sscc } }, signal })),
  });
}

/** Fulfilment orders of a state at a location, what must leave first first, a page of them. */
export function workInStateQuery(
  state: FulfilmentOrderRead['state'],
  location: string | undefined,
  { limit = LIST_MAX, priority }: { readonly limit?: number; readonly priority?: number } = {},
) {
  return queryOptions({
    queryKey: ['fulfilment', 'orders', 'of', state, location ?? '', limit, priority ?? ''],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<Page<FulfilmentOrderRead>> =>
      answerOf(
        client.GET('/v1/fulfilment/orders', {
          params: {
            query: {
              state,
              limit,
              ...(location === undefined ? {} : { location }),
              ...(priority === undefined ? {} : { priority }),
            },
          },
          signal,
        }),
      ),
  });
}

/** A page of a list that is not scrolled further. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Pick lists of a state at a location, a page of them. */
export function pickListsInStateQuery(state: PickListView['state'], location: string | undefined) {
  return queryOptions({
    queryKey: ['fulfilment', 'pick-lists', 'of', state, location ?? ''],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<Page<PickListView>> =>
      answerOf(
        client.GET('/v1/fulfilment/pick-lists', {
          params: {
            query: { state, limit: LIST_MAX, ...(location === undefined ? {} : { location }) },
          },
          signal,
        }),
      ),
  });
}

/** When the carriers come for each wave of a location whose pick lists are out. */
export function collectionsQuery(location: string) {
  return queryOptions({
    queryKey: ['fulfilment', 'waves', 'collections', location],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, string>> => {
      const query = { state: 'released' as const, location, limit: LIST_MAX };
      const page = await answerOf(
        client.GET('/v1/fulfilment/waves', { params: { query }, signal }),
      );
      return new Map(page.items.map(({ id, collectionAt }) => [id, collectionAt]));
    },
  });
}

/** Shipments of a location that have a label and stand there, the newest first, a page of them. */
export function bookedShipmentsQuery(location: string) {
  return queryOptions({
    queryKey: ['fulfilment', 'shipments', 'booked', location],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<Page<ShipmentView>> =>
      answerOf(
        client.GET('/v1/fulfilment/shipments', {
          params: { query: { state: 'booked', location, limit: LIST_MAX } },
          signal,
        }),
      ),
  });
}

/** A location that the reader sees; undefined before it was read, and of others. */
export function useLocationOf(code: string | undefined): LocationView | undefined {
  const { data } = useQuery(locationsQuery);
  return data?.find((location) => location.code === code);
}
