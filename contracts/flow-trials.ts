import Type, { type Static } from 'typebox';
import { FlowCode, FlowDefinition, NodeId } from './flows.ts';
import { Currency, MinorUnits, Timestamp } from './shared.ts';

/** As many past orders as one trial places. */
export const TRIAL_ORDERS_MAX = 10_000;
/** As many orders as a trial shows one by one. */
export const TRIAL_DIFFERENCES_MAX = 200;

/** A drawing that is tried on orders of the past. */
export const TryFlow = Type.Object(
  {
    definition: FlowDefinition,
    from: Timestamp,
    to: Timestamp,
    orders: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: TRIAL_ORDERS_MAX,
        description: 'So many at most, the newest; 1,000 unless named',
      }),
    ),
  },
  { additionalProperties: false, $id: 'TryFlow' },
);
export type TryFlow = Static<typeof TryFlow>;

const Count = Type.Integer({ minimum: 0 });
const BothCounts = Type.Object({ before: Count, after: Count }, { additionalProperties: false });
const BothMoney = Type.Object(
  { before: MinorUnits, after: MinorUnits },
  { additionalProperties: false },
);

export const TrialField = Type.Enum([
  'placed',
  'state',
  'holds',
  'total',
  'promise',
  'cost',
  'shipments',
  'priority',
  'attributes',
]);
export type TrialField = Static<typeof TrialField>;

const Unreached = Type.Enum(['point_not_reached', 'event_not_happened', 'not_for_orders']);

/** What came of trying a drawing on orders of the past. */
export const FlowTrial = Type.Object(
  {
    flow: FlowCode,
    from: Timestamp,
    to: Timestamp,
    orders: Type.Integer({ description: 'How many were placed once more' }),
    entered: Type.Integer({ description: 'How many came into the flow' }),
    reached: Type.Object(
      {
        released: Count,
        shipped: Count,
        delivered: Count,
        cancelled: Count,
        returned: Count,
      },
      {
        additionalProperties: false,
        description:
          'How far orders were carried with the drawing, as they were in the past: returned means that goods were asked to come back',
      },
    ),
    unreached: Type.Union([Unreached, Type.Null()], {
      description:
        'Why no order can have come into the flow, whatever it says: point_not_reached, trials do not pack and report no exceptions; event_not_happened, to none of the orders within 30 days; not_for_orders, it is called',
    }),
    different: Type.Integer({ description: 'How many came out otherwise than with what is live' }),
    refused: BothCounts,
    held: BothCounts,
    heldMinutes: BothCounts,
    failed: Type.Integer({ description: 'How many failed in the flow' }),
    waiting: Type.Integer({ description: 'How many still waited in it after 30 days' }),
    promisedLater: Count,
    promisedEarlier: Count,
    money: Type.Array(
      Type.Object(
        { currency: Currency, total: BothMoney, cost: BothMoney },
        { additionalProperties: false },
      ),
      { description: 'What customers pay and what sending costs, of orders that both placed' },
    ),
    nodes: Type.Array(
      Type.Object(
        {
          node: NodeId,
          visits: Count,
          microseconds: Type.Number({ description: 'Mean of its own work; waits are none' }),
          untouchedOutputs: Type.Array(Type.String()),
        },
        { additionalProperties: false },
      ),
      { description: 'The slowest first; nodes without a visit are untouched' },
    ),
    calls: Type.Array(
      Type.Object({ connector: Type.String(), count: Count }, { additionalProperties: false }),
      { description: 'Whom the flows would have called, and how often; nobody was called' },
    ),
    failures: Type.Array(
      Type.Object(
        { node: Type.String(), code: Type.String(), message: Type.String(), orders: Count },
        { additionalProperties: false },
      ),
      { description: 'The most frequent first, 20 at most' },
    ),
    differences: Type.Array(
      Type.Object(
        {
          orderId: Type.String({ description: 'The past order that was placed once more' }),
          changes: Type.Array(
            Type.Object(
              { field: TrialField, before: Type.String(), after: Type.String() },
              { additionalProperties: false },
            ),
          ),
          trail: Type.Array(NodeId),
        },
        { additionalProperties: false },
      ),
      { description: `The newest first, ${TRIAL_DIFFERENCES_MAX} at most` },
    ),
    milliseconds: Type.Integer({ description: 'How long it took' }),
  },
  { additionalProperties: false, $id: 'FlowTrial' },
);
export type FlowTrial = Static<typeof FlowTrial>;
