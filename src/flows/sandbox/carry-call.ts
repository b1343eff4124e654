import type { TriedReply } from '../../../contracts/flow-trials.ts';
import type { FormValues } from '../../../contracts/forms.ts';
import type { Instant } from '../../kernel/clock.ts';
import { callStanding } from '../endpoints/index.ts';
import type { Run } from '../flow-facts.ts';
import { PassingTime } from './pass-time.ts';
import type { Stage } from './stage.ts';

/** What became of a call on a stage. */
export interface CarriedCall {
  readonly reply: TriedReply;
  readonly runs: readonly Run[];
  /** Connectors that it would have asked, once a call. */
  readonly calls: readonly string[];
}

/** Makes a call once more, and lets time pass until it has ended or waits for what does not come by itself. */
export function carryCall(
  stage: Stage,
  {
    flow,
    input,
    calledAt,
  }: {
    readonly flow: string;
    readonly input: FormValues;
    readonly calledAt: Instant;
  },
): CarriedCall {
  const outcome = stage.submit('call_flow', { flow, input }, calledAt);
  const time = new PassingTime(stage, calledAt, []);
  if (outcome.kind !== 'refused') time.goOn(false);
  const runs = stage.runs();
  const called = runs.find(({ flowCode }) => flowCode === flow);
  const carried = {
    reply:
      outcome.kind === 'refused' || called === undefined
        ? {
            state: 'not_taken' as const,
            answer: null,
            reason: outcome.kind === 'refused' ? outcome.detail : null,
          }
        : replyOf(called),
    runs,
    calls: time.calls,
  };
  stage.forget();
  return carried;
}

function replyOf(run: Run): TriedReply {
  const { state, answer, reason } = callStanding(run);
  return { state, answer, reason };
}
