import type { Command, UnitOfWork } from '../../hub/index.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { problemOf, refuse } from '../../../contracts/errors.ts';
import type { FlowApiCall } from '../../../contracts/flow-apis.ts';
import type { FormValues } from '../../../contracts/forms.ts';
import type { EndpointTrigger, RunState } from '../engine/index.ts';
import type { Run } from '../flow-facts.ts';

/** A call of an endpoint, under the identifier of its run. */
export interface Call {
  readonly id: string;
  readonly flowCode: string;
  readonly flowVersion: number;
  readonly orderId: number | null;
  /** Who called, and may ask what became of it. */
  readonly actor: string;
  readonly state: FlowApiCall['state'];
  readonly answer: FormValues | null;
  readonly reason: string | null;
  readonly calledAt: Instant;
  readonly endedAt: Instant | null;
  /** What was sent; null: it is not kept, for something of it is personal. */
  readonly input: FormValues | null;
  readonly version: number;
}

/** What of a call is kept, to try drawings with; null: nothing, for something that was sent is personal. */
export function inputToKeep({ input }: EndpointTrigger, given: FormValues): FormValues | null {
  const isPersonal = Object.keys(given).some((name) => input.properties[name]?.isPersonal === true);
  return isPersonal ? null : given;
}

/** What becomes of a call by how its run stands. */
export function callStanding({
  progress,
  endedAt,
}: Run): Pick<Call, 'state' | 'answer' | 'reason' | 'endedAt'> {
  const nothing = { answer: null, reason: null, endedAt };
  if (endedAt === null) return { ...nothing, state: 'waiting' };
  const { outcome, failures } = progress;
  if (outcome?.kind === 'reject') return { ...nothing, state: 'refused', reason: outcome.reason };
  if (failures.length > 0) return { ...nothing, state: 'failed' };
  return { ...nothing, state: 'answered', answer: answerOf(progress) };
}

/** What a run answers whoever called it. That it fits the output was judged when the run ended. */
function answerOf({ outcome }: RunState): FormValues {
  const answer = outcome?.kind === 'continue' ? outcome.answer : undefined;
  return { ...answer } as FormValues;
}

/** A call as its caller sees it. */
export function viewCall(call: Call): FlowApiCall {
  return {
    id: call.id,
    flow: call.flowCode,
    flowVersion: call.flowVersion,
    state: call.state,
    answer: call.answer,
    reason: call.reason,
    calledAt: instantToText(call.calledAt),
    endedAt: call.endedAt === null ? null : instantToText(call.endedAt),
  };
}

/** The answer to a call: what the flow says, where to ask for it, or why there is none. */
export function replyTo(call: Call): { readonly status: number; readonly body: string } {
  const { id, flowCode: flow, state, reason } = call;
  if (state === 'refused') {
    const refusal = refuse('call_refused_by_flow', reason ?? '', { flow, call: id });
    return { status: 422, body: JSON.stringify(problemOf(refusal)) };
  }
  if (state === 'failed') {
    const refusal = refuse('flow_failed', `Flow ${flow} could not do its work.`, {
      flow,
      call: id,
    });
    return { status: 502, body: JSON.stringify(problemOf(refusal)) };
  }
  return { status: state === 'waiting' ? 202 : 200, body: JSON.stringify(viewCall(call)) };
}

/** Tells of a call; what was sent and answered is told to its caller only. */
export function tellCall(
  type: 'flow_api.called' | 'flow_api.ended',
  { receivedAt }: Command,
  unit: UnitOfWork,
  { id, flowCode, flowVersion, orderId, state }: Call,
): void {
  unit.emit({
    type,
    subject: `flow_api/${flowCode}`,
    ...(orderId === null ? {} : { orderId }),
    occurredAt: receivedAt,
    data: JSON.stringify({ id, flow: flowCode, flowVersion, state }),
  });
}
