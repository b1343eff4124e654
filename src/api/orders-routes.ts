import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { orderToPlace } from '../modules/orders/index.ts';
import { problemOf, refuse } from '../../contracts/errors.ts';
import { ChangedOrder, RequestedChange } from '../../contracts/order-changes.ts';
import {
  AmendOrder,
  CancelOrder,
  HoldOrder,
  NoteOrder,
  PlacedOrder,
  PlaceOrder,
  ReleaseHold,
  SourceOrder,
} from '../../contracts/orders.ts';
import { RecordPayment } from '../../contracts/payments.ts';
import { allowNoBody, carryOut, sendAnswer, submitWish } from './carry-out.ts';
import { OrderPath } from './contract-parts.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const HoldPath = Type.Object({
  ...OrderPath.properties,
  holdId: Type.String({ minLength: 1, maxLength: 64 }),
});
const NoBody = Type.Object({}, { additionalProperties: false });

const tags = ['orders'];
const policy = 'orders:write' as const;
const isCommand = true;

/** Commands on orders. */
export function orderCommands(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/v1/orders',
      {
        config: {
          policy,
          isCommand,
          answers: { 201: PlacedOrder },
          problems: [
            'external_id_reused',
            'insufficient_stock',
            'no_location_serves_destination',
            'cannot_serve_unsplit',
            'unknown_reference',
            'total_mismatch',
            'invalid_custom_fields',
            'invalid_settings',
            'refused_by_flow',
          ],
        },
        schema: {
          tags,
          summary: 'Place an order',
          description:
            'Sources the order and reserves or allocates its stock before it answers. The same channel and externalId with the same body gives the same answer again.',
          body: PlaceOrder,
        },
      },
      // Not async and with nothing in between: this is the route that is measured in thousands a second.
      (request, reply) => {
        const answer = submitWish(door, request, {
          kind: 'place_order',
          body: orderToPlace(request.body),
          recognisedBy: request.body,
        });
        if ('kind' in answer) return sendRefusal(reply, answer);
        answer.then(
          (answered) => sendAnswer(reply, answered),
          (error: Error) => void reply.send(error),
        );
        return reply;
      },
    );

    app.patch(
      '/v1/orders/:id',
      {
        config: {
          policy,
          isCommand,
          answers: { 200: ChangedOrder, 202: RequestedChange },
          headers: { 'If-Match': 'The version that the change is made for, in quotes' },
          problems: [
            'version_conflict',
            'precondition_failed',
            'illegal_transition',
            'unknown_reference',
            'insufficient_stock',
            'no_location_serves_destination',
            'cannot_serve_unsplit',
            'total_mismatch',
            'invalid_custom_fields',
          ],
        },
        schema: {
          tags,
          summary: 'Change an order; once locations have it, they are asked',
          description:
            'What no location has is changed at once. Of what locations have, less of a line and another address within the country can be asked for: 202 names the requests. If-Match with the version in quotes, as ETag gave it, refuses the change when the order has another version by now.',
          params: OrderPath,
          body: AmendOrder,
        },
      },
      async (request, reply) => {
        const ifMatch = request.headers['if-match'];
        const body = { orderId: Number(request.params.id), ...request.body };
        if (ifMatch === undefined || ifMatch === '*') {
          return carryOut(door, request, reply, 'amend_order', body);
        }
        const version = /^"(\d{1,9})"$/.exec(ifMatch)?.[1];
        if (version === undefined) {
          return sendRefusal(
            reply,
            refuse('invalid_request', 'If-Match is a version in quotes, for example "3".', {
              field: 'If-Match',
            }),
          );
        }
        return amendIfMatch(door, request, reply, { ...body, expectedVersion: Number(version) });
      },
    );

    const onOrder = (
      path: string,
      kind: string,
      summary: string,
      body:
        | typeof CancelOrder
        | typeof HoldOrder
        | typeof RecordPayment
        | typeof NoteOrder
        | typeof NoBody,
    ) => {
      app.post(
        `/v1/orders/:id/${path}`,
        {
          config: {
            policy,
            isCommand,
            answers:
              body === CancelOrder
                ? { 200: ChangedOrder, 202: RequestedChange }
                : { 200: ChangedOrder },
            problems: ['illegal_transition', 'already_exists', 'refused_by_flow'],
          },
          schema: { tags, summary, params: OrderPath, body },
          ...(body === NoBody ? { preValidation: allowNoBody } : {}),
        },
        (request, reply) =>
          carryOut(door, request, reply, kind, {
            orderId: Number(request.params.id),
            ...request.body,
          }),
      );
    };
    onOrder('cancel', 'cancel_order', 'Cancel an order, or quantities of its lines', CancelOrder);
    onOrder('holds', 'hold_order', 'Hold an order', HoldOrder);
    onOrder('payments', 'record_payment', 'Record a fact about its payment', RecordPayment);
    onOrder(
      'notes',
      'note_order',
      'Note something about an order, for those who work on it',
      NoteOrder,
    );
    onOrder('release', 'release_order', 'Hand a sourced order to its locations', NoBody);

    app.post(
      '/v1/orders/:id/source',
      {
        config: {
          policy,
          isCommand,
          answers: { 200: ChangedOrder },
          problems: [
            'version_conflict',
            'illegal_transition',
            'unknown_reference',
            'insufficient_stock',
            'no_location_serves_destination',
            'cannot_serve_unsplit',
          ],
        },
        schema: {
          tags,
          summary: 'Plan anew what no location has of an order',
          description:
            'Leaves locations out for this time, or changes whether it may be split. When the plan comes out the same, nothing changes.',
          params: OrderPath,
          body: SourceOrder,
        },
        preValidation: allowNoBody,
      },
      (request, reply) =>
        carryOut(door, request, reply, 'source_order_again', {
          orderId: Number(request.params.id),
          ...request.body,
        }),
    );

    app.post(
      '/v1/orders/:id/holds/:holdId/release',
      {
        config: {
          policy,
          isCommand,
          answers: { 200: ChangedOrder },
          problems: ['illegal_transition'],
        },
        schema: { tags, summary: 'End a hold', params: HoldPath, body: ReleaseHold },
        preValidation: allowNoBody,
      },
      (request, reply) =>
        carryOut(door, request, reply, 'release_hold', {
          orderId: Number(request.params.id),
          holdId: request.params.holdId,
          ...request.body,
        }),
    );
  };
}

/** Amends; a version that the caller put into If-Match and that is not the current one is its own refusal. */
async function amendIfMatch(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  body: { readonly orderId: number; readonly expectedVersion: number },
): Promise<FastifyReply> {
  const submitted = submitWish(door, request, { kind: 'amend_order', body });
  if ('kind' in submitted) return sendRefusal(reply, submitted);
  const answer = await submitted;
  if (answer.status !== 409) return sendAnswer(reply, answer);
  const { code, detail } = JSON.parse(answer.body) as { code: string; detail: string };
  if (code !== 'version_conflict') return sendAnswer(reply, answer);
  const problem = problemOf(refuse('precondition_failed', detail, { field: 'If-Match' }));
  return sendAnswer(reply, {
    status: problem.status,
    body: JSON.stringify(problem),
    repeated: false,
  });
}
