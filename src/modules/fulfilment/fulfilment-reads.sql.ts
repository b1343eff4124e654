import type { RecordTable } from '../../hub/index.ts';
import { defineStatement, type Statement } from '../../platform/postgres/index.ts';
import * as records from './fulfilment.sql.ts';

/** Locations whose waves are due ($1: milliseconds) and that have something open. */
export const readDueSites = defineStatement(
  'fulfilment_read_due_sites',
  `select site.location from fulfilment.site as site
   where site.next_wave_at <= to_timestamp($1::bigint / 1000.0)
     and exists (
       select from fulfilment.fulfilment_order as work
       where work.location = site.location and work.state = 'open'
     )
   order by site.next_wave_at limit $2`,
);

export const readWaveCandidates = defineStatement(
  'fulfilment_read_wave_candidates',
  `select id from fulfilment.fulfilment_order
   where location = $1 and state = 'open'
   order by ship_by, priority desc, id limit $2`,
);

export const readShipmentsToHandOver = defineStatement(
  'fulfilment_read_shipments_to_hand_over',
  `select shipment.id from fulfilment.shipment as shipment
   join fulfilment.manifest as manifest on manifest.id = shipment.manifest_id
   where shipment.state = 'booked' and manifest.state = 'closed'
   order by manifest.closed_at, shipment.id limit $1`,
);

/** Purchase orders that wait to be mailed until nothing stops their order any more. */
export const readBlockedPurchases = defineStatement(
  'fulfilment_read_blocked_purchases',
  `select id from fulfilment.purchase_order
   where state = 'drafted' and mails @> '[{"kind": "purchase_order", "outcome": "blocked"}]'
   order by created_at, id limit $1`,
);

/** Which rows a list shows. */
export type ListFilter = 'location' | 'state';

/** The statements of one list, by the filters that are set. */
export type ListStatements = Readonly<Record<'all' | ListFilter | 'location_state', Statement>>;

/**
 * A list by time and id under any of its filters, each combination with the index that answers it.
 * Parameters: the filters, then the time in milliseconds and the id of the row before, then the limit.
 */
function defineList(table: RecordTable, time: string, isAscending: boolean): ListStatements {
  const [compare, direction] = isAscending ? ['>', ''] : ['<', ' desc'];
  const define = (filters: readonly ListFilter[]) => {
    const conditions = filters.map((filter, index) => `${filter} = $${index + 1}`);
    const next = filters.length + 1;
    conditions.push(
      `(${time}, id) ${compare} (to_timestamp($${next}::bigint / 1000.0), $${next + 1})`,
    );
    return defineStatement(
      [table.name, 'list', ...filters].join('_'),
      `select ${table.columns.join(', ')} from ${table.name.replace('fulfilment_', 'fulfilment.')}
       where ${conditions.join(' and ')}
       order by ${time}${direction}, id${direction} limit $${next + 2}`,
    );
  };
  return {
    all: define([]),
    location: define(['location']),
    state: define(['state']),
    location_state: define(['location', 'state']),
  };
}

export const listFulfilmentOrders = defineList(records.fulfilmentOrders, 'ship_by', true);

/**
 * Fulfilment orders of a priority ($1), perhaps at a location: a page of each state that is asked for ($2), and of
 * these the first. So every page is read from an index, whatever the other states hold.
 */
const definePriorityList = (name: string, condition: string) => {
  const columns = records.fulfilmentOrders.columns.map((column) => `work.${column}`).join(', ');
  return defineStatement(
    name,
    `select ${columns} from unnest($2::text[]) as wanted (state)
     cross join lateral (
       select * from fulfilment.fulfilment_order as each
       where each.priority = $1 and each.state = wanted.state ${condition}
         and (each.ship_by, each.id) > (to_timestamp($3::bigint / 1000.0), $4::text)
       order by each.ship_by, each.id limit $5
     ) as work
     order by work.ship_by, work.id limit $5`,
  );
};
export const listFulfilmentOrdersOfPriority = definePriorityList(
  'fulfilment_list_orders_of_priority',
  '',
);
export const listFulfilmentOrdersOfPriorityAt = definePriorityList(
  'fulfilment_list_orders_of_priority_at',
  'and each.location = $6',
);

/** Those of one order are a handful: the other filters look at each. */
export const listFulfilmentOrdersOfOrder = defineStatement(
  'fulfilment_list_orders_of_order',
  `select ${records.fulfilmentOrders.columns.join(', ')} from fulfilment.fulfilment_order
   where order_id = $1 and state = any ($2::text[])
     and (ship_by, id) > (to_timestamp($3::bigint / 1000.0), $4::text)
     and ($6::text is null or location = $6) and ($7::smallint is null or priority = $7)
   order by ship_by, id limit $5`,
);

export const listWaves = defineList(records.waves, 'planned_at', false);
export const listPickLists = defineList(records.pickLists, 'released_at', false);
export const listShipments = defineList(records.shipments, 'booked_at', false);
export const listManifests = defineList(records.manifests, 'opened_at', false);
export const listChangeRequests = defineList(records.changeRequests, 'asked_at', false);
export const listPurchaseOrders = defineList(records.purchaseOrders, 'created_at', false);

export const listSlots = defineStatement(
  'fulfilment_list_slots',
  `select slot.location, slot.code, slot.aisle, slot.x_millimetres, slot.y_millimetres, slot.sequence,
     (select coalesce(jsonb_agg(place.sku order by place.sku), '[]'::jsonb)
      from fulfilment.sku_place as place where place.slot_id = slot.id) as skus
   from fulfilment.slot as slot
   where slot.location = $1 and (slot.sequence, slot.code) > ($2::integer, $3::text)
   order by slot.sequence, slot.code limit $4`,
);

export const readShipmentsOfOrder = defineStatement(
  'fulfilment_read_shipments_of_order',
  `select ${records.shipments.columns.join(', ')} from fulfilment.shipment
   where order_id = $1 order by booked_at, id`,
);

/** The fulfilment order that has a parcel ($1: its SSCC). What is opened again loses its parcels. */
export const findParcel = defineStatement(
  'fulfilment_find_parcel',
  `select id from fulfilment.fulfilment_order
   where parcels is not null
     and jsonb_path_query_array(parcels, '$[*].sscc') @> jsonb_build_array($1::text)
   order by id limit 1`,
);

/** The latest shipment of a fulfilment order that is not voided. */
export const readShipmentOfFulfilmentOrder = defineStatement(
  'fulfilment_read_shipment_of_fulfilment_order',
  `select ${records.shipments.columns.join(', ')} from fulfilment.shipment
   where fulfilment_order_id = $1 and state <> 'voided'
   order by booked_at desc, id desc limit 1`,
);

export const readShipmentsOfManifest = defineStatement(
  'fulfilment_read_shipments_of_manifest',
  `select ${records.shipments.columns.join(', ')} from fulfilment.shipment
   where manifest_id = $1 and id > $2 order by id limit $3`,
);

export const readChangeRequestsOfOrder = defineStatement(
  'fulfilment_read_change_requests_of_order',
  `select ${records.changeRequests.columns.join(', ')} from fulfilment.change_request
   where order_id = $1 order by asked_at, id`,
);

/** What the gates of fulfilment orders look at. */
export const readGateFacts = defineStatement(
  'fulfilment_read_gate_facts',
  `select work.id, work.order_id, channel.payment_deadline_minutes, place.is_open,
     place.time_zone, place.working_weekdays, place.holidays, place.cutoff_minute_of_day, site.settings
   from fulfilment.fulfilment_order as work
   join orders.order_header as header on header.id = work.order_id
   join orders.channel as channel on channel.id = header.channel_id
   join inventory.location as place on place.id = work.location_id
   left join fulfilment.site as site on site.location = work.location
   where work.id = any($1::text[])`,
);
