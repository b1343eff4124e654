import type { OrderRecord } from '../modules/orders/index.ts';
import type { FlowTrigger } from '../../contracts/flows.ts';
import type { Facts } from './components/index.ts';
import type { Acting } from './deeds-on-orders.ts';
import { orderFactsOf } from './facts/index.ts';
import type { FlowFacts, FlowVersion, LiveFlow } from './flow-facts.ts';
import { shareOf } from './release/index.ts';

/**
 * The version of a flow that an order enters; null: none. While a release takes a share, lots decide, and the
 * order is noted in the group that it was drawn into. Who takes part is asked of both versions, whichever
 * runs: else a version with another filter would be compared with other orders than its own.
 * `asked`: what the flow is asked about beside the order.
 */
export function chooseVersion(
  flows: FlowFacts,
  { live, canary }: LiveFlow,
  trigger: FlowTrigger,
  { command, world }: Acting,
  order: OrderRecord,
  asked: Facts = {},
): FlowVersion | null {
  const ofLive = isTriggered(live, trigger) ? live : null;
  if (canary === null) return ofLive;
  const ofCanary = isTriggered(canary.version, trigger) ? canary.version : null;
  const facts = { ...orderFactsOf(order, world, command.receivedAt), ...asked };
  const takesPart = [ofLive, ofCanary].some(
    (version) => version !== null && version.compiled.filter?.evaluate(facts) !== false,
  );
  if (!takesPart) return null;
  const { releaseId, shareMillionths } = canary;
  const group = shareOf(String(order.id), releaseId, shareMillionths);
  const enteredAt = command.receivedAt;
  flows.takePart({ releaseId, orderId: order.id, group, shareMillionths, enteredAt });
  return group === 'canary' ? ofCanary : ofLive;
}

function isTriggered(version: FlowVersion | null, trigger: FlowTrigger): boolean {
  if (version === null) return false;
  const { trigger: own } = version.compiled;
  if (own.kind === 'event') return trigger.kind === 'event' && own.event === trigger.event;
  return own.kind === 'point' && trigger.kind === 'point' && own.point === trigger.point;
}
