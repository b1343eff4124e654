import type { Command } from '../../hub/index.ts';
import type { ChangeRequest } from './change-request.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';
import type { FulfilmentWorld } from './fulfilment-world.ts';
import { emitOnOrder } from './handler.ts';

/** Ends a request, with the note of whoever answered it or the reason why nobody needs to any more. */
export function settle(
  world: FulfilmentWorld,
  command: Command,
  request: ChangeRequest,
  state: Exclude<ChangeRequest['state'], 'pending'>,
  note: string | null,
): ChangeRequest {
  const settled = world.changeRequests.change({
    ...request,
    state,
    answer: note,
    answeredBy: command.actor,
    answeredAt: command.receivedAt,
  });
  const part = world.fulfilmentOrders.find(request.fulfilmentOrderId) as FulfilmentOrder;
  emitOnOrder(world, command, part, `fulfilment.change_${state}`, {
    changeRequest: request.id,
    kind: request.kind,
    lines: request.lines,
    note,
  });
  return settled;
}

/**
 * What is asked of a fulfilment order that has left, or of which nothing is left, nobody can answer any
 * more. A new address is taken by all locations or by none, so that the others need not answer it either.
 */
export function closeRequests(
  world: FulfilmentWorld,
  command: Command,
  part: FulfilmentOrder,
): void {
  const because = part.state === 'cancelled' ? 'nothing_left' : 'goods_left';
  const pending = world.changeRequests
    .all()
    .filter(({ orderId, state }) => orderId === part.orderId && state === 'pending');
  const ofPart = pending.filter(({ fulfilmentOrderId }) => fulfilmentOrderId === part.id);
  const groups = new Set(
    ofPart.filter(({ kind }) => kind === 'address').map(({ groupId }) => groupId),
  );
  for (const request of pending) {
    if (ofPart.includes(request) || groups.has(request.groupId)) {
      settle(world, command, request, 'withdrawn', because);
    }
  }
}
