import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import {
  deliveryKeyPrefix,
  listDeadLetters,
  listDeliveries,
  listWebhooks,
  makeWebhookSecret,
  readWebhook,
} from '../modules/notices/index.ts';
import { refuse } from '../../contracts/errors.ts';
import { JobPage, SettledJob } from '../../contracts/jobs.ts';
import {
  ChangeWebhook,
  CreateWebhook,
  DeliveryPage,
  Replayed,
  RotateWebhookSecret,
  WebhookList,
  WebhookTested,
  WebhookView,
  WebhookWithSecret,
} from '../../contracts/webhooks.ts';
import { pageById, pageOf, pageParameters, sendJson } from './answer-query.ts';
import { allowNoBody, carryOut, sendAnswer, submitWish } from './carry-out.ts';
import type { Door } from './door.ts';
import { JobId, viewJob } from './jobs-routes.ts';
import { sendRefusal } from './problems.ts';

const PAGE_MAX = 200;
const tags = ['webhooks'];
const read = 'partners:read' as const;
const write = 'partners:write' as const;
const isCommand = true;
const Uuid = Type.String({ format: 'uuid' });
const IdPath = Type.Object({ id: Uuid });
const pageQuery = (cursor: typeof Uuid) =>
  Type.Object(
    { ...pageParameters(PAGE_MAX), cursor: Type.Optional(cursor) },
    { additionalProperties: false },
  );

/** Other systems that hear of events. */
export function webhooksRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(commands(door));
    await app.register(lists(door));
  };
}

function commands(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/v1/webhooks',
      {
        config: {
          policy: write,
          isCommand,
          answers: { 201: WebhookWithSecret },
          problems: ['invalid_settings'],
        },
        schema: {
          tags,
          summary: 'Have events posted to a URL; the answer shows the secret, once',
          body: CreateWebhook,
        },
      },
      (request, reply) => carryOutWithSecret(door, request, reply, 'create_webhook', request.body),
    );

    app.patch(
      '/v1/webhooks/:id',
      {
        config: {
          policy: write,
          isCommand,
          answers: { 200: WebhookView },
          problems: ['not_found', 'invalid_settings'],
        },
        schema: {
          tags,
          summary: 'Change where events go and which; switch it off and on',
          params: IdPath,
          body: ChangeWebhook,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'change_webhook', {
          ...request.body,
          id: request.params.id,
        }),
    );

    app.post(
      '/v1/webhooks/:id/rotate',
      {
        config: {
          policy: write,
          isCommand,
          answers: { 200: WebhookWithSecret },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'Make a new secret; the one before signs as well for a time of grace',
          params: IdPath,
          body: RotateWebhookSecret,
        },
        preValidation: allowNoBody,
      },
      (request, reply) =>
        carryOutWithSecret(door, request, reply, 'rotate_webhook_secret', {
          ...request.body,
          id: request.params.id,
        }),
    );

    for (const { method, path, kind, summary, status, answer } of [
      {
        method: 'DELETE' as const,
        path: '',
        kind: 'remove_webhook',
        summary: 'Send nothing more there, for good',
        status: 200,
        answer: WebhookView,
      },
      {
        method: 'POST' as const,
        path: '/test',
        kind: 'test_webhook',
        summary: 'Send an event webhook.tested there; what becomes of it stands in the log',
        status: 202,
        answer: WebhookTested,
      },
      {
        method: 'POST' as const,
        path: '/resume',
        kind: 'resume_webhook',
        summary: 'Try a paused one again at once',
        status: 200,
        answer: WebhookView,
      },
    ]) {
      app.route({
        method,
        url: `/v1/webhooks/:id${path}`,
        config: {
          policy: write,
          isCommand,
          answers: { [status]: answer },
          problems: ['not_found', 'illegal_transition'],
        },
        schema: { tags, summary, params: IdPath },
        handler: (request, reply) =>
          carryOut(door, request, reply, kind, { id: request.params.id }),
      });
    }

    app.post(
      '/v1/webhooks/:id/dead-letters/replay',
      {
        config: { policy: write, isCommand, answers: { 200: Replayed } },
        schema: {
          tags,
          summary: 'Deliver dead letters again, a thousand at a time',
          params: IdPath,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'retry_dead_jobs', {
          keyPrefix: deliveryKeyPrefix(request.params.id),
        }),
    );

    app.post(
      '/v1/webhooks/:id/dead-letters/:jobId/replay',
      {
        config: {
          policy: write,
          isCommand,
          answers: { 200: SettledJob },
          problems: ['not_found', 'illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Deliver a dead letter again',
          params: Type.Object({ id: Uuid, jobId: JobId }),
        },
      },
      (request, reply) => {
        const { id, jobId } = request.params;
        const keyPrefix = deliveryKeyPrefix(id);
        return carryOut(door, request, reply, 'retry_job', { id: jobId, keyPrefix });
      },
    );
  };
}

function lists(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/webhooks',
      {
        config: { policy: read, answers: { 200: WebhookList } },
        schema: { tags, summary: 'Who hears of events', querystring: pageQuery(Uuid) },
      },
      async ({ query }, reply) => {
        const { limit, cursor } = pageOf(query);
        const found = await listWebhooks(door.pool, door.clock.now(), cursor, limit + 1);
        return sendJson(reply, pageById(found, limit));
      },
    );

    app.get(
      '/v1/webhooks/:id',
      {
        config: { policy: read, answers: { 200: WebhookView }, problems: ['not_found'] },
        schema: { tags, summary: 'One of them', params: IdPath },
      },
      async ({ params: { id } }, reply) => {
        const found = await readWebhook(door.pool, door.clock.now(), id);
        return found === null
          ? sendRefusal(reply, refuse('not_found', `There is no webhook ${id}.`, { id }))
          : sendJson(reply, found);
      },
    );

    app.get(
      '/v1/webhooks/:id/deliveries',
      {
        config: { policy: read, answers: { 200: DeliveryPage } },
        schema: {
          tags,
          summary: 'Attempts at deliveries of the last 30 days, newest first',
          params: IdPath,
          querystring: pageQuery(Uuid),
        },
      },
      async ({ params: { id }, query }, reply) => {
        const { limit, cursor } = pageOf(query);
        const found = await listDeliveries(door.pool, id, cursor, limit + 1);
        return sendJson(reply, pageById(found, limit));
      },
    );

    app.get(
      '/v1/webhooks/:id/dead-letters',
      {
        config: { policy: read, answers: { 200: JobPage } },
        schema: {
          tags,
          summary: 'Deliveries that are not tried again by themselves, oldest first',
          params: IdPath,
          querystring: pageQuery(JobId),
        },
      },
      async ({ params: { id }, query }, reply) => {
        const { limit, cursor } = pageOf(query);
        const found = await listDeadLetters(door.pool, id, cursor ?? '0', limit + 1);
        return sendJson(reply, pageById(found.map(viewJob), limit));
      },
    );
  };
}

/** The secret is made here and goes out in this first answer only; who repeats the request gets the rest of it. */
async function carryOutWithSecret(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: string,
  body: object,
): Promise<FastifyReply> {
  const secret = makeWebhookSecret();
  const answer = submitWish(door, request, {
    kind,
    body: { ...body, secret },
    recognisedBy: body,
  });
  if ('kind' in answer) return sendRefusal(reply, answer);
  const given = await answer;
  if (given.status >= 300 || given.repeated) return sendAnswer(reply, given);
  const shown = { ...(JSON.parse(given.body) as object), secret };
  return sendAnswer(reply, { ...given, body: JSON.stringify(shown) });
}
