import Type, { type Static, type TSchema } from 'typebox';
import {
  FLOW_NODES_MAX,
  FlowCode,
  FlowDefinition,
  FlowLayout,
  FlowNode,
  FlowPoint,
  FlowProblem,
  FlowTrigger,
  NodeId,
} from './flows.ts';
import { Descriptions, Names, Timestamp } from './shared.ts';

const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const BothTexts = Type.Object({ en: Type.String(), zh: Type.String() });

/** A drawing that is to be judged while somebody works on it. */
export const CheckFlow = Type.Object(
  { definition: FlowDefinition },
  { additionalProperties: false, $id: 'CheckFlow' },
);

const NodeParts = Type.Object(
  {
    id: NodeId,
    outputs: Type.Array(Type.String(), { description: 'What can be connected' }),
    expressions: Type.Array(
      Type.Object(
        {
          pointer: Type.String({ description: 'A JSON pointer into the settings' }),
          wanted: Nullable(Type.String({ description: 'The type it must have; null: any' })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

const OutOfPlace = Type.Object(
  {
    component: Type.String({ description: 'Its code' }),
    reason: Type.Enum(['wrong_point', 'no_waiting_here', 'no_order_here', 'no_caller_here'], {
      description:
        'wrong_point: it has nothing to do where the flow runs. no_waiting_here: whoever asks wants the answer now. no_order_here: the endpoint is called without an order. no_caller_here: nobody waits for an answer',
    }),
  },
  { additionalProperties: false },
);
/** A component that has nothing to do in a flow of some trigger, and why. */
export type OutOfPlace = Static<typeof OutOfPlace>;

/** What is wrong with a drawing, and what its nodes offer to connect, however unfinished they are. */
export const FlowCheck = Type.Object(
  {
    problems: Type.Array(FlowProblem),
    nodes: Type.Array(NodeParts),
    outOfPlace: Type.Array(OutOfPlace, {
      description: 'Components that have nothing to do in a flow of this trigger',
    }),
  },
  { additionalProperties: false, $id: 'FlowCheck' },
);
export type FlowCheck = Static<typeof FlowCheck>;

/** A type that an expression may have to have. */
export const WantedType = Type.Enum(['bool', 'int', 'double', 'string', 'timestamp', 'money']);

/** An expression while somebody writes it. */
export const TryExpression = Type.Object(
  {
    text: Type.String({ maxLength: 4_000 }),
    cursor: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 4_000, description: 'Where something is to be written' }),
    ),
    wanted: Type.Optional(WantedType),
    orderId: Type.Optional(
      Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'The order that it is tried on' }),
    ),
    nodes: Type.Optional(
      Type.Array(FlowNode, {
        maxItems: FLOW_NODES_MAX,
        description: 'The nodes of the flow in which it stands: it may read what they leave behind',
      }),
    ),
    trigger: Type.Optional(FlowTrigger),
  },
  { additionalProperties: false, $id: 'TryExpression' },
);
export type TryExpression = Static<typeof TryExpression>;

/** Whose facts are asked for. */
export const FlowFactsQuery = Type.Object(
  {
    point: Type.Optional(
      Type.Unsafe<FlowPoint>({
        ...FlowPoint,
        description: 'With what flows are asked about at this point; absent: of the order only',
      }),
    ),
  },
  { additionalProperties: false },
);
export type FlowFactsQuery = Static<typeof FlowFactsQuery>;

const ExpressionMessage = Type.Object(
  {
    code: Type.String(),
    message: Type.String(),
    parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'What the message is filled with, for translations',
    }),
    suggestion: Type.Optional(Type.String({ description: 'May be put in its place' })),
    start: Type.Integer({ description: 'First character that is meant' }),
    end: Type.Integer(),
  },
  { additionalProperties: false },
);

/** What an expression comes to, what is wrong with it, and what can be written at the cursor. */
export const TriedExpression = Type.Object(
  {
    type: Nullable(Type.String({ description: 'Null: it has problems' })),
    problems: Type.Array(ExpressionMessage),
    completions: Type.Array(
      Type.Object(
        {
          label: Type.String(),
          kind: Type.Enum(['field', 'function', 'keyword', 'value']),
          type: Type.String(),
          docs: BothTexts,
          from: Type.Integer({ description: 'The characters that it takes the place of' }),
          to: Type.Integer(),
        },
        { additionalProperties: false },
      ),
    ),
    evaluated: Type.Optional(Type.Unknown({ description: 'Its value for the order' })),
    failure: Nullable(ExpressionMessage),
  },
  { additionalProperties: false, $id: 'TriedExpression' },
);
export type TriedExpression = Static<typeof TriedExpression>;

const DescribedField = Type.Object(
  {
    name: Type.String(),
    type: Type.String(),
    isOptional: Type.Boolean({ description: 'It may be missing: has(…) asks' }),
    docs: Nullable(BothTexts),
    values: Nullable(Type.Array(Type.String(), { description: 'The only texts that it can be' })),
  },
  { additionalProperties: false },
);

/** What expressions may read and call. */
export const FlowFactsView = Type.Object(
  {
    variables: Type.Array(DescribedField),
    records: Type.Array(
      Type.Object(
        { name: Type.String(), fields: Type.Array(DescribedField) },
        { additionalProperties: false },
      ),
    ),
    functions: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          style: Type.Enum(['function', 'method', 'both']),
          signatures: Type.Array(Type.String()),
          docs: BothTexts,
          example: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, $id: 'FlowFacts' },
);

/** A version as it was published. */
export const FlowVersionView = Type.Object(
  {
    code: FlowCode,
    number: Type.Integer({ minimum: 1 }),
    hash: Type.String(),
    definition: FlowDefinition,
    layout: FlowLayout,
    publishedAt: Timestamp,
    publishedBy: Type.String(),
  },
  { additionalProperties: false, $id: 'FlowVersion' },
);
export type FlowVersionView = Static<typeof FlowVersionView>;

/** Flows to begin with. */
export const FlowTemplates = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          code: FlowCode,
          names: Names,
          descriptions: Descriptions,
          stepNames: Type.Record(NodeId, Names, { description: 'What its steps are called' }),
          definition: FlowDefinition,
          layout: FlowLayout,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, $id: 'FlowTemplates' },
);
