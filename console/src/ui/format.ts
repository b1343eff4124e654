import { chosenTimeZone } from '../client/time-zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Making a format costs a hundred times what using it does, and a table uses several in each row. */
const kept = new Map<string, unknown>();

function keptFormat<Format, Options>(
  Kind: new (language: string, options: Options) => Format,
  language: string,
  options: Options,
): Format {
  const key = `${Kind.name} ${language} ${JSON.stringify(options)}`;
  let format = kept.get(key) as Format | undefined;
  if (format === undefined) kept.set(key, (format = new Kind(language, options)));
  return format;
}

function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return keptFormat(Intl.NumberFormat, language, options);
}

const digitsByCurrency = new Map<string, number>();

/** Minor units as money: 1999 EUR is €19.99, 1999 JPY is ¥1,999. */
export function formatMoney(minor: number, currency: string, language: string): string {
  const format = numberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return format.format(minor / 10 ** digits);
}

/** A whole number with separators. */
export function formatQuantity(value: number, language: string): string {
  return numberFormat(language, {}).format(value);
}

/** A large number in few letters: 12.3K, 1.2万. */
export function formatShort(value: number, language: string): string {
  return numberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** A share between 0 and 1 as percent. */
export function formatShare(share: number, language: string): string {
  return numberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** The zone that is asked for, else the one that the reader has chosen, else the machine's. */
function zoneOf(asked: string | undefined): { readonly timeZone?: string } {
  const timeZone = asked ?? chosenTimeZone();
  return timeZone === undefined ? {} : { timeZone };
}

/** An instant as date and time; of this year without the year. */
export function formatInstant(
  at: string,
  language: string,
  { isExact, timeZone }: { readonly isExact: boolean; readonly timeZone?: string | undefined },
): string {
  const date = new Date(at);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return keptFormat(Intl.DateTimeFormat, language, {
    ...(isThisYear && !isExact ? {} : { year: 'numeric' }),
    month: isExact ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(isExact ? { second: '2-digit', timeZoneName: 'short' } : {}),
    ...zoneOf(timeZone),
  }).format(date);
}

/** A day without its time. */
export function formatDay(at: string, language: string, timeZone?: string): string {
  return keptFormat(Intl.DateTimeFormat, language, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    ...zoneOf(timeZone),
  }).format(new Date(at));
}

/** How far away: "5 min. ago", "in 3 days". */
export function formatAgo(differenceMs: number, language: string): string {
  const format = keptFormat(Intl.RelativeTimeFormat, language, { numeric: 'auto', style: 'short' });
  const size = Math.abs(differenceMs);
  if (size < MINUTE_MS) return format.format(0, 'minute');
  if (size < HOUR_MS) return format.format(Math.trunc(differenceMs / MINUTE_MS), 'minute');
  if (size < 2 * DAY_MS) return format.format(Math.trunc(differenceMs / HOUR_MS), 'hour');
  return format.format(Math.trunc(differenceMs / DAY_MS), 'day');
}

/** A length of time in its two largest parts: "2 d 4 h", "5 min". */
export function formatDuration(durationMs: number, language: string): string {
  const minutes = Math.round(Math.abs(durationMs) / MINUTE_MS);
  const parts: [number, 'day' | 'hour' | 'minute'][] = [
    [Math.floor(minutes / 1_440), 'day'],
    [Math.floor((minutes % 1_440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ];
  const shown = parts.filter(([value]) => value > 0).slice(0, 2);
  return (shown.length === 0 ? [[0, 'minute'] as const] : shown)
    .map(([value, unit]) =>
      numberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value),
    )
    .join(' ');
}
