import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { Overview } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { formatQuantity } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { WorldMap, type MapPoint, type MapWay } from '../ui/world-map.tsx';
import { placeOfCountry } from './country-places.ts';
import { sumOf } from './throughput.ts';

const DESTINATIONS_SHOWN = 8;
const LOCATIONS_MAX = 200;
const RADIUS_MIN = 4;
const RADIUS_MAX = 16;

/** Where the locations are and where goods are under way to. */
export function MapSection({
  overview: { underWay, ways },
}: {
  readonly overview: Pick<Overview, 'underWay' | 'ways'>;
}) {
  const { t, i18n } = useTranslation('tower');
  const navigate = useNavigate();
  const may = useMay();
  const { language } = i18n;
  const locations = useQuery({
    queryKey: ['locations', 'map'],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/locations', { params: { query: { limit: LOCATIONS_MAX } }, signal }),
      ),
    enabled: may('catalogue:read'),
    placeholderData: (before) => before,
  });
  const countryName = useMemo(() => {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    return (code: string) => names.of(code) ?? code;
  }, [language]);
  const places = useMemo(
    () =>
      (locations.data?.items ?? []).flatMap(({ code, name, names, address }) => {
        const { longitude, latitude } = address;
        return longitude === undefined || latitude === undefined
          ? []
          : [{ code, name: names?.[language] ?? name, at: [longitude, latitude] as const }];
      }),
    [locations.data, language],
  );
  // What is the same as a moment ago is not drawn anew.
  const key = JSON.stringify([underWay, ways]);
  const points = useMemo((): MapPoint[] => {
    const [counts] = JSON.parse(key) as [Overview['underWay'], Overview['ways']];
    const most = Math.max(1, ...counts.map(({ orders }) => orders));
    return [
      ...counts.flatMap(({ countryCode, orders }) => {
        const place = placeOfCountry(countryCode);
        if (place === null) return [];
        return {
          id: `country/${countryCode}`,
          kind: 'shipment' as const,
          longitude: place[0],
          latitude: place[1],
          radius: RADIUS_MIN + Math.sqrt(orders / most) * (RADIUS_MAX - RADIUS_MIN),
          label: t('map.destination', {
            name: countryName(countryCode),
            number: formatQuantity(orders, language),
          }),
        };
      }),
      ...places.map(({ code, name, at: [longitude, latitude] }) => ({
        id: `location/${code}`,
        kind: 'location' as const,
        longitude,
        latitude,
        label: t('map.location', { name }),
      })),
    ];
  }, [key, places, t, countryName, language]);
  const lines = useMemo((): MapWay[] => {
    const [, used] = JSON.parse(key) as [Overview['underWay'], Overview['ways']];
    const most = Math.max(1, ...used.map(({ orders }) => orders));
    return used.flatMap(({ location, countryCode, orders }) => {
      const from = places.find(({ code }) => code === location)?.at;
      const to = placeOfCountry(countryCode);
      return from === undefined || to === null
        ? []
        : [{ id: `${location}>${countryCode}`, from, to, weight: orders / most }];
    });
  }, [key, places]);
  const total = sumOf(underWay);
  const open = (id: string): void => {
    const [kind, code = ''] = id.split('/', 2);
    const search =
      kind === 'location' ? { location: code } : { state: 'shipped', countryCode: code };
    void navigate({ to: '/orders', search });
  };
  return (
    <Section
      className="tower-main tower-map"
      title={t('map.heading')}
      isFlush
      extra={
        <Link to="/orders" search={{ state: 'shipped' }}>
          {total === 0
            ? t('map.none')
            : t('map.total', { number: formatQuantity(total, language) })}
        </Link>
      }
    >
      <WorldMap label={t('map.label')} height="100%" points={points} ways={lines} onPoint={open} />
      <ul className="tower-destinations" aria-label={t('map.destinations')}>
        {underWay.slice(0, DESTINATIONS_SHOWN).map(({ countryCode, orders }) => (
          <li key={countryCode}>
            <Link to="/orders" search={{ state: 'shipped', countryCode }}>
              <span>{countryName(countryCode)}</span>
              <span className="numbers">{formatQuantity(orders, language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
