import type { CommandHandler } from '../../hub/index.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { MoveFlowRuns, MoveObstacle, RunToMove } from '../../../contracts/flow-releases.ts';
import { assert } from '../../kernel/assert.ts';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { compileFlow, type CompiledFlow, type RunState } from '../engine/index.ts';
import { readUsed } from '../called-flows.ts';
import { factsOf } from '../facts/index.ts';
import * as sql from '../flows.sql.ts';
import { needFlow, noSuchFlow, type OnFlow, type ReleaseSources } from './sources.ts';

type Standing = Pick<RunState, 'tokens' | 'done'>;

/**
 * Why a run that stands in one version cannot go on in another; null: it can. Where it stands must be there as
 * the same component with the outputs that it may leave by, and so must be what it did outside and may have to
 * undo. What it waits for was fixed as it came to rest, and stays.
 */
export function obstacleOf(
  { tokens, done }: Standing,
  from: CompiledFlow,
  to: CompiledFlow,
): MoveObstacle | null {
  for (const node of [...tokens.map((token) => token.node), ...done.map((each) => each.node)]) {
    const [before, after] = [from.nodes.get(node), to.nodes.get(node)];
    if (after === undefined) return { code: 'node_gone', node };
    if (before?.component.code !== after.component.code) return { code: 'other_component', node };
    const outputs = after.component.outputs(after.settings);
    const isCut = before.component
      .outputs(before.settings)
      .some((output) => !outputs.includes(output));
    if (isCut) return { code: 'output_gone', node };
  }
  return null;
}

/** move_flow_runs: runs that wait in one version go on in another; those that cannot stay, and say why. */
export function moveRunsHandler(sources: ReleaseSources): CommandHandler<OnFlow & MoveFlowRuns> {
  return {
    kind: 'move_flow_runs',
    need({ body }, unit) {
      needFlow(sources, body.code, unit);
      const facts = unit.facts(sources.flows);
      for (const number of [body.from, body.to])
        facts.needVersion({ flow: body.code, version: number });
      for (const id of body.runs) facts.needRun(id);
    },
    decide(command, unit) {
      const { code, from, to, runs } = command.body;
      if (unit.facts(sources.drawings).find(code) === undefined) return noSuchFlow(code);
      const facts = unit.facts(sources.flows);
      const [before, after] = [from, to].map((version) => facts.version({ flow: code, version }));
      if (before === undefined || after === undefined) return noSuchVersion(code, from, to);
      const unmoved: { run: string; obstacle: MoveObstacle }[] = [];
      const moved: string[] = [];
      for (const id of runs) {
        const run = facts.run(id);
        const isThere = run?.flowCode === code && run.flowVersion === from && run.endedAt === null;
        const obstacle = isThere
          ? obstacleOf(run.progress, before.compiled, after.compiled)
          : ({ code: 'not_waiting_there', node: null } as const);
        if (run === undefined || obstacle !== null) {
          unmoved.push({
            run: id,
            obstacle: obstacle ?? { code: 'not_waiting_there', node: null },
          });
          continue;
        }
        facts.change({ ...run, flowVersion: to });
        moved.push(id);
        unit.emit({
          type: 'flow.run_moved',
          subject: `order/${run.orderId}`,
          ...(run.orderId === null ? {} : { orderId: run.orderId }),
          occurredAt: command.receivedAt,
          data: JSON.stringify({ flow: code, run: id, from, to }),
        });
      }
      if (moved.length > 0) {
        unit.facts(sources.audit).add({
          at: command.receivedAt,
          actor: command.actor,
          action: 'moved',
          flowCode: code,
          flowVersion: to,
          releaseId: null,
          contentHash: after.compiled.hash,
          detail: { from, runs: moved },
        });
      }
      const body = JSON.stringify({ moved: moved.length, unmoved });
      return { kind: 'accepted', status: 200, body };
    },
  };
}

function noSuchVersion(code: string, from: number, to: number): Refusal {
  return refuse('not_found', `Flow ${code} has no version ${from} or no version ${to}.`, {
    flow: code,
  });
}

/** Which runs would be moved, and from where on. */
export interface MoveQuery {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  readonly after: { readonly enteredAt: Instant; readonly id: string } | null;
  readonly limit: number;
}

interface WaitingRow {
  readonly id: string;
  readonly order_id: number;
  readonly entered_at: Instant;
  readonly progress: Standing;
}

/** What a migration would do, run by run, the oldest first. Nothing is changed. */
export async function listRunsToMove(
  client: Queryable,
  { code, from, to, after, limit }: MoveQuery,
): Promise<
  | { readonly kind: 'found'; readonly items: RunToMove[]; readonly last: MoveQuery['after'] }
  | Refusal
> {
  const versions = await runStatement<{ number: number; definition: FlowDefinition }>(
    client,
    sql.readFlowVersions,
    [
      [code, code],
      [from, to],
    ],
  );
  const { find, findAsset } = await readUsed(
    client,
    versions.map(({ definition }) => definition),
  );
  const compiledOf = (number: number): CompiledFlow | null => {
    const found = versions.find((version) => version.number === number);
    if (found === undefined) return null;
    const schema = factsOf(found.definition.trigger);
    const outcome = compileFlow(found.definition, schema, find, undefined, findAsset);
    assert(outcome.kind === 'compiled', `${code} ${number} was published, so it compiles`);
    return outcome.flow;
  };
  const [before, next] = [compiledOf(from), compiledOf(to)];
  if (before === null || next === null) return noSuchVersion(code, from, to);
  const rows = await runStatement<WaitingRow>(client, sql.listWaitingRuns, [
    code,
    from,
    after?.enteredAt ?? null,
    after?.id ?? null,
    limit + 1,
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    kind: 'found',
    items: page.map(({ id, order_id, entered_at, progress }) => ({
      run: id,
      orderId: String(order_id),
      enteredAt: instantToText(entered_at),
      waitsAt: [...new Set(progress.tokens.map(({ node }) => node))],
      obstacle: obstacleOf(progress, before, next),
    })),
    last: last === undefined ? null : { enteredAt: last.entered_at, id: last.id },
  };
}
