import { instantToText, type Instant } from '../../kernel/clock.ts';
import {
  TRIAL_DIFFERENCES_MAX,
  type FlowCallTrial,
  type TriedFlowCall,
  type TriedReply,
} from '../../../contracts/flow-trials.ts';
import type { FormValues } from '../../../contracts/forms.ts';
import { failureView } from '../components/index.ts';
import { readPastCalls } from '../endpoints/index.ts';
import { carryCall, type CarriedCall } from './carry-call.ts';
import { countNames, FailureCounts } from './failure-counts.ts';
import { inTurns, openStages, type TrialPlace, type TriedDrawing } from './open-stages.ts';

type Both = { before: number; after: number };

/** The count that a reply adds to. */
const COUNTS = {
  answered: 'answered',
  refused: 'refused',
  failed: 'failed',
  waiting: 'waiting',
  not_taken: 'notTaken',
} as const satisfies Readonly<Record<TriedReply['state'], keyof FlowCallTrial>>;

/**
 * Makes past calls of an endpoint once more, in memory, with what is live and with the drawing in its place, and says
 * which are answered otherwise. Orders that they name are those of now; what one call does to an order the next one finds.
 */
export async function tryCalls(
  where: TrialPlace,
  {
    from,
    to,
    callsMax,
    ...drawing
  }: TriedDrawing & {
    readonly from: Instant;
    readonly to: Instant;
    readonly callsMax: number;
  },
): Promise<FlowCallTrial> {
  const begunAt = performance.now();
  const flow = drawing.flow.code;
  const past = await readPastCalls(where.pool, flow, { from, to, limit: callsMax });
  const { before, after, nodes } = await openStages(where, drawing, {
    kind: 'call_flow',
    all: past.map(({ input, calledAt: at }) => ({ body: { flow, input }, at })),
    later: [],
  });
  const counts: Record<(typeof COUNTS)[TriedReply['state']], Both> = {
    answered: { before: 0, after: 0 },
    refused: { before: 0, after: 0 },
    failed: { before: 0, after: 0 },
    waiting: { before: 0, after: 0 },
    notTaken: { before: 0, after: 0 },
  };
  const failures = new FailureCounts();
  const asked: string[] = [];
  const differences: FlowCallTrial['differences'] = [];
  let different = 0;
  await inTurns(past, ({ id: call, input, calledAt }) => {
    const [one, other] = [before, after].map((stage) =>
      carryCall(stage, { flow, input, calledAt }),
    );
    if (one === undefined || other === undefined) return;
    counts[COUNTS[one.reply.state]].before += 1;
    counts[COUNTS[other.reply.state]].after += 1;
    asked.push(...other.calls);
    for (const failure of failuresOf(other, flow)) failures.note(failure);
    if (JSON.stringify(one.reply) === JSON.stringify(other.reply)) return;
    different += 1;
    if (differences.length === TRIAL_DIFFERENCES_MAX) return;
    const trail = trailOf(other, flow);
    const replies = { before: one.reply, after: other.reply };
    differences.push({ call, calledAt: instantToText(calledAt), ...replies, trail });
  });
  return {
    flow,
    from: instantToText(from),
    to: instantToText(to),
    tried: past.length,
    different,
    ...counts,
    nodes: nodes(),
    calls: countNames(asked),
    failures: failures.list(),
    differences,
    milliseconds: Math.round(performance.now() - begunAt),
  };
}

/** Makes one call of a drawing, in memory. */
export async function tryCall(
  where: TrialPlace,
  { input, now, ...drawing }: TriedDrawing & { readonly input: FormValues; readonly now: Instant },
): Promise<TriedFlowCall> {
  const flow = drawing.flow.code;
  const all = [{ body: { flow, input }, at: now }];
  const needs = { kind: 'call_flow', all, later: [] } as const;
  const { after } = await openStages(where, drawing, needs);
  const carried = carryCall(after, { flow, input, calledAt: now });
  return {
    ...carried.reply,
    trail: trailOf(carried, flow),
    failures: failuresOf(carried, flow),
    calls: countNames(carried.calls),
  };
}

function trailOf({ runs }: CarriedCall, flow: string): string[] {
  return runs.flatMap(({ flowCode, progress }) => (flowCode === flow ? progress.trail : []));
}

function failuresOf({ runs }: CarriedCall, flow: string): TriedFlowCall['failures'] {
  return runs.flatMap(({ flowCode, progress }) =>
    flowCode === flow ? progress.failures.map(failureView) : [],
  );
}
