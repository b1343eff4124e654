import type { Instant } from '../../kernel/clock.ts';
import type { EffectChanged, EffectState } from '../../../contracts/flow-effects.ts';
import type { EffectAsked, Values } from '../components/index.ts';

/** Something that a run has asked for outside, and what became of it. */
export interface Effect {
  readonly id: string;
  /** What the other side knows it by. */
  readonly key: string;
  readonly runId: string;
  readonly orderId: number;
  readonly flowCode: string;
  readonly flowVersion: number;
  readonly node: string;
  readonly iteration: number;
  /** True when it undoes what the node did. */
  readonly isUndo: boolean;
  readonly connector: string;
  readonly request: EffectAsked;
  readonly state: EffectState;
  readonly attempts: number;
  readonly values: Values | null;
  readonly reason: string | null;
  readonly requestedAt: Instant;
  readonly settledAt: Instant | null;
  readonly settledBy: string | null;
  readonly version: number;
}

/** What may become of an effect. Jobs take it from requested to sent and back; the rest are commands. */
export const EFFECT_STATES: Readonly<Record<EffectState, readonly EffectState[]>> = {
  requested: ['sent', 'done', 'failed', 'unsure'],
  sent: ['requested', 'done', 'failed', 'unsure'],
  unsure: ['done', 'failed'],
  done: ['compensated'],
  failed: [],
  compensated: [],
};

const UNDO = ':undo';

/**
 * What the other side knows an effect by: the order, the flow and its version, the node and how often the
 * run was at it before; and the run, since an order may enter one flow more than once.
 */
export function effectKeyOf({
  orderId,
  flowCode,
  flowVersion,
  node,
  iteration,
  runId,
  isUndo,
}: Omit<Effect, 'key'>): string {
  const undo = isUndo ? UNDO : '';
  return `${orderId}:${flowCode}/${flowVersion}:${node}:${iteration}:${runId}${undo}`;
}

/** The key of what an effect undoes. */
export function keyUndone({ key }: Effect): string {
  return key.slice(0, -UNDO.length);
}

/** The task that carries effects out. */
export const EFFECT_TASK = 'flows.effect';

/** What the task is given; the effect and its connector are read when it runs. */
export interface EffectJob {
  readonly effectId: string;
}

/** An effect as commands answer it and events tell it: nothing of what was asked or answered. */
export function viewChanged(effect: Effect): EffectChanged {
  const { id, runId, flowCode, flowVersion, node, iteration, isUndo } = effect;
  const { connector, state, attempts, reason } = effect;
  const where = { id, runId, flow: flowCode, flowVersion, node, iteration, isUndo };
  return { ...where, connector, state, attempts, reason };
}
