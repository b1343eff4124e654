import { hash } from 'node:crypto';
import { instantToText } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { HandOver } from '../../../contracts/fulfilment.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';
import type { FulfilmentSources, FulfilmentWorld } from './fulfilment-world.ts';
import {
  accepted,
  emitOnOrder,
  fulfilmentHandler,
  noSuch,
  notNow,
  orderOf,
  refuseWhenStopped,
} from './handler.ts';
import { takePickedLots } from './picked-lots.ts';
import { deliver } from './report-tracking.ts';
import { leave, shipmentWithoutLabel } from './ship-shipment.ts';
import { shipmentView } from './views.ts';

const CODES = 1_000_000;
const CODE_DIGITS = 6;

/** What is packed for somebody to collect gets a code, which the customer is told and has to say. */
export function readyForPickUp(
  world: FulfilmentWorld,
  command: Command,
  packed: FulfilmentOrder,
): FulfilmentOrder {
  // The command's identifier holds random bits, so that nobody guesses a code from another one.
  const digest = hash('sha256', `${command.id}/${packed.id}`, 'buffer');
  const pickUpCode = String(digest.readUInt32BE(0) % CODES).padStart(CODE_DIGITS, '0');
  const ready = world.fulfilmentOrders.change({ ...packed, pickUpCode });
  const { pickUp } = orderOf(world, ready).details;
  const here = pickUp?.ready?.find(({ number }) => number === ready.number);
  emitOnOrder(world, command, ready, 'fulfilment.ready_for_pick_up', {
    pickUpCode,
    collectBy: here === undefined ? null : instantToText(here.collectBy),
  });
  return ready;
}

type HandOverCommand = HandOver & { readonly fulfilmentOrder: string };

/** hand_over: somebody collects goods at a store and says the code: they have left and are delivered at once. */
export function handOverHandler(sources: FulfilmentSources): CommandHandler<HandOverCommand> {
  return fulfilmentHandler<HandOverCommand>(
    sources,
    'hand_over',
    ({ fulfilmentOrder }, unit) => unit.facts(sources.fulfilmentOrders).need(fulfilmentOrder),
    handOver,
  );
}

function handOver(command: Command<HandOverCommand>, world: FulfilmentWorld): Outcome {
  const { body, receivedAt: now } = command;
  const found = world.fulfilmentOrders.find(body.fulfilmentOrder);
  if (found === undefined) return noSuch('fulfilment order', body.fulfilmentOrder);
  if (found.state !== 'packed' || found.pickUpCode === null) {
    return notNow('Fulfilment order', found.id, found.state, 'handed over');
  }
  const stopped = refuseWhenStopped(world, found);
  if (stopped !== null) return stopped;
  if (body.code !== found.pickUpCode) {
    return refuse('wrong_pick_up_code', `That is not the code of ${found.id}.`, { id: found.id });
  }
  const mismatch = takePickedLots(world, found, now);
  if (mismatch !== null) return mismatch;
  const shipment = shipmentWithoutLabel(world, found, {
    carrier: 'pick-up',
    service: 'pick-up',
    trackingNumber: found.id,
    costMinor: 0,
    parcels: [{}],
    shippedAt: now,
    now,
  });
  const begun = world.fulfilmentOrders.change({ ...found, shipmentsBooked: 1 });
  leave(world, command, begun, shipment, now);
  const reference = command.id;
  deliver(world, command, shipment, {
    reference,
    kind: 'delivered',
    occurredAt: now,
    place: found.location,
    note: null,
  });
  const delivered = {
    ...shipment,
    state: 'delivered' as const,
    deliveredAt: now,
    proofOfDelivery: body.proof ?? null,
  };
  world.shipments.add(delivered);
  return accepted(shipmentView(delivered));
}
