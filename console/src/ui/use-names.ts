import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';

/** A code with the name that the reader's language has for it. */
export interface Named {
  readonly code: string;
  readonly name: string;
}

const PAGE_MAX = 200;

/** Names of channels, locations and countries in the reader's language; a code stands for itself where nobody knows its name. */
export function useNames() {
  const { i18n } = useTranslation();
  const may = useMay();
  const { data: channels } = useQuery({
    queryKey: ['channels', 'names'],
    enabled: may('settings:read'),
    queryFn: async ({ signal }) =>
      (await answerOf(client.GET('/v1/channels', { signal }))).items.map(namesOf),
  });
  const { data: locations } = useQuery({
    queryKey: ['locations', 'names'],
    enabled: may('catalogue:read'),
    queryFn: async ({ signal }) => {
      const query = { limit: PAGE_MAX };
      return (await answerOf(client.GET('/v1/locations', { params: { query }, signal }))).items.map(
        namesOf,
      );
    },
  });
  return useMemo(() => {
    const inLanguage = (list: readonly ReturnType<typeof namesOf>[] | undefined) =>
      (list ?? []).map(({ code, name, names }): Named => ({
        code,
        name: names[i18n.language] ?? name,
      }));
    const ofChannels = inLanguage(channels);
    const ofLocations = inLanguage(locations);
    const regions = new Intl.DisplayNames(i18n.language, { type: 'region', fallback: 'code' });
    const nameIn = (list: readonly Named[]) => {
      const byCode = new Map(list.map(({ code, name }) => [code, name]));
      return (code: string): string => byCode.get(code) ?? code;
    };
    return {
      channels: ofChannels,
      locations: ofLocations,
      channelName: nameIn(ofChannels),
      locationName: nameIn(ofLocations),
      countryName: (code: string): string =>
        /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code,
    };
  }, [channels, locations, i18n.language]);
}

export type Names = ReturnType<typeof useNames>;

function namesOf({
  code,
  name,
  names,
}: {
  readonly code: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
}) {
  return { code, name, names };
}
