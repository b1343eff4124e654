import Type, { type Static, type TSchema } from 'typebox';
import { Code, Timestamp, filledText } from './shared.ts';
import { FIELD_CLASS_NAMES, VIEW_ROLES } from './views.ts';

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
  'returns:receive',
  'payments:read',
  'payments:write',
  'exceptions:read',
  'exceptions:write',
  'partners:read',
  'partners:write',
  'flows:read',
  'flows:write',
  'flows:approve',
  'flows:administer',
  'flow-apis:call',
  'export:read',
  'access:admin',
] as const;
export type Scope = (typeof SCOPES)[number];

/** What people are. Worker, supplier and customer see only what lies within their reach. */
export const ROLES = ['admin', 'operations', 'agent', 'worker', 'supplier', 'customer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * By what somebody could speak through the login or the key of another, or has given it rights: it was made by them,
 * given a password, a role or a new secret, or is vouched for by an identity provider that they have named.
 */
export const INFLUENCE_KINDS = ['made', 'password', 'rights', 'secret', 'provider'] as const;
export type InfluenceKind = (typeof INFLUENCE_KINDS)[number];

/** Every scope and wildcard that may be given. */
export const GRANTS: readonly string[] = [
  ...SCOPES,
  ...new Set(SCOPES.map((scope) => `${scope.slice(0, scope.indexOf(':'))}:*`)),
  '*',
];

/** One endpoint of a flow: flow-apis:call/CODE. */
const ENDPOINT_GRANT = '^flow-apis:call/[a-z][a-z0-9-]{0,63}$';
const GRANTS_MAX = 200;

/** True for what a key may be granted. */
export function isGrant(text: string): boolean {
  return GRANTS.includes(text) || new RegExp(ENDPOINT_GRANT).test(text);
}

const Grants = Type.Array(
  Type.Union([
    Type.Enum([...GRANTS]),
    Type.String({
      pattern: ENDPOINT_GRANT,
      description: 'flow-apis:call/CODE: the endpoint of one flow',
    }),
  ]),
  { minItems: 1, maxItems: GRANTS_MAX },
);

const Closed = { additionalProperties: false } as const;
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const ViewRoleName = Type.Enum([...VIEW_ROLES], {
  description: 'The role through whose eyes fields are seen; without one all are',
});

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
    view: Type.Optional(ViewRoleName),
  },
  { ...Closed, $id: 'CreateKey' },
);
export type CreateKey = Static<typeof CreateKey>;

const keyProperties = {
  id: Type.String({ format: 'uuid' }),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  view: Nullable(ViewRoleName),
  rateLimitPerSecond: Type.Integer({ minimum: 1 }),
  createdAt: Timestamp,
  createdBy: Type.String(),
  expiresAt: Nullable(Timestamp),
  revokedAt: Nullable(Timestamp),
  previousExpiresAt: Nullable(
    Type.String({
      format: 'date-time',
      description: 'Until then the secret before the last rotation opens as well',
    }),
  ),
  lastUsedAt: Nullable(Type.String({ format: 'date-time', description: 'Within about a minute' })),
};

export const ROTATION_GRACE_HOURS_DEFAULT = 24;
export const RotateKey = Type.Object(
  {
    graceHours: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 24 * 90,
        description: `How long the secret before still opens; ${ROTATION_GRACE_HOURS_DEFAULT} unless given`,
      }),
    ),
  },
  { ...Closed, $id: 'RotateKey' },
);
export type RotateKey = Static<typeof RotateKey>;

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

/** The fewest characters of a password that somebody chooses (NIST SP 800-63B: at least 8; we ask for more). */
export const PASSWORD_LENGTH_MIN = 12;

export const ChangePassword = Type.Object(
  {
    password: Type.String({ minLength: 1, maxLength: 256, description: 'The one until now' }),
    newPassword: Type.String({ minLength: PASSWORD_LENGTH_MIN, maxLength: 256 }),
  },
  { ...Closed, $id: 'ChangePassword' },
);
export type ChangePassword = Static<typeof ChangePassword>;

/** A login: what people type, and the audit writes as person/LOGIN. */
export const Login = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[^\\s\\u0000-\\u001f/]+$',
  description: 'Without blanks and slashes',
});
const Email = Type.String({
  maxLength: 254,
  pattern: '^[^\\s@]+@[^\\s@]+$',
  description: 'An address of e-mail',
});
const Language = Type.Enum(['en', 'zh-CN']);
const RoleNames = Type.Array(Type.Enum([...ROLES]), {
  minItems: 1,
  maxItems: ROLES.length,
  uniqueItems: true,
  description: 'worker, supplier and customer stand alone: they limit what is seen',
});

/** Which rows a worker, supplier or customer sees. */
const ReachFields = {
  locations: Type.Array(Code, {
    maxItems: 100,
    uniqueItems: true,
    description: 'What workers and suppliers see; nothing without any',
  }),
  customerEmail: Nullable(
    Type.String({
      maxLength: 254,
      pattern: '^[^\\s@]+@[^\\s@]+$',
      description: 'Customers see the orders that were placed under it',
    }),
  ),
};

export const CreatePerson = Type.Object(
  {
    login: Login,
    name: filledText(200),
    email: Type.Optional(Email),
    language: Type.Optional(Language),
    roles: RoleNames,
    locations: Type.Optional(ReachFields.locations),
    customerEmail: Type.Optional(ReachFields.customerEmail),
  },
  { ...Closed, $id: 'CreatePerson' },
);
export type CreatePerson = Static<typeof CreatePerson>;

export const ChangePerson = Type.Object(
  {
    name: Type.Optional(filledText(200)),
    email: Type.Optional(Nullable(Email)),
    language: Type.Optional(Nullable(Language)),
    roles: Type.Optional(RoleNames),
    locations: Type.Optional(ReachFields.locations),
    customerEmail: Type.Optional(ReachFields.customerEmail),
    isDisabled: Type.Optional(
      Type.Boolean({ description: 'A disabled person cannot log in; all sessions end' }),
    ),
  },
  { ...Closed, minProperties: 1, $id: 'ChangePerson' },
);
export type ChangePerson = Static<typeof ChangePerson>;

const personProperties = {
  login: Type.String(),
  name: Type.String(),
  email: Nullable(Type.String()),
  language: Nullable(Type.String()),
  roles: Type.Array(Type.Enum([...ROLES])),
  ...ReachFields,
  mustChangePassword: Type.Boolean({
    description: 'A one-time password was given, and nothing else works until it is changed',
  }),
  identity: Nullable(
    Type.Object(
      { issuer: Type.String(), subject: Type.String() },
      { ...Closed, description: 'Who this is at the identity provider' },
    ),
  ),
  createdAt: Timestamp,
  disabledAt: Nullable(Timestamp),
};

export const PersonView = Type.Object(personProperties, { ...Closed, $id: 'Person' });
export type PersonView = Static<typeof PersonView>;

export const InvitedPerson = Type.Object(
  {
    ...personProperties,
    oneTimePassword: Type.Optional(
      Type.String({
        description: 'For the first login. It is shown in this first answer only and kept nowhere',
      }),
    ),
  },
  { ...Closed, $id: 'InvitedPerson' },
);
export type InvitedPerson = Static<typeof InvitedPerson>;

export const PersonPage = Type.Object(
  { items: Type.Array(PersonView), nextCursor: Nullable(Type.String()) },
  { ...Closed, $id: 'PersonPage' },
);
export type PersonPage = Static<typeof PersonPage>;

export const SessionList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          id: Type.String({ format: 'uuid' }),
          isCurrent: Type.Boolean(),
          createdAt: Timestamp,
          expiresAt: Timestamp,
          userAgent: Nullable(Type.String()),
          openedBy: Type.Enum(['password', 'provider']),
        },
        Closed,
      ),
    ),
    nextCursor: Type.Null(),
  },
  { ...Closed, $id: 'SessionList' },
);
export type SessionList = Static<typeof SessionList>;

/** Where people log in who have no password here (OpenID Connect). */
export const PutIdentityProvider = Type.Object(
  {
    name: filledText(100, 'As the login page shows it'),
    issuer: Type.String({
      pattern: '^https?://[^\\s]+$',
      maxLength: 500,
      description: 'The address under which /.well-known/openid-configuration is found',
    }),
    clientId: filledText(300),
    clientSecretVariable: Type.String({
      pattern: '^[A-Z][A-Z0-9_]{0,99}$',
      description: 'The environment variable that holds the secret of the client',
    }),
    scopes: Type.Optional(
      Type.Array(Type.String({ pattern: '^[!-~]+$', maxLength: 100 }), {
        maxItems: 20,
        description: 'Asked for beside openid; email and profile unless given',
      }),
    ),
    rolesClaim: Type.Optional(
      filledText(200, 'The claim whose values give roles; groups unless given'),
    ),
    rolesByClaim: Type.Record(Type.String({ minLength: 1, maxLength: 200 }), RoleNames, {
      maxProperties: 200,
      description: 'Which roles each value of the claim gives; * gives them to everybody',
    }),
    allowedDomains: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z0-9.-]+$', maxLength: 253 }), {
        maxItems: 100,
        description: 'Domains of verified addresses of e-mail; empty: all',
      }),
    ),
    isEnabled: Type.Optional(Type.Boolean()),
  },
  { ...Closed, $id: 'PutIdentityProvider' },
);
export type PutIdentityProvider = Static<typeof PutIdentityProvider>;

export const IdentityProviderView = Type.Object(
  { ...Type.Required(PutIdentityProvider).properties, changedAt: Timestamp },
  { ...Closed, $id: 'IdentityProvider' },
);
export type IdentityProviderView = Static<typeof IdentityProviderView>;

/** What each role may do by the policies, and which fields it sees. */
export const RoleList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          role: Type.Enum([...ROLES]),
          scopes: Type.Array(Type.Enum([...SCOPES])),
          fieldClasses: Type.Array(Type.Enum([...FIELD_CLASS_NAMES]), {
            description: 'Fields of other classes leave the server for nobody of this role',
          }),
          isLimitedBy: Nullable(
            Type.Enum(['locations', 'customerEmail'], {
              description: 'By what of the person its rows are limited; null: it sees all rows',
            }),
          ),
        },
        Closed,
      ),
    ),
  },
  { ...Closed, $id: 'RoleList' },
);
export type RoleList = Static<typeof RoleList>;

export const Me = Type.Object(
  {
    actor: Type.String({ description: 'key/NAME or person/LOGIN, as the audit names it' }),
    kind: Type.Enum(['key', 'person']),
    scopes: Type.Array(Type.String()),
    roles: Type.Array(Type.String()),
    mustChangePassword: Type.Boolean(),
    expiresAt: Nullable(Timestamp),
  },
  { ...Closed, $id: 'Me' },
);
export type Me = Static<typeof Me>;
