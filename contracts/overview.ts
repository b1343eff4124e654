import Type, { type Static } from 'typebox';
import { OrderState } from './orders.ts';
import { Code, CountryCode, Timestamp } from './shared.ts';

const Closed = { additionalProperties: false } as const;
const Orders = Type.Integer({ minimum: 0, description: 'How many orders' });
const Counts = Type.Array(Type.Integer({ minimum: 0 }));

/** Over how many hours moves are told at most. */
export const OVERVIEW_HOURS_MAX = 24;
/** How long one slot of a day is. */
export const SLOT_MINUTES = 30;

/** What kind of days a day is held against: same weekdays, any days, or none while there are too few. */
export const NormalBasis = Type.Enum(['weekday', 'day', 'none']);

const DaySeries = Type.Object(
  {
    today: Type.Array(Type.Integer({ minimum: 0 }), {
      description: 'Orders in each slot of the day; ends with the slot that has begun',
    }),
    normal: Type.Object(
      {
        basis: NormalBasis,
        days: Type.Integer({ minimum: 0, description: 'Past days that it is made of' }),
        median: Counts,
        low: Type.Array(Type.Number({ minimum: 0 }), { description: 'First quartile' }),
        high: Type.Array(Type.Number({ minimum: 0 }), { description: 'Third quartile' }),
      },
      Closed,
    ),
  },
  Closed,
);
export type DaySeries = Static<typeof DaySeries>;

/** Where all orders are, what moves, and what does not. */
export const Overview = Type.Object(
  {
    at: Timestamp,
    sequence: Type.String({
      description:
        'Place in the history up to which orders are counted: events behind it come on top',
    }),
    inFlight: Type.Array(Type.Object({ state: OrderState, orders: Orders }, Closed), {
      description: 'Orders by state; states without any are left out',
    }),
    moves: Type.Array(
      Type.Object(
        {
          from: Type.Union([OrderState, Type.Null()], { description: 'null: they came' }),
          to: OrderState,
          orders: Orders,
        },
        Closed,
      ),
      { description: 'From state to state within the last hours, in steps of five minutes' },
    ),
    throughput: Type.Object(
      {
        since: Timestamp,
        minutes: Type.Integer({ description: 'Length of a slot' }),
        placed: DaySeries,
        shipped: DaySeries,
        hourSince: Timestamp,
        lastHour: Type.Object(
          { placed: Counts, shipped: Counts },
          { ...Closed, description: 'Twelve slots of five minutes, the last one not yet over' },
        ),
      },
      Closed,
    ),
    lateness: Type.Object(
      {
        late: Type.Array(Type.Object({ state: OrderState, orders: Orders }, Closed), {
          description: 'Undelivered orders whose promised date has passed, by state',
        }),
        atRisk: Type.Array(Type.Object({ state: OrderState, orders: Orders }, Closed), {
          description: 'Orders that have not left and are promised within a day, by state',
        }),
        isMore: Type.Boolean({ description: 'There are more than are counted' }),
        first: Type.Array(
          Type.Object(
            {
              id: Type.String(),
              channel: Code,
              externalId: Type.String(),
              state: OrderState,
              countryCode: CountryCode,
              promisedAt: Timestamp,
            },
            Closed,
          ),
          { description: 'Those whose promise is longest over' },
        ),
      },
      Closed,
    ),
    holds: Type.Array(Type.Object({ kind: Type.String(), orders: Orders }, Closed), {
      description: 'Held orders by kind of hold; an order with two kinds counts for both',
    }),
    stockOuts: Type.Object(
      {
        awaitedSkus: Type.Integer({ minimum: 0, description: 'SKUs that orders wait for' }),
        emptySkus: Type.Integer({
          minimum: 0,
          description:
            'Stocked SKUs of which nothing can be promised anywhere; as of up to a minute ago',
        }),
        isMore: Type.Boolean({ description: 'There are more than are counted' }),
        first: Type.Array(
          Type.Object(
            {
              sku: Code,
              name: Type.String(),
              names: Type.Record(Type.String(), Type.String()),
              quantity: Type.Integer({ minimum: 1 }),
              orders: Orders,
              expectedAt: Timestamp,
            },
            Closed,
          ),
        ),
      },
      Closed,
    ),
    underWay: Type.Array(Type.Object({ countryCode: CountryCode, orders: Orders }, Closed), {
      description: 'Shipped and not delivered, by destination',
    }),
    ways: Type.Array(
      Type.Object({ location: Code, countryCode: CountryCode, orders: Orders }, Closed),
      { description: 'From where to where, of the latest shipments under way' },
    ),
  },
  { ...Closed, $id: 'Overview' },
);
export type Overview = Static<typeof Overview>;
