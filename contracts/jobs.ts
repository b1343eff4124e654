import Type, { type Static } from 'typebox';
import { Timestamp } from './shared.ts';

/** dead: no attempt is left; it stays until somebody retries or drops it. */
export const JOB_STATES = ['waiting', 'running', 'dead'] as const;

/** Work on the outside. What it carries is not shown, since that may name people. */
export const JobView = Type.Object(
  {
    id: Type.String({ pattern: '^[0-9]+$' }),
    task: Type.String({ description: 'What it does: deliver_webhook, send_notice' }),
    key: Type.Union([Type.String(), Type.Null()]),
    orderId: Type.Union([Type.String(), Type.Null()]),
    state: Type.Enum([...JOB_STATES]),
    attempts: Type.Integer({ minimum: 0 }),
    attemptsMax: Type.Integer({ minimum: 1 }),
    error: Type.Union([Type.String(), Type.Null()], { description: 'Why it failed last' }),
    traceparent: Type.Union([Type.String(), Type.Null()], {
      description: 'W3C trace of its cause',
    }),
    runAt: Type.Union([Timestamp, Type.Null()], {
      description: 'When it is due; null: it is not tried again by itself',
    }),
  },
  { additionalProperties: false, $id: 'JobView' },
);
export type JobView = Static<typeof JobView>;

export const JobPage = Type.Object(
  {
    items: Type.Array(JobView),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false, $id: 'JobPage' },
);
export type JobPage = Static<typeof JobPage>;

export const SettledJob = Type.Object(
  { id: Type.String(), at: Timestamp },
  { additionalProperties: false, $id: 'SettledJob' },
);
