import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  listSlots,
  readCarrierContract,
  readShippingCompany,
  readSite,
  readWaveCandidates,
} from '../modules/fulfilment/index.ts';
import { PAGE_LIMIT_MAX } from '../modules/inventory/index.ts';
import { refuse } from '../../contracts/errors.ts';
import {
  CarrierContractView,
  PlannedWaves,
  ShippingCompanyView,
  SiteView,
  SlotPage,
} from '../../contracts/fulfilment-answers.ts';
import {
  PlanWaves,
  PutBoxTypes,
  PutCarrierContract,
  PutShippingCompany,
  PutSite,
  PutSlots,
} from '../../contracts/fulfilment.ts';
import { Code } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound, sendJson } from './answer-query.ts';
import { carryOut, sendAnswer, submitWish } from './carry-out.ts';
import { CodePath, Put } from './contract-parts.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';
import { reachesLocation } from './reach.ts';

const tags = ['fulfilment'];
const write = 'settings:write' as const;
const read = 'settings:read' as const;
const isCommand = true;
const SitePut = Type.Object(
  { location: Code, ...PutSite.properties },
  { additionalProperties: false, $id: 'SitePut' },
);
const BoxTypesPut = Type.Object(
  { location: Code, ...PutBoxTypes.properties },
  { additionalProperties: false, $id: 'BoxTypesPut' },
);
const ContractPut = Type.Object(
  { carrier: Code, ...PutCarrierContract.properties },
  { additionalProperties: false, $id: 'CarrierContractPut' },
);

/** How locations work and what carriers agreed to; and the planning of waves. */
export function fulfilmentSettingsRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool } = door;
  return async (app) => {
    const problems = ['unknown_reference', 'invalid_settings'] as const;
    app.put(
      '/v1/fulfilment/sites/:code',
      {
        config: {
          setting: 'site/:code',
          policy: write,
          reach: 'refused',
          isCommand,
          answers: { 200: SitePut },
          problems,
        },
        schema: { tags, summary: 'Say how a location works', params: CodePath, body: PutSite },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_site', {
          location: request.params.code,
          ...request.body,
        }),
    );
    app.get(
      '/v1/fulfilment/sites/:code',
      {
        config: {
          setting: 'site/:code',
          policy: read,
          reach: 'refused',
          answers: { 200: SiteView },
        },
        schema: { tags, summary: 'How a location works', params: CodePath },
      },
      async ({ params }, reply) => sendJson(reply, await readSite(pool, params.code)),
    );
    app.put(
      '/v1/fulfilment/sites/:code/box-types',
      {
        config: {
          setting: 'site/:code',
          policy: write,
          reach: 'refused',
          isCommand,
          answers: { 200: BoxTypesPut },
          problems,
        },
        schema: {
          tags,
          summary: 'Put the boxes of a location, in place of those before',
          params: CodePath,
          body: PutBoxTypes,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_box_types', {
          location: request.params.code,
          ...request.body,
        }),
    );
    app.put(
      '/v1/fulfilment/sites/:code/slots',
      {
        config: { policy: write, reach: 'refused', isCommand, answers: { 200: Put }, problems },
        schema: {
          tags,
          summary: 'Put slots of a location, with what is picked in each',
          params: CodePath,
          body: PutSlots,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_slots', {
          location: request.params.code,
          ...request.body,
        }),
    );
    app.get(
      '/v1/fulfilment/sites/:code/slots',
      {
        config: { policy: 'fulfilment:read', reach: ['location'], answers: { 200: SlotPage } },
        schema: {
          tags,
          summary: 'The slots of a location, in their order',
          params: CodePath,
          querystring: Type.Object(pageParameters(PAGE_LIMIT_MAX), {
            additionalProperties: false,
          }),
        },
      },
      async (request, reply) => {
        const { code } = request.params;
        return reachesLocation(request, code)
          ? sendFound(reply, await listSlots(pool, code, pageOf(request.query)))
          : sendRefusal(reply, refuse('not_found', `There is no location ${code}.`));
      },
    );
    app.post(
      '/v1/fulfilment/sites/:code/waves',
      {
        config: {
          policy: 'fulfilment:write',
          reach: ['location'],
          isCommand,
          answers: { 200: PlannedWaves },
          problems,
        },
        schema: {
          tags,
          summary: 'Plan waves of what is open at a location',
          params: CodePath,
          body: PlanWaves,
        },
        preValidation: async (request) => {
          request.body ??= {};
        },
      },
      async (request, reply) => {
        const { code } = request.params;
        if (!reachesLocation(request, code)) {
          return sendRefusal(reply, refuse('not_found', `There is no location ${code}.`));
        }
        const fulfilmentOrders =
          request.body.fulfilmentOrders ?? (await readWaveCandidates(pool, code));
        const answer = submitWish(door, request, {
          kind: 'plan_waves',
          body: { location: code, fulfilmentOrders },
          // What is open changes between a request and its repetition.
          recognisedBy: { location: code, ...request.body },
        });
        return 'kind' in answer ? sendRefusal(reply, answer) : sendAnswer(reply, await answer);
      },
    );

    app.put(
      '/v1/fulfilment/company',
      {
        config: {
          setting: 'shipping/company',
          policy: write,
          reach: 'refused',
          isCommand,
          answers: { 200: PutShippingCompany },
        },
        schema: { tags, summary: 'Put the GS1 company prefix', body: PutShippingCompany },
      },
      (request, reply) => carryOut(door, request, reply, 'put_shipping_company', request.body),
    );
    app.get(
      '/v1/fulfilment/company',
      {
        config: {
          setting: 'shipping/company',
          policy: read,
          reach: 'refused',
          answers: { 200: ShippingCompanyView },
        },
        schema: { tags, summary: 'GS1 company prefix and contracts with carriers' },
      },
      async (_request, reply) => sendJson(reply, await readShippingCompany(pool)),
    );
    app.put(
      '/v1/fulfilment/carriers/:code',
      {
        config: {
          setting: 'carrier/:code',
          policy: write,
          reach: 'refused',
          isCommand,
          answers: { 200: ContractPut },
          problems,
        },
        schema: {
          tags,
          summary: 'Put the contract with a carrier, by the name that its services give it',
          params: CodePath,
          body: PutCarrierContract,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_carrier_contract', {
          carrier: request.params.code,
          ...request.body,
        }),
    );
    app.get(
      '/v1/fulfilment/carriers/:code',
      {
        config: {
          setting: 'carrier/:code',
          policy: read,
          reach: 'refused',
          answers: { 200: CarrierContractView },
        },
        schema: { tags, summary: 'The contract with a carrier', params: CodePath },
      },
      async ({ params }, reply) => sendFound(reply, await readCarrierContract(pool, params.code)),
    );
  };
}
