import type { Command, Refusal } from '../hub/index.ts';
import {
  placeHold,
  withAttribute,
  type OrderPoints,
  type OrderRecord,
  type OrderWorld,
  type ReturnSaid,
} from '../modules/orders/index.ts';
import { refuse } from '../../contracts/errors.ts';
import type { FlowPoint } from '../../contracts/flows.ts';
import type { Advice, Deeds, Facts } from './components/index.ts';
import { chooseVersion, drawVersion } from './choose-version.ts';
import type { FlowVersion, Run } from './flow-facts.ts';
import { exceptionFactsOf, orderFactsOf, paymentFactsOf, returnFactsOf } from './facts/index.ts';
import type { Participant } from './participation.ts';
import {
  actingOf,
  beginRun,
  firstSteps,
  keepRun,
  PAYMENT_HOLD,
  type FlowSources,
} from './run-flows.ts';

/** What a flow that was asked has come to. */
interface Answer {
  readonly flow: FlowVersion;
  readonly run: Run;
  readonly advice: readonly Advice[];
  /** Who says so: flow/CODE. */
  readonly by: string;
}

/** Lets flows take part in what is decided about orders that are there. */
export function flowsAskedOnOrders(
  sources: FlowSources,
): Pick<OrderPoints, 'returnApproval' | 'payment' | 'exception'> {
  return {
    returnApproval(command, world, order, asked) {
      const facts = returnFactsOf(asked, order);
      return ask(sources, command, world, order.id, 'return_approval', facts).flatMap(
        ({ run, advice, by }): ReturnSaid[] => {
          const { outcome, failures } = run.progress;
          if (outcome?.kind === 'reject') {
            return [{ verdict: 'reject', reason: outcome.reason, by }];
          }
          const [failure] = failures;
          // Whether goods may come back is not left to chance: a person says so.
          if (failure !== undefined) {
            const reason = `Flow ${run.flowCode} failed at ${failure.node}.`;
            return [{ verdict: 'ask', reason, by }];
          }
          return advice.flatMap((each) =>
            each.kind === 'judge_return'
              ? [{ verdict: each.verdict, reason: each.reason, by }]
              : [],
          );
        },
      );
    },
    payment: (command, world, order, asked) =>
      judgePayment(sources, command, world, order, {
        facts: paymentFactsOf(asked, order),
        isRefusable: asked.kind === 'authorised',
      }),
    exception(command, world, order, asked) {
      const answers = ask(sources, command, world, order.id, 'exception', exceptionFactsOf(asked));
      const routes = answers.flatMap(({ advice }) =>
        advice.filter((each) => each.kind === 'route_exception'),
      );
      const said = <Name extends 'owner' | 'severity' | 'dueMinutes'>(name: Name) =>
        routes.find((route) => route[name] !== null)?.[name] ?? null;
      const [closed] = answers.flatMap(({ run: { progress }, by }) =>
        progress.outcome?.kind === 'reject' ? [{ by, reason: progress.outcome.reason }] : [],
      );
      return {
        owner: said('owner'),
        severity: said('severity'),
        dueMinutes: said('dueMinutes'),
        closed: closed ?? null,
      };
    },
  };
}

/** Asks the flows of a point about an order that is there, one after the other by code, and keeps their runs. */
function ask(
  sources: FlowSources,
  command: Command,
  world: OrderWorld,
  orderId: number,
  point: FlowPoint,
  asked: Facts,
): Answer[] {
  const trigger = { kind: 'point', point } as const;
  const flows = world.unit.facts(sources.flows);
  const answers = flows.triggeredBy(trigger).flatMap((live): Answer[] => {
    const order = world.orders.order(orderId);
    if (order === undefined) return [];
    const acting = actingOf(sources, command, world, live.code);
    const flow = chooseVersion(flows, live, trigger, acting, order, asked);
    if (flow === null) return [];
    const advice: Advice[] = [];
    const run = beginRun(
      sources,
      acting,
      flow,
      { orderId, eventId: null },
      {
        facts: asked,
        deedsOf: (deeds) => ({
          ...deeds,
          advise(each) {
            advice.push(each);
            return null;
          },
        }),
      },
    );
    return run === null ? [] : [{ flow, run, advice, by: acting.command.actor }];
  });
  if (answers.length > 0) world.unit.enter(command);
  return answers;
}

const PAYMENT = { kind: 'point', point: 'payment' } as const;

/**
 * Asks flows about a payment. An authorisation may be refused; money that is there counts whatever is said of
 * it, and the order is held. Nothing is kept or done before the payment counts.
 */
function judgePayment(
  sources: FlowSources,
  command: Command,
  world: OrderWorld,
  order: OrderRecord,
  { facts, isRefusable }: { readonly facts: Facts; readonly isRefusable: boolean },
): ReturnType<OrderPoints['payment']> {
  const { unit } = world;
  const follows: (() => void)[] = [];
  const known = unit.facts(sources.flows);
  const parts: Participant[] = [];
  for (const live of known.triggeredBy(PAYMENT)) {
    const acting = actingOf(sources, command, world, live.code);
    const flow = drawVersion(live, PAYMENT, {
      order,
      now: command.receivedAt,
      facts: () => ({ ...orderFactsOf(order, world, command.receivedAt), ...facts }),
      takePart: (participant) => parts.push(participant),
    });
    if (flow === null) continue;
    const after = (deed: () => unknown): null => {
      follows.push(() => {
        unit.enter(acting.command);
        deed();
      });
      return null;
    };
    const place = { orderId: order.id, eventId: null };
    const run = firstSteps(sources, acting, flow, place, {
      facts,
      deedsOf: (deeds) => deedsAfter(deeds, order, after),
    });
    unit.enter(command);
    if (run === null) continue;
    const { outcome } = run.progress;
    if (outcome?.kind === 'reject') {
      const { reason, node } = outcome;
      const { code, number } = flow;
      if (isRefusable) {
        // Nothing is told of what was not recorded.
        for (const part of parts) known.participation.takePart(part, true);
        return refuse('refused_by_flow', reason, { flow: code, flowVersion: number, node, reason });
      }
      after(() => {
        const hold = {
          id: unit.newEventId(),
          kind: PAYMENT_HOLD,
          reason,
          owner: null,
          dueAt: null,
        };
        const now = world.orders.order(order.id);
        if (now !== undefined) placeHold(world, acting.command, now, hold);
      });
    }
    after(() => keepRun(sources, acting, flow, run));
  }
  for (const part of parts) known.participation.takePart(part);
  if (follows.length === 0) return null;
  return {
    recorded() {
      for (const follow of follows) follow();
      unit.enter(command);
    },
  };
}

/** What flows do about a payment follows once it is recorded. */
function deedsAfter(deeds: Deeds, order: OrderRecord, after: (deed: () => unknown) => null): Deeds {
  return {
    ...deeds,
    hold: (asked) => after(() => deeds.hold(asked)),
    setAttribute(name, value): Refusal | null {
      const details = withAttribute(order, { name, value });
      return 'code' in details ? details : after(() => deeds.setAttribute(name, value));
    },
    flag: (asked) => after(() => deeds.flag(asked)),
  };
}
