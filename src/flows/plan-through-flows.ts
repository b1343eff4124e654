import type { Command } from '../hub/index.ts';
import { assert } from '../kernel/assert.ts';
import {
  settleOrder,
  type OrderDraft,
  type OrderWorld,
  type Planning,
  type PlanSaid,
} from '../modules/orders/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { FlowTrigger } from '../../contracts/flows.ts';
import { HANDLING_DAYS_MAX, type Advice, type Deeds, type Facts } from './components/index.ts';
import { questionsOf, type Acting } from './deeds-on-orders.ts';
import { advance, newRun, type RunState } from './engine/index.ts';
import { ExpressionFailure } from './expressions/index.ts';
import { orderFactsOf } from './facts/index.ts';
import { drawVersion, type DrawnOrder } from './choose-version.ts';
import type { FlowVersion, LiveFlow } from './flow-facts.ts';
import type { Participation } from './participation.ts';
import {
  actingOf,
  failedFilter,
  keepRun,
  programsAtPoint,
  runOf,
  type FlowSources,
} from './run-flows.ts';

/** A flow that is asked, and at which point. */
interface AskedFlow {
  readonly flow: LiveFlow;
  readonly trigger: FlowTrigger;
}

interface RunToKeep {
  readonly acting: Acting;
  readonly flow: FlowVersion;
  readonly progress: RunState;
}

/** The planning of one order, with the flows that weigh its locations and add to its time. */
export class PlanningThroughFlows implements Planning {
  readonly #sources: FlowSources;
  readonly #command: Command;
  readonly #world: OrderWorld;
  readonly #draft: OrderDraft;
  readonly #asked: readonly AskedFlow[];
  readonly #runs: RunToKeep[] = [];

  constructor(
    sources: FlowSources,
    command: Command,
    world: OrderWorld,
    draft: OrderDraft,
    asked: readonly AskedFlow[],
  ) {
    this.#sources = sources;
    this.#command = command;
    this.#world = world;
    this.#draft = draft;
    this.#asked = asked;
  }

  said(): readonly PlanSaid[] {
    const world = this.#world;
    const now = this.#command.receivedAt;
    const channel = world.channels.channelById(this.#draft.channelId);
    assert(channel !== undefined, 'the channel of an order that is planned is known');
    const order = settleOrder(this.#draft, { channel, isCancelled: false });
    const facts = orderFactsOf(order, world, now);
    const { currency } = world.rules.compiled.rules;
    let daysLeft = HANDLING_DAYS_MAX;
    const lots = this.#lots(facts);
    return this.#asked.flatMap(({ flow: live, trigger }) => {
      const flow = drawVersion(live, trigger, lots);
      if (flow === null) return [];
      const { compiled } = flow;
      const filter = compiled.filter?.evaluate(facts) ?? true;
      if (filter === false) return [];
      const acting = actingOf(this.#sources, this.#command, world, flow.code);
      const advice: Advice[] = [];
      const deeds = deedsOfPlanning(flow.code, (each) => {
        const refusal = refuseAdvice(each, currency);
        if (refusal !== null) return refusal;
        if (each.kind === 'add_handling_days') {
          const days = Math.min(each.days, daysLeft);
          daysLeft -= days;
          if (days > 0) advice.push({ ...each, days });
        } else advice.push(each);
        return null;
      });
      const ask = questionsOf(acting, order.channelId);
      const newId = () => world.unit.newEventId();
      const batch = programsAtPoint(world.unit.facts(this.#sources.flows), world.unit);
      const progress =
        filter instanceof ExpressionFailure
          ? failedFilter(compiled, filter)
          : advance(compiled, newRun(compiled), (iteration, node) => ({
              facts,
              now,
              deeds,
              ask,
              node,
              newId,
              iteration,
              batch,
            }));
      if (progress.failures.length > 0) this.#participation().failed(order.id, flow.code);
      this.#runs.push({ acting, flow, progress });
      return advice.flatMap((each) => saidOf(each, acting.command.actor));
    });
  }

  kept(): void {
    const order = this.#world.orders.order(this.#draft.id);
    assert(order !== undefined, 'an order whose plan is carried out is there');
    this.#participation().placed(order);
    for (const { acting, flow, progress } of this.#runs) {
      const place = { orderId: this.#draft.id, eventId: null };
      keepRun(this.#sources, acting, flow, runOf(acting, flow, place, progress));
    }
    this.#world.unit.enter(this.#command);
  }

  #participation(): Participation {
    return this.#world.unit.facts(this.#sources.flows).participation;
  }

  /** An order that is planned while it is placed takes part in its placing. */
  #lots(facts: Facts): DrawnOrder {
    const isThere = this.#world.orders.order(this.#draft.id) !== undefined;
    const participation = this.#participation();
    return {
      order: this.#draft,
      now: this.#command.receivedAt,
      facts: () => facts,
      takePart: (participant, lot) =>
        isThere
          ? participation.takePart(participant)
          : participation.takePartInPlacing(participant, lot),
    };
  }
}

/** Amounts are compared with costs, which have one currency, and never make anything cheaper than it is. */
function refuseAdvice(advice: Advice, currency: string): Refusal | null {
  if (advice.kind !== 'weigh_location' || advice.added === null) return null;
  if (advice.added.currency === currency && advice.added.minor >= 0) return null;
  return refuse('invalid_request', `Costs are in ${currency}, and nothing is taken off them.`, {
    field: 'amount',
  });
}

function saidOf(advice: Advice, by: string): PlanSaid[] {
  if (advice.kind === 'add_handling_days') {
    const { days: handlingDaysAdded, reason } = advice;
    return [{ by, reason, locations: null, addedMinor: 0, isExcluded: false, handlingDaysAdded }];
  }
  if (advice.kind !== 'weigh_location') return [];
  const { locations: codes, isOthers, added, reason } = advice;
  return [
    {
      by,
      reason,
      locations: { codes, isOthers },
      addedMinor: added?.minor ?? 0,
      isExcluded: added === null,
      handlingDaysAdded: 0,
    },
  ];
}

/** Nothing is done to an order while it is planned; what is said of it is. */
function deedsOfPlanning(flow: string, advise: Deeds['advise']): Deeds {
  const planned = () => refuse('illegal_transition', 'The order is being planned.', { flow });
  const never = (): never => {
    throw new Error('no flow that waits or counts is published at a point of planning');
  };
  return {
    hold: planned,
    releaseHolds: planned,
    setAttribute: planned,
    takeOff: planned,
    flag: planned,
    sourceAgain: planned,
    reserve: planned,
    releaseReservation: planned,
    openTask: never,
    countLimit: never,
    advise,
  };
}
