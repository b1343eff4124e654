import { useTranslation } from 'react-i18next';
import { formatInstant, formatMoney, formatQuantity, formatShare } from '../ui/format.ts';
import type { ChoiceContext } from './choice-context.ts';
import { unitOf } from './units.ts';
import { useChoiceWords } from './use-choice-words.ts';

/** Says a single value of a choice as people read it: with its unit, its name or its word. */
export function useFieldText({
  kind,
  currency,
  nameOfLocation,
  nameOfSku,
}: ChoiceContext): (field: string, value: unknown) => string {
  const { t, i18n } = useTranslation('choices');
  const { t: common } = useTranslation();
  const words = useChoiceWords();
  const { language } = i18n;
  const decimal = (value: number): string =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  const number = (field: string, value: number): string => {
    switch (unitOf(field)) {
      case 'money':
        return currency === null ? decimal(value / 100) : formatMoney(value, currency, language);
      case 'instant':
        return formatInstant(new Date(value).toISOString(), language, { isExact: false });
      case 'share':
        return formatShare(value / 1_000, language);
      case 'days':
        return t('words.unit.days', { number: decimal(value) });
      case 'weight':
        return value < 1_000
          ? t('words.unit.grams', { number: decimal(value) })
          : t('words.unit.kilograms', { number: decimal(value / 1_000) });
      case 'length':
        return Math.abs(value) < 1_000
          ? t('words.unit.millimetres', { number: decimal(value) })
          : t('words.unit.metres', { number: decimal(value / 1_000) });
      case 'distance':
        return t('words.unit.kilometres', { number: formatQuantity(value, language) });
      default:
        return IDENTIFIERS.test(field) ? String(value) : decimal(value);
    }
  };
  const say = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return common('none');
    if (typeof value === 'boolean') return common(value ? 'yes' : 'no');
    if (typeof value === 'number') return number(field, value);
    if (Array.isArray(value)) return list(field, value);
    if (typeof value !== 'string') return JSON.stringify(value);
    if (LOCATION_FIELDS.has(field) || (field === 'code' && kind === 'returns.approval')) {
      return nameOfLocation(value);
    }
    if (field === 'sku') return nameOfSku(value);
    if (field === 'countryCode') {
      return new Intl.DisplayNames(language, { type: 'region' }).of(value) ?? value;
    }
    return CODE_FIELDS.has(field) ? value : words.value(field, value);
  };
  // Three sides are said with the signs of sides, everything else one after the other.
  const list = (field: string, values: readonly unknown[]): string => {
    if (values.length === 0) return common('none');
    if (field === 'movingWeekdays') return weekdays(values, language);
    const isSides = field.endsWith('Millimetres') && values.length === 3;
    return isSides
      ? t('words.unit.millimetres', { number: values.map(Number).map(decimal).join(' × ') })
      : values.map((value) => say(field, value)).join(t('listMark'));
  };
  return say;
}

const SUNDAY = Date.UTC(2024, 0, 7);
const DAY_MS = 86_400_000;

/** The days that count; a week of yes and no begins with Sunday. */
function weekdays(days: readonly unknown[], language: string): string {
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return days
    .flatMap((isOne, index) => (isOne === true ? [format.format(SUNDAY + index * DAY_MS)] : []))
    .join(' ');
}

/** Numbers that name something are not counted in thousands. */
const IDENTIFIERS = /^id$|Ids?$/;
const LOCATION_FIELDS = new Set(['location', 'locations', 'place', 'wantedPlace']);
/** Whatever stands in these was named by people and may look like a word of ours. */
const CODE_FIELDS = new Set([
  'aisle',
  'box',
  'carrier',
  'carriers',
  'code',
  'id',
  'login',
  'lot',
  'of',
  'plannedService',
  'reference',
  'references',
  'rule',
  'service',
  'slot',
  'slots',
  'timeZone',
]);
