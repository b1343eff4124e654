import { instantFromText, instantToText } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { HoldOrder, ReleaseHold } from '../../../contracts/orders.ts';
import {
  changeOrder,
  noSuchOrder,
  refuseUnlessAmendable,
  unchanged,
  type OnOrder,
} from './change-order.ts';
import type { OrderRecord, StoredHold } from './order-record.ts';
import { isAtLocations } from './order-states.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';

/** hold_order: stops an order for a reason that has an owner and may be due. An order can have several holds. */
export function holdOrderHandler(sources: OrderSources): CommandHandler<OnOrder & HoldOrder> {
  return {
    kind: 'hold_order',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => holdOrder(command, worldOf(sources, unit)),
  };
}

function holdOrder(command: Command<OnOrder & HoldOrder>, world: OrderWorld): Outcome {
  const { orderId, kind, reason, owner, dueAt } = command.body;
  const order = world.orders.order(orderId);
  if (order === undefined) return noSuchOrder(orderId);
  return placeHold(world, command, order, {
    id: command.id,
    kind,
    reason,
    owner: owner ?? null,
    dueAt: dueAt === undefined ? null : instantFromText(dueAt),
  });
}

/** Places a hold on an order; refused once everything has left. */
export function placeHold(
  world: OrderWorld,
  command: Command,
  order: OrderRecord,
  asked: Pick<StoredHold, 'id' | 'kind' | 'reason' | 'owner' | 'dueAt'>,
): Outcome {
  const over = refuseUnlessHoldable(order, 'held');
  if (over !== null) return over;
  const { id, kind, reason, owner, dueAt } = asked;
  const hold: StoredHold = {
    ...asked,
    placedAt: command.receivedAt,
    placedBy: command.actor,
    overdueAt: null,
    releasedAt: null,
    releasedBy: null,
  };
  const due = dueAt === null ? null : instantToText(dueAt);
  return changeOrder(world, command, order, {
    draft: { ...order, holds: [...order.holds, hold] },
    eventType: 'order.held',
    eventFacts: { hold: { id, kind, reason, owner, dueAt: due } },
  });
}

/** release_hold: the order goes on when its last hold is released. */
export function releaseHoldHandler(
  sources: OrderSources,
): CommandHandler<OnOrder & ReleaseHold & { holdId: string }> {
  return {
    kind: 'release_hold',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => releaseHold(command, worldOf(sources, unit)),
  };
}

function releaseHold(
  command: Command<OnOrder & ReleaseHold & { holdId: string }>,
  world: OrderWorld,
): Outcome {
  const { orderId, holdId, note } = command.body;
  const order = world.orders.order(orderId);
  if (order === undefined) return noSuchOrder(orderId);
  return liftHold(world, command, order, { holdId, note: note ?? null });
}

/** Releases one hold of an order; one that is released already stays so. */
export function liftHold(
  world: OrderWorld,
  command: Command,
  order: OrderRecord,
  { holdId, note }: { readonly holdId: string; readonly note: string | null },
): Outcome {
  const hold = order.holds.find(({ id }) => id === holdId);
  if (hold === undefined) {
    return refuse('not_found', `Order ${order.id} has no hold ${holdId}.`, { holdId });
  }
  if (hold.releasedAt !== null) return unchanged(world, order);
  const over = refuseUnlessHoldable(order, 'released from a hold');
  if (over !== null) return over;
  const released: StoredHold = {
    ...hold,
    releasedAt: command.receivedAt,
    releasedBy: command.actor,
  };
  return changeOrder(world, command, order, {
    draft: {
      ...order,
      holds: order.holds.map((candidate) => (candidate === hold ? released : candidate)),
    },
    eventType: 'order.hold_released',
    eventFacts: { hold: { id: hold.id, kind: hold.kind, note } },
  });
}

/** A hold also stops what locations have of an order, until the last unit has left. */
function refuseUnlessHoldable(order: OrderRecord, deed: string): Refusal | null {
  return isAtLocations(order.state) ? null : refuseUnlessAmendable(order, deed);
}
