import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Refusal } from '../../contracts/errors.ts';
import { JSON_TYPE, sendRefusal } from './problems.ts';

/** What a query of a module answers. */
type Answer<Value> = { readonly kind: 'found'; readonly value: Value } | Refusal;

export const PAGE_LIMIT_DEFAULT = 50;

/** The two parameters that every list takes. */
export const pageParameters = (limitMax: number) => ({
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: limitMax,
      description: `Items on a page; ${PAGE_LIMIT_DEFAULT} unless given`,
    }),
  ),
  cursor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1_024, description: 'nextCursor of the page before' }),
  ),
});

/** The page that a query string asks for. */
export function pageOf(query: { readonly limit?: number; readonly cursor?: string }) {
  return { limit: query.limit ?? PAGE_LIMIT_DEFAULT, cursor: query.cursor ?? null };
}

/** A page of what was asked for with one item more than its limit, whose next page begins behind its last id. */
export function pageById<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
): { readonly items: readonly Item[]; readonly nextCursor: string | null } {
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Sends what a query has found, or why it has not. */
export function sendFound(reply: FastifyReply, answer: Answer<unknown>): FastifyReply {
  return answer.kind === 'refused' ? sendRefusal(reply, answer) : sendJson(reply, answer.value);
}

/** Sends a value as JSON. */
export function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return reply.header('content-type', JSON_TYPE).send(JSON.stringify(value));
}
