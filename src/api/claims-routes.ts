import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { countClaims, listClaims, readClaim } from '../modules/returns/index.ts';
import {
  Claim,
  ClaimCounts,
  ClaimPage,
  ClaimState,
  MoveClaim,
  OpenClaim,
} from '../../contracts/returns.ts';
import { filledText } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound, sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import { OrderPath } from './contract-parts.ts';
import type { Door } from './door.ts';

const CLAIM_PAGE_MAX = 200;
const tags = ['returns'];
const isCommand = true;
const ClaimPath = Type.Object({ id: filledText(128) });

/** By what a list of claims is narrowed. */
export const ClaimFilters = {
  order: Type.Optional(OrderPath.properties.id),
  state: Type.Optional(ClaimState),
  carrier: Type.Optional(filledText(64)),
  search: Type.Optional(
    filledText(128, 'A number: of the claim, of its shipment or tracking number, or of its order'),
  ),
};

/** The filter that a query string names. */
export function claimFilterOf(query: {
  readonly order?: string;
  readonly state?: string;
  readonly carrier?: string;
  readonly search?: string;
}) {
  return {
    orderId: query.order === undefined ? null : Number(query.order),
    state: query.state ?? null,
    carrier: query.carrier ?? null,
    search: query.search ?? null,
  };
}

/** What carriers owe. */
export function claimsRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool } = door;
  return async (app) => {
    app.post(
      '/v1/claims',
      {
        config: {
          policy: 'returns:write',
          reach: 'refused',
          isCommand,
          answers: { 200: Claim, 201: Claim },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'Claim something from a carrier',
          description: '200: there is one of this kind for the shipment already.',
          body: OpenClaim,
        },
      },
      async (request, reply) => carryOut(door, request, reply, 'open_claim', request.body),
    );

    app.post(
      '/v1/claims/:id/move',
      {
        config: {
          policy: 'returns:write',
          reach: 'refused',
          isCommand,
          answers: { 200: Claim },
          problems: ['illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Submit or withdraw a claim, or say what the carrier answered',
          params: ClaimPath,
          body: MoveClaim,
        },
      },
      async (request, reply) =>
        carryOut(door, request, reply, 'move_claim', {
          claimId: request.params.id,
          ...request.body,
        }),
    );

    app.get(
      '/v1/claims',
      {
        config: { policy: 'returns:read', reach: 'refused', answers: { 200: ClaimPage } },
        schema: {
          tags,
          summary: 'Claims against carriers, newest first',
          querystring: Type.Object(
            {
              ...ClaimFilters,
              ...pageParameters(CLAIM_PAGE_MAX),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => {
        const filter = claimFilterOf(query);
        return sendFound(reply, await listClaims(pool, filter, pageOf(query)));
      },
    );

    app.get(
      '/v1/claims/summary',
      {
        config: { policy: 'returns:read', reach: 'refused', answers: { 200: ClaimCounts } },
        schema: { tags, summary: 'What stands open with carriers' },
      },
      async (_request, reply) => sendJson(reply, await countClaims(pool)),
    );

    app.get(
      '/v1/claims/:id',
      {
        config: { policy: 'returns:read', reach: 'refused', answers: { 200: Claim } },
        schema: { tags, summary: 'One claim', params: ClaimPath },
      },
      async ({ params }, reply) => sendFound(reply, await readClaim(pool, params.id)),
    );
  };
}
