import type { CommandHandler, FactSource, RecordFacts, UnitOfWork } from '../../hub/index.ts';
import { worldOf } from '../../modules/orders/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { FormValues } from '../../../contracts/forms.ts';
import { orderFieldOf } from '../engine/index.ts';
import type { CallFlow, FlowFacts } from '../flow-facts.ts';
import { actingOf, beginCalledRun, type FlowSources } from '../run-flows.ts';
import { judgeAnswers } from '../tasks.ts';
import { callStanding, inputToKeep, replyTo, tellCall, type Call } from './call.ts';
import { callableOf, chooseEndpoint, orderNamed, type ChosenEndpoint } from './choose-endpoint.ts';

/** call_flow: lets a call of an endpoint run through its flow, as far as that goes in this batch. */
export function callFlowHandler(sources: FlowSources): CommandHandler<CallFlow> {
  return {
    kind: 'call_flow',
    need: ({ body }, unit) => unit.facts(sources.flows).needCall(body),
    decide(command, unit) {
      const { flow: code, input } = command.body;
      const facts = unit.facts(sources.flows);
      const flow = facts.endpoint(code);
      const chosen =
        flow === undefined ? null : chooseEndpoint(flow, input, command.key ?? command.id);
      if (chosen === null) return noSuchEndpoint(code);
      const { version, trigger, share } = chosen;
      const wrong = judgeInput(chosen, input);
      if (wrong !== null) return wrong;
      const world = worldOf(sources.orders, unit);
      const orderId = orderNamed(trigger, input);
      if (orderId !== null && world.orders.order(orderId) === undefined) {
        return refuse('not_found', `There is no order ${orderId}.`, { orderId: String(orderId) });
      }
      const acting = actingOf(sources, command, world, code);
      const run = beginCalledRun(sources, acting, version, orderId, input);
      if (share !== null) {
        const enteredAt = command.receivedAt;
        const hasFailed = run.progress.failures.length > 0;
        if (orderId === null) facts.participation.count(share, hasFailed ? ['nodeErrors'] : []);
        else facts.participation.takePart({ ...share, orderId, flow: code, enteredAt });
      }
      const call: Call = {
        id: run.id,
        flowCode: code,
        flowVersion: version.number,
        orderId,
        actor: command.actor,
        ...callStanding(run),
        calledAt: command.receivedAt,
        input: inputToKeep(trigger, input),
        version: 1,
      };
      unit.facts(sources.calls).add(call);
      unit.enter(command);
      tellCall('flow_api.called', command, unit, call);
      return { kind: 'accepted', ...replyTo(call) };
    },
  };
}

/** The refusal of a call of what is not there. */
export function noSuchEndpoint(flow: string): Refusal {
  return refuse('not_found', `There is no endpoint ${flow}.`, { flow });
}

function judgeInput({ trigger }: ChosenEndpoint, input: FormValues): Refusal | null {
  const { properties, required = [] } = trigger.input;
  const form = { type: 'object', properties, required } as const;
  const wrong = judgeAnswers(form, input);
  if (wrong !== null) return refuse('invalid_request', wrong.message, { field: wrong.field });
  const field = orderFieldOf(trigger.input);
  if (field === null || orderNamed(trigger, input) !== null) return null;
  return refuse('invalid_request', `${field} is the number of an order.`, { field });
}

/** Names the orders that calls of the batch are about, and the calls of runs that go on. */
export function nameCalls(
  orders: FlowSources['orders'],
  calls: FactSource<RecordFacts<Call>>,
): (facts: FlowFacts, unit: UnitOfWork) => void {
  return (facts, unit) => {
    for (const { flow: code, input } of facts.callsNeeded) {
      const flow = facts.endpoint(code);
      for (const { trigger } of flow === undefined ? [] : callableOf(flow)) {
        const orderId = orderNamed(trigger, input);
        if (orderId !== null) unit.facts(orders.orders).needOrder(orderId);
      }
    }
    for (const run of facts.runs()) {
      if (facts.versionOf(run).compiled.trigger.kind === 'api') unit.facts(calls).need(run.id);
    }
  };
}
