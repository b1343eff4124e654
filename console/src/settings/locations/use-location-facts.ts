import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocationView } from '../../client/contract.generated.d.ts';
import type { SettingFact } from '../form/changes.ts';
import { clockOf } from '../form/units.ts';
import { useWords } from '../form/use-words.ts';

/** What is set about a location, line by line. */
export function useLocationFacts(
  currency: string,
): (value: LocationView) => readonly SettingFact[] {
  const { t } = useTranslation('settings');
  const { t: fulfilment } = useTranslation('fulfilment');
  const words = useWords();
  return useCallback(
    (value) => {
      const { address } = value;
      const parts = [
        address.company,
        address.name,
        ...address.lines,
        address.district,
        address.city,
        address.regionCode,
        address.postalCode,
        words.country(address.countryCode),
        address.phone,
      ].filter((part) => part !== undefined && part !== '');
      const texts: readonly (readonly [key: string, label: string, text: string])[] = [
        ['code', t('channels.code'), value.code],
        ['isOpen', t('locations.isOpen'), words.yesNo(value.isOpen)],
        ['name', t('channels.name'), value.name],
        ['zh', t('channels.nameInChinese'), value.names['zh-CN'] ?? ''],
        ['en', t('channels.nameInEnglish'), value.names['en'] ?? ''],
        ['kind', t('locations.kind'), fulfilment(`locationKind.${value.kind}`)],
        ['address', t('locations.address'), parts.join('\n')],
        [
          'coordinates',
          t('locations.coordinates'),
          address.latitude === undefined || address.longitude === undefined
            ? ''
            : `${address.latitude}, ${address.longitude}`,
        ],
        ['week', t('locations.week'), words.weekdays(value.workingWeekdays)],
        ['cutoff', t('locations.cutoff'), clockOf(value.cutoffMinuteOfDay)],
        ['zone', t('channels.timeZone'), words.timeZone(value.timeZone)],
        ['handling', t('locations.handling'), words.days(value.handlingDays)],
        [
          'holidays',
          t('week.holidays'),
          value.holidays.length === 0 ? t('week.noHolidays') : words.list(value.holidays),
        ],
        [
          'daily',
          t('locations.daily'),
          value.dailyCapacityShipments === null
            ? t('locations.dailyNone')
            : words.number(value.dailyCapacityShipments),
        ],
        [
          'perShipment',
          t('locations.perShipment'),
          words.money(value.handlingMinorPerShipment, currency),
        ],
        ['perUnit', t('locations.perUnit'), words.money(value.handlingMinorPerUnit, currency)],
        ['worth', t('locations.worth'), words.permille(value.stockWorthPermille)],
        ['capabilities', t('locations.capabilities'), words.list(value.capabilities)],
      ];
      return texts
        .filter(([, , text]) => text !== '')
        .map(([key, label, text]) => ({ key, label, text }));
    },
    [t, fulfilment, words, currency],
  );
}
