import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  listDrifts,
  listSnapshots,
  PAGE_LIMIT_MAX,
  readSnapshot,
  readSnapshotFile,
} from '../modules/inventory/index.ts';
import {
  DecideSnapshot,
  DriftPage,
  DriftView,
  ProposeCorrection,
  SnapshotPage,
  SnapshotQuery,
  SnapshotView,
  TakeSnapshot,
} from '../../contracts/inventory-snapshots.ts';
import { Code, filledText } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const tags = ['reconciliation'];
const Closed = { additionalProperties: false } as const;
const Page = pageParameters(PAGE_LIMIT_MAX);
const SnapshotPath = Type.Object({ id: filledText(64) });
const CSV = 'text/csv';

/** Agreeing with other systems about stock: their snapshots, what differs and why, corrections with four eyes. */
export function snapshotsRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    const write = { policy: 'stock:write', isCommand: true, reach: 'refused' } as const;
    const read = { policy: 'stock:read', reach: 'refused' } as const;
    app.addContentTypeParser(CSV, { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );

    app.post(
      '/v1/stock/snapshots',
      {
        config: { ...write, answers: { 201: SnapshotView }, problems: ['unknown_reference'] },
        schema: {
          tags,
          summary: 'Say what another system has on hand at a location',
          body: TakeSnapshot,
        },
      },
      (request, reply) => carryOut(door, request, reply, 'take_snapshot', request.body),
    );

    app.post(
      '/v1/stock/snapshots/file',
      {
        config: {
          ...write,
          answers: { 201: SnapshotView },
          problems: ['unknown_reference'],
          mediaTypes: { request: CSV },
        },
        schema: {
          tags,
          summary: 'The same as a CSV file with the columns sku, on_hand and perhaps lot',
          querystring: SnapshotQuery,
          body: Type.String(),
        },
      },
      async (request, reply) => {
        const file = readSnapshotFile(request.body);
        if (file.kind === 'refused') return sendRefusal(reply, file);
        const { lines } = file;
        return carryOut(door, request, reply, 'take_snapshot', { ...request.query, lines });
      },
    );

    app.get(
      '/v1/stock/snapshots',
      {
        config: { ...read, answers: { 200: SnapshotPage }, problems: ['not_found'] },
        schema: {
          tags,
          summary: 'Snapshots of other systems',
          querystring: Type.Object({ location: Type.Optional(Code), ...Page }, Closed),
        },
      },
      async ({ query }, reply) =>
        sendFound(reply, await listSnapshots(door.pool, query.location ?? null, pageOf(query))),
    );

    app.get(
      '/v1/stock/snapshots/:id',
      {
        config: { ...read, answers: { 200: SnapshotView } },
        schema: { tags, summary: 'One snapshot, and how far it is', params: SnapshotPath },
      },
      async ({ params }, reply) => sendFound(reply, await readSnapshot(door.pool, params.id)),
    );

    app.get(
      '/v1/stock/snapshots/:id/drifts',
      {
        config: { ...read, answers: { 200: DriftPage } },
        schema: {
          tags,
          summary: 'What differs, why that may be, and what is proposed',
          params: SnapshotPath,
          querystring: Type.Object(Page, Closed),
        },
      },
      async ({ params, query }, reply) =>
        sendFound(reply, await listDrifts(door.pool, params.id, pageOf(query))),
    );

    app.post(
      '/v1/stock/drifts/:id/propose',
      {
        config: { ...write, answers: { 200: DriftView }, problems: ['illegal_transition'] },
        schema: {
          tags,
          summary: 'Propose another cause or correction for a difference',
          params: SnapshotPath,
          body: ProposeCorrection,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'propose_correction', {
          id: request.params.id,
          ...request.body,
        }),
    );

    app.post(
      '/v1/stock/snapshots/:id/decide',
      {
        config: {
          ...write,
          answers: { 200: SnapshotView },
          problems: ['illegal_transition', 'second_person_needed'],
        },
        schema: {
          tags,
          summary: 'Approve or reject what is proposed; whoever sent or proposed it cannot',
          params: SnapshotPath,
          body: DecideSnapshot,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'decide_snapshot', {
          id: request.params.id,
          ...request.body,
        }),
    );
  };
}
