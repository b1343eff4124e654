import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { keepPhoto, PHOTO_BYTES_MAX, readPhoto } from '../modules/returns/index.ts';
import { Photo } from '../../contracts/returns.ts';
import { sendFound } from './answer-query.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const tags = ['returns'];
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'application/octet-stream'];
const PhotoPath = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) });

/** Pictures of what came back, or did not come as it should. */
export function photosRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool, clock } = door;
  return async (app) => {
    app.addContentTypeParser(PICTURES, { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    app.removeContentTypeParser(['application/json', 'text/plain']);

    app.post(
      '/v1/photos',
      {
        bodyLimit: PHOTO_BYTES_MAX,
        config: {
          policy: 'returns:request',
          // Whoever has a picture in hand may upload it; its id tells nothing of anybody.
          reach: 'shared',
          answers: { 200: Photo },
          problems: ['unsupported_media_type'],
          mediaTypes: { request: 'application/octet-stream' },
          streamed: Type.String({ description: 'The bytes of a JPEG, PNG or WebP picture' }),
        },
        schema: { tags, summary: 'Upload a photo; its id is what returns and claims name' },
      },
      async (request, reply) => {
        const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const actor = request.principal?.actor ?? '';
        return sendFound(reply, await keepPhoto(pool, content, { at: clock.now(), actor }));
      },
    );

    app.get(
      '/v1/photos/:id',
      {
        config: {
          policy: 'returns:read',
          // Its name follows from its bytes: who knows it has the return that names it.
          reach: 'shared',
          answers: { 200: null },
          // Bytes, which no view goes through.
          appliesViews: true,
          mediaTypes: { answer: 'image/*' },
        },
        schema: { tags, summary: 'A photo as it was uploaded', params: PhotoPath },
      },
      async ({ params }, reply) => {
        const answer = await readPhoto(pool, params.id);
        if (answer.kind === 'refused') return sendRefusal(reply, answer);
        return reply
          .header('content-type', answer.value.mediaType)
          .header('content-disposition', 'inline')
          .header('x-content-type-options', 'nosniff')
          .send(answer.value.content);
      },
    );
  };
}
