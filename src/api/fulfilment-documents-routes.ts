import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { makeManifestDocument, makeShipmentDocument } from '../modules/fulfilment/index.ts';
import type { Answer } from '../modules/inventory/index.ts';
import { refuse } from '../../contracts/errors.ts';
import { filledText } from '../../contracts/shared.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';
import { reachesLocation } from './reach.ts';

const IdPath = Type.Object({ id: filledText(160) });
const PDF = 'application/pdf';

/** Documents by the last part of their path. They are made when they are asked for. */
const DOCUMENTS = [
  {
    path: '/v1/fulfilment/shipments/:id/label.pdf',
    mediaType: PDF,
    summary: 'The labels of a shipment, 4 by 6 inches each',
    make: ({ pool }: Door, id: string) => makeShipmentDocument(pool, id, 'label.pdf'),
  },
  {
    path: '/v1/fulfilment/shipments/:id/label.zpl',
    mediaType: 'application/vnd.zebra-zpl',
    summary: 'The labels of a shipment for a label printer, in ZPL II',
    make: ({ pool }: Door, id: string) => makeShipmentDocument(pool, id, 'label.zpl'),
  },
  {
    path: '/v1/fulfilment/shipments/:id/packing-slip.pdf',
    mediaType: PDF,
    summary: 'What is in the cartons of a shipment',
    make: ({ pool }: Door, id: string) => makeShipmentDocument(pool, id, 'packing-slip.pdf'),
  },
  {
    path: '/v1/fulfilment/manifests/:id/manifest.pdf',
    mediaType: PDF,
    summary: 'What a carrier collects, to be signed',
    make: ({ pool }: Door, id: string) => makeManifestDocument(pool, id, 'manifest.pdf'),
  },
  {
    path: '/v1/fulfilment/manifests/:id/manifest.csv',
    mediaType: 'text/csv',
    summary: 'What a carrier collects, a line for each parcel',
    make: ({ pool }: Door, id: string) => makeManifestDocument(pool, id, 'manifest.csv'),
  },
] as const;

/** Labels, packing slips and manifests as files. */
export function fulfilmentDocumentsRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const { path, mediaType, summary, make } of DOCUMENTS) {
      app.get(
        path,
        {
          config: {
            policy: 'fulfilment:read',
            reach: ['location'],
            answers: { 200: null },
            // They go with the goods and hold what a carrier must read: where to, and no price or cost.
            appliesViews: true,
            mediaTypes: { answer: mediaType },
          },
          schema: { tags: ['fulfilment'], summary, params: IdPath },
        },
        async (request, reply) =>
          sendDocument(request, reply, await make(door, request.params.id), mediaType),
      );
    }
  };
}

function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  made: Answer<{ readonly location: string; readonly content: Buffer }>,
  mediaType: string,
): FastifyReply {
  if (made.kind === 'refused') return sendRefusal(reply, made);
  const { location, content } = made.value;
  if (!reachesLocation(request, location)) {
    return sendRefusal(reply, refuse('not_found', 'There is nothing under this number.'));
  }
  return reply
    .header('content-type', mediaType)
    .header('content-disposition', 'inline')
    .header('x-content-type-options', 'nosniff')
    .send(content);
}
