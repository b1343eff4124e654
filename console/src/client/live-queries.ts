import type { LiveEvent } from './live-stream.ts';

/** Which kinds of queries an event of a subject touches, by the first word of the subject. */
const LISTS_OF_SUBJECT: Readonly<Record<string, readonly string[]>> = {
  // Orders enter flows, wait in them and leave them by what happens to them.
  order: ['orders', 'overview', 'flow-runs', 'flows'],
  // Flows use what stands in their library.
  flow: ['flows', 'flow_assets'],
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
  // How many calls wait, and of how many nobody knows, stands with the system that is called.
  flow_effect: ['flow_effects', 'flow_connectors'],
};

/** The same by the event's type or the first word of it: what moves stock may be named after a location or a SKU. */
const LISTS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  stock: ['stock'],
  'stock.reconciled': ['snapshots'],
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

/** Parts of an order that events of a type change for certain, beside the order itself; the rest follows. */
const PARTS_OF_ORDER: readonly (readonly [type: string, parts: readonly string[]])[] = [
  ['order.noted', ['notes']],
  ['order.payment', ['payments']],
  ['order.refund', ['payments']],
  ['order.', ['timeline']],
  ['fulfilment.', ['fulfilment', 'timeline']],
  ['return.', ['returns']],
  ['claim.', ['claims']],
];

/** Keys of queries that an event makes stale. */
export interface TouchedQueries {
  /** Exactly these, and at once. */
  readonly atOnce: readonly (readonly unknown[])[];
  /** Lists and figures: all whose keys begin so. */
  readonly lists: readonly (readonly unknown[])[];
  /** Everything of the thing: all whose keys begin so. */
  readonly rest: readonly (readonly unknown[])[];
}

/**
 * The queries that an event makes stale. A query's key begins with what it lists, then the name of the one
 * thing it shows, if it shows one: `['order', '100000001', 'timeline']`.
 */
export function queriesTouchedBy(event: LiveEvent): TouchedQueries {
  // Nothing is left of what was here: everything is read anew.
  if (event.type === 'sample.left') return { atOnce: [], lists: [[]], rest: [] };
  const [kind = '', name = ''] = event.subject.split('/', 2);
  const orderId = kind === 'order' ? name : event.data['orderId'];
  const order = typeof orderId === 'string' ? ['order', orderId] : null;
  const parts = PARTS_OF_ORDER.find(([type]) => event.type.startsWith(type))?.[1] ?? [];
  return {
    atOnce: [
      [kind, name],
      ...(order === null ? [] : [order, ...parts.map((part) => [...order, part])]),
    ],
    lists: [
      ...(LISTS_OF_SUBJECT[kind] ?? [`${kind}s`]).map((list) => [list]),
      ...[event.type.split('.', 1)[0] ?? '', event.type].flatMap((type) =>
        (LISTS_OF_TYPE[type] ?? []).map((list) => [list]),
      ),
    ],
    rest: [[kind, name], ...(order === null || kind === 'order' ? [] : [order])],
  };
}
