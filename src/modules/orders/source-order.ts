import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import {
  changeOrder,
  channelOf,
  noSuchOrder,
  promiseOf,
  refuseUnlessAmendable,
  unchanged,
  type OnOrder,
} from './change-order.ts';
import type { OrderRecord } from './order-record.ts';
import { servedFrom } from './order-kinds.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';
import { planOrder } from './plan-order.ts';

/** source_order: tries again for an order that waits for stock. Changes nothing when nothing gets better. */
export function sourceOrderHandler(sources: OrderSources): CommandHandler<OnOrder> {
  return {
    kind: 'source_order',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => sourceOrder(command, worldOf(sources, unit)),
  };
}

function sourceOrder(command: Command<OnOrder>, world: OrderWorld): Outcome {
  const order = world.orders.order(command.body.orderId);
  if (order === undefined) return noSuchOrder(command.body.orderId);
  if (order.waiting.length === 0) {
    return refuseUnlessAmendable(order, 'sourced') ?? unchanged(world, order);
  }
  // What locations have stays theirs; the rest is planned anew.
  const begun = order.shipments.filter(({ release }) => release !== undefined);
  const plan = planOrder(world, {
    decidedAt: command.receivedAt,
    channel: channelOf(world, order),
    shipTo: order.shipTo,
    wantedBy: order.wantedBy,
    placedAt: order.placedAt,
    split: order.details.split,
    backorder: order.details.backorder,
    servedFrom: servedFrom(order.details, world),
    lines: unreleasedLines(order),
    held: { ...order, shipments: order.shipments.filter(({ release }) => release === undefined) },
    isTurn: true,
  });
  // The earlier plan stands: it may name supply that came late, which its own date already tells.
  if (plan.kind === 'refused' || unitsOf(plan.waiting) >= unitsOf(order.waiting))
    return unchanged(world, order);
  return changeOrder(world, command, order, {
    draft: {
      ...order,
      shipments: [...begun, ...plan.shipments],
      waiting: plan.waiting,
      promisedAt: Math.max(plan.promisedAt, promiseOf(begun) ?? plan.promisedAt),
    },
    eventType: 'order.sourced',
    decision: plan.decision,
  });
}

/** The lines with what of them no location has yet and was not shipped. */
function unreleasedLines(order: OrderRecord): OrderRecord['lines'] {
  const planned = new Map<number, number>();
  for (const { release, lines } of order.shipments) {
    if (release !== undefined) continue;
    for (const [lineNumber, quantity] of lines)
      planned.set(lineNumber, (planned.get(lineNumber) ?? 0) + quantity);
  }
  return order.lines.map((line) => ({ ...line, quantity: planned.get(line.lineNumber) ?? 0 }));
}

function unitsOf(waiting: OrderRecord['waiting']): number {
  return waiting.reduce((sum, { quantity }) => sum + quantity, 0);
}
