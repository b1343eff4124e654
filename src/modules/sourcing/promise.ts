import { dayOf, instantOf, minuteOfDay, nextWorkingDay, type Day } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Route } from './compile-rules.ts';
import type { SourcingLocation } from './model.ts';

/** Carriers collect in the evening, or at the cut-off where that is later. */
const COLLECTION_MINUTE_OF_DAY = 18 * 60;
/** Parcels are delivered from 08:00 to 20:00, local time of the destination. */
const DELIVERY_FIRST_MINUTE_OF_DAY = 8 * 60;
const DELIVERY_LAST_MINUTE_OF_DAY = 20 * 60;

export interface Departure {
  readonly shipDay: Day;
  readonly shipAt: Instant;
}

export interface Arrival {
  readonly deliverFrom: Instant;
  readonly deliverBy: Instant;
}

/**
 * When goods that are there at `readyAt` leave the location: the day on which the order counts as
 * taken (until the cut-off minute, on a working day, else the next working day), the handling days in
 * working days, then the first working day that is not full. Null when no such day comes within 400
 * days or the location has no capacity at all.
 */
export function departureOf(
  location: SourcingLocation,
  readyAt: Instant,
  fullDays: readonly Day[] | undefined,
): Departure | null {
  const { calendar } = location;
  if (location.dailyCapacityShipments !== null && location.dailyCapacityShipments <= 0) return null;
  const today = dayOf(readyAt, calendar.timeZone);
  const isAfterCutoff = minuteOfDay(readyAt, calendar.timeZone) > location.cutoffMinuteOfDay;
  let shipDay = nextWorkingDay(calendar, isAfterCutoff ? today + 1 : today);
  for (let handled = 0; shipDay !== null && handled < location.handlingDays; handled += 1) {
    shipDay = nextWorkingDay(calendar, shipDay + 1);
  }
  if (shipDay !== null && fullDays !== undefined) {
    shipDay = nextWorkingDay(calendar, shipDay, (day) => !fullDays.includes(day));
  }
  if (shipDay === null) return null;
  const collectionMinute = Math.max(COLLECTION_MINUTE_OF_DAY, location.cutoffMinuteOfDay);
  const collectedAt = instantOf(shipDay, collectionMinute, calendar.timeZone);
  // Within the cut-off minute itself an order may be seconds younger than the collection.
  return { shipDay, shipAt: Math.max(collectedAt, readyAt) };
}

/**
 * When a parcel handed over at `shipAt` arrives: as many moving days of the carrier after the local
 * date of handing over as the lane takes, counted in the destination's time zone. A parcel that takes
 * no days arrives on the same date if the carrier moves then and 20:00 has not passed.
 */
export function arrivalOf(route: Route, shipAt: Instant): Arrival {
  const shipDay = dayOf(shipAt, route.timeZone);
  const earliest = instantOf(movingDayAfter(route, shipDay, route.transitDaysMin), DELIVERY_FIRST_MINUTE_OF_DAY, route.timeZone);
  const latestDay = movingDayAfter(route, shipDay, route.transitDaysMax);
  let deliverBy = instantOf(latestDay, DELIVERY_LAST_MINUTE_OF_DAY, route.timeZone);
  if (deliverBy < shipAt) {
    deliverBy = instantOf(movingDayAfter(route, latestDay, 1), DELIVERY_LAST_MINUTE_OF_DAY, route.timeZone);
  }
  return { deliverFrom: Math.min(Math.max(earliest, shipAt), deliverBy), deliverBy };
}

/** The date that lies `count` moving days after `day`; with 0 the day itself if the carrier moves on it, else the next on which it does. */
function movingDayAfter(route: Route, day: Day, count: number): Day {
  let current = day;
  let left = count;
  if (count === 0 && !movesOn(route, day)) left = 1;
  while (left > 0) {
    current += 1;
    if (movesOn(route, current)) left -= 1;
  }
  return current;
}

function movesOn(route: Route, day: Day): boolean {
  // 1970-01-01 was a Thursday, the fifth weekday counted from Sunday.
  return route.movingWeekdays[(((day + 4) % 7) + 7) % 7] === true;
}
