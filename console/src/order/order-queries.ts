import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import type { LocationView } from '../client/contract.generated.d.ts';

/** The catalogue changes seldom; events about it make it stale all the same. */
const CATALOGUE_STALE_MS = 300_000;
/** As many events as one page of an order's history shows. */
const EVENTS_MAX = 500;

const keep = { placeholderData: <Data>(before: Data | undefined) => before };
const pathOf = (id: string) => ({ params: { path: { id } } });

/** The order as it stands. */
export function useOrder(id: string, isWanted = true) {
  return useQuery({
    queryKey: ['order', id],
    enabled: isWanted,
    queryFn: () => answerOf(client.GET('/v1/orders/{id}', pathOf(id))),
  });
}

export function useTimeline(id: string) {
  return useQuery({
    queryKey: ['order', id, 'timeline'],
    queryFn: () => answerOf(client.GET('/v1/orders/{id}/timeline', pathOf(id))),
    ...keep,
  });
}

/** What happened to the order, whole: with data, actor and trace. */
export function useOrderEvents(id: string) {
  return useQuery({
    queryKey: ['order', id, 'events'],
    queryFn: () =>
      answerOf(client.GET('/v1/events', { params: { query: { order: id, limit: EVENTS_MAX } } })),
    enabled: useMay()('events:read'),
    ...keep,
  });
}

export function useExplanation(id: string, isWanted = true) {
  return useQuery({
    queryKey: ['order', id, 'decisions'],
    queryFn: () => answerOf(client.GET('/v1/orders/{id}/decisions', pathOf(id))),
    enabled: isWanted,
    ...keep,
  });
}

export function useChoices(id: string) {
  return useQuery({
    queryKey: ['order', id, 'choices'],
    queryFn: () => answerOf(client.GET('/v1/orders/{id}/choices', pathOf(id))),
    ...keep,
  });
}

export function useFulfilment(id: string) {
  return useQuery({
    queryKey: ['order', id, 'fulfilment'],
    queryFn: () => answerOf(client.GET('/v1/orders/{id}/fulfilment', pathOf(id))),
    enabled: useMay()('fulfilment:read'),
    ...keep,
  });
}

export function usePayments(id: string) {
  return useQuery({
    queryKey: ['order', id, 'payments'],
    queryFn: () => answerOf(client.GET('/v1/orders/{id}/payments', pathOf(id))),
    enabled: useMay()('payments:read'),
    ...keep,
  });
}

export function useReturns(id: string) {
  return useQuery({
    queryKey: ['order', id, 'returns'],
    queryFn: () =>
      answerOf(client.GET('/v1/returns', { params: { query: { order: id, limit: 50 } } })),
    enabled: useMay()('returns:read'),
    ...keep,
  });
}

export function useClaims(id: string) {
  return useQuery({
    queryKey: ['order', id, 'claims'],
    queryFn: () =>
      answerOf(client.GET('/v1/claims', { params: { query: { order: id, limit: 50 } } })),
    enabled: useMay()('returns:read'),
    ...keep,
  });
}

export function useNotices(id: string) {
  return useQuery({
    queryKey: ['order', id, 'notices'],
    queryFn: () => answerOf(client.GET('/v1/orders/{id}/notices', pathOf(id))),
    ...keep,
  });
}

export function useNotes(id: string) {
  return useQuery({
    queryKey: ['order', id, 'notes'],
    queryFn: () => answerOf(client.GET('/v1/orders/{id}/notes', pathOf(id))),
    ...keep,
  });
}

/** The purchase orders at suppliers: one a fulfilment order at a supplier's location. */
export function usePurchaseOrders(id: string, fulfilmentOrders: readonly string[]) {
  const isAllowed = useMay()('purchases:read');
  return useQueries({
    queries: (isAllowed ? fulfilmentOrders : []).map((name) => ({
      queryKey: ['order', id, 'purchase-order', name],
      queryFn: () => answerOf(client.GET('/v1/fulfilment/purchase-orders/{id}', pathOf(name))),
      retry: false,
    })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
}

/** Every location by its code. */
export function useLocations(): ReadonlyMap<string, LocationView> {
  const { data } = useQuery({
    queryKey: ['locations', 'all'],
    queryFn: () => answerOf(client.GET('/v1/locations', { params: { query: { limit: 200 } } })),
    select: ({ items }) => new Map(items.map((location) => [location.code, location])),
    enabled: useMay()('catalogue:read'),
    staleTime: CATALOGUE_STALE_MS,
  });
  return data ?? NO_LOCATIONS;
}
const NO_LOCATIONS: ReadonlyMap<string, LocationView> = new Map();

/** Names of SKUs in the reader's language, by code. */
export function useSkuNames(codes: readonly string[]): ReadonlyMap<string, string> {
  const { i18n } = useTranslation();
  const isAllowed = useMay()('catalogue:read');
  return useQueries({
    queries: (isAllowed ? [...new Set(codes)] : []).map((code) => ({
      queryKey: ['sku', code, 'catalogue'],
      queryFn: () => answerOf(client.GET('/v1/skus/{code}', { params: { path: { code } } })),
      staleTime: CATALOGUE_STALE_MS,
      retry: false,
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }) =>
          data === undefined
            ? []
            : [[data.code, data.names?.[i18n.language] ?? data.name] as const],
        ),
      ),
  });
}
