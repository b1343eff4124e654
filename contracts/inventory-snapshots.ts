import Type, { type Static } from 'typebox';
import { Code, Timestamp, filledText } from './shared.ts';

const OnHand = Type.Integer({ minimum: 0, maximum: 100_000_000 });

export const SNAPSHOT_STATES = [
  'received',
  'compared',
  'agreed',
  'proposed',
  'approved',
  'rejected',
  'posted',
] as const;
export type SnapshotState = (typeof SNAPSHOT_STATES)[number];

const SnapshotHead = {
  location: Code,
  takenAt: Timestamp,
  source: Type.Optional(
    filledText(64, 'The system whose stock it is, for example the name of a warehouse system'),
  ),
  isComplete: Type.Optional(
    Type.Boolean({
      description: 'True: what is not named is not there. Unless given, it is unknown',
    }),
  ),
};

/** What another system says is on hand at a location at a moment. */
export const TakeSnapshot = Type.Object(
  {
    ...SnapshotHead,
    lines: Type.Array(
      Type.Object(
        { sku: Code, onHand: OnHand, lot: Type.Optional(Code) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 20_000, description: 'Lines of one SKU add up' },
    ),
  },
  { additionalProperties: false, $id: 'TakeSnapshot' },
);
export type TakeSnapshot = Static<typeof TakeSnapshot>;

/** The same for a file whose columns are sku, on_hand and perhaps lot: the rest comes with the query. */
export const SnapshotQuery = Type.Object(SnapshotHead, { additionalProperties: false });

export const SnapshotView = Type.Object(
  {
    id: Type.String(),
    location: Type.String(),
    source: Type.String(),
    takenAt: Timestamp,
    isComplete: Type.Boolean(),
    uploadedBy: Type.String(),
    state: Type.Enum([...SNAPSHOT_STATES]),
    lines: Type.Integer({ minimum: 0 }),
    drifts: Type.Integer({ minimum: 0, description: 'SKUs that differ' }),
    decidedBy: Type.Union([Type.String(), Type.Null()]),
    reason: Type.Union([Type.String(), Type.Null()]),
    receivedAt: Timestamp,
    stateSince: Timestamp,
  },
  { additionalProperties: false, $id: 'SnapshotView' },
);
export type SnapshotView = Static<typeof SnapshotView>;

const pageOf = <Item extends Parameters<typeof Type.Array>[0]>(item: Item, id: string) =>
  Type.Object(
    { items: Type.Array(item), nextCursor: Type.Union([Type.String(), Type.Null()]) },
    { additionalProperties: false, $id: id },
  );

export const SnapshotPage = pageOf(SnapshotView, 'SnapshotPage');

const Evidence = Type.Object(
  {
    entryIds: Type.Optional(Type.Array(Type.Integer())),
    references: Type.Optional(Type.Array(Type.String())),
    orderIds: Type.Optional(Type.Array(Type.Integer())),
    skus: Type.Optional(Type.Array(Type.String())),
    factor: Type.Optional(Type.Integer()),
    hours: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
);

export const DriftView = Type.Object(
  {
    id: Type.String(),
    sku: Type.String(),
    location: Type.String(),
    ours: Type.Integer(),
    theirs: Type.Integer(),
    drift: Type.Integer({ description: 'By how much theirs exceeds ours' }),
    causes: Type.Array(
      Type.Object(
        {
          cause: Type.String(),
          likelihoodPermille: Type.Integer({ description: 'For ranking; it is no probability' }),
          parts: Type.Array(
            Type.Object(
              { cause: Type.String(), quantity: Type.Integer(), evidence: Evidence },
              { additionalProperties: false },
            ),
          ),
          correction: Type.Enum(['here', 'there', 'none']),
        },
        { additionalProperties: false },
      ),
      { description: 'The likeliest first' },
    ),
    causeChosen: Type.Integer({ minimum: 0, description: 'Place in causes, from 0' }),
    correction: Type.Enum(['here', 'there', 'none'], {
      description:
        'here: our ledger is corrected; there: the other system is told; none: it will agree by itself',
    }),
    proposedBy: Type.String(),
    posted: Type.Integer({ description: 'Units that were corrected here' }),
  },
  { additionalProperties: false, $id: 'DriftView' },
);
export type DriftView = Static<typeof DriftView>;
export const DriftPage = pageOf(DriftView, 'DriftPage');

export const ProposeCorrection = Type.Object(
  {
    causeChosen: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
    correction: Type.Enum(['here', 'there', 'none']),
  },
  { additionalProperties: false, $id: 'ProposeCorrection' },
);
export type ProposeCorrection = Static<typeof ProposeCorrection> & { readonly id: string };

export const DecideSnapshot = Type.Object(
  { isApproved: Type.Boolean(), reason: filledText(500) },
  { additionalProperties: false, $id: 'DecideSnapshot' },
);
export type DecideSnapshot = Static<typeof DecideSnapshot> & { readonly id: string };
