import type { Pool } from 'pg';
import { instantFromText } from '../../kernel/clock.ts';
import { assert } from '../../kernel/assert.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { FlowTrial, TryFlow } from '../../../contracts/flow-trials.ts';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { readUsed } from '../called-flows.ts';
import { compileFlow } from '../engine/index.ts';
import { factsOf } from '../facts/index.ts';
import type { FlowVersion } from '../flow-facts.ts';
import * as sql from '../flows.sql.ts';
import { refuseTechnical } from '../releases/index.ts';
import type { OpenRooms } from './stage.ts';
import { tryFlow } from './try-flow.ts';

const ORDERS_UNLESS_NAMED = 1_000;

/**
 * Tries a drawing on past orders against what is live. Refused when it is not sound, when no time is between the
 * moments, and when it has what is for technical administrators and somebody else asks.
 */
export async function tryDrawing(
  where: { readonly pool: Pool; readonly ids: IdSource; readonly openRooms: OpenRooms },
  mayAdminister: boolean,
  { definition, from, to, orders = ORDERS_UNLESS_NAMED }: TryFlow,
): Promise<{ readonly kind: 'found'; readonly value: FlowTrial } | Refusal> {
  const [begin, end] = [instantFromText(from), instantFromText(to)];
  if (begin === null || end === null || begin >= end) {
    return refuse('invalid_request', 'The time to try orders of must end after it begins.', {
      field: 'to',
    });
  }
  const { find, findAsset } = await readUsed(where.pool, [definition]);
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
  const live = await readLive(where.pool);
  const trial = { flow: outcome.flow, live, from: begin, to: end, ordersMax: orders };
  return { kind: 'found', value: await tryFlow(where, trial) };
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
