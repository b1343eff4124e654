import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

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
    location: 'plain',
    state: 'plain',
    priority: 'plain',
    service: 'plain',
    ship_by: 'instant',
    deliver_by: 'instant',
    wave_id: 'plain',
    lines: 'plain',
    cartons: 'plain',
    parcels: 'plain',
    pick_up_code: 'plain',
    shipments_booked: 'plain',
    released_at: 'instant',
    state_since: 'instant',
  },
  lookups: { order_id: 'bigint', wave_id: 'text' },
});

export const sites = defineRecordTable({
  table: 'fulfilment.site',
  key: 'location',
  keyType: 'text',
  columns: {
    location: 'plain',
    version: 'plain',
    settings: 'plain',
    box_types: 'plain',
    waves_planned: 'plain',
    manifests_opened: 'plain',
    open_manifests: 'plain',
    next_wave_at: 'instant',
  },
});

export const companies = defineRecordTable({
  table: 'fulfilment.company',
  key: 'id',
  keyType: 'text',
  columns: { id: 'plain', version: 'plain', settings: 'plain', contracts: 'plain' },
});

export const slots = defineRecordTable({
  table: 'fulfilment.slot',
  key: 'id',
  keyType: 'text',
  columns: {
    id: 'plain',
    version: 'plain',
    location: 'plain',
    code: 'plain',
    aisle: 'plain',
    x_millimetres: 'plain',
    y_millimetres: 'plain',
    sequence: 'plain',
  },
});

export const skuPlaces = defineRecordTable({
  table: 'fulfilment.sku_place',
  key: 'id',
  keyType: 'text',
  columns: {
    id: 'plain',
    version: 'plain',
    location: 'plain',
    sku: 'plain',
    slot_id: 'plain',
    slot: 'plain',
  },
  lookups: { slot_id: 'text' },
});

export const waves = defineRecordTable({
  table: 'fulfilment.wave',
  key: 'id',
  keyType: 'text',
  columns: {
    id: 'plain',
    version: 'plain',
    location: 'plain',
    state: 'plain',
    collection_at: 'instant',
    orders: 'plain',
    units: 'plain',
    lines: 'plain',
    weight_grams: 'plain',
    pick_lists_open: 'plain',
    planned_at: 'instant',
    state_since: 'instant',
  },
});

export const pickLists = defineRecordTable({
  table: 'fulfilment.pick_list',
  key: 'id',
  keyType: 'text',
  columns: {
    id: 'plain',
    version: 'plain',
    wave_id: 'plain',
    location: 'plain',
    state: 'plain',
    picker: 'plain',
    lines: 'plain',
    length_millimetres: 'plain',
    slot_order_length_millimetres: 'plain',
    released_at: 'instant',
    state_since: 'instant',
  },
  lookups: { wave_id: 'text' },
});

export const shipments = defineRecordTable({
  table: 'fulfilment.shipment',
  key: 'id',
  keyType: 'text',
  columns: {
    id: 'plain',
    version: 'plain',
    fulfilment_order_id: 'plain',
    order_id: 'plain',
    location_id: 'plain',
    location: 'plain',
    state: 'plain',
    carrier: 'plain',
    service: 'plain',
    tracking_number: 'plain',
    carrier_reference: 'plain',
    cost_minor: 'plain',
    currency: 'plain',
    ship_from: 'plain',
    ship_to: 'plain',
    parcels: 'plain',
    manifest_id: 'plain',
    deliver_by: 'instant',
    tracking: 'plain',
    proof_of_delivery: 'plain',
    booked_at: 'instant',
    shipped_at: 'instant',
    delivered_at: 'instant',
    state_since: 'instant',
  },
  lookups: { fulfilment_order_id: 'text', tracking_number: 'text' },
});

export const manifests = defineRecordTable({
  table: 'fulfilment.manifest',
  key: 'id',
  keyType: 'text',
  columns: {
    id: 'plain',
    version: 'plain',
    location: 'plain',
    carrier: 'plain',
    day: 'plain',
    state: 'plain',
    shipments: 'plain',
    parcels: 'plain',
    weight_grams: 'plain',
    cost_minor: 'plain',
    currency: 'plain',
    opened_at: 'instant',
    closed_at: 'instant',
    carrier_reference: 'plain',
  },
});

export const changeRequests = defineRecordTable({
  table: 'fulfilment.change_request',
  key: 'id',
  keyType: 'text',
  columns: {
    id: 'plain',
    version: 'plain',
    group_id: 'plain',
    order_id: 'plain',
    fulfilment_order_id: 'plain',
    location: 'plain',
    kind: 'plain',
    state: 'plain',
    lines: 'plain',
    ship_to: 'plain',
    reason: 'plain',
    asked_by: 'plain',
    asked_at: 'instant',
    answer: 'plain',
    answered_by: 'plain',
    answered_at: 'instant',
  },
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
  columns: {
    id: 'plain',
    version: 'plain',
    order_id: 'plain',
    location: 'plain',
    state: 'plain',
    lines: 'plain',
    ship_by: 'instant',
    supplier_reference: 'plain',
    expected_at: 'instant',
    reason: 'plain',
    created_at: 'instant',
    state_since: 'instant',
  },
});
