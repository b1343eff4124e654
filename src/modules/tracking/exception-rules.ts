import { MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import { addWorkingMinutes, type WorkingHours } from '../../kernel/working-hours.ts';
import type { ExceptionRules } from '../../../contracts/exceptions.ts';

type Limit = ExceptionRules['limits'][number];
type Route = ExceptionRules['routes'][number];

const DAY_MINUTES = 1_440;
const limit = (state: Limit['state'], minutes: number, more: Partial<Limit> = {}): Limit => ({
  state,
  channel: null,
  location: null,
  minutes,
  clock: 'always',
  severity: 2,
  ...more,
});

/** What holds until somebody says otherwise. */
export const DEFAULT_RULES: ExceptionRules = {
  limits: [
    limit('placed', 3 * DAY_MINUTES, { severity: 3 }),
    limit('held', 480, { clock: 'working_hours' }),
    limit('backordered', 14 * DAY_MINUTES),
    limit('sourced', 480, { clock: 'working_hours' }),
    limit('released', 960, { clock: 'working_hours' }),
    limit('picking', 480, { clock: 'working_hours' }),
    limit('packed', 480, { clock: 'working_hours' }),
    limit('shipped', 14 * DAY_MINUTES),
    limit('returning', 30 * DAY_MINUTES, { severity: 3 }),
  ],
  routes: [
    {
      kind: null,
      channel: null,
      location: null,
      owner: 'role/operations',
      slaMinutes: 240,
      chain: [{ owner: 'role/admin', afterMinutes: 0 }],
    },
  ],
  hours: {
    timeZone: 'Asia/Shanghai',
    workingWeekdays: [false, true, true, true, true, true, false],
    holidays: [],
    fromMinute: 540,
    toMinute: 1_080,
  },
};

interface Place {
  readonly channel: string | null;
  readonly locations: readonly string[];
}

/** The limit that counts for an order in a state: the one that names most of where it is; null: none. */
export function limitOf(rules: ExceptionRules, state: string, place: Place): Limit | null {
  const matching = rules.limits.filter(
    (each) =>
      each.state === state &&
      (each.channel === null || each.channel === place.channel) &&
      (each.location === null || place.locations.includes(each.location)),
  );
  const weight = (each: Limit) =>
    (each.location === null ? 0 : 2) + (each.channel === null ? 0 : 1);
  return matching.toSorted((a, b) => weight(b) - weight(a) || a.minutes - b.minutes)[0] ?? null;
}

/** When a limit that began to run at `since` is over. A calendar that never works counts as the clock does. */
export function endOfLimit(
  { minutes, clock }: Limit,
  since: Instant,
  hours: WorkingHours,
): Instant {
  const plain = since + minutes * MINUTE_MS;
  return clock === 'always' ? plain : (addWorkingMinutes(hours, since, minutes) ?? plain);
}

/** The route that an exception takes; the first match counts. */
export function routeOf(
  rules: ExceptionRules,
  about: {
    readonly kind: string;
    readonly channel: string | null;
    readonly location: string | null;
  },
): Route | null {
  const fits = (wanted: string | null, given: string | null) => wanted === null || wanted === given;
  return (
    rules.routes.find(
      (route) =>
        fits(route.kind, about.kind) &&
        fits(route.channel, about.channel) &&
        fits(route.location, about.location),
    ) ?? null
  );
}

/** When the next of a chain is asked, so many working minutes after `since`; null: nobody is left to ask. */
export function nextEscalation(
  { hours }: ExceptionRules,
  { chain, level }: { readonly chain: readonly Route['chain'][number][]; readonly level: number },
  since: Instant,
): Instant | null {
  const next = chain[level];
  if (next === undefined) return null;
  return (
    addWorkingMinutes(hours, since, next.afterMinutes) ?? since + next.afterMinutes * MINUTE_MS
  );
}
