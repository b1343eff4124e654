import Type, { type Static } from 'typebox';
import { Code, Timestamp } from './shared.ts';
import { VIEW_ROLES } from './views.ts';

const Closed = { additionalProperties: false } as const;

const Url = Type.String({
  minLength: 8,
  maxLength: 2_000,
  pattern: '^https?://[^\\s\\u0000]+$',
  description: 'Where events are posted to',
});
const EventTypes = Type.Array(
  Type.String({ maxLength: 100, pattern: '^(\\*|[a-z_]+\\.([a-z_]+)?)$' }),
  {
    minItems: 1,
    maxItems: 50,
    description: 'Types of events, beginnings that end with a dot (order.), or * for all',
  },
);
const Channels = Type.Union([Type.Array(Code, { minItems: 1, maxItems: 200 }), Type.Null()], {
  description: 'Only events of orders of these channels; null: all events',
});
const View = Type.Union([Type.Enum([...VIEW_ROLES]), Type.Null()], {
  description: 'Through whose eyes the fields are seen; null: all of them',
});

export const CreateWebhook = Type.Object(
  {
    url: Url,
    types: EventTypes,
    channels: Type.Optional(Channels),
    view: Type.Optional(View),
  },
  { ...Closed, $id: 'CreateWebhook' },
);
export type CreateWebhook = Static<typeof CreateWebhook>;

export const ChangeWebhook = Type.Object(
  {
    url: Type.Optional(Url),
    types: Type.Optional(EventTypes),
    channels: Type.Optional(Channels),
    view: Type.Optional(View),
    enabled: Type.Optional(Type.Boolean()),
  },
  { ...Closed, minProperties: 1, $id: 'ChangeWebhook' },
);
export type ChangeWebhook = Static<typeof ChangeWebhook>;

export const RotateWebhookSecret = Type.Object(
  {
    graceHours: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 720,
        description:
          'How long deliveries are signed with the secret before as well; 24 unless given',
      }),
    ),
  },
  { ...Closed, $id: 'RotateWebhookSecret' },
);

export const WEBHOOK_STATES = ['active', 'paused', 'disabled'] as const;

const webhookProperties = {
  id: Type.String({ format: 'uuid' }),
  url: Type.String(),
  types: Type.Array(Type.String()),
  channels: Type.Union([Type.Array(Type.String()), Type.Null()]),
  view: Type.Union([Type.String(), Type.Null()]),
  state: Type.Enum([...WEBHOOK_STATES]),
  reason: Type.Union([Type.String(), Type.Null()], {
    description: 'Why it is paused or disabled',
  }),
  resumeAt: Type.Union([Timestamp, Type.Null()], {
    description: 'When a paused one is tried again',
  }),
  secretsActive: Type.Integer({ minimum: 0, maximum: 2 }),
  createdAt: Timestamp,
  changedAt: Timestamp,
};

export const WebhookView = Type.Object(webhookProperties, { ...Closed, $id: 'WebhookView' });
export type WebhookView = Static<typeof WebhookView>;

export const WebhookWithSecret = Type.Object(
  {
    ...webhookProperties,
    secret: Type.Optional(
      Type.String({
        description: 'What deliveries are signed with. It is shown in this first answer only',
      }),
    ),
  },
  { ...Closed, $id: 'WebhookWithSecret' },
);

export const WebhookList = Type.Object(
  { items: Type.Array(WebhookView), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  { ...Closed, $id: 'WebhookList' },
);

export const DeliveryView = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    messageId: Type.String({ description: 'The webhook-id header: the same at every attempt' }),
    eventId: Type.String({ format: 'uuid' }),
    eventType: Type.String(),
    orderId: Type.Union([Type.String(), Type.Null()]),
    attempt: Type.Integer({ minimum: 1 }),
    isDelivered: Type.Boolean(),
    httpStatus: Type.Union([Type.Integer(), Type.Null()]),
    durationMs: Type.Integer({ minimum: 0 }),
    answer: Type.String({ description: 'How the answer begins, or why there was none' }),
    attemptedAt: Timestamp,
  },
  { ...Closed, $id: 'DeliveryView' },
);
export type DeliveryView = Static<typeof DeliveryView>;

export const DeliveryPage = Type.Object(
  { items: Type.Array(DeliveryView), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  { ...Closed, $id: 'DeliveryPage' },
);

export const WebhookTested = Type.Object(
  { id: Type.String({ format: 'uuid' }), eventId: Type.String({ format: 'uuid' }) },
  { ...Closed, $id: 'WebhookTested' },
);

export const Replayed = Type.Object(
  {
    retried: Type.Integer({ minimum: 0 }),
    isAll: Type.Boolean({ description: 'False: call again for the rest' }),
  },
  { ...Closed, $id: 'Replayed' },
);
