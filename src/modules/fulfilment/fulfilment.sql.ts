import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const fulfilmentOrders = defineRecordTable({
  table: 'fulfilment.fulfilment_order',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'order_id',
    'number',
    'location_id',
    'location',
    'state',
    'priority',
    'service',
    'ship_by',
    'deliver_by',
    'wave_id',
    'lines',
    'cartons',
    'parcels',
    'pick_up_code',
    'shipments_booked',
    'released_at',
    'state_since',
  ],
  instants: ['ship_by', 'deliver_by', 'released_at', 'state_since'],
  lookups: { order_id: 'bigint', wave_id: 'text' },
});

export const sites = defineRecordTable({
  table: 'fulfilment.site',
  key: 'location',
  keyType: 'text',
  columns: [
    'location',
    'version',
    'settings',
    'box_types',
    'waves_planned',
    'manifests_opened',
    'open_manifests',
    'next_wave_at',
  ],
  instants: ['next_wave_at'],
});

export const companies = defineRecordTable({
  table: 'fulfilment.company',
  key: 'id',
  keyType: 'text',
  columns: ['id', 'version', 'settings', 'contracts'],
});

export const slots = defineRecordTable({
  table: 'fulfilment.slot',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'location',
    'code',
    'aisle',
    'x_millimetres',
    'y_millimetres',
    'sequence',
  ],
});

export const skuPlaces = defineRecordTable({
  table: 'fulfilment.sku_place',
  key: 'id',
  keyType: 'text',
  columns: ['id', 'version', 'location', 'sku', 'slot_id', 'slot'],
  lookups: { slot_id: 'text' },
});

export const waves = defineRecordTable({
  table: 'fulfilment.wave',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'location',
    'state',
    'collection_at',
    'orders',
    'units',
    'lines',
    'weight_grams',
    'pick_lists_open',
    'planned_at',
    'state_since',
  ],
  instants: ['collection_at', 'planned_at', 'state_since'],
});

export const pickLists = defineRecordTable({
  table: 'fulfilment.pick_list',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'wave_id',
    'location',
    'state',
    'picker',
    'lines',
    'length_millimetres',
    'slot_order_length_millimetres',
    'released_at',
    'state_since',
  ],
  instants: ['released_at', 'state_since'],
  lookups: { wave_id: 'text' },
});

export const shipments = defineRecordTable({
  table: 'fulfilment.shipment',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'fulfilment_order_id',
    'order_id',
    'location_id',
    'location',
    'state',
    'carrier',
    'service',
    'tracking_number',
    'carrier_reference',
    'cost_minor',
    'currency',
    'ship_from',
    'ship_to',
    'parcels',
    'manifest_id',
    'deliver_by',
    'tracking',
    'proof_of_delivery',
    'booked_at',
    'shipped_at',
    'delivered_at',
    'state_since',
  ],
  instants: ['deliver_by', 'booked_at', 'shipped_at', 'delivered_at', 'state_since'],
  lookups: { fulfilment_order_id: 'text', tracking_number: 'text' },
});

export const manifests = defineRecordTable({
  table: 'fulfilment.manifest',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'location',
    'carrier',
    'day',
    'state',
    'shipments',
    'parcels',
    'weight_grams',
    'cost_minor',
    'currency',
    'opened_at',
    'closed_at',
    'carrier_reference',
  ],
  instants: ['opened_at', 'closed_at'],
});

export const changeRequests = defineRecordTable({
  table: 'fulfilment.change_request',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'group_id',
    'order_id',
    'fulfilment_order_id',
    'location',
    'kind',
    'state',
    'lines',
    'ship_to',
    'reason',
    'asked_by',
    'asked_at',
    'answer',
    'answered_by',
    'answered_at',
  ],
  instants: ['asked_at', 'answered_at'],
  lookups: { group_id: 'text', order_id: 'bigint' },
});

export const nextSsccBlocks = defineStatement(
  'fulfilment_next_sscc_blocks',
  `select nextval('fulfilment.sscc_block') as first from generate_series(1, $1::integer)`,
);

export const purchaseOrders = defineRecordTable({
  table: 'fulfilment.purchase_order',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'order_id',
    'location',
    'state',
    'lines',
    'ship_to',
    'ship_by',
    'supplier_reference',
    'expected_at',
    'reason',
    'sent_at',
    'mails',
    'shipments',
    'created_at',
    'state_since',
  ],
  instants: ['ship_by', 'expected_at', 'sent_at', 'created_at', 'state_since'],
  lookups: { order_id: 'bigint' },
});
