import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { DAY_MS, instantFromText, MINUTE_MS, SECOND_MS, type Instant } from '../kernel/clock.ts';
import { readWays } from '../modules/fulfilment/index.ts';
import { countSoldOut } from '../modules/inventory/index.ts';
import { readNormalDay, readOverview, readToday } from '../modules/orders/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import { Overview, OVERVIEW_HOURS_MAX, SLOT_MINUTES } from '../../contracts/overview.ts';
import { Timestamp } from '../../contracts/shared.ts';
import { sendJson } from './answer-query.ts';
import type { Door } from './door.ts';
import { KeptAnswers } from './kept-answers.ts';
import { sendRefusal } from './problems.ts';

const KEPT_MS = SECOND_MS;
/** What takes longer and changes slowly. */
const SLOW_KEPT_MS = MINUTE_MS;
const WAYS_KEPT_MS = 5 * SECOND_MS;
/** Readers of other time zones have other days. */
const DAYS_KEPT_MAX = 100;
const HOURS_UNLESS_GIVEN = 6;
const DAY_START_STEP_MS = 15 * MINUTE_MS;

/** All orders at one look. */
export function overviewRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool, clock } = door;
  const keep = <Value>(keptMs: number) =>
    new KeptAnswers<Value>({ clock, keptMs, keysMax: DAYS_KEPT_MAX });
  const orders = keep<Awaited<ReturnType<typeof readOverview>>>(KEPT_MS);
  const today = keep<Awaited<ReturnType<typeof readToday>>>(KEPT_MS);
  const normal = keep<Awaited<ReturnType<typeof readNormalDay>>>(SLOW_KEPT_MS);
  const soldOut = keep<number>(SLOW_KEPT_MS);
  const ways = keep<Awaited<ReturnType<typeof readWays>>>(WAYS_KEPT_MS);

  const overviewOf = async (hours: number, dayStart: Instant): Promise<Overview> => {
    const now = clock.now();
    const day = String(dayStart);
    const [all, sofar, usual, emptySkus, used] = await Promise.all([
      orders.of(String(hours), () => readOverview(pool, { hours, now })),
      today.of(day, () => readToday(pool, { dayStart, now })),
      normal.of(day, () => readNormalDay(pool, dayStart)),
      soldOut.of('', () => countSoldOut(pool)),
      ways.of('', () => readWays(pool)),
    ]);
    return {
      ...all,
      throughput: {
        since: sofar.since,
        minutes: SLOT_MINUTES,
        placed: { today: sofar.today.placed, normal: usual.placed },
        shipped: { today: sofar.today.shipped, normal: usual.shipped },
        hourSince: sofar.hourSince,
        lastHour: sofar.lastHour,
      },
      stockOuts: { ...all.stockOuts, emptySkus },
      ways: used,
    };
  };

  return async (app) => {
    app.get(
      '/v1/overview',
      {
        config: { policy: 'orders:read', reach: 'refused', answers: { 200: Overview } },
        schema: {
          tags: ['orders'],
          summary: 'Where all orders are, what moves and what does not',
          description:
            'As of at most a second or two ago. Whoever follows the stream adds the events behind `sequence`.',
          querystring: Type.Object(
            {
              hours: Type.Optional(
                Type.Integer({
                  minimum: 1,
                  maximum: OVERVIEW_HOURS_MAX,
                  description: `Moves of so many hours; ${HOURS_UNLESS_GIVEN} unless given`,
                }),
              ),
              dayStart: Type.Optional({
                ...Timestamp,
                description: 'When the day began where the reader is; midnight UTC unless given',
              }),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => {
        const dayStart = dayStartOf(query.dayStart, clock.now());
        if (typeof dayStart !== 'number') return sendRefusal(reply, dayStart);
        return sendJson(reply, await overviewOf(query.hours ?? HOURS_UNLESS_GIVEN, dayStart));
      },
    );
  };
}

function dayStartOf(text: string | undefined, now: Instant): Instant | Refusal {
  if (text === undefined) return Math.floor(now / DAY_MS) * DAY_MS;
  const instant = instantFromText(text);
  if (instant !== null && instant <= now && instant > now - 2 * DAY_MS) {
    return Math.floor(instant / DAY_START_STEP_MS) * DAY_START_STEP_MS;
  }
  return refuse('invalid_request', 'dayStart lies within the last two days.', {
    field: 'query/dayStart',
  });
}
