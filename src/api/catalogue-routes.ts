import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import {
  listLocations,
  listSkus,
  PAGE_LIMIT_MAX,
  readLocation,
  readSku,
} from '../modules/inventory/index.ts';
import { refuse } from '../../contracts/errors.ts';
import { LocationPage, LocationView, SkuPage, SkuView } from '../../contracts/inventory-answers.ts';
import { PutLocation, PutSku } from '../../contracts/inventory.ts';
import { Code, text } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import { CodePath, Put } from './contract-parts.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';
import { locationsWithin, reachesLocation } from './reach.ts';

const SKUS_MAX = 5_000;
const SKUS_BYTES_MAX = 8 * 1_048_576;
const tags = ['catalogue'];

const PutSkuBody = Type.Omit(PutSku, ['code'], { additionalProperties: false, $id: 'PutSkuBody' });
const PutSkus = Type.Array(PutSku, { minItems: 1, maxItems: SKUS_MAX });
const LocationPut = Type.Object(
  { code: Code, ...PutLocation.properties },
  { additionalProperties: false, $id: 'LocationPut' },
);
const ListQuery = Type.Object(
  {
    search: Type.Optional(text(200, 'How the code or the name begins')),
    ...pageParameters(PAGE_LIMIT_MAX),
  },
  { additionalProperties: false },
);

/** SKUs and locations. */
export function catalogueRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.put(
      '/v1/skus/:code',
      {
        config: {
          policy: 'catalogue:write',
          isCommand: true,
          answers: { 200: Put },
          problems: ['unknown_reference', 'invalid_settings'],
        },
        schema: { tags, summary: 'Create or replace a SKU', params: CodePath, body: PutSkuBody },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_skus', {
          skus: [{ code: request.params.code, ...request.body }],
        }),
    );

    app.post(
      '/v1/skus/bulk',
      {
        bodyLimit: SKUS_BYTES_MAX,
        config: {
          policy: 'catalogue:write',
          isCommand: true,
          answers: { 200: Put },
          problems: ['unknown_reference', 'invalid_settings'],
        },
        schema: {
          tags,
          summary: `Create or replace up to ${SKUS_MAX} SKUs, all or none`,
          body: PutSkus,
        },
      },
      (request, reply) => carryOut(door, request, reply, 'put_skus', { skus: request.body }),
    );

    app.get(
      '/v1/skus',
      {
        config: { policy: 'catalogue:read', reach: 'shared', answers: { 200: SkuPage } },
        schema: { tags, summary: 'SKUs by code, then by name', querystring: ListQuery },
      },
      async (request, reply) => {
        const { search = '', ...page } = request.query;
        const held = heldWithin(request);
        return sendFound(reply, await listSkus(door.pool, search, pageOf(page), held));
      },
    );

    app.get(
      '/v1/skus/:code',
      {
        config: { policy: 'catalogue:read', reach: 'shared', answers: { 200: SkuView } },
        schema: { tags, summary: 'One SKU', params: CodePath },
      },
      async (request, reply) =>
        sendFound(reply, await readSku(door.pool, request.params.code, heldWithin(request))),
    );

    app.put(
      '/v1/locations/:code',
      {
        config: {
          setting: 'location/:code',
          policy: 'catalogue:write',
          isCommand: true,
          answers: { 200: LocationPut },
          problems: ['invalid_settings'],
        },
        schema: {
          tags,
          summary: 'Create or replace a location',
          params: CodePath,
          body: PutLocation,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_location', {
          code: request.params.code,
          ...request.body,
        }),
    );

    app.get(
      '/v1/locations',
      {
        config: { policy: 'catalogue:read', reach: ['location'], answers: { 200: LocationPage } },
        schema: { tags, summary: 'Locations by code', querystring: ListQuery },
      },
      async (request, reply) => {
        const { search = '', ...page } = request.query;
        const within = locationsWithin(request);
        return sendFound(reply, await listLocations(door.pool, search, pageOf(page), within));
      },
    );

    app.get(
      '/v1/locations/:code',
      {
        config: {
          setting: 'location/:code',
          policy: 'catalogue:read',
          reach: ['location'],
          answers: { 200: LocationView },
        },
        schema: { tags, summary: 'One location', params: CodePath },
      },
      async (request, reply) => {
        const { code } = request.params;
        return reachesLocation(request, code)
          ? sendFound(reply, await readLocation(door.pool, code))
          : sendRefusal(reply, refuse('not_found', `There is no location ${code}.`));
      },
    );
  };
}

/**
 * The locations that must have a SKU for the caller to see it; null: none need have it. Suppliers learn of what lies
 * with them or is asked of them, workers handle whatever comes.
 */
function heldWithin(request: FastifyRequest): readonly string[] | null {
  return request.principal?.roles.includes('supplier') === true ? locationsWithin(request) : null;
}
