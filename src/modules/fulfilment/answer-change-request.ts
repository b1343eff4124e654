import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import type { AnswerChangeRequest } from '../../../contracts/fulfilment.ts';
import type { Address } from '../../../contracts/shared.ts';
import { cancelParts, changeOrder, type LineQuantity } from '../orders/index.ts';
import { bookShipmentFor } from './book-shipment.ts';
import { moveAddress } from './change-orders.ts';
import type { ChangeRequest } from './change-request.ts';
import { settle } from './close-requests.ts';
import { isAtLocation, type FulfilmentOrder } from './fulfilment-order.ts';
import type { FulfilmentSources, FulfilmentWorld } from './fulfilment-world.ts';
import { accepted, fulfilmentHandler, noSuch, notNow, orderOf } from './handler.ts';
import { voidNow } from './ship-shipment.ts';
import type { Shipment } from './shipment.ts';
import { changeRequestView } from './views.ts';
import { withdrawUnits } from './withdraw-units.ts';

type AnswerCommand = AnswerChangeRequest & {
  readonly changeRequest: string;
  /** All requests of its group, as the caller found them: they are decided together. */
  readonly group: string;
};

/** answer_change_request: the location takes a wish or refuses it, with a note. */
export function answerChangeRequestHandler(
  sources: FulfilmentSources,
): CommandHandler<AnswerCommand> {
  return fulfilmentHandler<AnswerCommand>(
    sources,
    'answer_change_request',
    ({ changeRequest, group }, unit) => {
      unit.facts(sources.changeRequests).need(changeRequest);
      unit.facts(sources.changeRequests).needBy('group_id', group);
    },
    answerChangeRequest,
  );
}

function answerChangeRequest(command: Command<AnswerCommand>, world: FulfilmentWorld): Outcome {
  const { changeRequest: id, isAccepted, note } = command.body;
  const request = world.changeRequests.find(id);
  if (request === undefined || request.groupId !== command.body.group) {
    return noSuch('change request', id);
  }
  const wanted = isAccepted ? 'accepted' : 'refused';
  if (request.state === wanted) return accepted(changeRequestView(request));
  if (request.state !== 'pending') {
    return notNow('Change request', id, request.state, 'answered');
  }
  const part = world.fulfilmentOrders.find(request.fulfilmentOrderId) as FulfilmentOrder;
  if (isAccepted && !isAtLocation(part)) {
    return notNow('Fulfilment order', part.id, part.state, 'changed');
  }
  const label = labelOf(world, part);
  if (isAccepted && label !== null && isHandedOver(world, label)) {
    return notNow('Shipment', label.id, 'on a closed manifest', 'changed');
  }
  const answered = settle(world, command, request, wanted, note ?? null);
  if (request.kind === 'cancel') {
    if (isAccepted) cancelAtLocation(world, command, part, label, request);
  } else answerAddress(world, command, answered);
  return accepted(changeRequestView(world.changeRequests.find(id) ?? answered));
}

/** The label that a packed fulfilment order has; null when it has none. */
function labelOf(world: FulfilmentWorld, part: FulfilmentOrder): Shipment | null {
  const shipments = world.shipments.findBy('fulfilment_order_id', part.id);
  return shipments.find(({ state }) => state === 'booked') ?? null;
}

function isHandedOver(world: FulfilmentWorld, { manifestId }: Shipment): boolean {
  return manifestId !== null && world.manifests.find(manifestId)?.state === 'closed';
}

function cancelAtLocation(
  world: FulfilmentWorld,
  command: Command,
  part: FulfilmentOrder,
  label: Shipment | null,
  request: ChangeRequest,
): void {
  // Something of it may have been short since it was asked for.
  const quantities = request.lines.flatMap(({ lineNumber, quantity }): LineQuantity[] => {
    const here = part.lines.find((line) => line.lineNumber === lineNumber)?.quantity ?? 0;
    const left = Math.min(quantity, here);
    return left > 0 ? [{ lineNumber, quantity: left }] : [];
  });
  if (quantities.length === 0) return;
  if (label !== null) voidNow(world, command, label, request.reason);
  const order = orderOf(world, part);
  const withdrawn = [{ number: part.number, quantities }];
  const change = cancelParts(order, { planned: [], withdrawn }, request.reason);
  changeOrder(world, command, order, change);
  withdrawUnits(world, command, part, quantities);
}

/** All locations of the group take the new address, or none: then the others need not answer any more. */
function answerAddress(world: FulfilmentWorld, command: Command, answered: ChangeRequest): void {
  const group = world.changeRequests.findBy('group_id', answered.groupId);
  if (answered.state === 'refused') {
    for (const other of group) {
      if (other.state === 'pending') settle(world, command, other, 'withdrawn', null);
    }
    return;
  }
  if (group.some(({ state }) => state !== 'accepted')) return;
  const first = world.fulfilmentOrders.find(answered.fulfilmentOrderId) as FulfilmentOrder;
  const order = orderOf(world, first);
  moveAddress(world, command, order, answered.shipTo as Address, answered.reason);
  for (const { fulfilmentOrderId } of group) {
    const part = world.fulfilmentOrders.find(fulfilmentOrderId) as FulfilmentOrder;
    const label = labelOf(world, part);
    if (label === null || isHandedOver(world, label)) continue;
    voidNow(world, command, label, answered.reason);
    // The old label leads to the old address: the carrier is chosen anew.
    bookShipmentFor(world, command, part, null);
  }
}
