import type { Command, Outcome, Refusal } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import { changeOrder, unchanged } from './change-order.ts';
import type { OrderDetails, OrderRecord } from './order-record.ts';
import type { OrderWorld } from './order-world.ts';

const ATTRIBUTES_MAX = 64;

/** Why somebody is to look at an order. */
export interface Flag {
  /** What those have in common that are one exception. */
  readonly cause: string;
  readonly reason: string;
  /** 1 is worst. */
  readonly severity: 1 | 2 | 3;
}

/** Says that somebody is to look at an order: an exception is opened for it. */
export function flagOrder(
  world: OrderWorld,
  command: Command,
  order: OrderRecord,
  flag: Flag,
): Outcome {
  return changeOrder(world, command, order, {
    draft: order,
    eventType: 'order.flagged',
    eventFacts: { flag },
  });
}

/** Keeps a value with an order under a name; the same value again changes nothing. */
export function markOrder(
  world: OrderWorld,
  command: Command,
  order: OrderRecord,
  { name, value }: { readonly name: string; readonly value: string | number | boolean },
): Outcome {
  if (order.details.attributes[name] === value) return unchanged(world, order);
  const details = withAttribute(order, { name, value });
  if ('code' in details) return details;
  return changeOrder(world, command, order, {
    draft: { ...order, details },
    eventType: 'order.marked',
    eventFacts: { attributes: { [name]: value } },
  });
}

/** The details of an order with one attribute more, or another value of one. */
export function withAttribute(
  { id, details }: Pick<OrderRecord, 'id' | 'details'>,
  { name, value }: { readonly name: string; readonly value: string | number | boolean },
): OrderDetails | Refusal {
  const attributes = { ...details.attributes, [name]: value };
  if (Object.keys(attributes).length <= ATTRIBUTES_MAX) return { ...details, attributes };
  return refuse(
    'invalid_request',
    `Order ${id} has ${ATTRIBUTES_MAX} attributes: ${name} is one too many.`,
    { field: 'attributes' },
  );
}
