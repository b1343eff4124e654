import type { Step } from './at-work.ts';
import type { Resolved } from './order-book.ts';

/** A call of the API. */
export interface ApiRequest {
  readonly method: 'POST' | 'PATCH' | 'PUT';
  readonly path: string;
  readonly body: object;
}

/** Fields of bodies that carry a time of the world; the server's clock is the machine's. */
const TIME_FIELDS = new Set([
  'expectedAt',
  'expiresAt',
  'dueAt',
  'occurredAt',
  'shippedAt',
  'takenAt',
  'until',
]);

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
    if (resolved.kind === 'quarantine_lot' || resolved.kind === 'release_lot') {
      const { sku, lot, ...why } = body;
      const deed = resolved.kind === 'release_lot' ? 'release' : 'quarantine';
      const path = `/v1/stock/${encodeURIComponent(String(sku))}/lots/${encodeURIComponent(String(lot))}/${deed}`;
      return { method: 'POST', path, body: why };
    }
    if (resolved.kind === 'put_allotment') {
      const { code, ...rest } = body;
      const path = `/v1/stock/allotments/${encodeURIComponent(String(code))}`;
      return { method: 'PUT', path, body: rest };
    }
    if (resolved.kind === 'issue_gift_card') {
      // The code is made where the card is issued, and told to whoever asked for it.
      const { secretHash: _secretHash, ending: _ending, ...card } = body;
      return { method: 'POST', path: '/v1/gift-cards', body: card };
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
    case 'appease_order':
      return { method: 'POST', path: `${order}/appease`, body };
    case 'release_hold':
      return { method: 'POST', path: `${order}/holds/${resolved.holdId}/release`, body };
    default:
      return { method: 'POST', path: `${order}/release`, body };
  }
}

/** Where each step of an errand goes, and which field of its command the path names. */
const STEP_PATHS: Readonly<Record<string, { readonly field: string; readonly path: string }>> = {
  answer_change_request: {
    field: 'changeRequest',
    path: '/v1/fulfilment/change-requests/:id/answer',
  },
  plan_waves: { field: 'location', path: '/v1/fulfilment/sites/:id/waves' },
  release_wave: { field: 'wave', path: '/v1/fulfilment/waves/:id/release' },
  confirm_picks: { field: 'pickList', path: '/v1/fulfilment/pick-lists/:id/picks' },
  pack_order: { field: 'fulfilmentOrder', path: '/v1/fulfilment/orders/:id/pack' },
  hand_over: { field: 'fulfilmentOrder', path: '/v1/fulfilment/orders/:id/hand-over' },
  accept_purchase_order: {
    field: 'purchaseOrder',
    path: '/v1/fulfilment/purchase-orders/:id/accept',
  },
  decline_purchase_order: {
    field: 'purchaseOrder',
    path: '/v1/fulfilment/purchase-orders/:id/decline',
  },
  ship_purchase_order: {
    field: 'purchaseOrder',
    path: '/v1/fulfilment/purchase-orders/:id/shipments',
  },
  send_purchase_order: { field: 'purchaseOrder', path: '/v1/fulfilment/purchase-orders/:id/send' },
  close_manifest: { field: 'manifest', path: '/v1/fulfilment/manifests/:id/close' },
  request_return: { field: 'orderId', path: '/v1/orders/:id/returns' },
  judge_return: { field: 'returnId', path: '/v1/returns/:id/judge' },
  send_return: { field: 'returnId', path: '/v1/returns/:id/send' },
  cancel_return: { field: 'returnId', path: '/v1/returns/:id/cancel' },
  receive_return: { field: 'returnId', path: '/v1/returns/:id/receive' },
  inspect_return: { field: 'returnId', path: '/v1/returns/:id/inspect' },
  finish_refurbishment: { field: 'returnId', path: '/v1/returns/:id/finish-refurbishment' },
  resolve_exception: { field: 'exceptionId', path: '/v1/exceptions/:id/resolve' },
  decide_effect: { field: 'effectId', path: '/v1/flow-effects/:id/settle' },
  note_exception: { field: 'exceptionId', path: '/v1/exceptions/:id/notes' },
  take_snapshot: { field: '', path: '/v1/stock/snapshots' },
  decide_snapshot: { field: 'id', path: '/v1/stock/snapshots/:id/decide' },
  record_count: { field: 'id', path: '/v1/counts/:id/count' },
  decide_count: { field: 'id', path: '/v1/counts/:id/decide' },
  report_tracking: { field: '', path: '/v1/fulfilment/tracking' },
};

const SHIPMENT_TRACKING = { field: 'shipment', path: '/v1/fulfilment/shipments/:id/tracking' };

/** The call that does a step of an errand. @throws for a step that no call does */
export function requestOfStep(
  { kind, body }: Step,
  realText: (text: string) => string,
): ApiRequest {
  // Carriers name a shipment by their number, who sent it by ours.
  const target =
    kind === 'report_tracking' && 'shipment' in body ? SHIPMENT_TRACKING : STEP_PATHS[kind];
  if (target === undefined) throw new Error(`no call of the API does ${kind}`);
  const { [target.field]: id, ...rest } = withRealTimes(body, realText) as Record<string, unknown>;
  return {
    method: 'POST',
    path: target.path.replace(':id', encodeURIComponent(String(id))),
    body: rest,
  };
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
