import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { Section } from '../ui/page.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { WorldMap } from '../ui/world-map.tsx';
import { useNames } from '../ui/use-names.ts';
import { useFulfilment, useLocations } from './order-queries.ts';
import { orderWay } from './order-way.ts';

/** The map of its way. */
export function OrderWaySection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const isNarrow = useIsNarrow();
  const names = useNames();
  const locations = useLocations();
  const { data } = useFulfilment(order.id);
  const { city, countryCode } = order.shipTo;
  const to = [city, names.countryName(countryCode)].filter(Boolean).join(', ');
  // The map draws anew whenever it gets other points, so it gets them only when something is different.
  const facts = JSON.stringify([
    order.shipTo,
    order.shipments.map(({ location }) => location),
    data?.shipments.map(({ id, state, tracking }) => [id, state, tracking.length]),
    locations.size,
    to,
  ]);
  const way = useMemo(
    () =>
      orderWay({
        order,
        shipments: data?.shipments ?? [],
        locations,
        nameOf: names.locationName,
        destinationLabel: to,
      }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- facts stand for all of it
    [facts],
  );
  const from = way.points.filter(({ kind }) => kind === 'location').map(({ label }) => label);
  if (way.points.length === 0) return null;
  return (
    <Section
      title={t('way.title')}
      extra={
        from.length > 0 && (
          <span>
            {from.join(', ')} → {to}
          </span>
        )
      }
      isFlush
      className="order-way"
    >
      <WorldMap
        key={way.points.map(({ id }) => id).join(' ')}
        label={t('way.map', { from: from.join(', '), to })}
        height={isNarrow ? 220 : 280}
        points={way.points}
        ways={way.ways}
      />
    </Section>
  );
}
