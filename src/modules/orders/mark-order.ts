import type { Command, Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import { changeOrder, unchanged } from './change-order.ts';
import type { OrderRecord } from './order-record.ts';
import type { OrderWorld } from './order-world.ts';

const ATTRIBUTES_MAX = 64;

/** Keeps a value with an order under a name; the same value again changes nothing. */
export function markOrder(
  world: OrderWorld,
  command: Command,
  order: OrderRecord,
  { name, value }: { readonly name: string; readonly value: string | number | boolean },
): Outcome {
  const { attributes } = order.details;
  if (attributes[name] === value) return unchanged(world, order);
  const marked = { ...attributes, [name]: value };
  if (Object.keys(marked).length > ATTRIBUTES_MAX) {
    return refuse(
      'invalid_request',
      `Order ${order.id} has ${ATTRIBUTES_MAX} attributes: ${name} is one too many.`,
      { field: 'attributes' },
    );
  }
  return changeOrder(world, command, order, {
    draft: { ...order, details: { ...order.details, attributes: marked } },
    eventType: 'order.marked',
    eventFacts: { attributes: { [name]: value } },
  });
}
