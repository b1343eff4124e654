import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { GateName } from '../../../contracts/fulfilment.ts';
import { channelOf, type OrderRecord } from '../orders/index.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';
import {
  fulfilmentWorldOf,
  type FulfilmentSources,
  type FulfilmentWorld,
} from './fulfilment-world.ts';
import { gateOfWork } from './gates.ts';

/** A command of this room: which facts it names, and what it decides on them. */
export function fulfilmentHandler<Body>(
  sources: FulfilmentSources,
  kind: string,
  need: (body: Body, unit: UnitOfWork) => void,
  decide: (command: Command<Body>, world: FulfilmentWorld) => Outcome,
): CommandHandler<Body> {
  return {
    kind,
    need: ({ body }, unit) => need(body, unit),
    decide: (command, unit) => decide(command, fulfilmentWorldOf(sources, unit)),
  };
}

/** An answer that went well. */
export function accepted(view: object, status = 200): Extract<Outcome, { kind: 'accepted' }> {
  return { kind: 'accepted', status, body: JSON.stringify(view) };
}

/** Records what happened to a fulfilment order where that changes nothing of its order. */
export function emitOnOrder(
  world: FulfilmentWorld,
  command: Command,
  order: FulfilmentOrder,
  type: string,
  facts: object = {},
  decision?: string,
): void {
  world.unit.emit({
    type,
    subject: `fulfilment_order/${order.id}`,
    orderId: order.orderId,
    occurredAt: command.receivedAt,
    data: JSON.stringify({
      fulfilmentOrder: order.id,
      location: order.location,
      fulfilmentState: order.state,
      ...facts,
    }),
    ...(decision === undefined ? {} : { decision }),
  });
}

/** The order of a fulfilment order: our own rows name it, so it is there. */
export function orderOf(world: FulfilmentWorld, { orderId }: FulfilmentOrder): OrderRecord {
  const order = world.orders.order(orderId);
  if (order === undefined) throw new Error(`order ${orderId} of a fulfilment order is gone`);
  return order;
}

/** What stops work on a fulfilment order; null when nothing does. */
export function gateOf(world: FulfilmentWorld, fulfilmentOrder: FulfilmentOrder): GateName | null {
  const order = orderOf(world, fulfilmentOrder);
  return gateOfWork({ order, channel: channelOf(world, order) });
}

/** The refusal of work on what is stopped; null when it may go on. */
export function refuseWhenStopped(world: FulfilmentWorld, order: FulfilmentOrder): Refusal | null {
  const gate = gateOf(world, order);
  return gate === null ? null : refuseStopped([order.id], gate);
}

/** The refusal that names what is stopped, and by what. */
export function refuseStopped(fulfilmentOrders: readonly string[], gate: GateName): Refusal {
  return refuse(
    'fulfilment_blocked',
    `Work on ${fulfilmentOrders.join(', ')} is stopped: ${gate.replaceAll('_', ' ')}.`,
    { fulfilmentOrders, gate },
  );
}

/** The refusal for something that is not there. */
export function noSuch(kind: string, id: string): Refusal {
  return refuse('not_found', `There is no ${kind} ${id}.`, { id });
}

/** The refusal for something that stands where this cannot be done. */
export function notNow(kind: string, id: string, state: string, deed: string): Refusal {
  return refuse('illegal_transition', `${kind} ${id} is ${state}: it cannot be ${deed}.`, {
    id,
    state,
  });
}
