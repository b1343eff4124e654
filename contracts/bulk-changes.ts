import Type, { type Static } from 'typebox';
import { OrderFilters } from './order-reads.ts';
import { Timestamp, filledText, text } from './shared.ts';

const Closed = { additionalProperties: false } as const;
const OrderId = Type.String({
  pattern: '^[1-9][0-9]{0,14}$',
  description: 'Digits; the number that people read out',
});

/** More orders are not changed at once: somebody narrows the list first. */
export const BULK_ORDERS_MAX = 100_000;
/** Orders that are named one by one. */
export const BULK_NAMED_MAX = 10_000;

export const BULK_ACTIONS = ['hold', 'release_hold', 'release', 'priority', 'cancel'] as const;
export const BulkAction = Type.Enum([...BULK_ACTIONS], {
  description: 'What is done to each of the orders',
});
export type BulkAction = Static<typeof BulkAction>;

/** How far a bulk change is. */
export const BULK_STATES = [
  'counting',
  'counted',
  'too_many',
  'running',
  'stopped',
  'done',
  'undoing',
  'undone',
] as const;
export const BulkState = Type.Enum([...BULK_STATES], {
  description:
    'counting looks at every order that is meant; counted waits for start; too_many are more than are changed at once',
});
export type BulkState = Static<typeof BulkState>;

/** Why nothing can happen to an order. */
export const BULK_OBSTACLES = [
  'cancelled',
  'left',
  'no_hold',
  'not_sourced',
  'held',
  'not_amendable',
  'absent',
] as const;
export type BulkObstacle = (typeof BULK_OBSTACLES)[number];

/** What became of one order of a bulk change. */
export const BULK_OUTCOMES = [
  'waiting',
  'impossible',
  'unchanged',
  'done',
  'asked',
  'failed',
  'undone',
  'not_undone',
] as const;
export const BulkOutcome = Type.Enum([...BULK_OUTCOMES], {
  description:
    'waiting: not yet; impossible: its state forbids it; unchanged: it was so already; asked: its locations are asked; failed: refused when it came to it',
});
export type BulkOutcome = Static<typeof BulkOutcome>;

export const BeginBulkChange = Type.Object(
  {
    action: BulkAction,
    filters: Type.Optional(OrderFilters),
    orderIds: Type.Optional(
      Type.Array(OrderId, { minItems: 1, maxItems: BULK_NAMED_MAX, uniqueItems: true }),
    ),
  },
  {
    ...Closed,
    $id: 'BeginBulkChange',
    description:
      'The orders: all that the filters meet as it begins, or those that are named. Exactly one of both.',
  },
);
export type BeginBulkChange = Static<typeof BeginBulkChange>;

export const StartBulkChange = Type.Object(
  {
    priority: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 9, description: 'For priority, which needs it' }),
    ),
    holdKind: Type.Optional(filledText(40, 'For hold, which needs it')),
    reason: Type.Optional(text(500, 'For hold and cancel, which need it; a note for release_hold')),
  },
  { ...Closed, $id: 'StartBulkChange' },
);
export type StartBulkChange = Static<typeof StartBulkChange>;

const Count = Type.Integer({ minimum: 0 });

export const BulkCounts = Type.Object(
  {
    matched: Type.Integer({ minimum: 0, description: 'Orders that are meant' }),
    waiting: Type.Integer({ minimum: 0, description: 'Orders that are still to be changed' }),
    willAsk: Type.Integer({
      minimum: 0,
      description: 'Those of the waiting ones whose locations are asked first, as counted',
    }),
    unchanged: Count,
    done: Count,
    asked: Count,
    failed: Count,
    undone: Count,
    notUndone: Count,
    impossible: Type.Array(
      Type.Object({ why: Type.Enum([...BULK_OBSTACLES]), orders: Type.Integer({ minimum: 1 }) }),
    ),
    byPriority: Type.Array(Count, {
      description: 'Waiting orders by their priority from 0 to 9, as counted',
    }),
  },
  { ...Closed, $id: 'BulkCounts' },
);
export type BulkCounts = Static<typeof BulkCounts>;

/** Something that is done to many orders. */
export const BulkChange = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    action: BulkAction,
    state: BulkState,
    actor: Type.String(),
    createdAt: Timestamp,
    startedAt: Type.Union([Timestamp, Type.Null()]),
    endedAt: Type.Union([Timestamp, Type.Null()]),
    choice: Type.Union([StartBulkChange, Type.Null()], {
      description: 'What was chosen for all of them as it started',
    }),
    counts: BulkCounts,
    canUndo: Type.Boolean({ description: 'Whether undo takes back what was done' }),
  },
  { ...Closed, $id: 'BulkChange' },
);
export type BulkChange = Static<typeof BulkChange>;

export const BulkChangePage = Type.Object(
  {
    items: Type.Array(BulkChange),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { ...Closed, $id: 'BulkChangePage' },
);

export const BulkChangeOrderPage = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          orderId: OrderId,
          outcome: BulkOutcome,
          why: Type.Union([Type.String(), Type.Null()], {
            description: 'Code of what stands in the way, or of the refusal',
          }),
          detail: Type.Union([Type.String(), Type.Null()]),
        },
        Closed,
      ),
    ),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { ...Closed, $id: 'BulkChangeOrderPage' },
);
export type BulkChangeOrderPage = Static<typeof BulkChangeOrderPage>;
