import Type, { type Static } from 'typebox';
import { Code, Timestamp, filledText } from './shared.ts';

const Count = Type.Integer({ minimum: 0 });
const Closed = { additionalProperties: false } as const;

export const COUNT_STATES = [
  'open',
  'recount',
  'approval',
  'posted',
  'short',
  'cancelled',
] as const;
export type CountState = (typeof COUNT_STATES)[number];

/** Which variance is posted without asking: the greater of the two. */
const Tolerance = Type.Object(
  {
    units: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    permille: Type.Integer({ minimum: 0, maximum: 1_000, description: 'Of what was expected' }),
  },
  Closed,
);
export type Tolerance = Static<typeof Tolerance>;

/** What a plan counts, how often, and what it lets pass. */
export const CountRule = Type.Object(
  {
    everyDays: Type.Integer({ minimum: 1, maximum: 365, description: 'How often it makes tasks' }),
    tasksMax: Type.Integer({ minimum: 1, maximum: 1_000 }),
    countEveryDays: Type.Object(
      {
        A: Type.Integer({ minimum: 1, maximum: 3_650 }),
        B: Type.Integer({ minimum: 1, maximum: 3_650 }),
        C: Type.Integer({ minimum: 1, maximum: 3_650 }),
      },
      {
        ...Closed,
        description:
          'How long a count holds, by class: A makes the first 80 percent of the value that moved, B the next 15, C the rest',
      },
    ),
    isAfterShortPicks: Type.Boolean({ description: 'What a picker did not find is counted first' }),
    isBlind: Type.Boolean({ description: 'Who counts is not told what is expected' }),
    tolerance: Tolerance,
  },
  { ...Closed, $id: 'CountRule' },
);
export type CountRule = Static<typeof CountRule>;

export const PutCountPlan = Type.Object(
  { code: Code, location: Code, rule: CountRule, isActive: Type.Optional(Type.Boolean()) },
  { ...Closed, $id: 'PutCountPlan' },
);
export type PutCountPlan = Static<typeof PutCountPlan>;

export const CountPlanView = Type.Object(
  {
    code: Type.String(),
    location: Type.String(),
    rule: CountRule,
    isActive: Type.Boolean(),
    nextRunAt: Type.Union([Timestamp, Type.Null()]),
  },
  { ...Closed, $id: 'CountPlanView' },
);
export type CountPlanView = Static<typeof CountPlanView>;

export const OrderCount = Type.Object(
  {
    sku: Code,
    location: Code,
    slot: Type.Optional(Code),
    isBlind: Type.Optional(Type.Boolean()),
    tolerance: Type.Optional(Tolerance),
    reason: filledText(500),
  },
  { ...Closed, $id: 'OrderCount' },
);
export type OrderCount = Static<typeof OrderCount>;

export const RecordCount = Type.Object(
  {
    counted: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
    countedAt: Type.Optional(Timestamp),
  },
  { ...Closed, $id: 'RecordCount' },
);
export type RecordCount = Static<typeof RecordCount> & { readonly id: string };

export const DecideCount = Type.Object(
  {
    decision: Type.Enum(['approve', 'recount', 'cancel']),
    reason: filledText(500),
  },
  { ...Closed, $id: 'DecideCount' },
);
export type DecideCount = Static<typeof DecideCount> & { readonly id: string };

export const CountTaskView = Type.Object(
  {
    id: Type.String(),
    plan: Type.Union([Type.String(), Type.Null()]),
    location: Type.String(),
    sku: Type.String(),
    slot: Type.Union([Type.String(), Type.Null()]),
    isBlind: Type.Boolean(),
    tolerance: Tolerance,
    why: Type.String(),
    state: Type.Enum([...COUNT_STATES]),
    counts: Type.Array(
      Type.Object(
        {
          by: Type.String(),
          at: Timestamp,
          counted: Count,
          expected: Type.Union([Type.Integer(), Type.Null()], {
            description: 'What the ledger had at that moment; null while the count is blind',
          }),
        },
        Closed,
      ),
    ),
    variance: Type.Union([Type.Integer(), Type.Null()], {
      description: 'What was counted less what was expected; null while the count is blind',
    }),
    unposted: Type.Integer({
      minimum: 0,
      description: 'Missing units that are promised: posted as orders give them back',
    }),
    reason: Type.Union([Type.String(), Type.Null()]),
    createdAt: Timestamp,
    stateSince: Timestamp,
  },
  { ...Closed, $id: 'CountTaskView' },
);
export type CountTaskView = Static<typeof CountTaskView>;

export const CountTaskPage = Type.Object(
  { items: Type.Array(CountTaskView), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  { ...Closed, $id: 'CountTaskPage' },
);
export const CountPlanPage = Type.Object(
  { items: Type.Array(CountPlanView), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  { ...Closed, $id: 'CountPlanPage' },
);
