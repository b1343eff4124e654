import type { DaySeries } from '../../../contracts/overview.ts';

/** Fewer days than these say nothing of what is normal. */
const DAYS_MIN = 3;
const WEEKDAY = 7;
/** How far back days of any kind are taken, and weekdays. */
const ANY_DAYS_MAX = 14;
export const WEEKDAYS_BACK = 8;

/** What is known of the slots of a day and of days before: by number, counted from the beginning of the day. */
export interface SlotCounts {
  readonly slotsPerDay: number;
  /** Orders by number of the slot; slots of days before have numbers below zero. A slot without any is left out. */
  readonly orders: ReadonlyMap<number, number>;
  /** The slot in which counting began; null: nothing was ever counted. */
  readonly firstSlot: number | null;
}

/**
 * What a day of this kind usually looks like: median and quartiles of each slot over the same weekdays of
 * eight weeks, or over the last two weeks while there are fewer than three of those. Only whole days count,
 * since counting began.
 */
export function normalDay({ slotsPerDay, orders, firstSlot }: SlotCounts): DaySeries['normal'] {
  const wholeDays = firstSlot === null ? 0 : Math.max(0, Math.floor(-firstSlot / slotsPerDay));
  const weekdays = Array.from({ length: WEEKDAYS_BACK }, (_, week) => (week + 1) * WEEKDAY).filter(
    (days) => days <= wholeDays,
  );
  const anyDays = Array.from({ length: Math.min(ANY_DAYS_MAX, wholeDays) }, (_, day) => day + 1);
  const basis =
    weekdays.length >= DAYS_MIN ? 'weekday' : anyDays.length >= DAYS_MIN ? 'day' : 'none';
  if (basis === 'none') return { basis, days: wholeDays, median: [], low: [], high: [] };
  const days = basis === 'weekday' ? weekdays : anyDays;
  const slots = Array.from({ length: slotsPerDay }, (_, slot) =>
    days.map((day) => orders.get(slot - day * slotsPerDay) ?? 0).toSorted((a, b) => a - b),
  );
  const shareOf = (share: number) => slots.map((sorted) => quantile(sorted, share));
  return {
    basis,
    days: days.length,
    median: shareOf(0.5).map(Math.round),
    low: shareOf(0.25),
    high: shareOf(0.75),
  };
}

/** Linear between neighbours (Hyndman and Fan, type 7), of sorted numbers. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
