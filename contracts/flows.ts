import Type, { type Static, type TSchema } from 'typebox';
import { FailureReason, Message } from './expression-messages.ts';
import type { FlowProblemCode } from './flow-problem-codes.ts';
import { EndpointForm, TaskForm } from './forms.ts';
import { Names, Timestamp, filledText, text } from './shared.ts';

/** The places in the life of an order where a flow may take part in what is being decided. */
export const FlowPoint = Type.Enum(
  [
    'validate',
    'price',
    'promise',
    'source_rank',
    'release_gate',
    'ship_gate',
    'return_approval',
    'payment',
    'exception',
  ],
  { description: 'A choice in the life of an order that a flow takes part in' },
);
export type FlowPoint = Static<typeof FlowPoint>;

const WORD = '^[a-z][a-z0-9_]{0,47}$';

/** Identifies a node for good: runs, evidence and migrations name it. */
export const NodeId = Type.String({
  pattern: WORD,
  description: 'Lower-case letters, digits and _; stays the same when the node is renamed or moved',
});

/** A node of a run; one of a flow that was called begins with the nodes that called it: check.stop. */
const NodePlace = Type.String({ pattern: '^[a-z][a-z0-9_]{0,47}(\\.[a-z][a-z0-9_]{0,47})*$' });

export const FlowCode = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,63}$',
  description: 'Lower-case letters, digits and -',
});

/** A condition or a value, written in CEL; docs/guides/expressions.md. */
export const Expression = Type.String({
  minLength: 1,
  maxLength: 2_000,
  contentMediaType: 'text/cel',
});

/** The number of a version, as far as PostgreSQL counts. */
export const VersionNumber = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });

/** Calls a minute that each caller of an endpoint has. */
export const ENDPOINT_RATE_PER_MINUTE_DEFAULT = 600;

export const FlowTrigger = Type.Union(
  [
    Type.Object(
      { kind: Type.Literal('event'), event: Type.String({ minLength: 3, maxLength: 64 }) },
      { additionalProperties: false, description: 'Runs after something has happened to an order' },
    ),
    Type.Object(
      { kind: Type.Literal('point'), point: FlowPoint },
      { additionalProperties: false, description: 'Takes part in a choice while it is made' },
    ),
    Type.Object(
      { kind: Type.Literal('call') },
      {
        additionalProperties: false,
        description: 'Runs when another flow calls it',
      },
    ),
    Type.Object(
      {
        kind: Type.Literal('api'),
        input: EndpointForm,
        output: TaskForm,
        ratePerMinute: Type.Optional(
          Type.Integer({
            minimum: 1,
            maximum: 60_000,
            description: `Calls a minute that each caller has; ${ENDPOINT_RATE_PER_MINUTE_DEFAULT} unless given`,
          }),
        ),
      },
      {
        additionalProperties: false,
        description: 'Runs when somebody calls its endpoint: POST /v1/flow-apis/CODE',
      },
    ),
  ],
  { description: 'When a flow runs' },
);
export type FlowTrigger = Static<typeof FlowTrigger>;

export const FlowNode = Type.Object(
  {
    id: NodeId,
    component: Type.String({ pattern: WORD }),
    name: Type.Optional(text(120, 'What people call this step')),
    settings: Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), { maxProperties: 64 }),
  },
  { additionalProperties: false },
);
export type FlowNode = Static<typeof FlowNode>;

export const FlowEdge = Type.Object(
  {
    from: NodeId,
    output: Type.String({ pattern: WORD, description: 'One of the outputs of the component' }),
    to: NodeId,
  },
  { additionalProperties: false },
);
export type FlowEdge = Static<typeof FlowEdge>;

export const FLOW_NODES_MAX = 200;

/** What a flow does. Its content hash is over exactly this, so that moving a box changes no version. */
export const FlowDefinition = Type.Object(
  {
    format: Type.Literal(1),
    code: FlowCode,
    names: Names,
    description: Type.Optional(text(2_000)),
    trigger: FlowTrigger,
    filter: Type.Optional(Expression),
    start: NodeId,
    nodes: Type.Array(FlowNode, { minItems: 1, maxItems: FLOW_NODES_MAX }),
    edges: Type.Array(FlowEdge, { maxItems: 4 * FLOW_NODES_MAX }),
  },
  { additionalProperties: false, $id: 'FlowDefinition' },
);
export type FlowDefinition = Static<typeof FlowDefinition>;

/** Where the boxes stand and what people wrote beside them: not part of what the flow does. */
export const FlowLayout = Type.Object(
  {
    places: Type.Record(NodeId, Type.Object({ x: Type.Number(), y: Type.Number() })),
    comments: Type.Array(
      Type.Object({
        id: Type.String({ minLength: 1, maxLength: 64 }),
        text: filledText(2_000),
        x: Type.Number(),
        y: Type.Number(),
        node: Type.Optional(NodeId),
      }),
      { maxItems: 200 },
    ),
  },
  { additionalProperties: false, $id: 'FlowLayout' },
);
export type FlowLayout = Static<typeof FlowLayout>;

/** Something that is wrong with a definition, and where. */
export const FlowProblem = Type.Object({
  code: Type.Unsafe<FlowProblemCode>(Type.String({ description: 'Which rule it breaks' })),
  message: Type.String(),
  mend: Type.String({ description: 'What to do about it' }),
  node: Type.Optional(NodeId),
  setting: Type.Optional(Type.String({ description: 'A JSON pointer into the settings' })),
  start: Type.Optional(Type.Integer({ description: 'First character in the expression' })),
  end: Type.Optional(Type.Integer()),
  parameters: Type.Optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'What the message is filled with, for translations',
    }),
  ),
  reason: Type.Optional(
    Type.Object(Message.properties, {
      additionalProperties: false,
      description: 'What is wrong within the expression, for translations',
    }),
  ),
});
export type FlowProblem = Static<typeof FlowProblem>;

/** What somebody has drawn. */
export const PutFlow = Type.Object(
  {
    definition: FlowDefinition,
    layout: FlowLayout,
    version: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The version that was read; absent for a new flow' }),
    ),
  },
  { additionalProperties: false, $id: 'PutFlow' },
);
export type PutFlow = Static<typeof PutFlow>;

const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** How far a release of a flow is. */
export const FLOW_RELEASE_STATES = [
  'refused',
  'waiting',
  'approved',
  'rejected',
  'withdrawn',
  'releasing',
  'live',
  'rolled_back',
  'replaced',
  'stopped',
] as const;
export const FlowReleaseState = Type.Enum([...FLOW_RELEASE_STATES], {
  description:
    'refused by the policy; waiting for an approval; approved and not begun; rejected by a person; withdrawn or overtaken; releasing to a share of the orders; live for all; rolled_back by itself or by a person; replaced by what came after it; stopped',
});
export type FlowReleaseState = Static<typeof FlowReleaseState>;

/** How the releases of a flow stand. */
const released = {
  latestRelease: Nullable(
    Type.Unsafe<FlowReleaseState>({
      ...FlowReleaseState,
      description: 'What became of what was submitted last; null: nothing was',
    }),
  ),
  shareMillionths: Nullable(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description:
        'Which share of the orders enters the version that is released now; null: none is',
    }),
  ),
};

/** A flow among others. */
export const FlowSummary = Type.Object(
  {
    code: FlowCode,
    names: Names,
    trigger: FlowTrigger,
    versionsMade: Type.Integer({ minimum: 0 }),
    liveVersion: Nullable(Type.Integer({ minimum: 1, description: 'Null: nothing enters' })),
    ...released,
    runsWaiting: Type.Integer({ minimum: 0, description: 'Orders that are in it now' }),
    changedAt: Timestamp,
    changedBy: Type.String(),
  },
  { additionalProperties: false, $id: 'FlowSummary' },
);
export type FlowSummary = Static<typeof FlowSummary>;

export const FlowList = Type.Object(
  { items: Type.Array(FlowSummary) },
  { additionalProperties: false, $id: 'FlowList' },
);

const PublishedVersion = Type.Object(
  {
    number: Type.Integer({ minimum: 1 }),
    hash: Type.String({ description: 'SHA-256 of what the flow does' }),
    publishedAt: Timestamp,
    publishedBy: Type.String(),
  },
  { additionalProperties: false },
);

/** A flow with its draft. */
export const FlowView = Type.Object(
  {
    code: FlowCode,
    definition: FlowDefinition,
    layout: FlowLayout,
    version: Type.Integer({ minimum: 1, description: 'Counts the changes: send it with yours' }),
    liveVersion: Nullable(Type.Integer({ minimum: 1 })),
    ...released,
    versions: Type.Array(PublishedVersion, { description: 'Newest first, 100 at most' }),
    problems: Type.Array(FlowProblem, {
      description: 'What keeps the draft from being published; none: it can be',
    }),
    changedAt: Timestamp,
    changedBy: Type.String(),
  },
  { additionalProperties: false, $id: 'FlowView' },
);
export type FlowView = Static<typeof FlowView>;

/** What a command on a flow answers. */
export const FlowChanged = Type.Object(
  {
    code: FlowCode,
    versionsMade: Type.Integer({ minimum: 0 }),
    liveVersion: Nullable(Type.Integer({ minimum: 1 })),
    version: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false, $id: 'FlowChanged' },
);

export const PublishFlow = Type.Object(
  { version: Type.Integer({ minimum: 1, description: 'The draft that is meant' }) },
  { additionalProperties: false, $id: 'PublishFlow' },
);

/** An order's way through a flow. */
export const FlowRun = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    flow: FlowCode,
    flowVersion: Type.Integer({ minimum: 1 }),
    orderId: Nullable(Type.String({ description: 'Null: whoever called it named no order' })),
    eventId: Nullable(
      Type.String({
        format: 'uuid',
        description:
          'What made it enter; null: it was asked at a point of the life of the order, or called',
      }),
    ),
    state: Type.Enum(['waiting', 'ended', 'failed']),
    outcome: Nullable(Type.Enum(['continue', 'reject'])),
    enteredAt: Timestamp,
    endedAt: Nullable(Timestamp),
    trail: Type.Array(NodePlace, { description: 'The nodes in the order of its visits' }),
    log: Type.Array(Type.Object({ node: NodePlace, text: Type.String() }), {
      description: 'What nodes have written, oldest first',
    }),
    failures: Type.Array(
      Type.Object({
        node: Type.String(),
        code: Type.String(),
        message: Type.String(),
        reason: Type.Optional(FailureReason),
      }),
    ),
    waits: Type.Array(Type.Object({ node: NodePlace, until: Nullable(Timestamp) }), {
      description: 'Where it stands',
    }),
  },
  { additionalProperties: false, $id: 'FlowRun' },
);
export type FlowRun = Static<typeof FlowRun>;

export const FlowRunPage = Type.Object(
  { items: Type.Array(FlowRun), nextCursor: Nullable(Type.String()) },
  { additionalProperties: false, $id: 'FlowRunPage' },
);

const BothLanguages = Type.Object({ en: Type.String(), 'zh-CN': Type.String() });

/** A building block, as an editor needs it. */
export const FlowComponents = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          titles: BothLanguages,
          docs: BothLanguages,
          tier: Type.Enum(['everyone', 'approved', 'technical']),
          effect: Type.Enum(['pure', 'stock', 'outside', 'wait']),
          settings: Type.Unknown({ description: 'JSON Schema of its settings' }),
          outputs: Type.Array(Type.String(), {
            description: 'What a new one offers to connect; settings may change it',
          }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, $id: 'FlowComponents' },
);
