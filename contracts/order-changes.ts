import Type, { type Static } from 'typebox';
import { ChangeRequestView } from './fulfilment-answers.ts';
import { OrderState, PlacedOrder } from './orders.ts';

const Nullable = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()]);

/** What changing an order answers: how it stands now, and what this very change was. */
export const ChangedOrder = Type.Object(
  {
    ...PlacedOrder.properties,
    stateBefore: Type.Optional(OrderState),
    reason: Type.Optional(Nullable(Type.String())),
    text: Type.Optional(Type.String({ description: 'What somebody noted' })),
    excludedLocations: Type.Optional(Type.Array(Type.String())),
    split: Type.Optional(Type.String()),
    amended: Type.Optional(Type.Array(Type.String(), { description: 'What the change was about' })),
    cancelledLines: Type.Optional(
      Type.Array(Type.Object({ lineNumber: Type.Integer(), quantity: Type.Integer() })),
    ),
    hold: Type.Optional(
      Type.Object({
        id: Type.String(),
        kind: Type.String(),
        reason: Type.Optional(Type.String()),
        owner: Type.Optional(Nullable(Type.String())),
        dueAt: Type.Optional(Nullable(Type.String())),
        note: Type.Optional(Nullable(Type.String())),
      }),
    ),
    payment: Type.Optional(
      Type.Object({
        kind: Type.String(),
        amountMinor: Type.Integer(),
        reference: Type.String(),
        tender: Type.Optional(Type.String()),
      }),
    ),
  },
  { $id: 'ChangedOrder' },
);
export type ChangedOrder = Static<typeof ChangedOrder>;

/** What a change answers that locations are asked about: how the order stands now, and the requests. */
export const RequestedChange = Type.Object(
  { ...ChangedOrder.properties, changeRequests: Type.Array(ChangeRequestView) },
  { $id: 'RequestedChange' },
);
