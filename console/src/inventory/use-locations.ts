import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { nameIn } from './names.ts';

/** A location as screens name it. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly kind: 'warehouse' | 'store' | 'supplier' | 'in_transit';
}

const LOCATIONS_MAX = 500;
/** Whatever happens at a location touches this list; names of locations change once in a blue moon. */
const FRESH_MS = 60_000;

/** All locations by their codes, in the reader's language. */
export function useLocations(): {
  readonly places: readonly Place[];
  readonly nameOf: (code: string) => string;
} {
  const { i18n } = useTranslation();
  const { data } = useQuery({
    queryKey: ['places'],
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/locations', { params: { query: { limit: LOCATIONS_MAX } }, signal }),
      ),
  });
  return useMemo(() => {
    const places = (data?.items ?? []).map((location) => ({
      code: location.code,
      name: nameIn(location, i18n.language),
      kind: location.kind,
    }));
    const names = new Map(places.map(({ code, name }) => [code, name]));
    return { places, nameOf: (code: string) => names.get(code) ?? code };
  }, [data, i18n.language]);
}
