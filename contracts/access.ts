import Type, { type Static } from 'typebox';
import { Code, Timestamp, filledText } from './shared.ts';

/** What a key may be allowed. `*` allows everything, `orders:*` everything about orders. */
export const SCOPES = [
  'orders:read',
  'orders:write',
  'stock:read',
  'stock:write',
  'catalogue:read',
  'catalogue:write',
  'settings:read',
  'settings:write',
  'events:read',
  'operations:read',
  'operations:write',
  'fulfilment:read',
  'fulfilment:write',
  'purchases:read',
  'purchases:write',
  'counts:read',
  'counts:write',
  'returns:read',
  'returns:write',
  'returns:request',
  'payments:read',
  'payments:write',
  'exceptions:read',
  'exceptions:write',
  'partners:read',
  'partners:write',
  'export:read',
  'access:admin',
] as const;
export type Scope = (typeof SCOPES)[number];

/** What people are. Worker, supplier and customer see only what lies within their reach. */
export const ROLES = ['admin', 'operations', 'agent', 'worker', 'supplier', 'customer'] as const;
export type Role = (typeof ROLES)[number];

/** Every scope and wildcard that may be given. */
export const GRANTS: readonly string[] = [
  ...SCOPES,
  ...new Set(SCOPES.map((scope) => `${scope.slice(0, scope.indexOf(':'))}:*`)),
  '*',
];

const Grants = Type.Array(Type.Enum([...GRANTS]), { minItems: 1, maxItems: GRANTS.length });

export const RATE_LIMIT_PER_SECOND_DEFAULT = 100_000;

export const CreateKey = Type.Object(
  {
    name: Code,
    scopes: Grants,
    rateLimitPerSecond: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description: `Requests a second that each process takes with this key; ${RATE_LIMIT_PER_SECOND_DEFAULT} unless given`,
      }),
    ),
    expiresAt: Type.Optional(Timestamp),
  },
  { additionalProperties: false, $id: 'CreateKey' },
);
export type CreateKey = Static<typeof CreateKey>;

const keyProperties = {
  id: Type.String({ format: 'uuid' }),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  rateLimitPerSecond: Type.Integer({ minimum: 1 }),
  createdAt: Timestamp,
  createdBy: Type.String(),
  expiresAt: Type.Union([Timestamp, Type.Null()]),
  revokedAt: Type.Union([Timestamp, Type.Null()]),
};

export const KeyView = Type.Object(keyProperties, { additionalProperties: false, $id: 'KeyView' });
export type KeyView = Static<typeof KeyView>;

export const CreatedKey = Type.Object(
  {
    ...keyProperties,
    key: Type.Optional(
      Type.String({
        description: 'The key itself. It is shown in this first answer only and kept nowhere',
      }),
    ),
  },
  { additionalProperties: false, $id: 'CreatedKey' },
);
export type CreatedKey = Static<typeof CreatedKey>;

export const KeyPage = Type.Object(
  {
    items: Type.Array(KeyView),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false, $id: 'KeyPage' },
);
export type KeyPage = Static<typeof KeyPage>;

export const LogIn = Type.Object(
  { login: filledText(64), password: Type.String({ minLength: 1, maxLength: 256 }) },
  { additionalProperties: false, $id: 'LogIn' },
);
export type LogIn = Static<typeof LogIn>;

export const Me = Type.Object(
  {
    actor: Type.String({ description: 'key/NAME or person/LOGIN, as the audit names it' }),
    kind: Type.Enum(['key', 'person']),
    scopes: Type.Array(Type.String()),
    expiresAt: Type.Union([Timestamp, Type.Null()]),
  },
  { additionalProperties: false, $id: 'Me' },
);
export type Me = Static<typeof Me>;
