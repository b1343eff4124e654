import type { FormValues } from '../../../contracts/forms.ts';
import { orderFieldOf, type EndpointTrigger } from '../engine/index.ts';
import type { FlowVersion, LiveFlow } from '../flow-facts.ts';
import { shareOf, type ReleaseGroup } from '../release/index.ts';

const ORDER_ID = /^[1-9][0-9]{0,14}$/;

/** A version that can be called. */
export interface EndpointVersion {
  readonly version: FlowVersion;
  readonly trigger: EndpointTrigger;
}

/** The version that a call meets; `share`: while a release takes some of the calls. */
export interface ChosenEndpoint extends EndpointVersion {
  readonly share: {
    readonly releaseId: string;
    readonly group: ReleaseGroup;
    readonly shareMillionths: number;
  } | null;
}

/** The versions of a flow that can be called: the live one first. */
export function callableOf({ live, canary }: LiveFlow): EndpointVersion[] {
  return [live, canary?.version ?? null].flatMap((version) => {
    const trigger = version?.compiled.trigger;
    return version === null || trigger?.kind !== 'api' ? [] : [{ version, trigger }];
  });
}

/** The order that a call names; null: it names none, or nothing that could be one. */
export function orderNamed({ input }: EndpointTrigger, given: FormValues): number | null {
  const field = orderFieldOf(input);
  const value = field === null ? undefined : given[field];
  return typeof value === 'string' && ORDER_ID.test(value) ? Number(value) : null;
}

/**
 * The version that a call meets; null: there is no such endpoint. While a release takes a share, lots decide: by the
 * order that is named, else by the Idempotency-Key of the caller, so that who asks again is answered alike.
 */
export function chooseEndpoint(
  flow: LiveFlow,
  given: FormValues,
  callKey: string,
): ChosenEndpoint | null {
  const callable = callableOf(flow);
  const [first, second] = callable;
  if (first === undefined) return null;
  const { canary } = flow;
  if (canary === null || second === undefined) return { ...first, share: null };
  const orderId = callable
    .map(({ trigger }) => orderNamed(trigger, given))
    .find((id) => id !== null);
  const lot = orderId === undefined ? callKey : String(orderId);
  const { releaseId, shareMillionths } = canary;
  const group = shareOf(lot, releaseId, shareMillionths);
  const share = { releaseId, group, shareMillionths };
  return { ...(group === 'canary' ? second : first), share };
}
