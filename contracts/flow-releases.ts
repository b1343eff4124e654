import Type, { type Static, type TSchema } from 'typebox';
import { INFLUENCE_KINDS } from './access.ts';
import {
  FlowCode,
  FlowDefinition,
  FlowLayout,
  FlowReleaseState,
  NodeId,
  VersionNumber,
} from './flows.ts';
import { Timestamp, filledText } from './shared.ts';

const Closed = { additionalProperties: false } as const;
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const BothLanguages = Type.Object({ en: Type.String(), 'zh-CN': Type.String() }, Closed);

/** Who has to say yes: nobody, a second person, a technical administrator. */
export const FlowTier = Type.Enum(['everyone', 'approved', 'technical']);
export type FlowTier = Static<typeof FlowTier>;

/** What a rule of the policy says about a drawing. `block` keeps it from being released, `warn` is to be read. */
export const FlowFinding = Type.Object(
  {
    rule: Type.String({ description: 'Which rule: see /v1/flow-rules' }),
    severity: Type.Enum(['block', 'warn']),
    message: BothLanguages,
    mend: BothLanguages,
    node: Type.Optional(NodeId),
    setting: Type.Optional(Type.String({ description: 'A JSON pointer into the settings' })),
  },
  Closed,
);
export type FlowFinding = Static<typeof FlowFinding>;

/** By what somebody who approves could be the same as somebody who has drawn. */
const Entanglement = Type.Object(
  {
    author: Type.String({ description: 'Who has drawn it' }),
    login: Type.String({ description: 'Whose login or key it is about' }),
    by: Type.String({ description: 'Who could speak through it, or has given it rights' }),
    how: Type.Enum([...INFLUENCE_KINDS]),
    at: Timestamp,
  },
  Closed,
);
export type FlowEntanglement = Static<typeof Entanglement>;

/** Why whoever asks cannot approve it though they have not drawn it. */
const entanglement = Type.Union([Entanglement, Type.Null()], {
  description: 'Why the login that asks cannot approve it, though it has not drawn it',
});

/** What the policy says about the draft as it stands. */
export const FlowFindings = Type.Object(
  {
    tier: FlowTier,
    items: Type.Array(FlowFinding),
    authors: Type.Array(Type.String(), {
      description:
        'Who has changed the draft since a person approved it last; they cannot approve it',
    }),
    entanglement,
  },
  { ...Closed, $id: 'FlowFindings' },
);

/** The rules of the policy. None can be switched off. */
export const FlowRules = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          rule: Type.String(),
          severity: Type.Enum(['block', 'warn']),
          titles: BothLanguages,
          standards: Type.Array(Type.String({ description: 'Items of OWASP lists' })),
        },
        Closed,
      ),
    ),
  },
  { ...Closed, $id: 'FlowRules' },
);

/** Which draft is submitted. */
export const SubmitFlow = Type.Object(
  {
    version: Type.Integer({ minimum: 1, description: 'The draft that is meant' }),
    note: Type.Optional(filledText(2_000, 'What whoever approves it should know')),
  },
  { ...Closed, $id: 'SubmitFlow' },
);
export type SubmitFlow = Static<typeof SubmitFlow>;

export const ApproveFlow = Type.Object(
  { note: Type.Optional(filledText(2_000)) },
  { ...Closed, $id: 'ApproveFlow' },
);

/** Why something is rejected or taken back. */
export const FlowReason = Type.Object(
  { reason: filledText(2_000) },
  { ...Closed, $id: 'FlowReason' },
);

export const FLOW_RELEASE_METRICS = ['failures', 'holds', 'lateness', 'nodeErrors'] as const;
const Metric = Type.Enum([...FLOW_RELEASE_METRICS]);

/** How a release begins. */
export const StartFlowRelease = Type.Object(
  {
    plan: Type.Enum(['by_steps', 'at_once'], {
      description:
        'by_steps: 1 %, 5 %, 25 %, all, while nothing is worse; at_once asks for the right to approve',
    }),
    expected: Type.Optional(
      Type.Array(Metric, {
        uniqueItems: true,
        maxItems: 3,
        description: 'What the version does more often on purpose, and is not judged by',
      }),
    ),
  },
  { ...Closed, $id: 'StartFlowRelease' },
);
export type StartFlowRelease = Static<typeof StartFlowRelease>;

/** What a command on a release answers. */
export const FlowReleaseChanged = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    flow: FlowCode,
    state: FlowReleaseState,
    tier: FlowTier,
    flowVersion: Nullable(Type.Integer({ minimum: 1 })),
    findings: Type.Array(FlowFinding),
    version: Type.Integer({ minimum: 1 }),
  },
  { ...Closed, $id: 'FlowReleaseChanged' },
);
export type FlowReleaseChanged = Static<typeof FlowReleaseChanged>;

const summary = {
  id: Type.String({ format: 'uuid' }),
  flow: FlowCode,
  state: FlowReleaseState,
  tier: FlowTier,
  hash: Type.String({ description: 'SHA-256 of what the flow does' }),
  flowVersion: Nullable(
    Type.Integer({ minimum: 1, description: 'Null before orders have entered it' }),
  ),
  baseVersion: Nullable(
    Type.Integer({ minimum: 1, description: 'What it is compared with; null: no flow at all' }),
  ),
  authors: Type.Array(Type.String(), {
    description: 'Who has changed the flow since it was last approved; none of them may approve it',
  }),
  note: Nullable(Type.String()),
  submittedAt: Timestamp,
  submittedBy: Type.String(),
  decidedAt: Nullable(Timestamp),
  decidedBy: Nullable(
    Type.String({ description: 'Who approved or rejected it; null: its tier asks nobody' }),
  ),
  decisionNote: Nullable(Type.String()),
  shareMillionths: Nullable(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: 'Of the orders, while it releases',
    }),
  ),
  startedAt: Nullable(Timestamp),
  startedBy: Nullable(Type.String()),
  endedAt: Nullable(Timestamp),
  endedBy: Nullable(
    Type.String({
      description: 'Who rolled it back or stopped it; system/clock: it did so itself',
    }),
  ),
  version: Type.Integer({ minimum: 1 }),
};

export const FlowReleaseSummary = Type.Object(summary, { ...Closed, $id: 'FlowReleaseSummary' });
export type FlowReleaseSummary = Static<typeof FlowReleaseSummary>;

export const FlowReleasePage = Type.Object(
  { items: Type.Array(FlowReleaseSummary), nextCursor: Nullable(Type.String()) },
  { ...Closed, $id: 'FlowReleasePage' },
);

const Figure = Type.Number({ minimum: 0 });

/** How one metric stands among the orders of the new version and beside them. */
const MetricEvidence = Type.Object(
  {
    metric: Metric,
    isJudged: Type.Boolean(),
    canaryOrders: Figure,
    canaryCounted: Figure,
    canaryExpected: Type.Number({ description: 'Had the canary gone as the others did' }),
    controlOrders: Figure,
    controlCounted: Figure,
    evidence: Type.Number({ description: 'A factor: how much more the counts speak for worse' }),
  },
  Closed,
);

/** Why a release stays, widens or is rolled back: a code and the figures of its text. */
const ReleaseReason = Type.Object(
  {
    code: Type.Enum([
      'canary_worse',
      'canary_suspicious',
      'orders_too_few',
      'time_too_short',
      'step_passed',
      'by_person',
    ]),
    metric: Type.Optional(Metric),
    evidence: Type.Optional(Type.Number()),
    evidenceNeeded: Type.Optional(Type.Number()),
    canaryOrders: Type.Optional(Figure),
    canaryCounted: Type.Optional(Figure),
    canaryExpected: Type.Optional(Type.Number()),
    orders: Type.Optional(Figure),
    ordersMin: Type.Optional(Figure),
    timeMs: Type.Optional(Figure),
    timeMsMin: Type.Optional(Figure),
    text: Type.Optional(Type.String({ description: 'What the person wrote' })),
  },
  Closed,
);

/** A release with all that is known of it. */
export const FlowReleaseView = Type.Object(
  {
    ...summary,
    definition: FlowDefinition,
    layout: FlowLayout,
    findings: Type.Array(FlowFinding),
    plan: Nullable(
      Type.Object(
        {
          steps: Type.Array(
            Type.Object({ shareMillionths: Figure, ordersMin: Figure, timeMsMin: Figure }, Closed),
          ),
          expected: Type.Array(Metric),
        },
        Closed,
      ),
    ),
    stepIndex: Nullable(Type.Integer({ minimum: 0 })),
    stepSince: Nullable(Timestamp),
    evidence: Nullable(
      Type.Object(
        {
          evidence: Type.Number(),
          evidenceNeeded: Type.Number({ description: 'From here on it is rolled back' }),
          metrics: Type.Array(MetricEvidence),
        },
        Closed,
      ),
    ),
    reasons: Type.Array(ReleaseReason, {
      description: 'While it releases: what is missing before it widens; after: why it ended',
    }),
    entanglement,
  },
  { ...Closed, $id: 'FlowReleaseView' },
);
export type FlowReleaseView = Static<typeof FlowReleaseView>;

/** One change of a flow, as the audit keeps it. */
export const FlowAuditEntry = Type.Object(
  {
    number: Type.Integer({ minimum: 1 }),
    at: Timestamp,
    actor: Type.String(),
    action: Type.Enum([
      'drawn',
      'submitted',
      'refused',
      'approved',
      'rejected',
      'withdrawn',
      'started',
      'widened',
      'completed',
      'rolled_back',
      'replaced',
      'stopped',
      'moved',
      'asset_drawn',
      'asset_published',
      'asset_deprecated',
      'asset_restored',
      'asset_removed',
    ]),
    flow: Type.String({ description: 'Its code; asset/NAME: what flows share' }),
    flowVersion: Nullable(Type.Integer({ minimum: 1 })),
    release: Nullable(Type.String({ format: 'uuid' })),
    contentHash: Nullable(Type.String({ description: 'Of the definition that this is about' })),
    detail: Type.Unknown({ description: 'What was changed, or why' }),
    hash: Type.String({ description: 'SHA-256 over the entry before and this one' }),
  },
  Closed,
);
export type FlowAuditEntry = Static<typeof FlowAuditEntry>;

export const FlowAuditPage = Type.Object(
  { items: Type.Array(FlowAuditEntry), nextCursor: Nullable(Type.String()) },
  { ...Closed, $id: 'FlowAuditPage' },
);

/** Whether the audit is as it was written. */
export const FlowAuditVerdict = Type.Object(
  {
    isWhole: Type.Boolean(),
    entries: Type.Integer({ minimum: 0, description: 'Entries that were looked at' }),
    head: Type.String({ description: 'The last hash: keep it elsewhere to know it again' }),
    broken: Nullable(
      Type.Object(
        {
          number: Type.Integer(),
          kind: Type.Enum(['changed', 'missing', 'cut_off']),
        },
        { ...Closed, description: 'The first entry that is not as it was written' },
      ),
    ),
  },
  { ...Closed, $id: 'FlowAuditVerdict' },
);
export type FlowAuditVerdict = Static<typeof FlowAuditVerdict>;

export const MOVE_OBSTACLES = [
  'not_waiting_there',
  'node_gone',
  'other_component',
  'output_gone',
] as const;

/** Why a run cannot go on in another version. */
const Obstacle = Type.Object(
  { code: Type.Enum([...MOVE_OBSTACLES]), node: Nullable(NodeId) },
  {
    ...Closed,
    description:
      'not_waiting_there: it has gone on meanwhile; node_gone, other_component, output_gone: where it stands, or what it did outside, is not so in the other version',
  },
);
export type MoveObstacle = Static<typeof Obstacle>;

/** A run that waits in a version, and whether it could go on in another. */
const RunToMove = Type.Object(
  {
    run: Type.String({ format: 'uuid' }),
    orderId: Type.String(),
    enteredAt: Timestamp,
    waitsAt: Type.Array(NodeId),
    obstacle: Nullable(Obstacle),
  },
  Closed,
);
export type RunToMove = Static<typeof RunToMove>;

/** What a migration would do: nothing is moved by asking. */
export const FlowMigrationPage = Type.Object(
  { items: Type.Array(RunToMove), nextCursor: Nullable(Type.String()) },
  { ...Closed, $id: 'FlowMigrationPage' },
);

export const RUNS_MOVED_MAX = 500;

export const MoveFlowRuns = Type.Object(
  {
    from: VersionNumber,
    to: VersionNumber,
    runs: Type.Array(Type.String({ format: 'uuid' }), {
      minItems: 1,
      maxItems: RUNS_MOVED_MAX,
      uniqueItems: true,
    }),
  },
  { ...Closed, $id: 'MoveFlowRuns' },
);
export type MoveFlowRuns = Static<typeof MoveFlowRuns>;

/** What became of the runs that were to be moved. */
export const FlowRunsMoved = Type.Object(
  {
    moved: Type.Integer({ minimum: 0 }),
    unmoved: Type.Array(
      Type.Object({ run: Type.String({ format: 'uuid' }), obstacle: Obstacle }, Closed),
    ),
  },
  { ...Closed, $id: 'FlowRunsMoved' },
);
