import { setImmediate as whenOthersHadTheirTurn } from 'node:timers/promises';
import type { Pool } from 'pg';
import { rememberReads } from '../../hub/index.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { FlowTrial } from '../../../contracts/flow-trials.ts';
import type { CompiledFlow } from '../engine/index.ts';
import type { FlowVersion } from '../flow-facts.ts';
import { Stage, type OpenRooms, type StageNeeds } from './stage.ts';
import { watchNodes, type NodeWatch } from './watch-nodes.ts';

/** Where drawings are tried. */
export interface TrialPlace {
  readonly pool: Pool;
  readonly ids: IdSource;
  readonly openRooms: OpenRooms;
}

/** A drawing that is tried. It must be sound. */
export interface TriedDrawing {
  readonly flow: CompiledFlow;
  /** What is live, by which the drawing is measured. */
  readonly live: readonly FlowVersion[];
}

/** How long a trial keeps the process to itself, in milliseconds, before others have their turn. */
const TURN_MS = 10;
/** The number of a version that nobody has published. */
const UNPUBLISHED = 0;

/**
 * Two stages that begin at the same facts: with what is live, and with the drawing in its place. `nodes` says what the
 * nodes of the drawing have done so far, `visits` how often they were visited.
 */
export async function openStages(
  { pool, ids, openRooms }: TrialPlace,
  { flow, live }: TriedDrawing,
  needs: StageNeeds,
): Promise<{
  readonly before: Stage;
  readonly after: Stage;
  readonly nodes: () => FlowTrial['nodes'];
  readonly visits: () => number;
}> {
  const { watched, nodes } = watchNodes(flow);
  const candidate: FlowVersion = { code: flow.code, number: UNPUBLISHED, compiled: watched };
  const others = live.filter(({ code }) => code !== flow.code);
  const read = rememberReads(pool);
  const before = await Stage.open({ pool, ids, read }, openRooms(live), needs);
  const after = await Stage.open({ pool, ids, read }, openRooms([...others, candidate]), needs);
  const visits = () => nodes.values().reduce((sum, node) => sum + node.visits, 0);
  return { before, after, nodes: () => nodesOf(flow, nodes), visits };
}

/** Goes through many, one after the other, and lets others have their turn in between. */
export async function inTurns<Item>(
  items: readonly Item[],
  visit: (item: Item) => void,
): Promise<void> {
  let turnEndsAt = performance.now() + TURN_MS;
  for (const item of items) {
    visit(item);
    if (performance.now() < turnEndsAt) continue;
    await whenOthersHadTheirTurn();
    turnEndsAt = performance.now() + TURN_MS;
  }
}

function nodesOf(flow: CompiledFlow, watches: ReadonlyMap<string, NodeWatch>): FlowTrial['nodes'] {
  return [...watches]
    .map(([node, { visits, workMs, outputs }]) => ({
      node,
      visits,
      microseconds: visits === 0 ? 0 : Math.round((workMs / visits) * 10_000) / 10,
      untouchedOutputs:
        // Of what rests before it leaves nothing is known by output.
        outputs.size === 0
          ? []
          : [...(flow.nodes.get(node)?.next.keys() ?? [])].filter((output) => !outputs.has(output)),
    }))
    .toSorted((one, other) => other.microseconds - one.microseconds);
}
