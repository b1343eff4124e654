import Type, { type Static, type TSchema } from 'typebox';
import { FlowCode } from './flows.ts';
import { Names, Timestamp, filledText } from './shared.ts';
import { WHOLE_TEXT } from './forms.ts';

const Closed = { additionalProperties: false } as const;
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const ConnectorCode = Type.String({
  pattern: '^[a-z][a-z0-9_-]{0,63}$',
  description: 'Lower-case letters, digits, - and _',
});

/** What may be done when nobody knows whether a call has had effect. */
export const ConnectorRepeat = Type.Enum(['idempotent', 'queryable', 'neither'], {
  description:
    'idempotent: the same Idempotency-Key has effect once, so it is sent again. queryable: it is asked first what became of the key. neither: nothing is sent again, somebody decides',
});

/** A path below the base address. */
export const EffectPath = Type.String({
  maxLength: 500,
  pattern: '^/[A-Za-z0-9._~!$&*+,;=:@/{}?-]*$',
  description: 'Begins with /; {name} stands for a value, which is percent-encoded',
});

/** A system outside that flows may ask for something. Nothing else is ever called by a flow. */
export const PutConnector = Type.Object(
  {
    names: Names,
    url: Type.String({
      maxLength: 500,
      pattern: '^https?://[^\\s\\u0000?#]+$',
      description: 'Base address; paths of nodes are put behind it',
    }),
    secretVariable: Nullable(
      Type.String({
        pattern: '^LINCHPIN_SECRET_[A-Z0-9_]{1,64}$',
        description: 'Environment variable that holds its secret; null: it wants none',
      }),
    ),
    secretHeader: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z][A-Za-z0-9-]{0,63}$',
        description: 'Header that carries the secret; absent: Authorization, as a bearer token',
      }),
    ),
    repeat: ConnectorRepeat,
    queryPath: Type.Optional(
      Nullable(
        Type.String({
          maxLength: 500,
          pattern: '^/[A-Za-z0-9._~/=&?-]*\\{key\\}[A-Za-z0-9._~/=&?-]*$',
          description:
            'Where a queryable one says what became of {key}: 200 with the same answer, or 404',
        }),
      ),
    ),
    ratePerMinute: Type.Optional(
      Nullable(Type.Integer({ minimum: 1, maximum: 600_000, description: 'Null: no limit' })),
    ),
    timeoutMs: Type.Optional(Type.Integer({ minimum: 100, maximum: 60_000 })),
    failuresMax: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000,
        description: 'After so many failures in a row nothing is sent for a while',
      }),
    ),
    pauseSeconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 86_400,
        description: 'After that long one call finds out whether it is well again',
      }),
    ),
  },
  { ...Closed, $id: 'PutConnector' },
);
export type PutConnector = Static<typeof PutConnector>;

/** A connector as it is set. */
export const ConnectorSettings = Type.Object(
  {
    code: ConnectorCode,
    names: Names,
    url: Type.String(),
    secretVariable: Nullable(Type.String()),
    secretHeader: Type.String(),
    repeat: ConnectorRepeat,
    queryPath: Nullable(Type.String()),
    ratePerMinute: Nullable(Type.Integer()),
    timeoutMs: Type.Integer(),
    failuresMax: Type.Integer(),
    pauseSeconds: Type.Integer(),
    version: Type.Integer({ minimum: 1 }),
    changedAt: Timestamp,
    changedBy: Type.String(),
  },
  { ...Closed, $id: 'ConnectorSettings' },
);
export type ConnectorSettings = Static<typeof ConnectorSettings>;

/** A connector and how it does. */
export const ConnectorView = Type.Object(
  {
    ...ConnectorSettings.properties,
    isSecretSet: Nullable(
      Type.Boolean({
        description: 'Whether the process that answers has its secret; null: it wants none',
      }),
    ),
    breaker: Type.Enum(['closed', 'open', 'half_open'], {
      description: 'open: nothing is sent. half_open: one call finds out whether it is well again',
    }),
    openUntil: Nullable(Timestamp),
    failuresInRow: Type.Integer({ minimum: 0 }),
    effectsOpen: Type.Integer({ minimum: 0, description: 'Asked for and not settled' }),
    effectsUnsure: Type.Integer({ minimum: 0, description: 'Waiting for somebody to decide' }),
  },
  { ...Closed, $id: 'ConnectorView' },
);
export type ConnectorView = Static<typeof ConnectorView>;

export const ConnectorList = Type.Object(
  { items: Type.Array(ConnectorView) },
  { ...Closed, $id: 'ConnectorList' },
);

export const EffectState = Type.Enum(
  ['requested', 'sent', 'done', 'failed', 'unsure', 'compensated'],
  {
    description:
      'sent: it may have been done. unsure: somebody has to find out. compensated: done, and undone again',
  },
);
export type EffectState = Static<typeof EffectState>;

const EffectValues = Type.Record(
  Type.String({ maxLength: 64 }),
  Type.Union([
    Type.String({ maxLength: 2_000, pattern: WHOLE_TEXT }),
    Type.Integer(),
    Type.Boolean(),
  ]),
  { maxProperties: 20 },
);

/** Something that a run has asked for outside. */
export const FlowEffect = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    key: Type.String({ description: 'What the other side knows it by: its Idempotency-Key' }),
    runId: Type.String({ format: 'uuid' }),
    orderId: Type.String(),
    flow: FlowCode,
    flowVersion: Type.Integer({ minimum: 1 }),
    node: Type.String(),
    iteration: Type.Integer({ minimum: 0 }),
    isUndo: Type.Boolean({ description: 'True when it undoes what the node did' }),
    connector: ConnectorCode,
    method: Type.String(),
    path: Type.String(),
    wanted: Type.Array(
      Type.Object({ name: Type.String(), type: Type.Enum(['string', 'int', 'bool']) }, Closed),
      { description: 'The values that the node leaves behind once it is done' },
    ),
    state: EffectState,
    attempts: Type.Integer({ minimum: 0 }),
    values: Nullable(EffectValues),
    reason: Nullable(Type.String()),
    requestedAt: Timestamp,
    settledAt: Nullable(Timestamp),
    settledBy: Nullable(Type.String()),
  },
  { ...Closed, $id: 'FlowEffect' },
);
export type FlowEffect = Static<typeof FlowEffect>;

export const FlowEffectPage = Type.Object(
  { items: Type.Array(FlowEffect), nextCursor: Nullable(Type.String()) },
  { ...Closed, $id: 'FlowEffectPage' },
);

/** What somebody has found out about an effect of which nobody knew. */
export const SettleEffect = Type.Object(
  {
    outcome: Type.Enum(['done', 'failed']),
    values: Type.Optional(EffectValues),
    note: filledText(500, 'How it was found out'),
  },
  { ...Closed, $id: 'SettleEffect' },
);
export type SettleEffect = Static<typeof SettleEffect>;

/** What a command on an effect answers, and its events say. */
export const EffectChanged = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    runId: Type.String({ format: 'uuid' }),
    flow: FlowCode,
    flowVersion: Type.Integer({ minimum: 1 }),
    node: Type.String(),
    iteration: Type.Integer({ minimum: 0 }),
    isUndo: Type.Boolean(),
    connector: ConnectorCode,
    state: EffectState,
    attempts: Type.Integer({ minimum: 0 }),
    reason: Nullable(Type.String()),
  },
  { ...Closed, $id: 'EffectChanged' },
);
export type EffectChanged = Static<typeof EffectChanged>;
