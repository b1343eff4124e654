import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatMoney, formatQuantity, formatShare } from '../../ui/format.ts';
import { formatGrams } from './units.ts';

const MINUTE_MS = 60_000;

/** How values of settings are said in the reader's language. */
export function useWords() {
  const { t, i18n } = useTranslation('settings');
  const { language } = i18n;
  const { t: common } = useTranslation();
  return useMemo(() => {
    const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
    return {
      language,
      money: (minor: number, currency: string) => formatMoney(minor, currency, language),
      number: (value: number) => formatQuantity(value, language),
      permille: (permille: number) => formatShare(permille / 1_000, language),
      minutes: (minutes: number) => formatDuration(minutes * MINUTE_MS, language),
      days: (count: number) => t('units.dayCount', { count }),
      grams: (grams: number) => formatGrams(grams, language),
      yesNo: (isTrue: boolean) => common(isTrue ? 'yes' : 'no'),
      list: (items: readonly string[]) =>
        items.length === 0 ? t('unsaved.nothing') : list.format(items),
      country: (code: string) => {
        try {
          return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
        } catch {
          return code;
        }
      },
      /** Sunday is 0. */
      weekday: (day: number, style: 'short' | 'long' = 'short') =>
        new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(
          Date.UTC(2023, 0, 1 + day),
        ),
      weekdays: (days: readonly boolean[]) => {
        const working = days.flatMap((works, day) =>
          works
            ? [
                new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
                  Date.UTC(2023, 0, 1 + day),
                ),
              ]
            : [],
        );
        return working.length === 7 ? t('units.everyDay') : list.format(working);
      },
      timeZone: (name: string) => name.replaceAll('_', ' '),
      currency: (code: string) => {
        try {
          const name = new Intl.DisplayNames(language, { type: 'currency' }).of(code);
          return name === undefined || name === code ? code : `${name} (${code})`;
        } catch {
          return code;
        }
      },
    };
  }, [t, common, language]);
}

export type Words = ReturnType<typeof useWords>;
