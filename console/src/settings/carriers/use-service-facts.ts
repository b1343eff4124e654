import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarrierServiceView } from '../../client/contract.generated.d.ts';
import type { SettingFact } from '../form/changes.ts';
import { useWords } from '../form/use-words.ts';
import type { Lane } from './rate-table.ts';

const EVERY_DAY = [true, true, true, true, true, true, true];

/** What a service of a carrier says, line by line; each zone and each lane is a line. */
export function useServiceFacts(
  currency: string,
): (value: CarrierServiceView) => readonly SettingFact[] {
  const { t } = useTranslation('settings');
  const words = useWords();
  return useCallback(
    (value) => {
      const placeText = (country: string, regions: readonly string[] | null): string =>
        regions === null
          ? words.country(country)
          : `${words.country(country)} ${regions.join(', ')}`;
      const wayOf = (lane: Lane): string =>
        `${placeText(lane.originCountryCode, lane.originRegionCodes)} → ${placeText(lane.destinationCountryCode, lane.destinationRegionCodes)}`;
      return [
        { key: 'code', label: t('carriers.code'), text: value.code },
        { key: 'carrier', label: t('carriers.carrier'), text: value.carrier },
        { key: 'mode', label: t('carriers.mode'), text: t(`carriers.modes.${value.mode}`) },
        {
          key: 'weight',
          label: t('carriers.maxWeight'),
          text: words.grams(value.maxWeightGrams),
        },
        {
          key: 'moving',
          label: t('carriers.moving'),
          text: words.weekdays(value.movingWeekdays ?? EVERY_DAY),
        },
        ...value.zones.flatMap(({ zone, brackets, extraKilogramMinor }) => [
          ...brackets.map(({ upToGrams, priceMinor }) => ({
            key: `zone/${zone}/${upToGrams}`,
            label: t('carriers.bracket', { zone, weight: words.grams(upToGrams) }),
            text: words.money(priceMinor, currency),
          })),
          {
            key: `zone/${zone}/extra`,
            label: t('carriers.bracketExtra', { zone }),
            text:
              extraKilogramMinor === null
                ? t('carriers.notTaken')
                : words.money(extraKilogramMinor, currency),
          },
        ]),
        ...value.lanes.map((lane) => ({
          key: `lane/${wayOf(lane)}`,
          label: wayOf(lane),
          text: [
            `${t('carriers.zone')}${t('sourcing.colon')}${lane.zone}`,
            t('carriers.transit', { from: lane.transitDaysMin, to: lane.transitDaysMax }),
            `${words.number(lane.distanceKilometres)} km`,
            words.timeZone(lane.destinationTimeZone),
          ].join('\n'),
        })),
      ].filter(({ text }) => text !== '');
    },
    [t, words, currency],
  );
}
