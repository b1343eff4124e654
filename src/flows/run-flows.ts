import type {
  Command,
  CommandHandler,
  DeadlineSource,
  FactSource,
  Reaction,
  RecordFacts,
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
import type { FormValues } from '../../contracts/forms.ts';
import {
  reasonOf,
  type BatchPrograms,
  type Deeds,
  type Facts,
  type Visit,
} from './components/index.ts';
import { EFFECT_TASK, type EffectJob } from './connectors/index.ts';
import { deedsOnOrder, questionsOf, type Acting } from './deeds-on-orders.ts';
import {
  advance,
  newRun,
  wake,
  type AskedEffect,
  type Cause,
  type CompiledFlow,
  type RunState,
} from './engine/index.ts';
import { callStanding, tellCall, type Call } from './endpoints/call.ts';
import { judgedAnswer, knownTexts } from './endpoints/judge-answer.ts';
import { ExpressionFailure } from './expressions/index.ts';
import { orderFactsOf } from './facts/index.ts';
import { chooseVersion } from './choose-version.ts';
import type { FlowFacts, FlowVersion, LiveFlow, Run } from './flow-facts.ts';
import * as sql from './flows.sql.ts';
import type { LimitSources } from './limits.ts';
import type { Task } from './tasks.ts';

/** What the flows room reads. */
export interface FlowSources {
  readonly flows: FactSource<FlowFacts>;
  readonly orders: OrderSources;
  readonly limits: LimitSources;
  readonly tasks: FactSource<RecordFacts<Task>>;
  readonly calls: FactSource<RecordFacts<Call>>;
}

/** A flow whose deeds trigger flows whose deeds … ends after so many: the next are not entered. */
const CHAIN_MAX = 8;
const ACTOR = 'flow/';
/** Points whose flows hold an order while they wait, or when they say no: by a hold of the same kind. */
export type GatePoint = 'release_gate' | 'ship_gate';
/** The kind of the hold that follows money that came in against the word of a flow. */
export const PAYMENT_HOLD = 'payment';

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
          for (const flow of facts.triggeredBy({ kind: 'event', event: event.type })) {
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
  const world = worldOf(sources.orders, unit);
  const order = world.orders.order(event.orderId);
  if (order === undefined) return;
  const acting = actingOf(sources, command, world, flow.code);
  const trigger = { kind: 'event', event: event.type } as const;
  const version = chooseVersion(unit.facts(sources.flows), flow, trigger, acting, order);
  if (version === null) return;
  beginRun(sources, acting, version, { orderId: event.orderId, eventId: event.id });
}

/** The command as that of a flow, and what the flow acts with. */
export function actingOf(
  { limits, tasks, orders: reservations }: FlowSources,
  command: Command,
  world: OrderWorld,
  flow: string,
): Acting {
  const actor = `${ACTOR}${flow}`;
  return {
    command: { ...command, actor },
    world,
    unit: world.unit,
    limits,
    tasks,
    reservations,
    flow,
  };
}

/** Of what a run is about: `eventId` made it enter; null: it was asked at a point. */
type RunPlace = Pick<Run, 'orderId' | 'eventId'>;
type OrderPlace = RunPlace & { readonly orderId: number };

/** How a run goes that somebody waits for at a point. */
export interface AtPoint {
  /** What the flow is asked about, beside the order: kept while it waits. Plain JSON. */
  readonly facts?: Facts;
  /** What the flow does, where that is not done at once to the order as it stands. */
  readonly deedsOf?: (deeds: Deeds) => Deeds;
  /** As `deedsOnOrder` has it. */
  readonly heldAs?: (order: OrderRecord) => OrderRecord;
}

/** Lets an order enter a flow and go as far as it does without waiting; null: the flow is not for it. */
export function beginRun(
  sources: FlowSources,
  acting: Acting,
  flow: FlowVersion,
  place: OrderPlace,
  at: AtPoint = {},
): Run | null {
  const run = firstSteps(sources, acting, flow, place, at);
  if (run !== null) keepRun(sources, acting, flow, run);
  return run;
}

/** As `beginRun`, but nothing of the run is kept: its deeds are what `at` makes of them. */
export function firstSteps(
  sources: FlowSources,
  acting: Acting,
  flow: FlowVersion,
  place: OrderPlace,
  at: AtPoint,
): Run | null {
  const { world, command, unit } = acting;
  const { compiled } = flow;
  const order = world.orders.order(place.orderId);
  assert(order !== undefined, 'the order of a run is in the batch');
  const facts = { ...orderFactsOf(order, world, command.receivedAt), ...at.facts };
  const filter = compiled.filter?.evaluate(facts) ?? true;
  if (filter === false) return null;
  return filter instanceof ExpressionFailure
    ? runOf(acting, flow, place, failedFilter(compiled, filter))
    : go(
        unit.facts(sources.flows),
        compiled,
        runOf(acting, flow, place, newRun(compiled, at.facts)),
        acting,
        at,
      );
}

/** Keeps a run that has just begun. */
export function keepRun(sources: FlowSources, acting: Acting, flow: FlowVersion, run: Run): void {
  acting.unit.facts(sources.flows).enter(run, flow);
  tellFailure(acting, null, run);
}

/** Begins the run of a call, and goes as far as that does without waiting. */
export function beginCalledRun(
  sources: FlowSources,
  acting: Acting,
  flow: FlowVersion,
  orderId: number | null,
  input: FormValues,
): Run {
  const progress = newRun(flow.compiled, { input });
  const begun = runOf(acting, flow, { orderId, eventId: null }, progress);
  const run = go(acting.unit.facts(sources.flows), flow.compiled, begun, acting);
  keepRun(sources, acting, flow, run);
  return run;
}

/** A run whose first node has failed is told of: by it a release is judged, and people look at it. */
export function tellFailure({ command, unit }: Acting, before: Run | null, after: Run): void {
  const { failures } = after.progress;
  if (failures.length === 0 || (before?.progress.failures.length ?? 0) > 0) return;
  unit.enter(command);
  unit.emit({
    type: 'flow.run_failed',
    subject: after.orderId === null ? `flow/${after.flowCode}` : `order/${after.orderId}`,
    ...(after.orderId === null ? {} : { orderId: after.orderId }),
    occurredAt: command.receivedAt,
    data: JSON.stringify({
      flow: after.flowCode,
      flowVersion: after.flowVersion,
      run: after.id,
      nodes: failures.map(({ node, code }) => ({ node, code })),
    }),
  });
}

/** The run of a flow whose filter has no value: it has failed, so that somebody sees it. */
export function failedFilter(compiled: CompiledFlow, failure: ExpressionFailure): RunState {
  const { message } = failure;
  const text = compiled.filter?.text;
  const reason = { ...reasonOf(failure), ...(text === undefined ? {} : { text }) };
  return {
    ...newRun(compiled),
    tokens: [],
    failures: [{ code: 'expression_failed', message, reason, node: 'filter' }],
  };
}

/** A run that has just begun. */
export function runOf(
  { command, unit }: Acting,
  { code, number }: FlowVersion,
  place: RunPlace,
  progress: RunState,
): Run {
  return {
    ...place,
    id: unit.newEventId(),
    flowCode: code,
    flowVersion: number,
    enteredAt: command.receivedAt,
    endedAt: progress.tokens.length === 0 ? command.receivedAt : null,
    progress,
    version: 1,
  };
}

/** Takes a run as far as it goes without waiting, and asks for what it wants outside. */
function go(
  facts: FlowFacts,
  flow: CompiledFlow,
  run: Run,
  acting: Acting,
  { deedsOf = (deeds) => deeds, heldAs }: AtPoint = {},
): Run {
  const { command, world, unit } = acting;
  unit.enter(command);
  const { orderId } = run;
  const { about } = run.progress;
  const now = command.receivedAt;
  const order = orderId === null ? undefined : world.orders.order(orderId);
  const deeds =
    orderId === null ? NO_DEEDS : deedsOf(deedsOnOrder(acting, { ...run, orderId }, heldAs));
  const factsNow =
    orderId === null ? () => ({ now, ...about }) : currentFacts(world, orderId, now, about);
  const ask = questionsOf(acting, order?.channelId ?? null);
  const batch = flow.trigger.kind === 'event' ? facts.programs : programsAtPoint(facts, unit);
  const { asked, ...advanced } = advance(flow, run.progress, (iteration, node): Visit => ({
    facts: factsNow(),
    now,
    deeds,
    ask,
    node,
    newId: () => unit.newEventId(),
    iteration,
    batch,
  }));
  if (orderId !== null) {
    for (const one of asked) askFor(facts, { ...run, orderId }, one, now, unit);
  }
  const progress = judgedAnswer(flow, advanced, () => knownTexts(order, about));
  const endedAt = progress.tokens.length === 0 ? now : null;
  return { ...run, progress: { ...progress, asked: [] }, endedAt };
}

/**
 * Where an answer is wanted at once, no program rests: when the batch has had enough of them, the commands that were
 * not decided yet wait for the next one.
 */
export function programsAtPoint({ programs }: FlowFacts, unit: UnitOfWork): BatchPrograms {
  return {
    isOver: () => false,
    add(steps) {
      programs.add(steps);
      if (programs.isOver()) unit.fill();
    },
  };
}

const noDeed = (): never => {
  throw new Error('no flow that acts on an order is published to be called without one');
};

/** What a flow does that is called without an order. */
const NO_DEEDS: Deeds = {
  hold: noDeed,
  releaseHolds: noDeed,
  setAttribute: noDeed,
  takeOff: noDeed,
  flag: noDeed,
  sourceAgain: noDeed,
  reserve: noDeed,
  releaseReservation: noDeed,
  openTask: noDeed,
  countLimit: noDeed,
  advise: noDeed,
};

/** Keeps what a run asks for outside; a job carries it out once that is durable. */
function askFor(
  facts: FlowFacts,
  { id: runId, orderId, flowCode, flowVersion }: Run & OrderPlace,
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
  const acting = actingOf(sources, command, worldOf(sources.orders, unit), code);
  const after = go(facts, compiled, { ...run, progress: woken }, acting);
  facts.change(after);
  tellFailure(acting, run, after);
  if (after.endedAt !== null) {
    openGate(acting, compiled, after);
    if (compiled.trigger.kind === 'api') endCall(sources, command, unit, after);
  }
  unit.enter(command);
  return after;
}

/** Whoever called finds what became of it. A call that was forgotten is not told of. */
function endCall(sources: FlowSources, command: Command, unit: UnitOfWork, run: Run): void {
  const call = unit.facts(sources.calls).find(run.id);
  if (call === undefined) return;
  const ended = unit.facts(sources.calls).change({ ...call, ...callStanding(run) });
  unit.enter(command);
  tellCall('flow_api.ended', command, unit, ended);
}

/** The facts of the order as it stands at each moment, made anew only when it has changed. */
function currentFacts(world: OrderWorld, orderId: number, now: Instant, asked?: Facts) {
  let known: { readonly order: object; readonly facts: Visit['facts'] } | null = null;
  return (): Visit['facts'] => {
    const order = world.orders.order(orderId);
    assert(order !== undefined, 'the order of a run is in the batch');
    if (known?.order !== order) {
      const facts = orderFactsOf(order, world, now);
      known = { order, facts: asked === undefined ? facts : { ...facts, ...asked } };
    }
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

/** What an order waited for at a gate has come to its end: it goes on, or somebody has to look. */
function openGate(
  { command, world, unit, flow }: Acting,
  { trigger }: CompiledFlow,
  { progress, orderId }: Run,
): void {
  if (trigger.kind !== 'point' || orderId === null) return;
  const reason = reasonToHold({ code: flow }, progress);
  const order = world.orders.order(orderId);
  assert(order !== undefined, 'the order of a run is in the batch');
  if (reason !== null) {
    const asked = { id: unit.newEventId(), kind: trigger.point, reason, owner: null, dueAt: null };
    placeHold(world, command, order, asked);
  }
  const hold = order.holds.find(
    ({ kind, owner, releasedAt }) =>
      kind === trigger.point && owner === command.actor && releasedAt === null,
  );
  if (hold === undefined) return;
  liftHold(world, command, world.orders.order(orderId) ?? order, { holdId: hold.id, note: null });
}

/** Why a flow at a gate does not let an order on; null: it does. */
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

/** Names the orders of runs that a batch resumes, what these have reserved, and the SKUs that flows ask about. */
export function nameFactsOfFlows({ orders, catalogue, stock, reservations }: OrderSources) {
  return (facts: FlowFacts, unit: UnitOfWork): void => {
    for (const run of facts.runs()) {
      const { orderId, progress } = run;
      if (orderId !== null) unit.facts(orders).needOrder(orderId);
      const { nodes } = facts.versionOf(run).compiled;
      for (const [node, { reservation }] of Object.entries(progress.values)) {
        // Other nodes may call a value so, whatever it is.
        if (nodes.get(node)?.component.code !== 'reserve') continue;
        if (typeof reservation === 'string') unit.facts(reservations).need(reservation);
      }
    }
    for (const sku of facts.skus()) {
      unit.facts(catalogue).needSkuCode(sku);
      unit.facts(stock).needSkuCode(sku);
    }
  };
}
