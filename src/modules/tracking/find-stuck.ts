import type { Pool } from 'pg';
import type { DeadlineSource, DueCommand } from '../../hub/index.ts';
import { MINUTE_MS, SECOND_MS, type Instant } from '../../kernel/clock.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import { listStuck, readOrderStates, type StuckOrder } from '../orders/index.ts';
import { listLocations } from '../inventory/index.ts';
import type { ExceptionRules } from '../../../contracts/exceptions.ts';
import type { WorkingHours } from '../../kernel/working-hours.ts';
import { endOfLimit, limitOf } from './exception-rules.ts';
import * as sql from './exceptions.sql.ts';
import { readExceptionRules } from './read-exceptions.ts';
import type { Raised } from './exception-record.ts';
import type { Settled } from './change-exception.ts';

const PASS_EVERY_MS = 10 * SECOND_MS;
const PAGE = 500;
const KIND = 'stuck';

interface OpenSubject {
  readonly open_key: string;
  readonly subject: string;
  readonly order_id: number;
}

/** What to do about an order that has been in a state for too long. */
const SUGGESTION_BY_STATE: Readonly<Record<string, Raised['suggestion']>> = {
  placed: 'ask_for_payment',
  held: 'decide_hold',
  backordered: 'find_stock',
  sourced: 'release_order',
  released: 'work_faster',
  picking: 'work_faster',
  packed: 'work_faster',
  shipped: 'ask_carrier',
  returning: 'ask_carrier',
};

/**
 * Orders that stay in a state past its limit, and those that do not any more. Looks every ten seconds,
 * at a bounded number of orders of each state, the oldest first; where there are more, the next look
 * goes on where this one ended.
 */
export function createStuckOrders(): DeadlineSource {
  let lookedAt: Instant | null = null;
  const places = new Map<string, Awaited<ReturnType<typeof listStuck>>['next']>();
  return {
    name: 'stuck orders',
    async due(pool, now, limit) {
      if (lookedAt !== null && now >= lookedAt && now - lookedAt < PASS_EVERY_MS) return [];
      lookedAt = now;
      const rules = await readExceptionRules(pool);
      const open = await runStatement<OpenSubject>(pool, sql.readOpenSubjects, [KIND]);
      const calendars = await readCalendars(pool, rules);
      const commands: DueCommand[] = await settled(pool, open);
      const known = new Set(open.map(({ subject }) => subject));
      for (const state of new Set(rules.limits.map((each) => each.state))) {
        if (commands.length >= limit) break;
        const shortest = Math.min(
          ...rules.limits.filter((each) => each.state === state).map(({ minutes }) => minutes),
        );
        const page = await listStuck(pool, {
          state,
          before: now - shortest * MINUTE_MS,
          after: places.get(state) ?? null,
          limit: PAGE,
        });
        places.set(state, page.next);
        for (const order of page.orders) {
          const raised = known.has(subjectOf(order)) ? null : judge(order, rules, calendars, now);
          if (raised !== null) commands.push({ kind: 'raise_exception', body: raised });
        }
      }
      // What was found and is not sent now would only be found again after a whole round.
      return commands;
    },
  };
}

const subjectOf = ({ orderId }: Pick<StuckOrder, 'orderId'>) => `order/${orderId}`;

/** Each location's own calendar, with the hours in which people are there. */
async function readCalendars(
  pool: Pool,
  { hours }: ExceptionRules,
): Promise<ReadonlyMap<string, WorkingHours>> {
  const calendars = new Map<string, WorkingHours>();
  let cursor: string | null = null;
  do {
    const page = await listLocations(pool, '', { limit: PAGE, cursor });
    if (page.kind === 'refused') break;
    for (const location of page.value.items) {
      calendars.set(location.code, {
        timeZone: location.timeZone,
        workingWeekdays: location.workingWeekdays,
        holidays: location.holidays ?? [],
        fromMinute: hours.fromMinute,
        toMinute: hours.toMinute,
      });
    }
    cursor = page.value.nextCursor;
  } while (cursor !== null);
  return calendars;
}

function judge(
  order: StuckOrder,
  rules: ExceptionRules,
  calendars: ReadonlyMap<string, WorkingHours>,
  now: Instant,
): Raised | null {
  const { state, channel, locations, stateSince, orderId } = order;
  const limit = limitOf(rules, state, { channel, locations });
  if (limit === null) return null;
  const [location = null] = locations;
  const calendar = (location === null ? undefined : calendars.get(location)) ?? rules.hours;
  if (endOfLimit(limit, stateSince, calendar) > now) return null;
  // Before a location has it, the channel is what late orders have in common.
  const isAtLocation = state === 'released' || state === 'picking' || state === 'packed';
  const place = isAtLocation ? (location ?? channel) : channel;
  return {
    kind: KIND,
    causeKey: `${KIND}/${state}/${place}`,
    subject: subjectOf(order),
    orderId,
    channel: isAtLocation ? null : channel,
    location: isAtLocation ? location : null,
    severity: limit.severity,
    suggestion: SUGGESTION_BY_STATE[state] ?? 'look_closely',
    facts: { state, limitMinutes: limit.minutes, clock: limit.clock },
  };
}

/** Orders that open exceptions name and that have gone on since. */
async function settled(pool: Pool, open: readonly OpenSubject[]): Promise<DueCommand[]> {
  if (open.length === 0) return [];
  const states = await readOrderStates(
    pool,
    open.map(({ order_id }) => order_id),
  );
  return open.flatMap(({ open_key, subject, order_id }) => {
    const state = states.get(order_id);
    if (state !== undefined && open_key.startsWith(`${KIND}/${state}/`)) return [];
    const body: Settled = {
      causeKey: open_key,
      subject,
      resolution: state === undefined ? 'It is gone.' : `It has become ${state}.`,
    };
    return [{ kind: 'settle_exception', body }];
  });
}
