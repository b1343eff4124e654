import type { Pool } from 'pg';
import { Rehearsal, type FactSource } from '../hub/index.ts';
import type { Instant } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import { createInventory } from '../modules/inventory/index.ts';
import { createOrders, worldOf } from '../modules/orders/index.ts';
import { createSourcing } from '../modules/sourcing/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { FlowTrigger } from '../../contracts/flows.ts';
import type { TriedExpression, TryExpression } from '../../contracts/flow-drawing.ts';
import { readUsed } from './called-flows.ts';
import { factsAmong, factsOfTrigger } from './engine/index.ts';
import {
  compileExpression,
  completionsAt,
  describeSchema,
  ExpressionFailure,
  hasProblems,
  typeText,
  type ExpressionProblem,
} from './expressions/index.ts';
import { factsOf, orderFactsOf } from './facts/index.ts';

/** Triggers that say nothing but the order. */
const CALL: FlowTrigger = { kind: 'call' };

/** What expressions of a flow of this trigger may read and call, for editors. */
export function describeFacts(trigger: FlowTrigger) {
  const { variables, records, functions } = describeSchema(factsOf(trigger));
  return { variables, records, functions };
}

/** Reads the facts of one order as flows see them; undefined: there is no such order. */
export type ReadOrderFacts = (
  orderId: number,
  now: Instant,
) => Promise<Readonly<Record<string, unknown>> | undefined>;

/** Reads facts of orders beside the hub, on a few statements, and changes nothing. */
export function createFactReader(pool: Pool, ids: IdSource): ReadOrderFacts {
  const { catalogue, stock, lots, reservations } = createInventory();
  const { rules } = createSourcing(catalogue);
  const { sources } = createOrders({ catalogue, stock, lots, reservations, rules });
  const read = [sources.channels, sources.orders, catalogue] as FactSource<unknown>[];
  return async (orderId, now) => {
    const { unit } = await Rehearsal.open({ pool, ids, sources: read, handlers: [] }, (opened) =>
      opened.facts(sources.orders).needOrder(orderId),
    );
    const world = worldOf(sources, unit);
    const order = world.orders.order(orderId);
    return order === undefined ? undefined : orderFactsOf(order, world, now);
  };
}

type Answer = { readonly kind: 'found'; readonly value: TriedExpression } | Refusal;

/** An expression while somebody writes it: its problems, what may come at the cursor, its value for an order. */
export async function tryExpression(
  { text, cursor, wanted, orderId, nodes = [], trigger = CALL }: TryExpression,
  pool: Pool,
  readFacts: ReadOrderFacts,
  now: Instant,
): Promise<Answer> {
  const known = factsOfTrigger(factsOf(trigger), trigger);
  const { find, findAsset } = await readUsed(pool, [{ nodes }]);
  const schema = factsAmong(nodes, known, find, findAsset);
  const completions = cursor === undefined ? [] : completionsAt(text, cursor, schema);
  const compiled = compileExpression(text, schema, wanted);
  if (hasProblems(compiled)) {
    const problems = compiled.map(messageOf);
    return { kind: 'found', value: { type: null, problems, completions, failure: null } };
  }
  const told = { type: typeText(compiled.type), problems: [], completions };
  if (orderId === undefined) return { kind: 'found', value: { ...told, failure: null } };
  const facts = await readFacts(Number(orderId), now);
  if (facts === undefined) return refuse('not_found', `There is no order ${orderId}.`, { orderId });
  const value = compiled.evaluate(facts);
  return value instanceof ExpressionFailure
    ? { kind: 'found', value: { ...told, failure: messageOf(value) } }
    : { kind: 'found', value: { ...told, evaluated: value, failure: null } };
}

function messageOf(found: ExpressionProblem | ExpressionFailure) {
  const { code, message, messageParameters, start, end } = found;
  const base = { code, message, parameters: { ...messageParameters }, start, end };
  return 'suggestion' in found && found.suggestion !== undefined
    ? { ...base, suggestion: found.suggestion }
    : base;
}
