import type { Command, Refusal } from '../hub/index.ts';
import { assert } from '../kernel/assert.ts';
import {
  flagOrder,
  placeHold,
  repriced,
  settleOrder,
  takeOff,
  withAttribute,
  type OrderDraft,
  type OrderPoints,
  type OrderRecord,
  type OrderWorld,
  type Placing,
  type Priced,
} from '../modules/orders/index.ts';
import { refuse } from '../../contracts/errors.ts';
import type { Deeds, FlagDeed, Visit } from './components/index.ts';
import { questionsOf, type Acting } from './deeds-on-orders.ts';
import { advance, newRun, type RunState } from './engine/index.ts';
import { ExpressionFailure } from './expressions/index.ts';
import { orderFactsOf, packedFactsOf } from './facts/index.ts';
import { chooseVersion, drawVersion } from './choose-version.ts';
import { flowsAskedOnOrders } from './decide-on-orders.ts';
import { PlanningThroughFlows } from './plan-through-flows.ts';
import type { FlowVersion, LiveFlow } from './flow-facts.ts';
import { LimitCounting } from './limits.ts';
import type { Participation } from './participation.ts';
import {
  actingOf,
  beginRun,
  failedFilter,
  programsAtPoint,
  reasonToHold,
  runOf,
  tellFailure,
  type AtPoint,
  type FlowSources,
  type GatePoint,
} from './run-flows.ts';

const PRICE = { kind: 'point', point: 'price' } as const;
const VALIDATE = { kind: 'point', point: 'validate' } as const;
const PLANNING_POINTS = [
  { kind: 'point', point: 'source_rank' },
  { kind: 'point', point: 'promise' },
] as const;

/** Lets flows take part at the points of an order's life. */
export function flowsAtPoints(sources: FlowSources): OrderPoints {
  return {
    placing(command, world) {
      const facts = world.unit.facts(sources.flows);
      const pricing = facts.triggeredBy(PRICE);
      const judging = facts.triggeredBy(VALIDATE);
      return pricing.length + judging.length === 0
        ? null
        : new PlacingThroughFlows(sources, command, world, pricing, judging);
    },
    planning(command, world, draft) {
      const facts = world.unit.facts(sources.flows);
      const asked = PLANNING_POINTS.flatMap((trigger) =>
        facts.triggeredBy(trigger).map((flow) => ({ flow, trigger })),
      );
      return asked.length === 0
        ? null
        : new PlanningThroughFlows(sources, command, world, draft, asked);
    },
    releaseGate(command, world, order) {
      const facts = world.unit.facts(sources.flows);
      const gate = { kind: 'point', point: 'release_gate' } as const;
      for (const flow of facts.triggeredBy(gate)) {
        const before = orderNow(world, order.id);
        if (before.details.gatesPassed?.includes(flow.code) === true) continue;
        const acting = actingOf(sources, command, world, flow.code);
        const version = chooseVersion(facts, flow, gate, acting, before);
        if (version === null) continue;
        // Whoever lifts its hold answers for it: it is not asked again.
        const heldAs = (held: OrderRecord) => withGatePassed(held, flow.code);
        passGate(sources, acting, version, gate.point, { heldAs }, order.id);
      }
      world.unit.enter(command);
      return orderNow(world, order.id);
    },
    shipGate(command, world, order, asked) {
      const facts = world.unit.facts(sources.flows);
      const gate = { kind: 'point', point: 'ship_gate' } as const;
      const about = packedFactsOf(asked);
      for (const flow of facts.triggeredBy(gate)) {
        const before = orderNow(world, order.id);
        const acting = actingOf(sources, command, world, flow.code);
        const version = chooseVersion(facts, flow, gate, acting, before, about);
        if (version !== null) {
          passGate(sources, acting, version, gate.point, { facts: about }, order.id);
        }
      }
      world.unit.enter(command);
    },
    ...flowsAskedOnOrders(sources),
  };
}

function orderNow(world: OrderWorld, orderId: number): OrderRecord {
  const order = world.orders.order(orderId);
  assert(order !== undefined, 'the order is in the batch');
  return order;
}

function withGatePassed(held: OrderRecord, flow: string): OrderRecord {
  const gatesPassed = [...new Set([...(held.details.gatesPassed ?? []), flow])];
  return { ...held, details: { ...held.details, gatesPassed } };
}

/** Lets an order through one flow of a gate; whatever does not let it on holds it. */
function passGate(
  sources: FlowSources,
  acting: Acting,
  flow: FlowVersion,
  gate: GatePoint,
  at: AtPoint,
  orderId: number,
): void {
  const { world, command, unit } = acting;
  const run = beginRun(sources, acting, flow, { orderId, eventId: null }, at);
  if (run === null) return;
  const reason = reasonToHold(flow, run.progress);
  if (reason === null) return;
  const order = orderNow(world, orderId);
  placeHold(world, command, at.heldAs?.(order) ?? order, {
    id: unit.newEventId(),
    kind: gate,
    reason,
    owner: run.endedAt === null ? command.actor : null,
    dueAt: null,
  });
}

/** A run of an order that is not placed yet. */
interface RunToKeep {
  readonly acting: Acting;
  readonly flow: FlowVersion;
  readonly progress: RunState;
  readonly flags: readonly FlagDeed[];
}

/** The placing of one order, with the flows that price and judge it. */
class PlacingThroughFlows implements Placing {
  readonly #sources: FlowSources;
  readonly #command: Command;
  readonly #world: OrderWorld;
  readonly #pricing: readonly LiveFlow[];
  readonly #judging: readonly LiveFlow[];
  readonly #counting: LimitCounting;
  readonly #runs: RunToKeep[] = [];
  /** What flows have written beside the order while it was priced. */
  readonly #marks = new Map<string, string | number | boolean>();

  constructor(
    sources: FlowSources,
    command: Command,
    world: OrderWorld,
    pricing: readonly LiveFlow[],
    judging: readonly LiveFlow[],
  ) {
    this.#sources = sources;
    this.#command = command;
    this.#world = world;
    this.#pricing = pricing;
    this.#judging = judging;
    this.#counting = new LimitCounting(sources.limits, world.unit);
  }

  price(draft: OrderDraft): Priced {
    let priced = draft;
    for (const flow of this.#pricing) priced = this.#ask(flow, PRICE, priced).draft;
    return { lines: priced.lines, charges: priced.details.charges };
  }

  validate(draft: OrderDraft): OrderDraft | Refusal {
    let judged = draft;
    for (const [name, value] of this.#marks) {
      const details = withAttribute(judged, { name, value });
      if (!('code' in details)) judged = { ...judged, details };
    }
    for (const flow of this.#judging) {
      const { draft: after, run } = this.#ask(flow, VALIDATE, judged);
      judged = after;
      if (run?.progress.outcome?.kind !== 'reject') continue;
      const { code, number } = run.flow;
      const { reason, node } = run.progress.outcome;
      this.#participation().refused(draft.id);
      return refuse('refused_by_flow', reason, { flow: code, flowVersion: number, node, reason });
    }
    return judged;
  }

  placed(order: OrderRecord): void {
    const { unit } = this.#world;
    const { id } = order;
    const now = this.#command.receivedAt;
    this.#participation().placed(order);
    this.#counting.keep(id, now);
    for (const { acting, flow, progress, flags } of this.#runs) {
      unit.enter(acting.command);
      const run = runOf(acting, flow, { orderId: id, eventId: null }, progress);
      unit.facts(this.#sources.flows).enter(run, flow);
      tellFailure(acting, null, run);
      for (const { node, reason, severity } of flags) {
        const flag = { cause: `${flow.code}/${node}`, reason, severity };
        flagOrder(this.#world, acting.command, orderNow(this.#world, id), flag);
      }
    }
    unit.enter(this.#command);
  }

  #participation(): Participation {
    return this.#world.unit.facts(this.#sources.flows).participation;
  }

  #ask(
    flow: LiveFlow,
    trigger: typeof PRICE | typeof VALIDATE,
    before: OrderDraft,
  ): { readonly draft: OrderDraft; readonly run: RunToKeep | null } {
    const world = this.#world;
    const now = this.#command.receivedAt;
    const channel = world.channels.channelById(before.channelId);
    assert(channel !== undefined, 'the channel of an order that is placed is known');
    const place = { draft: before, flags: [] as FlagDeed[] };
    const facts = (): Visit['facts'] =>
      orderFactsOf(settleOrder(place.draft, { channel, isCancelled: false }), world, now);
    const version = drawVersion(flow, trigger, {
      order: before,
      now,
      facts,
      takePart: (participant, lot) => this.#participation().takePartInPlacing(participant, lot),
    });
    if (version === null) return { draft: before, run: null };
    const { compiled } = version;
    const filter = compiled.filter?.evaluate(facts()) ?? true;
    if (filter === false) return { draft: before, run: null };
    const acting = actingOf(this.#sources, this.#command, world, flow.code);
    const deeds = this.#deedsOn(place, acting, channel.code, trigger === PRICE);
    const ask = questionsOf(acting, before.channelId);
    const batch = programsAtPoint(world.unit.facts(this.#sources.flows), world.unit);
    const progress =
      filter instanceof ExpressionFailure
        ? failedFilter(compiled, filter)
        : advance(compiled, newRun(compiled), (iteration, node) => ({
            facts: facts(),
            now,
            deeds,
            ask,
            node,
            newId: () => acting.unit.newEventId(),
            iteration,
            batch,
          }));
    if (progress.failures.length > 0) this.#participation().failed(before.id, flow.code);
    const run = { acting, flow: version, progress, flags: place.flags };
    this.#runs.push(run);
    return { draft: place.draft, run };
  }

  /** What a flow does to an order that is not placed: all of it is part of how it is placed. */
  #deedsOn(
    place: { draft: OrderDraft; readonly flags: FlagDeed[] },
    { command, unit, flow }: Acting,
    channel: string,
    isPricing: boolean,
  ): Deeds {
    return {
      hold: (asked) => {
        const hold = {
          ...asked,
          id: unit.newEventId(),
          placedAt: command.receivedAt,
          placedBy: command.actor,
          overdueAt: null,
          releasedAt: null,
          releasedBy: null,
        };
        if (isPricing) return refuse('illegal_transition', 'It is being priced.', { flow });
        place.draft = { ...place.draft, holds: [...place.draft.holds, hold] };
        return null;
      },
      releaseHolds: (kind, placedBy) => {
        const holds = place.draft.holds.filter(
          (hold) =>
            hold.kind !== kind || (placedBy === 'this_flow' && hold.placedBy !== command.actor),
        );
        place.draft = { ...place.draft, holds };
        return null;
      },
      setAttribute: (name, value) => {
        const details = withAttribute(place.draft, { name, value });
        if ('code' in details) return details;
        if (isPricing) this.#marks.set(name, value);
        place.draft = { ...place.draft, details };
        return null;
      },
      takeOff: ({ lineNumber, amount, name, lessensTax }) => {
        const { lines, details, currency } = place.draft;
        if (amount.currency !== currency) {
          return refuse('invalid_request', `The order is in ${currency}.`, { field: 'amount' });
        }
        const { minor: amountMinor } = amount;
        const priced = takeOff(
          { lines, charges: details.charges },
          { lineNumber, amountMinor, name, lessensTax },
        );
        if ('code' in priced) return priced;
        place.draft = repriced(place.draft, priced);
        return null;
      },
      flag: (flag) => {
        place.flags.push(flag);
        return null;
      },
      sourceAgain: () => refuse('illegal_transition', 'The order is being placed.', { flow }),
      reserve: () => refuse('illegal_transition', 'The order is being placed.', { flow }),
      releaseReservation: () =>
        refuse('illegal_transition', 'The order is being placed.', { flow }),
      openTask: () => {
        throw new Error('no flow that waits is published at a point that wants its answer now');
      },
      advise: () => refuse('illegal_transition', 'The order is being placed.', { flow }),
      countLimit: (asked) =>
        this.#counting.count(asked, {
          flow,
          person: { channel, customer: place.draft.customer },
          now: command.receivedAt,
        }),
    };
  }
}
