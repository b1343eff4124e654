import type { Endpoint } from '../flows/index.ts';
import { Problem } from '../../contracts/errors.ts';
import { FlowApiCall } from '../../contracts/flow-apis.ts';
import { ENDPOINT_RATE_PER_MINUTE_DEFAULT } from '../../contracts/flows.ts';
import { IDEMPOTENCY_KEY } from './carry-out.ts';

type Json = Record<string, unknown>;

const DESCRIPTION = `Endpoints of flows. Send \`Authorization: Bearer KEY\` and an \`Idempotency-Key\`: the same key with the same body gives the same answer again. 202 means that the flow takes time: ask at \`Location\`.`;

/** An OpenAPI 3.1 document of endpoints, each with its own fields. */
export function endpointsDocument(endpoints: readonly Endpoint[]): Json {
  return {
    openapi: '3.1.0',
    info: { title: 'Linchpin: endpoints of flows', version: '1', description: DESCRIPTION },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(
      endpoints.map((endpoint) => [
        `/v1/flow-apis/${endpoint.code}`,
        { post: operationOf(endpoint) },
      ]),
    ),
    components: {
      schemas: { Problem: named(Problem) },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key' } },
    },
  };
}

function operationOf({ code, version, names, description, trigger }: Endpoint): Json {
  const { ratePerMinute = ENDPOINT_RATE_PER_MINUTE_DEFAULT } = trigger;
  return {
    operationId: code,
    summary: names['en'] ?? code,
    description: [
      description,
      `Version ${version}. Needs the scope \`flow-apis:call/${code}\`. ${ratePerMinute} calls a minute.`,
    ]
      .filter((text) => text !== '')
      .join('\n\n'),
    security: [{ key: [] }],
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        schema: { type: 'string', maxLength: 255, pattern: IDEMPOTENCY_KEY.source },
      },
    ],
    requestBody: {
      required: (trigger.input.required ?? []).length > 0,
      content: { 'application/json': { schema: schemaOf(trigger.input) } },
    },
    responses: {
      200: answerOf('The flow has answered', schemaOf(trigger.output)),
      202: answerOf('The flow takes time', { type: 'null' }),
      default: {
        description: 'Why not; `code` says which of the reasons it is',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

/** The fields of a form as JSON Schema: its titles are in several languages, theirs are one text. */
function schemaOf({
  properties,
  required = [],
}: {
  readonly properties: Endpoint['trigger']['input']['properties'];
  readonly required?: readonly string[];
}): Json {
  const fields = Object.entries(properties).map(([name, field]) => {
    const { title, isPersonal: _isPersonal, ...schema } = field;
    return [name, { ...schema, ...(title === undefined ? {} : { description: title['en'] }) }];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(fields),
    required,
    additionalProperties: false,
  };
}

function answerOf(description: string, answer: Json): Json {
  const { properties, required } = FlowApiCall;
  const schema = { type: 'object', properties: { ...properties, answer }, required };
  return { description, content: { 'application/json': { schema } } };
}

function named({ $id: _name, ...schema }: typeof Problem & { readonly $id?: string }): Json {
  return schema;
}
