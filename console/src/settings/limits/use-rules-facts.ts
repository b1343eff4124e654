import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExceptionRules } from '../../client/contract.generated.d.ts';
import { useOwnerName } from '../../exceptions/names.ts';
import { texts as common } from '../../locales/everywhere.en.ts';
import type { SettingFact } from '../form/changes.ts';
import { clockOf } from '../form/units.ts';
import { useWords } from '../form/use-words.ts';
import { useChannelNames, useLocationNames } from '../settings-queries.ts';
import { limitsByState, type Limit, type Route } from './rules-changes.ts';

type ExceptionKind = keyof typeof common.exceptionKind;

/** What the limits and owners say, line by line. */
export function useRulesFacts(): (rules: ExceptionRules) => readonly SettingFact[] {
  const { t } = useTranslation('settings');
  const { t: everywhere } = useTranslation();
  const words = useWords();
  const ownerName = useOwnerName();
  const { nameOf: channelName } = useChannelNames();
  const { nameOf: locationName } = useLocationNames();
  return useCallback(
    ({ limits, routes, hours }) => {
      const where = ({ channel, location }: Pick<Limit, 'channel' | 'location'>): string[] => [
        ...(channel === null ? [] : [channelName(channel)]),
        ...(location === null ? [] : [locationName(location)]),
      ];
      const kindName = (kind: string): string =>
        Object.hasOwn(common.exceptionKind, kind)
          ? everywhere(`exceptionKind.${kind as ExceptionKind}`)
          : kind;
      const routeText = ({ owner, slaMinutes, chain }: Route): string =>
        [
          t('limits.said', { owner: ownerName(owner), time: words.minutes(slaMinutes) }),
          ...chain.map((step) =>
            t('limits.saidThen', {
              owner: ownerName(step.owner),
              time: words.minutes(step.afterMinutes),
            }),
          ),
        ].join('\n');
      return [
        ...limitsByState(limits).map(({ limit }) => ({
          key: `limit/${limit.state}/${limit.channel ?? ''}/${limit.location ?? ''}`,
          label: [everywhere(`orderState.${limit.state}`), ...where(limit)].join(' · '),
          text: [
            words.minutes(limit.minutes),
            t(`limits.clocks.${limit.clock}`),
            everywhere(`severity.s${limit.severity as 1}`),
          ].join(' · '),
        })),
        ...routes.map((route, place) => ({
          key: `route/${place}`,
          label: t('limits.route', { number: place + 1 }),
          text: [
            [
              route.kind === null ? t('limits.everyKind') : kindName(route.kind),
              ...where(route),
            ].join(' · '),
            routeText(route),
          ].join('\n'),
        })),
        { key: 'week', label: t('limits.week'), text: words.weekdays(hours.workingWeekdays) },
        {
          key: 'hours',
          label: t('limits.hours'),
          text: `${clockOf(hours.fromMinute)}–${clockOf(hours.toMinute)}`,
        },
        { key: 'zone', label: t('channels.timeZone'), text: words.timeZone(hours.timeZone) },
        {
          key: 'holidays',
          label: t('week.holidays'),
          text: hours.holidays.length === 0 ? t('week.noHolidays') : words.list(hours.holidays),
        },
      ];
    },
    [t, everywhere, words, ownerName, channelName, locationName],
  );
}
