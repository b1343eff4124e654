import type { ParseKeys, TFunction } from 'i18next';
import { formatDay } from '../ui/format.ts';
import {
  daysOf,
  PLACED_PERIODS,
  type FilterName,
  type Filters,
  type PlacedPeriod,
} from './order-filters.ts';
import type { Names } from '../ui/use-names.ts';

type Translate = TFunction<['orders', 'common']>;

/** What a filter narrows to, in the reader's words. */
export function filterValueText(
  name: FilterName | 'search',
  value: string,
  {
    t,
    names,
    language,
  }: { readonly t: Translate; readonly names: Names; readonly language: string },
): string {
  // Whoever edits an address by hand may write a state that is none: it is shown as it is.
  const word = (key: string): string =>
    t(key as ParseKeys<['orders', 'common']>, { defaultValue: value });
  switch (name) {
    case 'state':
      return word(`common:orderState.${value}`);
    case 'paymentState':
      return word(`common:paymentState.${value}`);
    case 'kind':
      return word(`common:orderKind.${value}`);
    case 'needs':
    case 'isLate':
      return word(`orders:filters.${name}.${value}`);
    case 'channel':
      return names.channelName(value);
    case 'location':
      return names.locationName(value);
    case 'countryCode':
      return names.countryName(value);
    case 'placed':
      return placedText(value, t, language);
    case 'priority':
    case 'externalId':
    case 'search':
      return value;
  }
}

function placedText(value: string, t: Translate, language: string): string {
  if (PLACED_PERIODS.includes(value as PlacedPeriod)) {
    return t(`orders:filters.placed.${value as PlacedPeriod}`);
  }
  const day = (text: string): string => formatDay(`${text}T12:00`, language);
  const [from, to] = daysOf(value);
  if (from !== null && to !== null) return from === to ? day(from) : `${day(from)} – ${day(to)}`;
  if (from !== null) return t('orders:filters.fromDay', { day: day(from) });
  return to === null ? value : t('orders:filters.untilDay', { day: day(to) });
}

/** Names of the filters that are set, in the order in which they are offered. */
export function namesSet(filters: Filters, order: readonly FilterName[]): readonly FilterName[] {
  return order.filter((name) => filters[name] !== undefined);
}
