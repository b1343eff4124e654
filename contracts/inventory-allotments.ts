import Type, { type Static } from 'typebox';
import { Code, Timestamp, filledText } from './shared.ts';

const Count = Type.Integer({ minimum: 0 });

/** Units that are kept for a channel: others do not see them in what is available. */
export const PutAllotment = Type.Object(
  {
    code: Code,
    channel: Code,
    sku: Code,
    location: Type.Optional(Code),
    quantity: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    from: Type.Optional(Timestamp),
    until: Type.Optional(Timestamp),
  },
  { additionalProperties: false, $id: 'PutAllotment' },
);
export type PutAllotment = Static<typeof PutAllotment>;

export const EndAllotment = Type.Object(
  { code: Code, reason: filledText(500) },
  { additionalProperties: false, $id: 'EndAllotment' },
);
export type EndAllotment = Static<typeof EndAllotment>;

export const AllotmentView = Type.Object(
  {
    code: Type.String(),
    channel: Type.Union([Type.String(), Type.Null()], {
      description: 'Null: kept for nobody, because they are missing or blocked',
    }),
    sku: Type.String(),
    location: Type.Union([Type.String(), Type.Null()], { description: 'Null: wherever they lie' }),
    quantity: Count,
    taken: Type.Integer({
      minimum: 0,
      description: 'What the channel has taken since, less what it gave back',
    }),
    remaining: Type.Integer({ minimum: 0, description: 'What is still kept' }),
    from: Timestamp,
    until: Type.Union([Timestamp, Type.Null()]),
    state: Type.Enum(['active', 'ended']),
  },
  { additionalProperties: false, $id: 'AllotmentView' },
);
export type AllotmentView = Static<typeof AllotmentView>;

export const AllotmentPage = Type.Object(
  {
    items: Type.Array(AllotmentView),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false, $id: 'AllotmentPage' },
);
export type AllotmentPage = Static<typeof AllotmentPage>;

export const AllotmentsEnded = Type.Object(
  { ended: Count, isMoreDue: Type.Boolean() },
  { additionalProperties: false, $id: 'AllotmentsEnded' },
);
export type AllotmentsEnded = Static<typeof AllotmentsEnded>;
