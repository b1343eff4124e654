import Type, { type Static, type TSchema } from 'typebox';
import { DecisionTable } from './decision-tables.ts';
import { Expression, FlowCode, FlowProblem, VersionNumber } from './flows.ts';
import { Names, Timestamp, filledText, text } from './shared.ts';

const Closed = { additionalProperties: false } as const;
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const ASSET_KINDS = ['decision_table', 'expression', 'notification_template'] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

/** Which version of a shared asset a node stands by. */
export const AssetPin = Type.Object(
  { name: FlowCode, version: VersionNumber },
  { ...Closed, description: 'A published version of an asset of the library' },
);
export type AssetPin = Static<typeof AssetPin>;

const TableContent = Type.Object({ table: DecisionTable }, Closed);

const RuleContent = Type.Object(
  {
    expression: Expression,
    messages: Type.Object(
      { en: filledText(500), 'zh-CN': filledText(500) },
      { ...Closed, description: 'What people are told when it does not hold' },
    ),
  },
  Closed,
);

const TemplateContent = Type.Object(
  {
    channel: Type.Enum(['mail', 'chat'], { description: 'mail: with a subject; chat: for notify' }),
    subject: Type.Optional(filledText(200)),
    text: filledText(1_500, 'With places such as {order.id}; {{ is a brace'),
  },
  Closed,
);

/** What an asset says, of each kind. */
export interface AssetContents {
  readonly decision_table: Static<typeof TableContent>;
  readonly expression: Static<typeof RuleContent>;
  readonly notification_template: Static<typeof TemplateContent>;
}
export type AssetContent = AssetContents[AssetKind];

const drawn = {
  names: Names,
  owner: filledText(100, 'Who answers for it: a team or a person'),
  description: Type.Optional(text(2_000)),
};
const version = Type.Optional(
  Type.Integer({ minimum: 1, description: 'The draft that was read; absent for a new one' }),
);

/** What somebody has written. */
export const PutFlowAsset = Type.Union(
  [
    Type.Object(
      { kind: Type.Literal('decision_table'), ...drawn, content: TableContent, version },
      Closed,
    ),
    Type.Object(
      { kind: Type.Literal('expression'), ...drawn, content: RuleContent, version },
      Closed,
    ),
    Type.Object(
      { kind: Type.Literal('notification_template'), ...drawn, content: TemplateContent, version },
      Closed,
    ),
  ],
  { $id: 'PutFlowAsset' },
);
export type PutFlowAsset = Static<typeof PutFlowAsset>;

export const PublishFlowAsset = Type.Object(
  { version: Type.Integer({ minimum: 1, description: 'The draft that is meant' }) },
  { ...Closed, $id: 'PublishFlowAsset' },
);

export const DeprecateFlowAsset = Type.Object(
  {
    note: filledText(500, 'Why it is not to be used any more'),
    useInstead: Type.Optional(FlowCode),
  },
  { ...Closed, $id: 'DeprecateFlowAsset' },
);
export type AssetDeprecation = Static<typeof DeprecateFlowAsset>;

/** What a command on an asset answers. */
export const FlowAssetChanged = Type.Object(
  {
    name: FlowCode,
    versionsMade: Type.Integer({ minimum: 0 }),
    version: Type.Integer({ minimum: 1, description: 'The draft: send it with yours' }),
    isDeprecated: Type.Boolean(),
  },
  { ...Closed, $id: 'FlowAssetChanged' },
);
export type FlowAssetChanged = Static<typeof FlowAssetChanged>;

const summary = {
  name: FlowCode,
  names: Names,
  owner: Type.String(),
  versionsMade: Type.Integer({ minimum: 0 }),
  hasDraft: Type.Boolean({ description: 'It was changed since its last version' }),
  deprecation: Nullable(
    Type.Object({ note: Type.String(), useInstead: Type.Optional(FlowCode) }, Closed),
  ),
  changedAt: Timestamp,
  changedBy: Type.String(),
};

/** An asset, or a flow that is made to be called, among others. */
export const FlowAssetSummary = Type.Object(
  {
    kind: Type.Enum([...ASSET_KINDS, 'sub_flow']),
    ...summary,
    usedBy: Type.Array(FlowCode, { description: 'Flows whose draft or live version uses it' }),
  },
  { ...Closed, $id: 'FlowAssetSummary' },
);
export type FlowAssetSummary = Static<typeof FlowAssetSummary>;

export const FlowAssetList = Type.Object(
  { items: Type.Array(FlowAssetSummary) },
  { ...Closed, $id: 'FlowAssetList' },
);

const Content = Type.Union([TableContent, RuleContent, TemplateContent]);

/** Where a version of an asset is used. */
const AssetUse = Type.Object(
  {
    flow: FlowCode,
    flowVersion: Nullable(Type.Integer({ minimum: 1, description: 'Null: its draft' })),
    isInForce: Type.Boolean({ description: 'Its draft, or a version that orders are in' }),
    assetVersion: Type.Integer({ minimum: 1 }),
  },
  Closed,
);

/** An asset with its draft, its versions, and where it is used. */
export const FlowAssetView = Type.Object(
  {
    kind: Type.Enum([...ASSET_KINDS]),
    ...summary,
    description: Nullable(Type.String()),
    content: Content,
    version: Type.Integer({ minimum: 1, description: 'Counts the drafts: send it with yours' }),
    problems: Type.Array(FlowProblem, { description: 'What keeps the draft from being published' }),
    versions: Type.Array(
      Type.Object(
        {
          number: Type.Integer({ minimum: 1 }),
          hash: Type.String(),
          content: Content,
          publishedAt: Timestamp,
          publishedBy: Type.String(),
        },
        Closed,
      ),
      { description: 'Newest first, 50 at most' },
    ),
    uses: Type.Array(AssetUse, { description: '500 at most' }),
  },
  { ...Closed, $id: 'FlowAsset' },
);
export type FlowAssetView = Static<typeof FlowAssetView>;
