import { assert } from '../../kernel/assert.ts';
import type { FulfilmentState, ShipmentState } from '../../../contracts/fulfilment.ts';

/**
 * Where a fulfilment order may go. The database's CHECK and the code are held to this table by a test.
 * Whatever has not left may go back to open (taken out of its wave) or be cancelled (short, called off).
 */
export const FULFILMENT_TRANSITIONS: Readonly<Record<FulfilmentState, readonly FulfilmentState[]>> =
  {
    // Nobody has begun; it waits for its gates and a wave.
    open: ['waved', 'shipped', 'cancelled'],
    // A wave has it; its pick list may be out.
    waved: ['open', 'picking', 'shipped', 'cancelled'],
    // Somebody walks for it.
    picking: ['open', 'picked', 'shipped', 'cancelled'],
    // Everything that was there is at the packing desk.
    picked: ['open', 'packed', 'shipped', 'cancelled'],
    // Closed cartons, ready for the carrier; opened again when a part is called off.
    packed: ['open', 'picked', 'shipped', 'cancelled'],
    // Handed to the carrier.
    shipped: ['delivered'],
    delivered: [],
    cancelled: [],
  };

/** Where a shipment may go. Carriers tell late and out of order: what is told late moves nothing back. */
export const SHIPMENT_TRANSITIONS: Readonly<Record<ShipmentState, readonly ShipmentState[]>> = {
  // It has a label and stands at the location.
  booked: ['shipped', 'voided'],
  voided: [],
  shipped: ['in_transit', 'out_for_delivery', 'delivery_failed', 'delivered', 'returned_to_sender'],
  in_transit: ['out_for_delivery', 'delivery_failed', 'delivered', 'returned_to_sender'],
  out_for_delivery: ['in_transit', 'delivery_failed', 'delivered', 'returned_to_sender'],
  delivery_failed: ['in_transit', 'out_for_delivery', 'delivered', 'returned_to_sender'],
  delivered: [],
  returned_to_sender: [],
};

/** True when a fulfilment order may go from one state to another. */
export function mayMove(from: FulfilmentState, to: FulfilmentState): boolean {
  return FULFILMENT_TRANSITIONS[from].includes(to);
}

/** Holds a change of state to the table: a move that is not in it is a bug of the caller. */
export function assertMove(from: FulfilmentState, to: FulfilmentState): void {
  assert(from === to || mayMove(from, to), `a fulfilment order does not go from ${from} to ${to}`);
}

/** True when a shipment may go from one state to another. */
export function mayShipmentMove(from: ShipmentState, to: ShipmentState): boolean {
  return SHIPMENT_TRANSITIONS[from].includes(to);
}
