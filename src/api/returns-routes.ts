import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import {
  countReturns,
  listReturns,
  readReturn,
  readReturnRules,
  unknownPhotos,
} from '../modules/returns/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import { Code, filledText } from '../../contracts/shared.ts';
import { ChangedOrder } from '../../contracts/order-changes.ts';
import {
  AppeaseOrder,
  CancelReturn,
  FinishRefurbishment,
  InspectReturn,
  JudgeReturn,
  ListedReturn,
  ReceiveReturn,
  RequestReturn,
  Return,
  ReturnCounts,
  ReturnPage,
  ReturnRules,
  ReturnStage,
  ReturnState,
  SendReturn,
} from '../../contracts/returns.ts';
import { pageOf, pageParameters, sendFound, sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import { OrderPath } from './contract-parts.ts';
import type { Door } from './door.ts';
import { refuseForeignOrder } from './own-orders.ts';
import { sendRefusal } from './problems.ts';
import { locationsWithin, reachesLocation, reachOf } from './reach.ts';

const RETURN_PAGE_MAX = 200;
const tags = ['returns'];
const ofCustomers = ['customer'] as const;
const ofAll = ['customer', 'location'] as const;
const isCommand = true;
const ReturnPath = Type.Object({
  id: Type.String({
    pattern: '^[1-9][0-9]{0,14}-R[1-9][0-9]{0,3}$',
    description: 'Order number and number of the return: 100001-R1',
  }),
});

/** By what a list of returns is narrowed. */
export const ReturnFilters = {
  order: Type.Optional(OrderPath.properties.id),
  state: Type.Optional(ReturnState),
  stage: Type.Optional(ReturnStage),
  channel: Type.Optional(Code),
  location: Type.Optional(Type.String({ ...Code, description: 'Where the goods go, or lie' })),
  search: Type.Optional(
    filledText(
      128,
      'A number: of the return, of its order here or at the channel (or how that begins), or of a parcel of it',
    ),
  ),
};

/** The filter that a query string names. */
export function returnFilterOf(query: {
  readonly order?: string;
  readonly state?: string;
  readonly stage?: ReturnStage;
  readonly channel?: string;
  readonly location?: string;
  readonly search?: string;
}) {
  return {
    orderId: query.order === undefined ? null : Number(query.order),
    state: query.state ?? null,
    stage: query.stage ?? null,
    channel: query.channel ?? null,
    location: query.location ?? null,
    search: query.search ?? null,
  };
}

const orderIdOf = (returnId: string) => Number(returnId.slice(0, returnId.indexOf('-')));

/** The steps that staff take with a return, each a command of its own. */
const STEPS = [
  {
    path: 'judge',
    kind: 'judge_return',
    summary: 'Say yes or no to a return that the rules ask about',
    body: JudgeReturn,
    policy: 'returns:write',
  },
  {
    path: 'send',
    kind: 'send_return',
    summary: 'The goods are on their way',
    body: SendReturn,
    policy: 'returns:write',
  },
  {
    path: 'cancel',
    kind: 'cancel_return',
    summary: 'Expect nothing more; what has come is finished as usual',
    body: CancelReturn,
    policy: 'returns:write',
  },
  {
    path: 'receive',
    kind: 'receive_return',
    summary: 'Goods have come; they lie in quality control until they are inspected',
    body: ReceiveReturn,
    policy: 'returns:receive',
  },
  {
    path: 'inspect',
    kind: 'inspect_return',
    summary: 'Say what becomes of goods that came, and credit what is accepted',
    body: InspectReturn,
    policy: 'returns:receive',
  },
  {
    path: 'finish-refurbishment',
    kind: 'finish_refurbishment',
    summary: 'Refurbished goods are as new, or lost',
    body: FinishRefurbishment,
    policy: 'returns:receive',
  },
] as const;

/** Goods that come back. */
export function returnsRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool, clock } = door;
  return async (app) => {
    app.post(
      '/v1/orders/:id/returns',
      {
        config: {
          policy: 'returns:request',
          reach: ofCustomers,
          isCommand,
          answers: { 200: Return, 201: Return },
          problems: ['not_returnable', 'unknown_reference', 'invalid_settings'],
        },
        schema: {
          tags,
          summary: 'Ask that goods of an order come back',
          description:
            'Approved at once where the rules allow it. 200: the same reference was asked before.',
          params: OrderPath,
          body: RequestReturn,
        },
      },
      async (request, reply) => {
        const orderId = Number(request.params.id);
        const foreign = await refuseForeignOrder(pool, request, orderId);
        if (foreign !== null) return sendRefusal(reply, foreign);
        const missing = await refusePhotos(door, request.body.lines);
        if (missing !== null) return sendRefusal(reply, missing);
        return carryOut(door, request, reply, 'request_return', { orderId, ...request.body });
      },
    );

    for (const { path, kind, summary, body, policy } of STEPS) {
      app.post(
        `/v1/returns/:id/${path}`,
        {
          config: {
            policy,
            // Workers take in hand what comes to their own locations.
            reach: policy === 'returns:receive' ? ['location'] : 'refused',
            isCommand,
            answers: { 200: Return },
            problems: ['illegal_transition', 'unknown_reference', 'lots_mismatch', 'goods_missing'],
          },
          schema: { tags, summary, params: ReturnPath, body },
        },
        async (request, reply) => {
          const foreign = await refuseForeignReturn(door, request, request.params.id);
          if (foreign !== null) return sendRefusal(reply, foreign);
          const given = request.body as InspectReturn;
          const missing = await refusePhotos(door, path === 'inspect' ? given.lines : []);
          return missing === null
            ? carryOut(door, request, reply, kind, { returnId: request.params.id, ...given })
            : sendRefusal(reply, missing);
        },
      );
    }

    app.get(
      '/v1/returns',
      {
        config: {
          policy: 'returns:read',
          reach: ofAll,
          answers: { 200: ReturnPage },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'Returns, newest first',
          querystring: Type.Object(
            {
              ...ReturnFilters,
              ...pageParameters(RETURN_PAGE_MAX),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const { order } = request.query;
        if (reachOf(request)?.by === 'customer') {
          if (order === undefined) {
            return sendRefusal(
              reply,
              refuse('invalid_request', 'Name one of your orders.', { field: 'query/order' }),
            );
          }
          const foreign = await refuseForeignOrder(pool, request, Number(order));
          if (foreign !== null) return sendRefusal(reply, foreign);
        }
        const filter = {
          ...returnFilterOf(request.query),
          locations: reachOf(request)?.by === 'location' ? locationsWithin(request) : null,
        };
        const page = pageOf(request.query);
        return sendFound(reply, await listReturns(pool, filter, page, clock.now()));
      },
    );

    app.get(
      '/v1/returns/summary',
      {
        config: {
          policy: 'returns:read',
          reach: ['location'],
          answers: { 200: ReturnCounts },
        },
        schema: {
          tags,
          summary: 'How many returns wait for what',
          querystring: Type.Object(
            { channel: ReturnFilters.channel, location: ReturnFilters.location },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const { channel = null, location = null } = request.query;
        const filter = { channel, location, locations: locationsWithin(request) };
        return sendJson(reply, await countReturns(pool, filter, clock.now()));
      },
    );

    app.get(
      '/v1/returns/:id',
      {
        config: { policy: 'returns:read', reach: ofAll, answers: { 200: ListedReturn } },
        schema: { tags, summary: 'One return', params: ReturnPath },
      },
      async (request, reply) => {
        const { id } = request.params;
        const foreign = await refuseForeignReturn(door, request, id);
        return foreign === null
          ? sendFound(reply, await readReturn(pool, id))
          : sendRefusal(reply, foreign);
      },
    );

    app.get(
      '/v1/settings/returns',
      {
        config: {
          setting: 'return_rules/rules',
          policy: 'settings:read',
          answers: { 200: ReturnRules },
        },
        schema: { tags, summary: 'How returns are judged and refunded' },
      },
      async (_request, reply) => sendJson(reply, await readReturnRules(pool)),
    );

    app.put(
      '/v1/settings/returns',
      {
        config: {
          setting: 'return_rules/rules',
          policy: 'settings:write',
          isCommand,
          answers: { 200: ReturnRules },
          problems: ['unknown_reference'],
        },
        schema: { tags, summary: 'Change how returns are judged and refunded', body: ReturnRules },
      },
      async (request, reply) => carryOut(door, request, reply, 'put_return_rules', request.body),
    );

    app.post(
      '/v1/orders/:id/appease',
      {
        config: {
          policy: 'returns:write',
          reach: 'refused',
          isCommand,
          answers: { 200: ChangedOrder },
          problems: ['too_much_credit', 'already_exists'],
        },
        schema: {
          tags,
          summary: 'Money back for a disappointment, without goods',
          params: OrderPath,
          body: AppeaseOrder,
        },
      },
      async (request, reply) =>
        carryOut(door, request, reply, 'appease_order', {
          orderId: Number(request.params.id),
          ...request.body,
        }),
    );
  };
}

/** A refusal when a return is another customer's or comes to somebody else's location: it is not there. */
async function refuseForeignReturn(
  { pool }: Door,
  request: FastifyRequest,
  id: string,
): Promise<Refusal | null> {
  const reach = reachOf(request);
  if (reach === null) return null;
  const missing = refuse('not_found', `There is no return ${id}.`, { returnId: id });
  if (reach.by === 'customer') {
    return (await refuseForeignOrder(pool, request, orderIdOf(id))) === null ? null : missing;
  }
  const found = await readReturn(pool, id);
  return found.kind === 'found' && reachesLocation(request, found.value.location) ? null : missing;
}

/** A refusal when lines name photos that nobody has uploaded. */
async function refusePhotos(
  { pool }: Door,
  lines: readonly { readonly photoIds?: readonly string[] }[],
) {
  const unknown = await unknownPhotos(
    pool,
    lines.flatMap(({ photoIds }) => photoIds ?? []),
  );
  return unknown.length === 0
    ? null
    : refuse('unknown_reference', `There is no photo ${unknown.join(', ')}: upload it first.`, {
        photoIds: unknown,
      });
}
