import type { Instant } from '../kernel/clock.ts';
import type { OrderDraft, OrderRecord } from '../modules/orders/index.ts';
import type { FlowTrigger } from '../../contracts/flows.ts';
import type { Facts } from './components/index.ts';
import type { Acting } from './deeds-on-orders.ts';
import { orderFactsOf } from './facts/index.ts';
import type { FlowFacts, FlowVersion, LiveFlow } from './flow-facts.ts';
import type { Participant } from './participation.ts';
import { lotOf, shareOf } from './release/index.ts';

/** The order that lots are drawn for; it may not be placed yet. */
export interface DrawnOrder {
  readonly order: Pick<OrderDraft, 'id' | 'channelId' | 'externalId'>;
  readonly now: Instant;
  readonly facts: () => Facts;
  readonly takePart: (participant: Participant, lot: string) => unknown;
}

/**
 * The version of a flow that an order enters; null: none. While a release takes a share, lots decide by what the
 * channel calls the order, which stays the same when one that was refused is sent again, whereas its number does not;
 * and it is noted in the group that it was drawn into. Who takes part is asked of both versions,
 * whichever runs: else a version with another filter would be compared with other orders than its own.
 */
export function drawVersion(
  { code, live, canary }: LiveFlow,
  trigger: FlowTrigger,
  { order, now, facts: factsOf, takePart }: DrawnOrder,
): FlowVersion | null {
  const ofLive = isTriggered(live, trigger) ? live : null;
  if (canary === null) return ofLive;
  const ofCanary = isTriggered(canary.version, trigger) ? canary.version : null;
  const facts = factsOf();
  const takesPart = [ofLive, ofCanary].some(
    (version) => version !== null && version.compiled.filter?.evaluate(facts) !== false,
  );
  if (!takesPart) return null;
  const { releaseId, shareMillionths } = canary;
  const lot = lotOf(order);
  const group = shareOf(lot, releaseId, shareMillionths);
  const orderId = order.id;
  takePart({ releaseId, orderId, flow: code, group, shareMillionths, enteredAt: now }, lot);
  return group === 'canary' ? ofCanary : ofLive;
}

/** As `drawVersion`, for an order that is there. `asked`: what the flow is asked about beside it. */
export function chooseVersion(
  flows: FlowFacts,
  flow: LiveFlow,
  trigger: FlowTrigger,
  { command: { receivedAt: now }, world }: Acting,
  order: OrderRecord,
  asked: Facts = {},
): FlowVersion | null {
  return drawVersion(flow, trigger, {
    order,
    now,
    facts: () => ({ ...orderFactsOf(order, world, now), ...asked }),
    takePart: (participant) => flows.participation.takePart(participant),
  });
}

function isTriggered(version: FlowVersion | null, trigger: FlowTrigger): boolean {
  if (version === null) return false;
  const { trigger: own } = version.compiled;
  if (own.kind === 'event') return trigger.kind === 'event' && own.event === trigger.event;
  return own.kind === 'point' && trigger.kind === 'point' && own.point === trigger.point;
}
