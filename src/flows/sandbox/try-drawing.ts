import type { Pool } from 'pg';
import { instantFromText, type Instant } from '../../kernel/clock.ts';
import { assert } from '../../kernel/assert.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type {
  FlowCallTrial,
  FlowTrial,
  TriedFlowCall,
  TryFlow,
  TryFlowCall,
  TryFlowCalls,
} from '../../../contracts/flow-trials.ts';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { readUsed } from '../called-flows.ts';
import { compileFlow } from '../engine/index.ts';
import { factsOf } from '../facts/index.ts';
import type { FlowVersion } from '../flow-facts.ts';
import * as sql from '../flows.sql.ts';
import { refuseTechnical } from '../releases/index.ts';
import type { TrialPlace, TriedDrawing } from './open-stages.ts';
import { tryCall, tryCalls } from './try-calls.ts';
import { tryFlow } from './try-flow.ts';

/** So many orders or calls are tried unless somebody says otherwise. */
const UNLESS_NAMED = 1_000;

type Found<Value> = { readonly kind: 'found'; readonly value: Value } | Refusal;

/**
 * Tries a drawing on past orders against what is live. Refused when it is not sound, when no time is between the
 * moments, and when it has what is for technical administrators and somebody else asks.
 */
export async function tryDrawing(
  where: TrialPlace,
  mayAdminister: boolean,
  { definition, from, to, orders = UNLESS_NAMED }: TryFlow,
): Promise<Found<FlowTrial>> {
  const period = periodOf({ from, to });
  if (period.kind === 'refused') return period;
  const drawn = await readDrawing(where.pool, mayAdminister, definition);
  if (drawn.kind === 'refused') return drawn;
  const trial = { ...drawn.value, ...period.value, ordersMax: orders };
  return { kind: 'found', value: await tryFlow(where, trial) };
}

/** Tries a drawing of an endpoint on past calls against what is live. Refused as `tryDrawing`, and where nobody calls it. */
export async function tryDrawingOnCalls(
  where: TrialPlace,
  mayAdminister: boolean,
  { definition, from, to, calls = UNLESS_NAMED }: TryFlowCalls,
): Promise<Found<FlowCallTrial>> {
  const period = periodOf({ from, to });
  if (period.kind === 'refused') return period;
  const drawn = await readDrawing(where.pool, mayAdminister, definition);
  if (drawn.kind === 'refused') return drawn;
  if (definition.trigger.kind !== 'api') return refuseUncalled(definition);
  const trial = { ...drawn.value, ...period.value, callsMax: calls };
  return { kind: 'found', value: await tryCalls(where, trial) };
}

/** Tries a drawing of an endpoint with one call, as it would be answered `now`. */
export async function tryDrawingOnCall(
  where: TrialPlace,
  mayAdminister: boolean,
  { definition, input }: TryFlowCall,
  now: Instant,
): Promise<Found<TriedFlowCall>> {
  const drawn = await readDrawing(where.pool, mayAdminister, definition);
  if (drawn.kind === 'refused') return drawn;
  if (definition.trigger.kind !== 'api') return refuseUncalled(definition);
  return { kind: 'found', value: await tryCall(where, { ...drawn.value, input, now }) };
}

function refuseUncalled({ code }: FlowDefinition): Refusal {
  return refuse('invalid_request', `${code} is no endpoint: nobody calls it.`, {
    field: 'definition',
  });
}

function periodOf({
  from,
  to,
}: Pick<TryFlow, 'from' | 'to'>): Found<{ readonly from: Instant; readonly to: Instant }> {
  const [begin, end] = [instantFromText(from), instantFromText(to)];
  if (begin === null || end === null || begin >= end) {
    return refuse('invalid_request', 'The time to try must end after it begins.', { field: 'to' });
  }
  return { kind: 'found', value: { from: begin, to: end } };
}

/** A drawing that can be tried, beside what is live. */
async function readDrawing(
  pool: Pool,
  mayAdminister: boolean,
  definition: FlowDefinition,
): Promise<Found<TriedDrawing>> {
  const { find, findAsset } = await readUsed(pool, [definition]);
  const schema = factsOf(definition.trigger);
  const outcome = compileFlow(definition, schema, find, undefined, findAsset);
  if (outcome.kind === 'problems') {
    const { problems } = outcome;
    return refuse('flow_not_sound', `The flow has ${problems.length} problems.`, { problems });
  }
  const isTechnical = [...outcome.flow.nodes.values()].some(
    ({ component }) => component.tier === 'technical',
  );
  if (isTechnical && !mayAdminister) return refuseTechnical();
  return { kind: 'found', value: { flow: outcome.flow, live: await readLive(pool) } };
}

async function readLive(pool: Pool): Promise<FlowVersion[]> {
  const rows = await runStatement<{
    flow_code: string;
    number: number;
    definition: FlowDefinition;
    release_id: string | null;
  }>(pool, sql.readLiveFlows);
  // What only a share of the orders enters is not what is live.
  const live = rows.filter(({ release_id }) => release_id === null);
  const { find, findAsset } = await readUsed(
    pool,
    live.map(({ definition }) => definition),
  );
  return live.map(({ flow_code: code, number, definition }) => {
    const schema = factsOf(definition.trigger);
    const outcome = compileFlow(definition, schema, find, undefined, findAsset);
    assert(outcome.kind === 'compiled', `${code} ${number} was published, so it compiles`);
    return { code, number, compiled: outcome.flow };
  });
}
