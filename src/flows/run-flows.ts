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
import { deedsOnOrder } from './deeds-on-orders.ts';
import { advance, newRun, wake, type CompiledFlow, type RunState } from './engine/index.ts';
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
  const occasion = { eventType: event.type, orderId: event.orderId, at: command.receivedAt };
  const chosen = chooseVersion(unit.facts(sources.flows), flow, occasion, () =>
    orderFactsOf(order, world, command.receivedAt),
  );
  if (chosen === null) return;
  const { filter } = chosen;
  const { code, number, compiled } = chosen.version;
  const begun = newRun(compiled);
  const progress: RunState =
    filter instanceof ExpressionFailure
      ? {
          ...begun,
          tokens: [],
          failures: [{ code: 'expression_failed', message: filter.message, node: 'filter' }],
        }
      : go(compiled, begun, acting, world, unit, event.orderId);
  const run: Run = {
    id: unit.newEventId(),
    flowCode: code,
    flowVersion: number,
    orderId: event.orderId,
    eventId: event.id,
    enteredAt: command.receivedAt,
    endedAt: endOf(progress, command.receivedAt),
    progress,
    version: 1,
  };
  unit.facts(sources.flows).enter(run);
  tellFailure(unit, acting, null, run);
}

/** A run whose first node has failed is told of: by it a release is judged, and people look at it. */
function tellFailure(unit: UnitOfWork, acting: Command, before: Run | null, run: Run): void {
  const { failures } = run.progress;
  if (failures.length === 0 || (before?.progress.failures.length ?? 0) > 0) return;
  unit.enter(acting);
  unit.emit({
    type: 'flow.run_failed',
    subject: `order/${run.orderId}`,
    orderId: run.orderId,
    occurredAt: acting.receivedAt,
    data: JSON.stringify({
      flow: run.flowCode,
      flowVersion: run.flowVersion,
      run: run.id,
      nodes: failures.map(({ node, code }) => ({ node, code })),
    }),
  });
}

/** Takes a run as far as it goes without waiting. */
function go(
  flow: CompiledFlow,
  run: RunState,
  acting: Command,
  world: OrderWorld,
  unit: UnitOfWork,
  orderId: number,
): RunState {
  unit.enter(acting);
  const deeds = deedsOnOrder(acting, world, orderId, unit);
  const now = acting.receivedAt;
  const factsNow = currentFacts(world, orderId, now);
  return advance(flow, run, (iteration): Visit => ({ facts: factsNow(), now, deeds, iteration }));
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

function endOf({ tokens }: RunState, now: Instant): Instant | null {
  return tokens.length === 0 ? now : null;
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
      const { code, compiled } = facts.versionOf(run);
      const now = command.receivedAt;
      const woken = wake(compiled, run.progress, token, { kind: 'due', now });
      if (woken !== null) {
        const acting: Command = { ...command, actor: `${ACTOR}${code}` };
        const world = worldOf(sources.orders, unit);
        const progress = go(compiled, woken, acting, world, unit, run.orderId);
        const after = { ...run, progress, endedAt: endOf(progress, now) };
        facts.change(after);
        tellFailure(unit, acting, run, after);
        unit.enter(command);
      }
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
