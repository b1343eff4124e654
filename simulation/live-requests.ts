import type { Resolved } from './order-book.ts';

/** A call of the API. */
export interface ApiRequest {
  readonly method: 'POST' | 'PATCH' | 'PUT';
  readonly path: string;
  readonly body: object;
}

/** Fields of bodies that carry a time of the world; the server's clock is the machine's. */
const TIME_FIELDS = new Set(['expectedAt', 'expiresAt', 'dueAt']);

const STOCK_PATHS: Readonly<Partial<Record<Resolved['kind'], string>>> = {
  receive_stock: '/v1/stock/receipts',
  adjust_stock: '/v1/stock/adjustments',
  announce_supply: '/v1/stock/announcements',
  close_supply: '/v1/stock/announcements/close',
  transfer_stock: '/v1/stock/transfers',
  reserve_stock: '/v1/stock/reservations',
};

/** The call that does a deed; null for deeds that nobody does over the API from outside. */
export function requestOf(
  resolved: Resolved,
  realText: (text: string) => string,
): ApiRequest | null {
  const body = withRealTimes(resolved.body, realText) as Record<string, unknown>;
  if (resolved.orderId === null) {
    if (resolved.kind === 'place_order') {
      // An order is placed when the server takes it in.
      const { placedAt: _placedAt, ...order } = body;
      return { method: 'POST', path: '/v1/orders', body: order };
    }
    if (resolved.kind === 'receive_transfer') {
      const { reference, ...receipt } = body;
      const path = `/v1/stock/transfers/${encodeURIComponent(String(reference))}/receive`;
      return { method: 'POST', path, body: receipt };
    }
    const path = STOCK_PATHS[resolved.kind];
    return path === undefined ? null : { method: 'POST', path, body };
  }
  const order = `/v1/orders/${resolved.orderId}`;
  switch (resolved.kind) {
    case 'record_payment':
      return { method: 'POST', path: `${order}/payments`, body };
    case 'cancel_order':
      return { method: 'POST', path: `${order}/cancel`, body };
    case 'amend_order':
      return { method: 'PATCH', path: order, body };
    case 'hold_order':
      return { method: 'POST', path: `${order}/holds`, body };
    case 'release_hold':
      return { method: 'POST', path: `${order}/holds/${resolved.holdId}/release`, body };
    default:
      return { method: 'POST', path: `${order}/release`, body };
  }
}

function withRealTimes(value: unknown, realText: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withRealTimes(item, realText));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      TIME_FIELDS.has(name) && typeof field === 'string'
        ? realText(field)
        : withRealTimes(field, realText),
    ]),
  );
}
