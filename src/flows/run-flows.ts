import type {
  Command,
  CommandHandler,
  DeadlineSource,
  FactSource,
  Reaction,
  UnitOfWork,
} from '../hub/index.ts';
import { assert } from '../kernel/assert.ts';
import type { Instant } from '../kernel/clock.ts';
import { worldOf, type OrderSources, type OrderWorld } from '../modules/orders/index.ts';
import { runStatement } from '../platform/postgres/index.ts';
import { refuse } from '../../contracts/errors.ts';
import type { Visit } from './components/index.ts';
import { EFFECT_TASK, type EffectJob } from './connectors/index.ts';
import { deedsOnOrder } from './deeds-on-orders.ts';
import {
  advance,
  newRun,
  wake,
  type AskedEffect,
  type Cause,
  type CompiledFlow,
} from './engine/index.ts';
import { ExpressionFailure } from './expressions/index.ts';
import { orderFactsOf } from './facts/index.ts';
import { chooseVersion } from './choose-version.ts';
import type { FlowFacts, LiveFlow, Run } from './flow-facts.ts';
import * as sql from './flows.sql.ts';

/** What the flows room reads. */
export interface FlowSources {
  readonly flows: FactSource<FlowFacts>;
  readonly orders: OrderSources;
}

/** A flow whose deeds trigger flows whose deeds … ends after so many: the next are not entered. */
const CHAIN_MAX = 8;
const ACTOR = 'flow/';

/** Lets orders enter the live flows that what happens to them triggers, in the same decision. */
export function enterFlows(sources: FlowSources): Reaction {
  return {
    react(command, events, unit) {
      const facts = unit.facts(sources.flows);
      let seen = 0;
      let round = events;
      for (let depth = 0; depth < CHAIN_MAX && round.length > 0; depth += 1) {
        const made = unit.events.length;
        for (const event of round) {
          if (event.orderId === undefined) continue;
          for (const flow of facts.triggeredBy(event.type)) {
            const { id, type, orderId } = event;
            enter(sources, command, unit, flow, { id, type, orderId });
          }
        }
        round = unit.events.slice(made);
        seen += round.length;
      }
      // What follows belongs to the command again.
      if (seen > 0) unit.enter(command);
    },
  };
}

function enter(
  sources: FlowSources,
  command: Command,
  unit: UnitOfWork,
  flow: LiveFlow,
  event: { readonly id: string; readonly type: string; readonly orderId: number },
): void {
  const acting: Command = { ...command, actor: `${ACTOR}${flow.code}` };
  const world = worldOf(sources.orders, unit);
  const order = world.orders.order(event.orderId);
  if (order === undefined) return;
  const facts = unit.facts(sources.flows);
  const occasion = { eventType: event.type, orderId: event.orderId, at: command.receivedAt };
  const chosen = chooseVersion(facts, flow, occasion, () =>
    orderFactsOf(order, world, command.receivedAt),
  );
  if (chosen === null) return;
  const { version, filter } = chosen;
  const { code, number, compiled } = version;
  const progress = newRun(compiled);
  const run: Run = {
    id: unit.newEventId(),
    flowCode: code,
    flowVersion: number,
    orderId: event.orderId,
    eventId: event.id,
    enteredAt: command.receivedAt,
    endedAt: command.receivedAt,
    progress,
    version: 1,
  };
  if (filter instanceof ExpressionFailure) {
    const failure = { code: 'expression_failed', message: filter.message, node: 'filter' } as const;
    const failed = { ...run, progress: { ...progress, tokens: [], failures: [failure] } };
    unit.enter(acting);
    tellFailure(unit, acting.receivedAt, run, failed);
    facts.enter(failed, version);
  } else facts.enter(go(facts, compiled, run, acting, world, unit), version);
}

/** Takes a run as far as it goes without waiting, and asks for what it wants outside. */
function go(
  facts: FlowFacts,
  flow: CompiledFlow,
  run: Run,
  acting: Command,
  world: OrderWorld,
  unit: UnitOfWork,
): Run {
  unit.enter(acting);
  const { orderId } = run;
  const deeds = deedsOnOrder(acting, world, orderId, unit);
  const now = acting.receivedAt;
  const factsNow = currentFacts(world, orderId, now);
  const { asked, ...progress } = advance(flow, run.progress, (iteration): Visit => ({
    facts: factsNow(),
    now,
    deeds,
    iteration,
  }));
  for (const one of asked) askFor(facts, run, one, now, unit);
  const endedAt = progress.tokens.length === 0 ? now : null;
  const after = { ...run, progress: { ...progress, asked: [] }, endedAt };
  tellFailure(unit, now, run, after);
  return after;
}

/** A run whose first node has failed is told of: by it a release is judged, and people look at it. */
function tellFailure(unit: UnitOfWork, at: Instant, before: Run, after: Run): void {
  const { failures } = after.progress;
  if (failures.length === 0 || before.progress.failures.length > 0) return;
  unit.emit({
    type: 'flow.run_failed',
    subject: `order/${after.orderId}`,
    orderId: after.orderId,
    occurredAt: at,
    data: JSON.stringify({
      flow: after.flowCode,
      flowVersion: after.flowVersion,
      run: after.id,
      nodes: failures.map(({ node, code }) => ({ node, code })),
    }),
  });
}

/** Keeps what a run asks for outside; a job carries it out once that is durable. */
function askFor(
  facts: FlowFacts,
  { id: runId, orderId, flowCode, flowVersion }: Run,
  { node, iteration, isUndo, effect: request }: AskedEffect,
  requestedAt: Instant,
  unit: UnitOfWork,
): void {
  const { id } = facts.effects.request({
    id: unit.newEventId(),
    runId,
    orderId,
    flowCode,
    flowVersion,
    node,
    iteration,
    isUndo,
    connector: request.connector,
    request,
    state: 'requested',
    attempts: 0,
    values: null,
    reason: null,
    requestedAt,
    settledAt: null,
    settledBy: null,
    version: 1,
  });
  const payload: EffectJob = { effectId: id };
  unit.addJob({ task: EFFECT_TASK, payload, key: `flow-effect/${id}`, orderId });
}

/** Lets a token of a run go on, as far as it goes. Null: it does not wait for this, or not any more. */
export function resume(
  sources: FlowSources,
  command: Command,
  unit: UnitOfWork,
  run: Run,
  token: number,
  cause: Cause,
): Run | null {
  const facts = unit.facts(sources.flows);
  const { code, compiled } = facts.versionOf(run);
  const woken = wake(compiled, run.progress, token, cause);
  if (woken === null) return null;
  const acting: Command = { ...command, actor: `${ACTOR}${code}` };
  const world = worldOf(sources.orders, unit);
  const after = go(facts, compiled, { ...run, progress: woken }, acting, world, unit);
  facts.change(after);
  unit.enter(command);
  return after;
}

/** The facts of the order as it stands at each moment, made anew only when it has changed. */
function currentFacts(world: OrderWorld, orderId: number, now: Instant) {
  let known: { readonly order: object; readonly facts: Visit['facts'] } | null = null;
  return (): Visit['facts'] => {
    const order = world.orders.order(orderId);
    assert(order !== undefined, 'the order of a run is in the batch');
    if (known?.order !== order) known = { order, facts: orderFactsOf(order, world, now) };
    return known.facts;
  };
}

/** A token whose time has come. */
interface ResumeRun {
  readonly runId: string;
  readonly token: number;
}

/** resume_run: what a run waited for is there. Whoever comes second finds nothing left to do. */
export function resumeRunHandler(sources: FlowSources): CommandHandler<ResumeRun> {
  return {
    kind: 'resume_run',
    need: ({ body }, unit) => unit.facts(sources.flows).needRun(body.runId),
    decide(command, unit) {
      const { runId, token } = command.body;
      const facts = unit.facts(sources.flows);
      const run = facts.run(runId);
      if (run === undefined) return refuse('not_found', `There is no run ${runId}.`);
      resume(sources, command, unit, run, token, { kind: 'due', now: command.receivedAt });
      return { kind: 'accepted', status: 200, body: JSON.stringify({ runId }) };
    },
  };
}

/** Runs that wait for a time. */
export const flowDeadlines: DeadlineSource = {
  name: 'flows',
  async due(pool, now, limit) {
    const rows = await runStatement<{ run_id: string; number: number }>(pool, sql.readDueTokens, [
      now,
      limit,
    ]);
    return rows.map((row) => ({
      kind: 'resume_run',
      body: { runId: row.run_id, token: row.number } satisfies ResumeRun,
    }));
  },
};

/** Names the orders of runs that a batch resumes. */
export function nameOrdersOfRuns(sources: OrderSources) {
  return (runs: Iterable<Run>, unit: UnitOfWork): void => {
    for (const { orderId } of runs) unit.facts(sources.orders).needOrder(orderId);
  };
}
