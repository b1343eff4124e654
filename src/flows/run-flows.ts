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
import {
  liftHold,
  placeHold,
  worldOf,
  type OrderRecord,
  type OrderSources,
  type OrderWorld,
} from '../modules/orders/index.ts';
import { runStatement } from '../platform/postgres/index.ts';
import { refuse } from '../../contracts/errors.ts';
import type { Visit } from './components/index.ts';
import { deedsOnOrder, questionsOf, type Acting } from './deeds-on-orders.ts';
import { advance, newRun, wake, type CompiledFlow, type RunState } from './engine/index.ts';
import { ExpressionFailure } from './expressions/index.ts';
import { orderFactsOf } from './facts/index.ts';
import type { FlowFacts, FlowVersion, Run } from './flow-facts.ts';
import * as sql from './flows.sql.ts';
import type { LimitSources } from './limits.ts';

/** What the flows room reads. */
export interface FlowSources {
  readonly flows: FactSource<FlowFacts>;
  readonly orders: OrderSources;
  readonly limits: LimitSources;
}

/** A flow whose deeds trigger flows whose deeds … ends after so many: the next are not entered. */
const CHAIN_MAX = 8;
const ACTOR = 'flow/';
/** The kind of the hold that a flow at the release gate has, while it waits or when it says no. */
export const GATE_HOLD = 'release_gate';

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
            enter(sources, command, unit, flow, { id: event.id, orderId: event.orderId });
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
  flow: FlowVersion,
  event: { readonly id: string; readonly orderId: number },
): void {
  const world = worldOf(sources.orders, unit);
  if (world.orders.order(event.orderId) === undefined) return;
  const acting = actingOf(sources, command, world, flow.code);
  const progress = beginOn(acting, flow, event.orderId);
  if (progress === null) return;
  enterRun(sources, acting, flow, { orderId: event.orderId, eventId: event.id }, progress);
}

/** The command as that of a flow, and what the flow acts with. */
export function actingOf(
  { limits }: FlowSources,
  command: Command,
  world: OrderWorld,
  flow: string,
): Acting {
  const actor = `${ACTOR}${flow}`;
  return { command: { ...command, actor }, world, unit: world.unit, limits, flow };
}

/** Takes an order through a flow as far as it goes without waiting; null: the flow is not for it. */
export function beginOn(
  acting: Acting,
  { compiled }: FlowVersion,
  orderId: number,
  heldAs?: (order: OrderRecord) => OrderRecord,
): RunState | null {
  const { world, command } = acting;
  const order = world.orders.order(orderId);
  assert(order !== undefined, 'the order of a run is in the batch');
  const filter = compiled.filter?.evaluate(orderFactsOf(order, world, command.receivedAt)) ?? true;
  if (filter === false) return null;
  return filter instanceof ExpressionFailure
    ? failedFilter(compiled, filter)
    : go(compiled, newRun(compiled), acting, orderId, heldAs);
}

/** The run of a flow whose filter has no value: it has failed, so that somebody sees it. */
export function failedFilter(compiled: CompiledFlow, { message }: ExpressionFailure): RunState {
  return {
    ...newRun(compiled),
    tokens: [],
    failures: [{ code: 'expression_failed', message, node: 'filter' }],
  };
}

/** Keeps a run that has just begun. `eventId`: what made it enter; null: it was asked at a point. */
export function enterRun(
  sources: FlowSources,
  { command, unit }: Acting,
  { code, number }: FlowVersion,
  { orderId, eventId }: Pick<Run, 'orderId' | 'eventId'>,
  progress: RunState,
): void {
  unit.facts(sources.flows).enter({
    id: unit.newEventId(),
    flowCode: code,
    flowVersion: number,
    orderId,
    eventId,
    enteredAt: command.receivedAt,
    endedAt: endOf(progress, command.receivedAt),
    progress,
    version: 1,
  });
}

/** Takes a run as far as it goes without waiting. */
function go(
  flow: CompiledFlow,
  run: RunState,
  acting: Acting,
  orderId: number,
  heldAs?: (order: OrderRecord) => OrderRecord,
): RunState {
  const { command, world, unit } = acting;
  unit.enter(command);
  const deeds = deedsOnOrder(acting, orderId, heldAs);
  const now = command.receivedAt;
  const factsNow = currentFacts(world, orderId, now);
  const ask = questionsOf(acting, world.orders.order(orderId)?.channelId ?? 0);
  return advance(flow, run, (iteration, node): Visit => ({
    facts: factsNow(),
    now,
    deeds,
    ask,
    node,
    iteration,
  }));
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
        const acting = actingOf(sources, command, worldOf(sources.orders, unit), code);
        const progress = go(compiled, woken, acting, run.orderId);
        if (progress.tokens.length === 0) openGate(acting, compiled, progress, run.orderId);
        facts.change({ ...run, progress, endedAt: endOf(progress, now) });
        unit.enter(command);
      }
      return { kind: 'accepted', status: 200, body: JSON.stringify({ runId }) };
    },
  };
}

/** What an order waited for at the release gate has come to its end: it goes on, or somebody has to look. */
function openGate(
  { command, world, unit, flow }: Acting,
  { trigger }: CompiledFlow,
  progress: RunState,
  orderId: number,
): void {
  if (trigger.kind !== 'point') return;
  const reason = reasonToHold({ code: flow }, progress);
  const order = world.orders.order(orderId);
  assert(order !== undefined, 'the order of a run is in the batch');
  if (reason !== null) {
    const asked = { id: unit.newEventId(), kind: GATE_HOLD, reason, owner: null, dueAt: null };
    placeHold(world, command, order, asked);
  }
  const hold = order.holds.find(
    ({ kind, owner, releasedAt }) =>
      kind === GATE_HOLD && owner === command.actor && releasedAt === null,
  );
  if (hold === undefined) return;
  liftHold(world, command, world.orders.order(orderId) ?? order, { holdId: hold.id, note: null });
}

/** Why a flow at the release gate does not let an order on; null: it does. */
export function reasonToHold({ code }: Pick<FlowVersion, 'code'>, run: RunState): string | null {
  if (run.tokens.length > 0) return `Flow ${code} has not come to its end.`;
  if (run.outcome?.kind === 'reject') return run.outcome.reason;
  // What was to stop an order and broke must not let it through.
  const [failure] = run.failures;
  return failure === undefined ? null : `Flow ${code} failed at ${failure.node}.`;
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

/** Names the orders of runs that a batch resumes, and the SKUs that flows ask about. */
export function nameFactsOfFlows({ orders, catalogue, stock }: OrderSources) {
  return (facts: FlowFacts, unit: UnitOfWork): void => {
    for (const { orderId } of facts.runs()) unit.facts(orders).needOrder(orderId);
    for (const sku of facts.skus()) {
      unit.facts(catalogue).needSkuCode(sku);
      unit.facts(stock).needSkuCode(sku);
    }
  };
}
