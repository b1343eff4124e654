import type { CausedCommand, EventConsumer, StoredEvent } from '../../hub/index.ts';

interface Expected {
  readonly sku: string;
  readonly quantity: number;
  readonly orderId: string | null;
}

/**
 * What comes back without anybody having asked here: goods that a carrier brings back, and goods that a
 * channel has taken back. Each becomes a return of its order, under a reference that counts once. And what
 * is sent for goods that were accepted in exchange.
 */
export const returnsConsumer: EventConsumer = {
  name: 'returns',
  types: () => CONSUMED,
  consume: (events) => Promise.resolve({ commands: events.flatMap(returnsCommandsOf) }),
};

const CONSUMED = ['fulfilment.returned_to_sender', 'return.expected', 'return.exchange_due'];

/** The commands that follow from one event; none of an event that nothing is to come back or go out for. */
export function returnsCommandsOf(event: StoredEvent): CausedCommand[] {
  if (!CONSUMED.includes(event.type)) return [];
  const data = JSON.parse(event.data) as Readonly<Record<string, unknown>>;
  // The event says all that the order needs.
  if (event.type === 'return.exchange_due')
    return [{ kind: 'place_exchange', body: data, cause: event }];
  return event.type === 'return.expected' ? takenBack(event, data) : broughtBack(event, data);
}

function broughtBack(event: StoredEvent, data: Readonly<Record<string, unknown>>): CausedCommand[] {
  const lines = data['lines'] as
    | readonly { readonly lineNumber: number; readonly quantity: number }[]
    | undefined;
  if (event.order_id === null || lines === undefined) return [];
  const body = {
    orderId: event.order_id,
    reference: `carrier/${String(data['shipment'])}`,
    lines: lines.map((line) => ({ ...line, reason: 'undeliverable' })),
    comesAnyway: true,
  };
  return [{ kind: 'request_return', body, cause: event }];
}

function takenBack(event: StoredEvent, data: Readonly<Record<string, unknown>>): CausedCommand[] {
  const expected = (data['expected'] ?? []) as readonly Expected[];
  const byOrder = Map.groupBy(expected, ({ orderId }) => orderId);
  return [...byOrder].flatMap(([orderId, items]) =>
    orderId === null
      ? []
      : [
          {
            kind: 'expect_return',
            body: {
              orderId: Number(orderId),
              reference: `channel/${String(data['externalId'])}`,
              items: items.map(({ sku, quantity }) => ({ sku, quantity })),
              note: typeof data['reason'] === 'string' ? data['reason'] : '',
            },
            cause: event,
            name: orderId,
          },
        ],
  );
}
