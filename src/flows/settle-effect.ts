import type { Command, CommandHandler, Outcome, UnitOfWork } from '../hub/index.ts';
import { refuse } from '../../contracts/errors.ts';
import type { SettleEffect } from '../../contracts/flow-effects.ts';
import {
  EFFECT_STATES,
  judgeValues,
  viewChanged,
  type Effect,
  type SettledByJob,
} from './connectors/index.ts';
import type { Values } from './components/index.ts';
import { effectSignal } from './engine/index.ts';
import { resume, type FlowSources } from './run-flows.ts';

/** decide_effect: what somebody has found out about an effect of which nobody knew. */
type DecideEffect = SettleEffect & { readonly effectId: string };

/** What is known of an effect now. */
interface Found {
  readonly outcome: SettledByJob['outcome'];
  readonly values: Values | null;
  readonly reason: string | null;
}

/** settle_effect: an answer has come, or surely none will. The run that waits for it goes on. */
export function settleEffectHandler(sources: FlowSources): CommandHandler<SettledByJob> {
  return {
    kind: 'settle_effect',
    need: ({ body }, unit) => unit.facts(sources.flows).effects.need(body.effectId),
    decide(command, unit) {
      const effect = unit.facts(sources.flows).effects.find(command.body.effectId);
      if (effect === undefined) return noSuchEffect(command.body.effectId);
      return settle(sources, command, unit, effect, command.body);
    },
  };
}

/** decide_effect: a person says what became of an effect that is unsure. */
export function decideEffectHandler(sources: FlowSources): CommandHandler<DecideEffect> {
  return {
    kind: 'decide_effect',
    need: ({ body }, unit) => unit.facts(sources.flows).effects.need(body.effectId),
    decide(command, unit) {
      const { effectId, outcome, values = {}, note } = command.body;
      const effect = unit.facts(sources.flows).effects.find(effectId);
      if (effect === undefined) return noSuchEffect(effectId);
      if (effect.state !== 'unsure') return refuseState(effect);
      const wrong = outcome === 'done' ? judgeValues(effect.request.answer, values) : null;
      if (wrong !== null) return refuse('invalid_request', wrong, { field: 'values' });
      const left = outcome === 'done' ? values : null;
      return settle(sources, command, unit, effect, { outcome, values: left, reason: note });
    },
  };
}

function settle(
  sources: FlowSources,
  command: Command,
  unit: UnitOfWork,
  effect: Effect,
  { outcome, values, reason }: Found,
): Outcome {
  if (!EFFECT_STATES[effect.state].includes(outcome)) return refuseState(effect);
  const facts = unit.facts(sources.flows);
  const isSettled = outcome !== 'unsure';
  const after: Effect = {
    ...effect,
    state: outcome,
    values,
    reason,
    settledAt: isSettled ? command.receivedAt : null,
    settledBy: isSettled ? command.actor : null,
  };
  facts.effects.change(after);
  tell(command, unit, after);
  if (isSettled) {
    if (outcome === 'done' && after.isUndo) compensate(sources, command, unit, after);
    wakeRun(sources, command, unit, after);
  }
  return { kind: 'accepted', status: 200, body: JSON.stringify(viewChanged(after)) };
}

function compensate(sources: FlowSources, command: Command, unit: UnitOfWork, undo: Effect): void {
  const { effects } = unit.facts(sources.flows);
  const undone: Effect = { ...effects.undoneBy(undo), state: 'compensated' };
  effects.change(undone);
  tell(command, unit, undone);
}

/** Lets the token that waits for an effect go on; the reason of a failure is for those who look at the run. */
function wakeRun(sources: FlowSources, command: Command, unit: UnitOfWork, effect: Effect): void {
  const { runId, state, values, reason } = effect;
  const facts = unit.facts(sources.flows);
  const run = facts.run(runId);
  const key = effectSignal(effect);
  const token = run?.progress.tokens.find(({ wait }) => wait?.signal?.key === key);
  if (run === undefined || token === undefined) return;
  const isDone = state === 'done';
  resume(sources, command, unit, run, token.number, {
    kind: 'signal',
    key,
    output: isDone ? 'next' : 'failed',
    values: values ?? {},
    reason,
  });
}

function tell(command: Command, unit: UnitOfWork, effect: Effect): void {
  unit.emit({
    type: `flow.effect_${effect.state}`,
    subject: `flow_effect/${effect.id}`,
    orderId: effect.orderId,
    occurredAt: command.receivedAt,
    data: JSON.stringify(viewChanged(effect)),
  });
}

function noSuchEffect(id: string) {
  return refuse('not_found', `There is no effect ${id}.`, { effect: id });
}

function refuseState({ id, state }: Effect) {
  return refuse('illegal_transition', `Effect ${id} is ${state}.`, { effect: id, state });
}
