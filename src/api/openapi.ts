import type { FastifyInstance, RouteOptions } from 'fastify';
import { ERRORS, Problem, type ErrorCode } from '../../contracts/errors.ts';
import { IDEMPOTENCY_KEY } from './carry-out.ts';
import { knownRoutes, type KnownRoute } from './known-routes.ts';

type Json = Record<string, unknown>;

const DESCRIPTION = `Linchpin (枢) takes orders, decides where each part comes from, and shows where everything stands.

Send \`Authorization: Bearer KEY\`. Commands take an \`Idempotency-Key\`: the same key with the same body gives the same answer again, byte for byte, for seven days. Refusals are problem+json (RFC 9457); \`code\` is for machines, \`mend\` says what to do. Lists come in pages: send \`nextCursor\` as \`cursor\`. Every answer carries a \`traceparent\`.

Agents, workers, suppliers and customers, and keys with a \`view\`, are answered without the fields that their role does not see, whatever the shapes below require.`;

const TAGS: readonly (readonly [name: string, description: string])[] = [
  ['orders', 'Place, change, hold, pay, release and ask about orders'],
  ['payments', 'Money of orders, gift cards, payment providers'],
  ['stock', 'The ledger of stock, what can be promised, what is to come'],
  ['fulfilment', 'Waves, picking, packing, shipments, manifests, tracking'],
  ['tracking', 'What customers see of their own order through its link'],
  ['returns', 'Goods that come back, what is owed for them, claims against carriers'],
  ['exceptions', 'What is stuck, failed or contradicts itself, and who looks at it'],
  ['catalogue', 'SKUs and locations'],
  ['channels', 'Where orders come from and what theirs are allowed'],
  ['sourcing', 'Carriers, weights, and the versions of the rules that decisions cite'],
  ['flow endpoints', 'Flows that are called from elsewhere, each with its own fields and scope'],
  ['events', 'What has happened and what happens'],
  ['imports', 'Files that come in, and what became of them'],
  ['exports', 'Every list as a file: CSV, NDJSON, XLSX'],
  ['access', 'People, keys and logins'],
  ['operations', 'For those who run it'],
];

/** The OpenAPI 3.1 document of every route that has a tag: made from the contracts that validate. */
export function openApiOf(app: FastifyInstance, version: string): Json {
  const schemas: Json = {};
  const hoist = (schema: unknown): unknown => hoistInto(schemas, schema);
  hoist(Problem);
  const paths: Record<string, Json> = {};
  for (const route of knownRoutes(app)) {
    if (route.method === 'HEAD' || route.options.schema?.tags === undefined) continue;
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, hoist) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Linchpin',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: TAGS.map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key' },
        login: { type: 'apiKey', in: 'cookie', name: 'linchpin_session' },
      },
    },
  };
}

function operationOf(
  { method, url, options }: KnownRoute,
  hoist: (schema: unknown) => unknown,
): Json {
  const { schema = {}, config = {} } = options;
  const body = schema.body ?? config.streamed;
  const policy = config.policy ?? 'public';
  const scope = policy === 'public' || policy === 'anyone_known' ? null : policy;
  const description = [
    schema.description,
    scope === null
      ? undefined
      : config.narrowedBy === undefined
        ? `Needs the scope \`${scope}\`.`
        : `Needs the scope \`${scope}\`, or \`${scope}/${config.narrowedBy.toUpperCase()}\` for this one alone.`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
  return {
    operationId: operationId(method, url),
    summary: schema.summary,
    ...(description === '' ? {} : { description }),
    tags: schema.tags,
    security: policy === 'public' ? [] : [{ key: [] }, { login: [] }],
    parameters: parametersOf(options, hoist),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: options.preValidation === undefined,
            content: {
              [config.mediaTypes?.request ?? 'application/json']: { schema: hoist(body) },
            },
          },
        }),
    responses: responsesOf(options, hoist),
  };
}

function operationId(method: string, url: string): string {
  const words = url.split('/').filter((part) => part !== '' && part !== 'v1');
  const name = words
    .map((word) => word.replace(/^:/, 'by-'))
    .join('-')
    .replaceAll(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase());
  return method.toLowerCase() + name.charAt(0).toUpperCase() + name.slice(1);
}

function parametersOf(
  { schema, config }: RouteOptions,
  hoist: (schema: unknown) => unknown,
): Json[] {
  const parameters: Json[] = [];
  for (const [place, part] of [
    ['path', schema?.params],
    ['query', schema?.querystring],
  ] as const) {
    const { properties = {}, required = [] } = (part ?? {}) as {
      properties?: Record<string, Json>;
      required?: readonly string[];
    };
    for (const [name, property] of Object.entries(properties)) {
      const { description, ...rest } = property;
      parameters.push({
        name,
        in: place,
        required: required.includes(name),
        ...(description === undefined ? {} : { description }),
        schema: hoist(rest),
      });
    }
  }
  for (const [name, description] of Object.entries(config?.headers ?? {})) {
    parameters.push(headerOf(name, description, { type: 'string' }));
  }
  if (config?.isCommand === true && config.setting !== undefined) {
    const description =
      'The version that you saw, in quotes, as ETag gave it: another one by now is refused';
    parameters.push(headerOf('If-Match', description, { type: 'string', maxLength: 16 }));
  }
  if (config?.isCommand === true) {
    const description = 'Makes the request safe to repeat: 1 to 255 printable ASCII characters';
    const schema = { type: 'string', maxLength: 255, pattern: IDEMPOTENCY_KEY.source };
    parameters.push(headerOf('Idempotency-Key', description, schema));
  }
  return parameters;
}

function headerOf(name: string, description: string, schema: Json): Json {
  return { name, in: 'header', required: false, description, schema };
}

function responsesOf(options: RouteOptions, hoist: (schema: unknown) => unknown): Json {
  const { config } = options;
  const responses: Record<string, Json> = {};
  for (const [status, answer] of Object.entries(config?.answers ?? {})) {
    const mediaType = config?.mediaTypes?.answer ?? 'application/json';
    const hasBody = answer !== null || config?.mediaTypes?.answer !== undefined || status === '200';
    responses[status] = {
      description:
        status === '201' ? 'It was made' : status === '204' ? 'It was done' : 'It went well',
      ...(hasBody
        ? { content: { [mediaType]: { schema: answer === null ? {} : hoist(answer) } } }
        : {}),
    };
  }
  for (const [status, codes] of Object.entries(
    Object.groupBy(codesOf(options), (code) => ERRORS[code].status),
  )) {
    responses[status] = {
      description: (codes ?? []).map((code) => `\`${code}\`: ${ERRORS[code].title}`).join('; '),
      ...(status === '429' || status === '503'
        ? {
            headers: {
              'Retry-After': { schema: { type: 'integer' }, description: 'Seconds to wait' },
            },
          }
        : {}),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return responses;
}

/** Every refusal that a route may answer: its own, and those that follow from what it is. */
function codesOf({ schema, config }: RouteOptions): ErrorCode[] {
  const hasBody = schema?.body !== undefined || config?.streamed !== undefined;
  const isPublic = config?.policy === 'public';
  const codes: (readonly [isPossible: boolean, ...codes: ErrorCode[]])[] = [
    // Any request may be too large: its headers and its path are bounded too.
    [true, 'invalid_request', 'payload_too_large', 'internal', 'database_unavailable'],
    [!isPublic, 'unauthenticated', 'rate_limited'],
    [!isPublic, 'forbidden'],
    [schema?.params !== undefined, 'not_found'],
    [hasBody, 'invalid_json', 'unsupported_media_type'],
    [config?.isCommand === true, 'idempotency_key_reused', 'quarantined', 'overloaded', 'stopping'],
    [config?.isCommand === true && config.setting !== undefined, 'precondition_failed'],
    [true, ...(config?.problems ?? [])],
  ];
  return [...new Set(codes.flatMap(([isPossible, ...possible]) => (isPossible ? possible : [])))];
}

/** A copy in which every schema with a name stands once under components and is referred to. */
function hoistInto(schemas: Json, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => hoistInto(schemas, item));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $id, ...rest } = schema as Json;
  if (typeof rest['$ref'] === 'string' && !rest['$ref'].startsWith('#')) {
    return { $ref: `#/components/schemas/${rest['$ref']}` };
  }
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, hoistInto(schemas, value)]),
  );
  if (typeof $id !== 'string') return copy;
  schemas[$id] ??= copy;
  return { $ref: `#/components/schemas/${$id}` };
}
