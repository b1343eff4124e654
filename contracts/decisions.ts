import Type, { type Static } from 'typebox';
import { Timestamp } from './shared.ts';

const fieldParameter = {
  path: Type.String({ description: 'Where it stands, joined by dots: limits.ordersMax' }),
  kind: Type.Enum(['number', 'switch', 'instant', 'option', 'options']),
  minimum: Type.Optional(Type.Number()),
  maximum: Type.Optional(Type.Number()),
  isWhole: Type.Optional(Type.Boolean()),
  mayBeNull: Type.Optional(Type.Boolean({ description: 'Null says that there is no limit' })),
  options: Type.Optional(Type.Array(Type.String())),
};

export const DecisionParameter = Type.Object(
  {
    ...fieldParameter,
    kind: Type.Enum(['number', 'switch', 'instant', 'option', 'options', 'members'], {
      description:
        'members: a list out of which some may be taken; within those that stay, the fields may be varied',
    }),
    key: Type.Optional(
      Type.Union([Type.String(), Type.Null()], {
        description: 'By which field members are known; null: they are plain values',
      }),
    ),
    fields: Type.Optional(Type.Array(Type.Object(fieldParameter))),
  },
  { $id: 'DecisionParameter' },
);

/** That something was chosen, and where it is told. */
export const DecisionHead = Type.Object(
  {
    sequence: Type.String({ description: 'The place of its event in the history' }),
    type: Type.String({ description: 'Of the event that it stands with' }),
    subject: Type.String(),
    occurredAt: Timestamp,
    kind: Type.String({ description: 'fulfilment.wave, inventory.count_plan and so on' }),
  },
  { $id: 'DecisionHead' },
);
export type DecisionHead = Static<typeof DecisionHead>;

export const DecisionHeadPage = Type.Object(
  { items: Type.Array(DecisionHead), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  { $id: 'DecisionHeadPage' },
);

/** An automatic choice as it was taken, with its whole input. */
export const StoredDecision = Type.Object(
  {
    sequence: Type.String({ description: 'The place of its event in the history' }),
    type: Type.String({ description: 'Of the event that it stands with' }),
    subject: Type.String(),
    occurredAt: Timestamp,
    kind: Type.String({ description: 'fulfilment.carrier, returns.refund and so on' }),
    version: Type.Integer(),
    input: Type.Unknown({ description: 'All that it was taken on' }),
    choice: Type.Unknown({ description: 'What was chosen, with the candidates and reasons' }),
    agrees: Type.Boolean({ description: 'Taken again just now it came out the same' }),
    parameters: Type.Array(DecisionParameter, {
      description: 'What of the input may be varied; none: that would say nothing',
    }),
  },
  { $id: 'StoredDecision' },
);
export type StoredDecision = Static<typeof StoredDecision>;

export const StoredDecisions = Type.Object(
  { items: Type.Array(StoredDecision) },
  { $id: 'StoredDecisions' },
);

export const VaryDecision = Type.Object(
  {
    input: Type.Record(Type.String(), Type.Unknown(), {
      description:
        'A merge patch (RFC 7396) of the input, of what its parameters name and within their bounds: what is not named stays',
    }),
  },
  { additionalProperties: false, $id: 'VaryDecision' },
);

export const VariedDecision = Type.Object(
  {
    kind: Type.String(),
    input: Type.Unknown(),
    choice: Type.Unknown({ description: 'What would have been chosen' }),
    storedChoice: Type.Unknown(),
    isOther: Type.Boolean(),
  },
  { $id: 'VariedDecision' },
);
export type VariedDecision = Static<typeof VariedDecision>;
