import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  placeFromText,
  readDecision,
  readDecisionsOfOrder,
  type DecisionOfEvent,
} from '../hub/index.ts';
import { instantToText } from '../kernel/clock.ts';
import {
  StoredDecision,
  StoredDecisions,
  VariedDecision,
  VaryDecision,
} from '../../contracts/decisions.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import { sendJson } from './answer-query.ts';
import { OrderPath } from './contract-parts.ts';
import { decisionKinds } from './decision-kinds.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const tags = ['events'];
const reach = 'refused' as const;
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

function viewOf({ stored, agrees, ...event }: DecisionOfEvent): StoredDecision {
  return {
    sequence: event.sequence,
    type: event.type,
    subject: event.subject,
    occurredAt: instantToText(event.occurredAt),
    ...stored,
    agrees,
  };
}

/** An input of somebody's own making may be one that no decision was written for. */
function vary({ stored }: DecisionOfEvent, patch: unknown): VariedDecision | Refusal {
  const input = merged(stored.input, patch);
  try {
    const again = decisionKinds.takeAgain(stored, input);
    if (again === null) throw new TypeError('the kind is unknown');
    return {
      kind: stored.kind,
      input,
      choice: again.choice,
      storedChoice: stored.choice,
      isOther: !again.agrees,
    };
  } catch (error) {
    return refuse(
      'invalid_request',
      `On this input nothing can be decided: ${(error as Error).message}.`,
      { field: 'body/input' },
    );
  }
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
