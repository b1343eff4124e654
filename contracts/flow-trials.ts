import Type, { type Static } from 'typebox';
import { FailureReason } from './expression-messages.ts';
import { FlowCode, FlowDefinition, NodeId } from './flows.ts';
import { FormValues } from './forms.ts';
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
  'exceptions',
  'owner',
  'severity',
  'due',
]);
export type TrialField = Static<typeof TrialField>;

/** What the nodes of a drawing did in a trial. */
const Nodes = Type.Array(
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
);

/** Connectors that were asked for. */
const Asked = Type.Array(
  Type.Object({ connector: Type.String(), count: Count }, { additionalProperties: false }),
  { description: 'Whom the flows would have called, and how often; nobody was called' },
);

/** What went wrong in the flow that is tried. */
const TrialFailure = {
  node: Type.String(),
  code: Type.String(),
  message: Type.String(),
  reason: Type.Optional(FailureReason),
};
const Failures = Type.Array(
  Type.Object({ ...TrialFailure, orders: Count }, { additionalProperties: false }),
  { description: 'The most frequent first, 20 at most' },
);

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
          'How far orders were carried with the drawing, as they were in the past and as long as a flow takes part: returned means that goods were asked to come back',
      },
    ),
    unreached: Type.Union([Unreached, Type.Null()], {
      description:
        'Why no order can have come into the flow, whatever it says: point_not_reached, of none of the orders anything was packed, or no exception opened; event_not_happened, to none of the orders within 30 days; not_for_orders, it is called',
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
    nodes: Nodes,
    calls: Asked,
    failures: Failures,
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

/** As many past calls as one trial makes once more. */
export const TRIAL_CALLS_MAX = 2_000;

/** A drawing of an endpoint that is tried on calls of the past. */
export const TryFlowCalls = Type.Object(
  {
    definition: FlowDefinition,
    from: Timestamp,
    to: Timestamp,
    calls: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: TRIAL_CALLS_MAX,
        description: 'So many at most, the newest; 1,000 unless named',
      }),
    ),
  },
  { additionalProperties: false, $id: 'TryFlowCalls' },
);
export type TryFlowCalls = Static<typeof TryFlowCalls>;

/** A drawing of an endpoint that is tried with one call. */
export const TryFlowCall = Type.Object(
  {
    definition: FlowDefinition,
    input: Type.Unsafe<FormValues>({ ...FormValues, description: 'What would be sent' }),
  },
  { additionalProperties: false, $id: 'TryFlowCall' },
);
export type TryFlowCall = Static<typeof TryFlowCall>;

/** What a call comes to. */
const reply = {
  state: Type.Enum(['answered', 'refused', 'failed', 'waiting', 'not_taken'], {
    description:
      'not_taken: what is sent does not fit, or the order is not there; waiting: still after 30 days',
  }),
  answer: Type.Union([Type.Unsafe<FormValues>(FormValues), Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()], {
    description: 'Why it was refused or not taken',
  }),
};
export const TriedReply = Type.Object(reply, { additionalProperties: false });
export type TriedReply = Static<typeof TriedReply>;

/** What came of trying a drawing with one call. */
export const TriedFlowCall = Type.Object(
  {
    ...reply,
    trail: Type.Array(NodeId),
    failures: Type.Array(Type.Object(TrialFailure, { additionalProperties: false })),
    calls: Asked,
  },
  { additionalProperties: false, $id: 'TriedFlowCall' },
);
export type TriedFlowCall = Static<typeof TriedFlowCall>;

/** What came of trying a drawing on calls of the past. */
export const FlowCallTrial = Type.Object(
  {
    flow: FlowCode,
    from: Timestamp,
    to: Timestamp,
    tried: Type.Integer({
      description: 'How many were made once more; those that sent something personal are not kept',
    }),
    different: Type.Integer({ description: 'How many come out otherwise than with what is live' }),
    answered: BothCounts,
    refused: BothCounts,
    failed: BothCounts,
    waiting: BothCounts,
    notTaken: BothCounts,
    nodes: Nodes,
    calls: Asked,
    failures: Failures,
    differences: Type.Array(
      Type.Object(
        {
          call: Type.String({ format: 'uuid', description: 'The past call' }),
          calledAt: Timestamp,
          before: TriedReply,
          after: TriedReply,
          trail: Type.Array(NodeId),
        },
        { additionalProperties: false },
      ),
      { description: `The newest first, ${TRIAL_DIFFERENCES_MAX} at most` },
    ),
    milliseconds: Type.Integer({ description: 'How long it took' }),
  },
  { additionalProperties: false, $id: 'FlowCallTrial' },
);
export type FlowCallTrial = Static<typeof FlowCallTrial>;
