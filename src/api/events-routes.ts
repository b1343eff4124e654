import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type, { type Static } from 'typebox';
import {
  eventToJson,
  FIRST_PLACE,
  placeFromText,
  placeToText,
  readEventsAfter,
  readEventsBefore,
  readPresent,
  withStatesBefore,
  type AuditFilter,
  type EventFilter,
  type Place,
} from '../hub/index.ts';
import { instantFromText } from '../kernel/clock.ts';
import { AuditPage, EventPage, type EventEnvelope } from '../../contracts/events.ts';
import { filledText, Timestamp } from '../../contracts/shared.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import { pageOf, pageParameters } from './answer-query.ts';
import type { Door } from './door.ts';
import { JSON_TYPE, sendRefusal } from './problems.ts';
import { eventLensFor } from './seen-events.ts';

const EVENTS_PAGE_MAX = 1_000;
const TYPES_MAX = 20;
const Closed = { additionalProperties: false } as const;

/** The filters that history and stream share. */
export const EventFilterQuery = {
  type: Type.Optional(
    Type.String({
      pattern: `^[a-z_]+(\\.[a-z_]*)?(,[a-z_]+(\\.[a-z_]*)?){0,${TYPES_MAX - 1}}$`,
      maxLength: 1_000,
      description:
        'Types, separated by commas; one that ends with a dot takes all that begin so: order.',
    }),
  ),
  order: Type.Optional(
    Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'Only what happened to this order' }),
  ),
};

/** The filters of the history: a chain of events is looked at, not followed live. */
export const HistoryFilterQuery = {
  ...EventFilterQuery,
  trace: Type.Optional(
    Type.String({
      pattern: '^(?!0{32})[0-9a-f]{32}$',
      description: 'Only what this trace has caused: the 32 digits in the middle of a traceparent',
    }),
  ),
};

const typesOf = ({ type }: { readonly type?: string }): string[] =>
  type === undefined ? [] : type.split(',');

/** The filter that a query string names. */
export function eventFilterOf(query: {
  readonly type?: string;
  readonly order?: string;
  readonly trace?: string;
}): EventFilter {
  return {
    types: typesOf(query),
    orderId: query.order === undefined ? null : Number(query.order),
    traceId: query.trace ?? null,
  };
}

/** By what the audit is narrowed. */
export const AuditFilters = Type.Object({
  actor: Type.Optional(filledText(200, 'key/NAME, person/LOGIN, system/clock')),
  type: EventFilterQuery.type,
  subject: Type.Optional(filledText(200, 'What it was done to')),
  since: Type.Optional(Timestamp),
  until: Type.Optional(Timestamp),
});

/** The filter that a query string of the audit names. */
export function auditFilterOf(query: Static<typeof AuditFilters>): AuditFilter {
  return {
    types: typesOf(query),
    actor: query.actor ?? null,
    subject: query.subject ?? null,
    since: query.since === undefined ? null : instantFromText(query.since),
    until: query.until === undefined ? null : instantFromText(query.until),
  };
}

/** The place that a text names, or a refusal that names the field it came from. */
export function placeOr(
  text: string | undefined,
  otherwise: Place,
  field: string,
): Place | Refusal {
  if (text === undefined) return otherwise;
  return (
    placeFromText(text) ??
    refuse(
      'invalid_request',
      `${field} is not a place in the history, such as an event's sequence.`,
      { field },
    )
  );
}

/** The history of what happened, forwards for machines and backwards for the audit. */
export function eventsRoutes({ pool }: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/events',
      {
        config: {
          policy: 'events:read',
          reach: ['location', 'customer'],
          answers: { 200: EventPage },
        },
        schema: {
          tags: ['events'],
          summary: 'What has happened, oldest first (CloudEvents 1.0)',
          description:
            'cursor takes nextCursor, or the sequence of any event: what follows it comes. Nothing ever appears before a place that was read.',
          querystring: Type.Object(
            { ...HistoryFilterQuery, ...pageParameters(EVENTS_PAGE_MAX) },
            Closed,
          ),
        },
      },
      async (request, reply) => {
        const { query, principal } = request;
        const { limit, cursor } = pageOf(query);
        const after = placeOr(cursor ?? undefined, FIRST_PLACE, 'cursor');
        if ('kind' in after) return sendRefusal(reply, after);
        const { events, end, isAtEnd } = await readEventsAfter(
          pool,
          after,
          eventFilterOf(query),
          limit,
        );
        const next = isAtEnd ? null : end;
        const lens = principal === null ? null : eventLensFor(pool, principal);
        if (lens === null) {
          return reply
            .header('content-type', JSON_TYPE)
            .send(pageText(events.map(eventToJson), next));
        }
        const envelopes = events.map((event) => JSON.parse(eventToJson(event)) as EventEnvelope);
        const seen = (await lens.see(envelopes)).filter((event) => event !== null);
        request.isViewed = true;
        return reply.header('content-type', JSON_TYPE).send(
          pageText(
            seen.map((event) => JSON.stringify(event)),
            next,
          ),
        );
      },
    );

    app.get(
      '/v1/audit',
      {
        config: { policy: 'operations:read', answers: { 200: AuditPage } },
        schema: {
          tags: ['operations'],
          summary: 'Who did what, when, and how it stood before and after, newest first',
          description:
            'data is how it stands after the event, before how it stood until then. Subjects are kind/name: order/100000001, person/ada, channel/web.',
          querystring: Type.Object(
            {
              ...AuditFilters.properties,
              ...pageParameters(EVENTS_PAGE_MAX),
            },
            Closed,
          ),
        },
      },
      async ({ query }, reply) => {
        const { limit, cursor } = pageOf(query);
        const before = placeOr(cursor ?? undefined, await readPresent(pool), 'cursor');
        if ('kind' in before) return sendRefusal(reply, before);
        const { events, end } = await readEventsBefore(pool, before, auditFilterOf(query), limit);
        const audited = await withStatesBefore(pool, events);
        const items = audited.map(({ event, before: state }) =>
          eventToJson(event).replace(/}$/, () => `,"before":${state ?? 'null'}}`),
        );
        return reply.header('content-type', JSON_TYPE).send(pageText(items, end));
      },
    );
  };
}

function pageText(events: readonly string[], next: Place | null): string {
  return `{"items":[${events.join(',')}],"nextCursor":${next === null ? 'null' : `"${placeToText(next)}"`}}`;
}
