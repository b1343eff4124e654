import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Pool } from 'pg';
import Type, { type Static } from 'typebox';
import { listConnectors, listEffects, readConnector } from '../flows/index.ts';
import {
  ConnectorCode,
  ConnectorList,
  ConnectorSettings,
  ConnectorView,
  EffectChanged,
  EffectState,
  FlowEffectPage,
  PutConnector,
  SettleEffect,
} from '../../contracts/flow-effects.ts';
import { pageOf, pageParameters, sendFound, sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';
import { carryOutOnFlow } from './flow-releases-routes.ts';
import { readMomentCursor, writeMomentCursor } from './moment-cursor.ts';

const EFFECT_PAGE_MAX = 200;
const tags = ['flows'];
const reach = 'refused' as const;
const isCommand = true;
const ConnectorPath = Type.Object({ code: ConnectorCode });
const EffectPath = Type.Object({ id: Type.String({ format: 'uuid' }) });

const EffectFilters = Type.Object({
  orderId: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,14}$' })),
  run: Type.Optional(Type.String({ format: 'uuid' })),
  state: Type.Optional(EffectState),
  connector: Type.Optional(ConnectorCode),
});

/** Systems outside that flows may call, and what runs have asked of them. */
export function flowEffectsRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool, clock, environment } = door;
  return async (app) => {
    app.get(
      '/v1/flow-connectors',
      {
        config: { policy: 'flows:read', reach, answers: { 200: ConnectorList } },
        schema: { tags, summary: 'Systems outside that flows may call, and how they do' },
      },
      async (_request, reply) =>
        sendJson(reply, { items: await listConnectors(pool, clock.now(), environment) }),
    );

    app.get(
      '/v1/flow-connectors/:code',
      {
        config: { policy: 'flows:read', reach, answers: { 200: ConnectorView } },
        schema: {
          tags,
          summary: 'A system outside: how it is called, whether it is well',
          params: ConnectorPath,
        },
      },
      async ({ params }, reply) =>
        sendFound(reply, await readConnector(pool, params.code, clock.now(), environment)),
    );

    app.put(
      '/v1/flow-connectors/:code',
      {
        config: {
          setting: 'flow_connector/:code',
          policy: 'settings:write',
          reach,
          isCommand,
          problems: ['invalid_settings'],
          answers: { 200: ConnectorSettings },
        },
        schema: {
          tags,
          summary: 'Set up or change a system outside that flows may call',
          params: ConnectorPath,
          body: PutConnector,
        },
      },
      async (request, reply) =>
        carryOutOnFlow(door, request, reply, 'put_flow_connector', {
          code: request.params.code,
          ...request.body,
        }),
    );

    app.delete(
      '/v1/flow-connectors/:code',
      {
        config: {
          policy: 'settings:write',
          reach,
          isCommand,
          answers: { 200: ConnectorSettings },
          problems: ['connector_in_use'],
        },
        schema: {
          tags,
          summary: 'Let flows call it no more',
          params: ConnectorPath,
        },
      },
      async (request, reply) =>
        carryOut(door, request, reply, 'remove_flow_connector', { code: request.params.code }),
    );

    app.get(
      '/v1/flow-effects',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowEffectPage } },
        schema: {
          tags,
          summary: 'What runs have asked for outside, newest first',
          querystring: Type.Object(
            { ...EffectFilters.properties, ...pageParameters(EFFECT_PAGE_MAX) },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => sendFound(reply, await findEffects(pool, query, pageOf(query))),
    );

    app.post(
      '/v1/flow-effects/:id/settle',
      {
        config: {
          policy: 'flows:write',
          reach,
          isCommand,
          problems: ['illegal_transition'],
          answers: { 200: EffectChanged },
        },
        schema: {
          tags,
          summary: 'Say what became of something of which nobody knew; its run goes on',
          params: EffectPath,
          body: SettleEffect,
        },
      },
      async (request, reply) =>
        carryOut(door, request, reply, 'decide_effect', {
          effectId: request.params.id,
          ...request.body,
        }),
    );
  };
}

/** Effects as a list asks for them, newest first. */
async function findEffects(
  pool: Pool,
  { orderId, run, state, connector }: Static<typeof EffectFilters>,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
) {
  const place = readMomentCursor(cursor);
  if (place !== null && 'kind' in place) return place;
  const { items, last } = await listEffects(pool, {
    orderId: orderId === undefined ? null : Number(orderId),
    runId: run ?? null,
    state: state ?? null,
    connector: connector ?? null,
    before: place === null ? null : { requestedAt: place.at, id: place.id },
    limit,
  });
  const nextCursor = writeMomentCursor(
    last === null ? null : { at: last.requestedAt, id: last.id },
  );
  return { kind: 'found', value: { items, nextCursor } } as const;
}
