import type { Command, Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import { changeOrder, noSuchOrder, unchanged, type OnOrder } from './change-order.ts';
import { meetDeadline } from './meet-deadline.ts';
import { releasePlanned, type ReleasedShipment } from './order-progress.ts';
import type { OrderRecord } from './order-record.ts';
import type { OrderWorld } from './order-world.ts';
import { isAtLocations } from './order-states.ts';
import { expiriesOf } from './settle-order.ts';

/**
 * Hands what is ready of an order to its locations: a sourced order goes whole; of one that locations
 * have begun with, whatever has become ready since. The room above takes each shipment in hand.
 */
export function releaseOrder(
  command: Command<OnOrder>,
  world: OrderWorld,
  take: (order: OrderRecord, shipment: ReleasedShipment) => void,
): Outcome {
  const order = world.orders.order(command.body.orderId);
  if (order === undefined) return noSuchOrder(command.body.orderId);
  const isDue = order.nextDeadlineAt !== null && order.nextDeadlineAt <= command.receivedAt;
  // What locations have and a hold stops has deadlines all the same: of the hold, of an authorisation.
  if (isDue && isAtLocations(order.state) && isHeld(order)) return meetDeadline(command, world);
  if (!mayBeReleased(order)) {
    return refuse(
      'illegal_transition',
      `Order ${order.id} is ${order.state}; only a sourced order can be released.`,
      { orderId: String(order.id), state: order.state },
    );
  }
  // Nothing leaves on an authorisation that can be captured no more.
  if (expiriesOf(order, command.receivedAt).length > 0) return meetDeadline(command, world);
  const gated = world.points.releaseGate(command, world, order);
  if (isHeld(gated)) return unchanged(world, gated);
  const { order: draft, released } = releasePlanned(gated);
  // Nothing is ready: asked again, or the clock sends what is due of a part that waits for its day.
  if (released.length === 0) {
    return isDue ? meetDeadline(command, world) : unchanged(world, gated);
  }
  for (const shipment of released) take(gated, shipment);
  return changeOrder(world, command, gated, { draft, eventType: 'order.released' });
}

function mayBeReleased(order: OrderRecord): boolean {
  return order.state === 'sourced' || (isAtLocations(order.state) && !isHeld(order));
}

function isHeld({ holds }: OrderRecord): boolean {
  return holds.some(({ releasedAt }) => releasedAt === null);
}
