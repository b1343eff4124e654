import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { listClaims, readClaim } from '../modules/returns/index.ts';
import { Claim, ClaimPage, ClaimState, MoveClaim, OpenClaim } from '../../contracts/returns.ts';
import { filledText } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import { OrderPath } from './contract-parts.ts';
import type { Door } from './door.ts';

const CLAIM_PAGE_MAX = 200;
const tags = ['returns'];
const isCommand = true;
const ClaimPath = Type.Object({ id: filledText(128) });

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
              order: Type.Optional(OrderPath.properties.id),
              state: Type.Optional(ClaimState),
              ...pageParameters(CLAIM_PAGE_MAX),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => {
        const filter = {
          orderId: query.order === undefined ? null : Number(query.order),
          state: query.state ?? null,
        };
        return sendFound(reply, await listClaims(pool, filter, pageOf(query)));
      },
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
