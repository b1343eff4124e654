import Type, { type Static, type TSchema } from 'typebox';
import { ShipmentState, TrackingKind } from './fulfilment.ts';
import { PaymentState } from './orders.ts';
import { ReturnState } from './returns.ts';
import { Address, CountryCode, Names, Timestamp } from './shared.ts';

const Closed = { additionalProperties: false } as const;
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** Where an order stands, in the words of whoever waits for it. */
export const TrackedSituation = Type.Enum(
  [
    'awaiting_payment',
    'checking',
    'waiting',
    'preparing',
    'packed',
    'ready_for_pick_up',
    'partly_on_the_way',
    'on_the_way',
    'out_for_delivery',
    'delivery_failed',
    'sent_back',
    'partly_delivered',
    'delivered',
    'returning',
    'returned',
    'cancelled',
  ],
  { description: 'The whole order in one word, as its customer would say it' },
);
export type TrackedSituation = Static<typeof TrackedSituation>;

const TrackedLines = Type.Array(
  Type.Object({ lineNumber: Type.Integer(), quantity: Type.Integer() }, Closed),
);

/** One line of what happened. */
export const TrackedStep = Type.Object(
  {
    at: Timestamp,
    kind: Type.Union([
      TrackingKind,
      Type.Enum([
        'placed',
        'paid',
        'backordered',
        'picking',
        'packed',
        'shipped',
        'ready_for_pick_up',
        'promise_moved',
        'returning',
        'returned',
        'cancelled',
      ]),
    ]),
    place: Nullable(Type.String({ description: 'Where, as the carrier names it' })),
    parcel: Nullable(Type.Integer({ description: 'The parcel that it is about' })),
    promisedAt: Nullable(Timestamp),
  },
  Closed,
);
export type TrackedStep = Static<typeof TrackedStep>;

/** What the page of one order shows to whoever has its link: nothing of others, of costs or of how we work. */
export const TrackedOrder = Type.Object(
  {
    externalId: Type.String({ description: 'The number of the order as the shop gave it' }),
    shop: Type.Object({ name: Type.String(), names: Names }, Closed),
    situation: TrackedSituation,
    isPickUp: Type.Boolean(),
    isLate: Type.Boolean({ description: 'The promised time has passed and not all has come' }),
    paymentState: PaymentState,
    placedAt: Timestamp,
    promisedAt: Nullable(Timestamp),
    promisedBefore: Nullable(Timestamp),
    expectedAt: Nullable(Timestamp),
    deliveredAt: Nullable(Timestamp),
    destination: Type.Object(
      {
        city: Nullable(Type.String()),
        regionCode: Nullable(Type.String()),
        countryCode: CountryCode,
      },
      Closed,
    ),
    items: Type.Array(
      Type.Object(
        {
          lineNumber: Type.Integer(),
          name: Type.String(),
          names: Names,
          quantity: Type.Integer(),
          cancelledQuantity: Type.Integer(),
          shippedQuantity: Type.Integer(),
          deliveredQuantity: Type.Integer(),
          returnedQuantity: Type.Integer(),
          bundleLine: Nullable(Type.Integer()),
        },
        Closed,
      ),
    ),
    parcels: Type.Array(
      Type.Object(
        {
          number: Type.Integer(),
          state: ShipmentState,
          carrier: Type.String(),
          trackingNumber: Type.String(),
          lines: TrackedLines,
          shippedAt: Nullable(Timestamp),
          deliverBy: Timestamp,
          deliveredAt: Nullable(Timestamp),
          signedBy: Nullable(Type.String()),
        },
        Closed,
      ),
    ),
    remaining: Type.Array(
      Type.Object(
        { lines: TrackedLines, deliverBy: Timestamp, waitsUntil: Nullable(Timestamp) },
        Closed,
      ),
      { description: 'What has not left yet, and by when it should come' },
    ),
    pickUp: Nullable(
      Type.Object(
        {
          name: Type.String(),
          names: Names,
          address: Address,
          pickUpCode: Type.String(),
          collectBy: Nullable(Timestamp),
        },
        Closed,
      ),
    ),
    returns: Type.Array(
      Type.Object(
        {
          state: ReturnState,
          lines: TrackedLines,
          requestedAt: Timestamp,
          stateSince: Timestamp,
        },
        Closed,
      ),
    ),
    history: Type.Array(TrackedStep, { description: 'Newest last' }),
  },
  {
    ...Closed,
    $id: 'TrackedOrder',
    description:
      'promisedBefore: the first promise, where a later day is promised now. expectedAt: by when the rest should come once the promise has passed; null: nobody knows',
  },
);
export type TrackedOrder = Static<typeof TrackedOrder>;

export const TrackingLink = Type.Object(
  {
    link: Type.String({ description: 'Opens the customer’s page of the order to whoever has it' }),
  },
  { ...Closed, $id: 'TrackingLink' },
);
