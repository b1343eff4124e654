import type { Mood } from '../ui/state-tag.tsx';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAY_MINUTES = 1_440;

/** How much time is left until something must have left, as a mood: late, soon, or enough. */
export function moodOfTimeLeft(leftMs: number): Mood {
  if (leftMs < 0) return 'bad';
  return leftMs < 2 * HOUR_MS ? 'warn' : 'quiet';
}

/** A length of time in whole days, whole hours, or as it is below an hour. */
export function largestPartOf(durationMs: number): number {
  const size = Math.abs(durationMs);
  if (size < HOUR_MS) return size;
  const part = size < DAY_MS ? HOUR_MS : DAY_MS;
  return Math.floor(size / part) * part;
}

/** Priorities 0 to 9 in three words; 5 is what an order has unless somebody says otherwise. */
export function urgencyOf(priority: number): 'urgent' | 'normal' | 'low' {
  if (priority > 5) return 'urgent';
  return priority < 5 ? 'low' : 'normal';
}

/** Minutes until the cut-off of today at a location; negative: it has passed. */
export function minutesToCutoff(now: number, timeZone: string, cutoffMinuteOfDay: number): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  return cutoffMinuteOfDay - ((part('hour') * 60 + part('minute')) % DAY_MINUTES);
}

/** Minutes of a day as a time: 1020 is 17:00. */
export function timeOfMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
