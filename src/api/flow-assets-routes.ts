import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { listAssets, readAsset } from '../flows/index.ts';
import {
  DeprecateFlowAsset,
  FlowAssetChanged,
  FlowAssetList,
  FlowAssetView,
  PublishFlowAsset,
  PutFlowAsset,
} from '../../contracts/flow-assets.ts';
import { FlowCode } from '../../contracts/flows.ts';
import { sendFound, sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';
import { carryOutOnFlow } from './flow-releases-routes.ts';

const tags = ['flows'];
const reach = 'refused' as const;
const isCommand = true;
const AssetPath = Type.Object({ name: FlowCode });

/** What flows share: decision tables, rules and templates, with versions, and where they are used. */
export function flowAssetsRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool } = door;
  return async (app) => {
    app.get(
      '/v1/flow-assets',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowAssetList } },
        schema: { tags, summary: 'What flows share, and which flows use it' },
      },
      async (_request, reply) => sendJson(reply, { items: await listAssets(pool) }),
    );

    app.get(
      '/v1/flow-assets/:name',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowAssetView } },
        schema: {
          tags,
          summary: 'An asset: its draft, its versions, where it is used',
          params: AssetPath,
        },
      },
      async ({ params }, reply) => sendFound(reply, await readAsset(pool, params.name)),
    );

    app.put(
      '/v1/flow-assets/:name',
      {
        config: {
          policy: 'flows:write',
          reach,
          isCommand,
          problems: ['version_conflict'],
          answers: { 200: FlowAssetChanged },
        },
        schema: {
          tags,
          summary: 'Keep what was written; flows stand by published versions only',
          params: AssetPath,
          body: PutFlowAsset,
        },
      },
      async (request, reply) =>
        carryOutOnFlow(door, request, reply, 'put_flow_asset', {
          ...request.body,
          name: request.params.name,
        }),
    );

    app.post(
      '/v1/flow-assets/:name/publish',
      {
        config: {
          policy: 'flows:write',
          reach,
          isCommand,
          problems: [
            'version_conflict',
            'flow_not_sound',
            'flow_against_policy',
            'second_person_needed',
            'login_in_same_hands',
          ],
          answers: { 200: FlowAssetChanged },
        },
        schema: {
          tags,
          summary: 'Make the draft a version; of what leads outside a second person does',
          params: AssetPath,
          body: PublishFlowAsset,
        },
      },
      async (request, reply) =>
        carryOutOnFlow(door, request, reply, 'publish_flow_asset', {
          ...request.body,
          name: request.params.name,
        }),
    );

    app.put(
      '/v1/flow-assets/:name/deprecation',
      {
        config: { policy: 'flows:write', reach, isCommand, answers: { 200: FlowAssetChanged } },
        schema: {
          tags,
          summary: 'Say that it is not to be used any more, and what is in its place',
          params: AssetPath,
          body: DeprecateFlowAsset,
        },
      },
      async (request, reply) =>
        carryOut(door, request, reply, 'deprecate_flow_asset', {
          name: request.params.name,
          deprecation: request.body,
        }),
    );

    app.delete(
      '/v1/flow-assets/:name/deprecation',
      {
        config: { policy: 'flows:write', reach, isCommand, answers: { 200: FlowAssetChanged } },
        schema: { tags, summary: 'Let it be used again', params: AssetPath },
      },
      async (request, reply) =>
        carryOut(door, request, reply, 'deprecate_flow_asset', {
          name: request.params.name,
          deprecation: null,
        }),
    );

    app.delete(
      '/v1/flow-assets/:name',
      {
        config: {
          policy: 'flows:write',
          reach,
          isCommand,
          problems: ['asset_in_use'],
          answers: { 200: FlowAssetChanged },
        },
        schema: {
          tags,
          summary: 'Take out of the library what no flow uses',
          params: AssetPath,
        },
      },
      async (request, reply) =>
        carryOut(door, request, reply, 'remove_flow_asset', { name: request.params.name }),
    );
  };
}
