import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { readSettingVersion } from '../hub/index.ts';
import { listChannels, readChannel } from '../modules/orders/index.ts';
import {
  listCarrierServices,
  listRulesVersions,
  readCarrierService,
  readLatestRules,
  readRules,
  readSourcingWeights,
} from '../modules/sourcing/index.ts';
import { refuse } from '../../contracts/errors.ts';
import { PutChannel } from '../../contracts/orders.ts';
import {
  CarrierServiceList,
  CarrierServiceView,
  ChannelList,
  ChannelView,
  RulesDocument,
  RulesVersionPage,
  SettingVersion,
  SourcingWeightsView,
} from '../../contracts/settings-answers.ts';
import { Code } from '../../contracts/shared.ts';
import { PutCarrierService, SourcingWeightsBody } from '../../contracts/sourcing.ts';
import { PAGE_LIMIT_DEFAULT, sendFound, sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import { CodePath } from './contract-parts.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const CARRIER_SERVICE_BYTES_MAX = 8 * 1_048_576;
const RULES_PAGE_MAX = 200;
const ChannelPut = Type.Object(
  { code: Code, ...PutChannel.properties },
  { additionalProperties: false, $id: 'ChannelPut' },
);
const Version = Type.Union([
  Type.Literal('latest'),
  Type.String({ pattern: '^[1-9][0-9]{0,14}$' }),
]);

/** Channels, carriers and the weights of sourcing. */
export function settingsRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    const write = 'settings:write' as const;
    const read = 'settings:read' as const;
    const problems = ['invalid_settings'] as const;

    app.put(
      '/v1/channels/:code',
      {
        config: {
          setting: 'channel/:code',
          policy: write,
          isCommand: true,
          answers: { 200: ChannelPut },
          problems,
        },
        schema: {
          tags: ['channels'],
          summary: 'Create or replace a channel',
          params: CodePath,
          body: PutChannel,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_channel', {
          code: request.params.code,
          ...request.body,
        }),
    );
    app.get(
      '/v1/settings/version',
      {
        config: { policy: read, answers: { 200: SettingVersion } },
        schema: {
          tags: ['operations'],
          summary: 'The version of settings, for those that are read in lists',
          description:
            'Read it before the settings themselves, change them, and send it as If-Match: when somebody else has put them meanwhile, the change is refused (412) and nothing is overwritten unseen. What is read one by one carries it as ETag.',
          querystring: Type.Object(
            {
              name: Type.String({
                pattern: '^[a-z_]+/[^/\\s]{1,64}(/[a-zA-Z-]{2,16})?$',
                description: 'channel/web, account/ACME, notice_template/shipped/en',
              }),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query: { name } }, reply) =>
        sendJson(reply, { name, version: await readSettingVersion(door.pool, name) }),
    );

    app.get(
      '/v1/channels',
      {
        config: { policy: read, answers: { 200: ChannelList } },
        schema: { tags: ['channels'], summary: 'All channels' },
      },
      async (_request, reply) =>
        sendJson(reply, { items: await listChannels(door.pool), nextCursor: null }),
    );
    app.get(
      '/v1/channels/:code',
      {
        config: { setting: 'channel/:code', policy: read, answers: { 200: ChannelView } },
        schema: { tags: ['channels'], summary: 'One channel', params: CodePath },
      },
      async ({ params }, reply) => sendFound(reply, await readChannel(door.pool, params.code)),
    );

    app.put(
      '/v1/carrier-services/:code',
      {
        bodyLimit: CARRIER_SERVICE_BYTES_MAX,
        config: {
          setting: 'carrier_service/:code',
          policy: write,
          isCommand: true,
          answers: { 200: CarrierServiceView },
          problems,
        },
        schema: {
          tags: ['sourcing'],
          summary: 'Create or replace a service of a carrier with its lanes and rates',
          params: CodePath,
          body: PutCarrierService,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_carrier_service', {
          code: request.params.code,
          ...request.body,
        }),
    );
    app.get(
      '/v1/carrier-services',
      {
        config: { policy: read, answers: { 200: CarrierServiceList } },
        schema: { tags: ['sourcing'], summary: 'All carrier services' },
      },
      async (_request, reply) =>
        sendJson(reply, { items: await listCarrierServices(door.pool), nextCursor: null }),
    );
    app.get(
      '/v1/carrier-services/:code',
      {
        config: {
          setting: 'carrier_service/:code',
          policy: read,
          answers: { 200: CarrierServiceView },
        },
        schema: { tags: ['sourcing'], summary: 'One carrier service', params: CodePath },
      },
      async ({ params }, reply) =>
        sendFound(reply, await readCarrierService(door.pool, params.code)),
    );

    app.put(
      '/v1/sourcing/weights',
      {
        config: {
          setting: 'sourcing/weights',
          policy: write,
          isCommand: true,
          answers: { 200: SourcingWeightsBody },
          problems,
        },
        schema: {
          tags: ['sourcing'],
          summary: 'Set how much each part of the cost counts',
          body: SourcingWeightsBody,
        },
      },
      (request, reply) => carryOut(door, request, reply, 'put_weights', request.body),
    );
    app.get(
      '/v1/sourcing/weights',
      {
        config: {
          setting: 'sourcing/weights',
          policy: read,
          answers: { 200: SourcingWeightsView },
        },
        schema: { tags: ['sourcing'], summary: 'How much each part of the cost counts' },
      },
      async (_request, reply) => sendJson(reply, await readSourcingWeights(door.pool)),
    );
    app.get(
      '/v1/sourcing/rules',
      {
        config: { policy: read, answers: { 200: RulesVersionPage } },
        schema: {
          tags: ['sourcing'],
          summary: 'The versions of the rules that decisions cite, newest first',
          querystring: Type.Object(
            {
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: RULES_PAGE_MAX })),
              cursor: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,14}$' })),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => {
        const before = query.cursor === undefined ? null : Number(query.cursor);
        const page = await listRulesVersions(door.pool, before, query.limit ?? PAGE_LIMIT_DEFAULT);
        return sendJson(reply, page);
      },
    );
    app.get(
      '/v1/sourcing/rules/:version',
      {
        config: { policy: read, answers: { 200: RulesDocument } },
        schema: {
          tags: ['sourcing'],
          summary: 'The rules of a version, whole',
          params: Type.Object({ version: Version }),
        },
      },
      async ({ params: { version } }, reply) => {
        const rules =
          version === 'latest'
            ? await readLatestRules(door.pool)
            : await readRules(door.pool, Number(version));
        return rules === null
          ? sendRefusal(
              reply,
              refuse('not_found', `There are no rules of version ${version}.`, { version }),
            )
          : sendJson(reply, rules);
      },
    );
  };
}
