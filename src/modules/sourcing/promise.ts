import { dayOf, instantOf, nextWorkingDay, zoneOffsetMs, type Day } from '../../kernel/calendar.ts';
import { DAY_MS, MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import type { Arrival, CompiledLocation, Departure, Route } from './compile-rules.ts';
import type { SourcingLocation } from './model.ts';

/** So many findings are kept for a location or a route; then it starts anew. */
const KEPT_MAX = 256;

/** Carriers collect in the evening, or at the cut-off where that is later. */
const COLLECTION_MINUTE_OF_DAY = 18 * 60;
/** Parcels are delivered from 08:00 to 20:00, local time of the destination. */
const DELIVERY_FIRST_MINUTE_OF_DAY = 8 * 60;
const DELIVERY_LAST_MINUTE_OF_DAY = 20 * 60;

/**
 * When goods that are there at `readyAt` leave the location: the day on which the order counts as
 * taken (until the cut-off minute, on a working day, else the next working day), the handling days in
 * working days, then the first working day that is not full. Null when no such day comes within 400
 * days or the location has no capacity at all. `handlingDaysAdded` are added to those of the location.
 */
export function departureOf(
  compiled: CompiledLocation,
  readyAt: Instant,
  fullDays: readonly Day[] | undefined,
  handlingDaysAdded = 0,
): Departure | null {
  const { calendar, cutoffMinuteOfDay } = compiled.location;
  const local = readyAt + zoneOffsetMs(calendar.timeZone, readyAt);
  const today = Math.floor(local / DAY_MS);
  const minute = Math.floor((local - today * DAY_MS) / MINUTE_MS);
  const takenDay = minute > cutoffMinuteOfDay ? today + 1 : today;
  let departure: Departure | null | undefined;
  if (fullDays === undefined && handlingDaysAdded === 0) {
    departure = compiled.departures.get(takenDay);
    if (departure === undefined) {
      departure = departureFrom(compiled.location, takenDay, [], 0);
      if (compiled.departures.size >= KEPT_MAX) compiled.departures.clear();
      compiled.departures.set(takenDay, departure);
    }
  } else {
    departure = departureFrom(compiled.location, takenDay, fullDays ?? [], handlingDaysAdded);
  }
  // Within the cut-off minute itself an order may be seconds younger than the collection.
  return departure !== null && departure.shipAt < readyAt
    ? { shipDay: departure.shipDay, shipAt: readyAt }
    : departure;
}

/** The departure of what counts as taken on a day or, if the location does not work then, on its next working day. */
function departureFrom(
  location: SourcingLocation,
  takenDay: Day,
  fullDays: readonly Day[],
  handlingDaysAdded: number,
): Departure | null {
  const { calendar } = location;
  const handlingDays = location.handlingDays + handlingDaysAdded;
  if (location.dailyCapacityShipments !== null && location.dailyCapacityShipments <= 0) return null;
  let shipDay = nextWorkingDay(calendar, takenDay);
  for (let handled = 0; shipDay !== null && handled < handlingDays; handled += 1) {
    shipDay = nextWorkingDay(calendar, shipDay + 1);
  }
  if (shipDay !== null)
    shipDay = nextWorkingDay(calendar, shipDay, (day) => !fullDays.includes(day));
  if (shipDay === null) return null;
  const collectionMinute = Math.max(COLLECTION_MINUTE_OF_DAY, location.cutoffMinuteOfDay);
  return { shipDay, shipAt: instantOf(shipDay, collectionMinute, calendar.timeZone) };
}

/**
 * When a parcel handed over at `shipAt` arrives: as many moving days of the carrier after the local
 * date of handing over as the lane takes, counted in the destination's time zone. A parcel that takes
 * no days arrives on the same date if the carrier moves then and 20:00 has not passed.
 */
export function arrivalOf(route: Route, shipAt: Instant): Arrival {
  let arrival = route.arrivals.get(shipAt);
  if (arrival === undefined) {
    arrival = arrivalFrom(route, shipAt);
    if (route.arrivals.size >= KEPT_MAX) route.arrivals.clear();
    route.arrivals.set(shipAt, arrival);
  }
  return arrival;
}

function arrivalFrom(route: Route, shipAt: Instant): Arrival {
  const shipDay = dayOf(shipAt, route.timeZone);
  const earliest = instantOf(
    movingDayAfter(route, shipDay, route.transitDaysMin),
    DELIVERY_FIRST_MINUTE_OF_DAY,
    route.timeZone,
  );
  const latestDay = movingDayAfter(route, shipDay, route.transitDaysMax);
  let deliverBy = instantOf(latestDay, DELIVERY_LAST_MINUTE_OF_DAY, route.timeZone);
  if (deliverBy < shipAt) {
    deliverBy = instantOf(
      movingDayAfter(route, latestDay, 1),
      DELIVERY_LAST_MINUTE_OF_DAY,
      route.timeZone,
    );
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
