/** A moment: whole milliseconds since 1970-01-01T00:00:00Z. Columns and JSON carry it as UTC. */
export type Instant = number;

/** Where time comes from. Nothing below the edges reads the machine's clock, so that simulated time works everywhere. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock. */
export const machineClock: Clock = { now: () => Date.now() };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const DAY_TEXTS_MAX = 4_096;
const dayTexts = new Map<number, string>();

/**
 * RFC 3339 text in UTC with milliseconds, the only form in which times leave the process. An order
 * has about ten of them, and `toISOString` takes a microsecond: so the text of a day is kept, and the
 * time of the day is put together here.
 */
export function instantToText(instant: Instant): string {
  const day = Math.floor(instant / DAY_MS);
  let dayText = dayTexts.get(day);
  if (dayText === undefined) {
    dayText = new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length);
    if (dayTexts.size >= DAY_TEXTS_MAX) dayTexts.clear();
    dayTexts.set(day, dayText);
  }
  const millisecondOfDay = instant - day * DAY_MS;
  const second = Math.floor(millisecondOfDay / SECOND_MS);
  const millisecond = millisecondOfDay - second * SECOND_MS;
  const hours = TWO_DIGITS[Math.floor(second / 3_600)] as string;
  const minutes = TWO_DIGITS[Math.floor(second / 60) % 60] as string;
  const seconds = TWO_DIGITS[second % 60] as string;
  const fraction = millisecond === 0 ? '000' : String(millisecond).padStart(3, '0');
  return `${dayText}${hours}:${minutes}:${seconds}.${fraction}Z`;
}

/** Reads RFC 3339 text; null when it is not one. */
export function instantFromText(text: string): Instant | null {
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed;
}
