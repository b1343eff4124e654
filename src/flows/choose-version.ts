import type { Instant } from '../kernel/clock.ts';
import type { ExpressionFailure, ExpressionValue } from './expressions/index.ts';
import type { FlowFacts, FlowVersion, LiveFlow } from './flow-facts.ts';
import { shareOf } from './release/index.ts';

/** What happened, to which order, and when. */
interface Occasion {
  readonly eventType: string;
  readonly orderId: number;
  readonly at: Instant;
}

/** The version that an order enters, and what its filter said. */
export interface Chosen {
  readonly version: FlowVersion;
  readonly filter: ExpressionValue | ExpressionFailure;
}

/**
 * The version of a flow that an order enters; null: none. While a release takes a share, lots decide, and the
 * order is noted in the group that it was drawn into. Who takes part is asked of both versions, whichever
 * runs: else a version with another filter would be compared with other orders than its own.
 */
export function chooseVersion(
  facts: FlowFacts,
  { live, canary }: LiveFlow,
  { eventType, orderId, at }: Occasion,
  orderFacts: () => Readonly<Record<string, unknown>>,
): Chosen | null {
  const ask = (version: FlowVersion | null): Chosen | null => {
    if (version === null) return null;
    const { trigger, filter } = version.compiled;
    if (trigger.kind !== 'event' || trigger.event !== eventType) return null;
    const said = filter === null ? true : filter.evaluate(orderFacts());
    return said === false ? null : { version, filter: said };
  };
  const ofLive = ask(live);
  if (canary === null) return ofLive;
  const ofCanary = ask(canary.version);
  if (ofLive === null && ofCanary === null) return null;
  const { releaseId, shareMillionths } = canary;
  const group = shareOf(String(orderId), releaseId, shareMillionths);
  facts.takePart({ releaseId, orderId, group, shareMillionths, enteredAt: at });
  return group === 'canary' ? ofCanary : ofLive;
}
