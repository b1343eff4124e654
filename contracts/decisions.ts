import Type, { type Static } from 'typebox';
import { Timestamp } from './shared.ts';

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
        'A merge patch (RFC 7396) of the input: what is not named stays, null takes away',
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
