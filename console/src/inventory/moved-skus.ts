import type { LiveEvent } from '../client/live-stream.ts';

const KINDS = new Set(['order', 'shipment', 'fulfilment_order', 'return', 'purchase_order']);

/** Whether an event of an order may have moved stock of a SKU; null: of any. */
export function movesStockOf(event: LiveEvent, sku: string | null): boolean {
  const [kind = ''] = event.subject.split('/', 1);
  return KINDS.has(kind) && (sku === null || namesSku(event.data, sku));
}

function namesSku(value: unknown, sku: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => namesSku(item, sku));
  return Object.entries(value).some(
    ([name, item]) => (name === 'sku' && item === sku) || namesSku(item, sku),
  );
}
