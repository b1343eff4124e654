import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import type { NoteOrder } from '../../../contracts/orders.ts';
import { changeOrder, noSuchOrder, type OnOrder } from './change-order.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';

/** The type of the event that a note is; its text is kept nowhere else. */
export const ORDER_NOTED = 'order.noted';

/** note_order: somebody writes down something about an order, in whatever state it is. */
export function noteOrderHandler(sources: OrderSources): CommandHandler<OnOrder & NoteOrder> {
  return {
    kind: 'note_order',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => noteOrder(command, worldOf(sources, unit)),
  };
}

function noteOrder(command: Command<OnOrder & NoteOrder>, world: OrderWorld): Outcome {
  const { orderId, text } = command.body;
  const order = world.orders.order(orderId);
  if (order === undefined) return noSuchOrder(orderId);
  return changeOrder(world, command, order, {
    draft: order,
    eventType: ORDER_NOTED,
    eventFacts: { text },
  });
}
