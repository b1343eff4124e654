import { dayOf, instantOf, nextWorkingDay, type BusinessCalendar } from './calendar.ts';
import type { Instant } from './clock.ts';
import { MINUTE_MS } from './clock.ts';

/** When somebody is there: a calendar, and the hours of its working days in minutes since local midnight. */
export interface WorkingHours extends BusinessCalendar {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/**
 * The instant at which so many working minutes have passed since `start`: nights, weekends and holidays
 * do not count. Null when the calendar does not work at all within a year.
 */
export function addWorkingMinutes(
  hours: WorkingHours,
  start: Instant,
  minutes: number,
): Instant | null {
  const { timeZone, fromMinute, toMinute } = hours;
  let left = minutes * MINUTE_MS;
  let day = nextWorkingDay(hours, dayOf(start, timeZone));
  while (day !== null) {
    const from = Math.max(start, instantOf(day, fromMinute, timeZone));
    const to = instantOf(day, toMinute, timeZone);
    const open = to - from;
    // At the very end of a day nothing is left of it: the next one goes on.
    if (open > 0 && left <= open) return from + left;
    left -= Math.max(0, open);
    day = nextWorkingDay(hours, day + 1);
  }
  return null;
}
