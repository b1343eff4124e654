import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  listDecisionsOf,
  placeFromText,
  placeToText,
  readDecision,
  readDecisionsOfOrder,
  readPresent,
  type DecisionOfEvent,
} from '../hub/index.ts';
import { assert } from '../kernel/assert.ts';
import { instantToText } from '../kernel/clock.ts';
import {
  DecisionHeadPage,
  StoredDecision,
  StoredDecisions,
  VariedDecision,
  VaryDecision,
} from '../../contracts/decisions.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import { filledText } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendJson } from './answer-query.ts';
import { OrderPath } from './contract-parts.ts';
import { decisionKinds } from './decision-kinds.ts';
import type { Door } from './door.ts';
import { placeOr } from './events-routes.ts';
import { sendRefusal } from './problems.ts';

const tags = ['events'];
const reach = 'refused' as const;
const HEADS_PAGE_MAX = 200;
const SequencePath = Type.Object({
  sequence: Type.String({ minLength: 3, maxLength: 64, description: "The event's sequence" }),
});

/** Automatic choices other than sourcing: why, whether they come out again, and what would have been. */
export function decisionsRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool } = door;

  async function find(sequence: string): Promise<DecisionOfEvent | Refusal> {
    const place = placeFromText(sequence);
    const found = place === null ? null : await readDecision(pool, decisionKinds, place);
    return (
      found ?? refuse('not_found', `There is no decision with the event ${sequence}.`, { sequence })
    );
  }

  return async (app) => {
    app.get(
      '/v1/orders/:id/choices',
      {
        config: { policy: 'orders:read', reach, answers: { 200: StoredDecisions } },
        schema: {
          tags,
          summary: 'The automatic choices about an order besides sourcing, oldest first',
          params: OrderPath,
        },
      },
      async ({ params }, reply) => {
        const found = await readDecisionsOfOrder(pool, decisionKinds, Number(params.id));
        return sendJson(reply, { items: found.map(viewOf) });
      },
    );

    app.get(
      '/v1/decisions',
      {
        config: { policy: 'events:read', reach, answers: { 200: DecisionHeadPage } },
        schema: {
          tags,
          summary: 'What was chosen automatically about a thing that is no order, newest first',
          description:
            'Subjects are those of events: location/CTU has its waves and count plans, pick_list/ID its walk and lots, sku/CODE its differences in stock, safety-stock/rules what was kept back. What stands with an order is under /v1/orders/{id}/choices.',
          querystring: Type.Object(
            {
              subject: filledText(200, 'As the event names it: location/CTU'),
              kind: Type.Optional(Type.String({ pattern: '^[a-z_]+\\.[a-z_]+$', maxLength: 64 })),
              ...pageParameters(HEADS_PAGE_MAX),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => {
        const { limit, cursor } = pageOf(query);
        const before = placeOr(cursor ?? undefined, await readPresent(pool), 'cursor');
        if ('kind' in before) return sendRefusal(reply, before);
        const { subject, kind = null } = query;
        const found = await listDecisionsOf(pool, { subject, kind }, before, limit);
        const last = found.length < limit ? undefined : found.at(-1);
        return sendJson(reply, {
          items: found.map((head) => ({
            sequence: placeToText(head),
            type: head.type,
            subject: head.subject,
            occurredAt: instantToText(head.occurred_at),
            kind: head.kind,
          })),
          nextCursor: last === undefined ? null : placeToText(last),
        });
      },
    );

    app.get(
      '/v1/decisions/:sequence',
      {
        config: { policy: 'events:read', reach, answers: { 200: StoredDecision } },
        schema: {
          tags,
          summary: 'The automatic choice that stands with an event, taken again',
          params: SequencePath,
        },
      },
      async ({ params }, reply) => {
        const found = await find(params.sequence);
        return 'code' in found ? sendRefusal(reply, found) : sendJson(reply, viewOf(found));
      },
    );

    app.post(
      '/v1/decisions/:sequence/vary',
      {
        config: { policy: 'events:read', reach, answers: { 200: VariedDecision } },
        schema: {
          tags,
          summary: 'What would have been chosen on another input; changes nothing',
          params: SequencePath,
          body: VaryDecision,
        },
      },
      async ({ params, body }, reply) => {
        const found = await find(params.sequence);
        if ('code' in found) return sendRefusal(reply, found);
        const varied = vary(found, body.input);
        return 'code' in varied ? sendRefusal(reply, varied) : sendJson(reply, varied);
      },
    );
  };
}

function viewOf({ stored, agrees, ...event }: DecisionOfEvent) {
  return {
    sequence: event.sequence,
    type: event.type,
    subject: event.subject,
    occurredAt: instantToText(event.occurredAt),
    ...stored,
    agrees,
    parameters: decisionKinds.parametersOf(stored),
  };
}

/** What is varied beyond the parameters is not decided on: no rule was written for it, and it might take for ever. */
function vary({ stored }: DecisionOfEvent, patch: unknown): VariedDecision | Refusal {
  const input = merged(stored.input, patch);
  const wrong = decisionKinds.judge(stored, input);
  if (wrong !== null) {
    return refuse('invalid_request', `On this input nothing can be decided: ${wrong}.`, {
      field: 'body/input',
    });
  }
  const again = decisionKinds.takeAgain(stored, input);
  assert(again !== null, 'a decision that was read is of a known kind');
  return {
    kind: stored.kind,
    input,
    choice: again.choice,
    storedChoice: stored.choice,
    isOther: !again.agrees,
  };
}

/** JSON merge patch (RFC 7396). */
function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const isObject = typeof target === 'object' && target !== null && !Array.isArray(target);
  const result = new Map(Object.entries(isObject ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, merged(result.get(name), value));
  }
  return Object.fromEntries(result);
}
