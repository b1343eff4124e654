import Type, { type Static } from 'typebox';
import { Timestamp } from './shared.ts';

/**
 * What happened, as CloudEvents 1.0 in JSON. `sequence` is the place of the event in the history: the
 * id under which it is streamed, and a cursor for what comes after it.
 */
export const EventEnvelope = Type.Object(
  {
    specversion: Type.Enum(['1.0']),
    id: Type.String({ format: 'uuid' }),
    source: Type.String({ format: 'uri-reference' }),
    type: Type.String({ description: 'Noun and past participle: order.placed' }),
    subject: Type.String({ description: 'kind/name: order/100000001, sku/TEA-01' }),
    time: Type.String({ format: 'date-time', description: 'When it happened in the world' }),
    datacontenttype: Type.Enum(['application/json']),
    traceparent: Type.String({ description: 'W3C trace of the call that caused it' }),
    sequence: Type.String({ description: 'Place in the history: transaction.id' }),
    recordedtime: Type.String({ format: 'date-time', description: 'When it was written down' }),
    actor: Type.String({ description: 'Who caused it: key/NAME, person/LOGIN, system/clock' }),
    data: Type.Unknown(),
  },
  { additionalProperties: false, $id: 'Event' },
);
export type EventEnvelope = Static<typeof EventEnvelope>;

export const EventPage = Type.Object(
  {
    items: Type.Array(EventEnvelope),
    nextCursor: Type.Union([Type.String(), Type.Null()], {
      description:
        'Send it as cursor to read on; null: nothing further is there yet. A page may hold fewer items than asked for, or none, and still have a next one',
    }),
  },
  { additionalProperties: false, $id: 'EventPage' },
);
export type EventPage = Static<typeof EventPage>;

export const AuditPage = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          ...EventEnvelope.properties,
          before: Type.Unknown({
            description: 'How it stood before; null: it was not there, or nothing is known',
          }),
        },
        { additionalProperties: false },
      ),
    ),
    nextCursor: EventPage.properties.nextCursor,
  },
  { additionalProperties: false, $id: 'AuditPage' },
);

/** A command that could not be carried out for a reason of ours, kept for a look. */
export const QuarantinedCommand = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    kind: Type.String(),
    actor: Type.String(),
    body: Type.Unknown(),
    error: Type.String(),
    traceparent: Type.String({ description: 'W3C trace of the call that caused it' }),
    state: Type.Enum(['waiting', 'retried', 'dropped']),
    quarantinedAt: Timestamp,
    retriedAt: Type.Union([Timestamp, Type.Null()]),
  },
  { additionalProperties: false, $id: 'QuarantinedCommand' },
);
export type QuarantinedCommand = Static<typeof QuarantinedCommand>;

export const QuarantinePage = Type.Object(
  {
    items: Type.Array(QuarantinedCommand),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false, $id: 'QuarantinePage' },
);
export type QuarantinePage = Static<typeof QuarantinePage>;
