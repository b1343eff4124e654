export type MinutesUnit = 'minute' | 'hour' | 'day';

export const UNIT_MINUTES: Readonly<Record<MinutesUnit, number>> = {
  minute: 1,
  hour: 60,
  day: 1_440,
};

/** A length of time in the largest unit that it fills evenly: 2880 minutes are 2 days. */
export function minutesAs(minutes: number): { readonly value: number; readonly unit: MinutesUnit } {
  for (const unit of ['day', 'hour'] as const) {
    if (minutes > 0 && minutes % UNIT_MINUTES[unit] === 0)
      return { value: minutes / UNIT_MINUTES[unit], unit };
  }
  return { value: minutes, unit: 'minute' };
}

/** How many digits of a currency stand behind the point (ISO 4217). */
export function fractionDigitsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** The sign of a currency as a language writes it: €, US$, ¥. */
export function symbolOf(currency: string, language: string): string {
  try {
    const parts = new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    }).formatToParts(0);
    return parts.find(({ type }) => type === 'currency')?.value ?? currency;
  } catch {
    return currency;
  }
}

/** A minute of the day as a clock shows it: 870 is 14:30, 1440 is 24:00. */
export function clockOf(minuteOfDay: number): string {
  const [hours, minutes] = [Math.floor(minuteOfDay / 60), minuteOfDay % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** What a clock shows as a minute of the day; null where it is no time. */
export function minuteOfClock(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2})[:：.](\d{2})$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= 1_440 ? minute : null;
}

/** Grams as people say them: 500 g, 2.5 kg. */
export function formatGrams(grams: number, language: string): string {
  const [value, unit] = grams >= 1_000 ? [grams / 1_000, 'kilogram'] : [grams, 'gram'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 3,
  }).format(value);
}
