import { DAY_MS, MINUTE_MS, type Instant } from './clock.ts';

/** A calendar date without a time zone: whole days since 1970-01-01. */
export type Day = number;

/** When a place works: its time zone, its working weekdays and the days on which it is closed. */
export interface BusinessCalendar {
  /** IANA time zone, for example Asia/Shanghai. */
  readonly timeZone: string;
  /** Seven flags from Sunday to Saturday. */
  readonly workingWeekdays: readonly boolean[];
  /** Closed dates as YYYY-MM-DD. */
  readonly holidays: readonly string[];
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsetsByZone = new Map<string, Map<number, number>>();
const holidayDays = new WeakMap<readonly string[], ReadonlySet<Day>>();

/** True for a time zone this machine knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/**
 * How far a zone's wall clock is ahead of UTC, in milliseconds. Offsets change on quarter hours at
 * the earliest, so one answer is kept per zone and quarter hour: Intl takes microseconds a call,
 * which the promise of every candidate location would otherwise pay.
 */
export function zoneOffsetMs(timeZone: string, instant: Instant): number {
  const quarter = Math.floor(instant / (15 * MINUTE_MS));
  let offsets = offsetsByZone.get(timeZone);
  if (offsets === undefined) offsetsByZone.set(timeZone, (offsets = new Map<number, number>()));
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  const start = quarter * 15 * MINUTE_MS;
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(start)) part[type] = Number(value);
  const { year, month, day, hour, minute, second } = part;
  const wall = Date.UTC(year as number, (month as number) - 1, day, hour, minute, second);
  const offset = wall - start;
  if (offsets.size > 10_000) offsets.clear();
  offsets.set(quarter, offset);
  return offset;
}

/** The local date of an instant in a zone. */
export function dayOf(instant: Instant, timeZone: string): Day {
  return Math.floor((instant + zoneOffsetMs(timeZone, instant)) / DAY_MS);
}

/** Minutes since local midnight. */
export function minuteOfDay(instant: Instant, timeZone: string): number {
  const local = instant + zoneOffsetMs(timeZone, instant);
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
}

/**
 * The instant at which a local date reaches a minute of its day. A wall time that a clock change
 * skips gives the instant just as far behind the change as the wall time stands behind the gap.
 */
export function instantOf(day: Day, minute: number, timeZone: string): Instant {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const guess = wall - zoneOffsetMs(timeZone, wall);
  return wall - zoneOffsetMs(timeZone, guess);
}

/** The date as YYYY-MM-DD. */
export function dayToText(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Reads YYYY-MM-DD; null when it is not a date. */
export function dayFromText(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const parsed = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(parsed) || dayToText(parsed / DAY_MS) !== text ? null : parsed / DAY_MS;
}

/** True when the place works on that date. */
export function isWorkingDay(calendar: BusinessCalendar, day: Day): boolean {
  // 1970-01-01 was a Thursday, the fifth weekday counted from Sunday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  if (calendar.workingWeekdays[weekday] !== true) return false;
  let closed = holidayDays.get(calendar.holidays);
  if (closed === undefined) {
    closed = new Set(
      calendar.holidays.map((text) => dayFromText(text)).filter((found) => found !== null),
    );
    holidayDays.set(calendar.holidays, closed);
  }
  return !closed.has(day);
}

/** The first working date on or after `day` that `accept` takes. Looks 400 days ahead, then gives up with null. */
export function nextWorkingDay(
  calendar: BusinessCalendar,
  day: Day,
  accept: (day: Day) => boolean = () => true,
): Day | null {
  for (let candidate = day; candidate < day + 400; candidate += 1) {
    if (isWorkingDay(calendar, candidate) && accept(candidate)) return candidate;
  }
  return null;
}
