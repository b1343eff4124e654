import { defineRecordTable } from '../../hub/index.ts';

export const fulfilmentOrders = defineRecordTable({
  table: 'fulfilment.fulfilment_order',
  key: 'id',
  keyType: 'text',
  columns: {
    id: 'plain',
    version: 'plain',
    order_id: 'plain',
    number: 'plain',
    location_id: 'plain',
    state: 'plain',
    priority: 'plain',
    service: 'plain',
    ship_by: 'instant',
    deliver_by: 'instant',
    wave_id: 'plain',
    lines: 'plain',
    released_at: 'instant',
    state_since: 'instant',
  },
  lookups: { order_id: 'bigint', wave_id: 'text' },
});
