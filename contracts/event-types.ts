const named = (family: string, verbs: string): readonly string[] =>
  verbs
    .trim()
    .split(/\s+/)
    .map((verb) => `${family}.${verb}`);

/**
 * The events that other systems are told of, by the first word of their type. A webhook names types, or
 * whole families by their beginning: `order.`
 */
export const EVENT_FAMILIES: Readonly<Record<string, readonly string[]>> = {
  order: named(
    'order',
    `placed amended cancelled lines_cancelled marked flagged held hold_released hold_overdue noted sourced released
     payment_recorded payment_requested payment_confirmed payment_dropped deadline_moved promise_moved delivered
     closed expired return_expected return_inspected return_called_off goods_returned appeased refund_requested
     exchange_refunded invoice_overdue shipped`,
  ),
  fulfilment: named(
    'fulfilment',
    `waved picking_started picked short_picked packed shipment_booked shipment_voided shipped in_transit
     customs_released out_for_delivery delivery_failed delivered returned_to_sender ready_for_pick_up
     change_requested change_accepted change_refused change_withdrawn lots_suggested taken_out withdrawn split
     opened_again told_again waves_planned wave_cancelled pick_list_released pick_list_done manifest_closed
     slots_put`,
  ),
  return: named(
    'return',
    `requested approved rejected cancelled on_the_way received inspected refurbished closed expired expected
     exchanged exchange_due`,
  ),
  goods: named('goods', 'taken_back'),
  claim: named('claim', 'opened submitted accepted rejected paid withdrawn'),
  purchase_order: named(
    'purchase_order',
    `drafted sent accepted declined changed shipped part_shipped cancelled not_sent mail_requested supplier_told`,
  ),
  stock: named(
    'stock',
    `received adjusted transferred reserved promise_broken reconciled drift_found correction_proposed
     correction_requested withheld_settled`,
  ),
  supply: named('supply', 'announced closed'),
  transfer: named('transfer', 'received'),
  reservation: named('reservation', 'expired released'),
  lot: named('lot', 'quarantined released expired'),
  snapshot: named('snapshot', 'received compared rejected'),
  count: named('count', 'ordered recorded posted reopened cancelled'),
  counts: named('counts', 'planned'),
  safety_stock: named('safety_stock', 'set applied'),
  exception: named(
    'exception',
    'opened joined left resolved assigned escalated noted snoozed woken',
  ),
  flow_task: named('flow_task', 'opened claimed returned delegated completed overdue withdrawn'),
  flow_api: named('flow_api', 'called ended'),
  flow_asset: named('flow_asset', 'drawn published deprecated restored removed'),
  flow_signal: named('flow_signal', 'taken kept unfit'),
  account: named('account', 'posted put'),
  gift_card: named('gift_card', 'issued'),
  sku: named('sku', 'put tracking_set'),
  location: named('location', 'put'),
  channel: named('channel', 'put'),
  carrier_service: named('carrier_service', 'put'),
  job: named('job', 'failed retried dropped'),
  flow: named(
    'flow',
    `drawn submitted refused approved rejected withdrawn release_started release_widened published rolled_back replaced
     release_stopped stopped run_failed run_moved effect_done effect_failed effect_unsure effect_compensated`,
  ),
};
