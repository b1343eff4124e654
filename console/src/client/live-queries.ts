import type { LiveEvent } from './live-stream.ts';

/** Which kinds of queries an event of a subject touches, by the first word of the subject. */
const LISTS_OF_SUBJECT: Readonly<Record<string, readonly string[]>> = {
  order: ['orders', 'overview'],
  stock: ['stock'],
  sku: ['skus', 'stock'],
  location: ['locations'],
  exception: ['exceptions', 'overview'],
  return: ['returns'],
  claim: ['claims'],
  fulfilment_order: ['fulfilment'],
  wave: ['fulfilment'],
  pick_list: ['fulfilment'],
  shipment: ['fulfilment', 'shipments'],
  manifest: ['fulfilment'],
  change_request: ['fulfilment'],
  purchase_order: ['fulfilment'],
  count: ['counts', 'stock'],
  snapshot: ['snapshots'],
  transfer: ['stock'],
  supply: ['stock'],
  reservation: ['stock'],
  allotment: ['allotments', 'stock'],
  'count-plan': ['count-plans'],
  'safety-stock-rule': ['safety-stock-rules'],
  channel: ['channels'],
  // What somebody has chosen on another machine is chosen here too.
  person: ['people', 'preferences'],
  carrier: ['shipping'],
};

/** The same by the first word of the event's type: what moves stock may be named after a location or a SKU. */
const LISTS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  stock: ['stock'],
  safety_stock: ['stock', 'safety-stock-rules'],
  lot: ['stock'],
  snapshot: ['snapshots', 'stock'],
  counts: ['counts', 'count-plans'],
  // What locations do with an order is told as something of the order, too.
  fulfilment: ['fulfilment'],
  // The rules of sourcing are made of these three.
  location: ['settings-locations', 'rules'],
  carrier_service: ['rules'],
  sourcing_weights: ['rules'],
};

/**
 * The keys of the queries that an event makes stale. A query's key begins with what it lists, then the
 * name of the one thing it shows, if it shows one: `['order', '100000001', 'timeline']`.
 */
export function queriesTouchedBy(event: LiveEvent): readonly (readonly unknown[])[] {
  // Nothing is left of what was here: everything is read anew.
  if (event.type === 'sample.left') return [[]];
  const [kind = '', name = ''] = event.subject.split('/', 2);
  const orderId = event.data['orderId'];
  return [
    [kind, name],
    ...(LISTS_OF_SUBJECT[kind] ?? [`${kind}s`]).map((list) => [list]),
    ...(LISTS_OF_TYPE[event.type.split('.', 1)[0] ?? ''] ?? []).map((list) => [list]),
    ...(typeof orderId === 'string' ? [['order', orderId]] : []),
  ];
}
