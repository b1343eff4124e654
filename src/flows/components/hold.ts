import Type from 'typebox';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { filledText } from '../../../contracts/shared.ts';
import { component } from './component.ts';
import { afterDeed } from './values.ts';

const DUE_MINUTES_MAX = 60 * 24 * 365;
const HoldKind = Type.String({ minLength: 1, maxLength: 64 });

/** Stops the order until somebody, or this flow, releases the hold. */
export const hold = component({
  code: 'hold',
  titles: { en: 'Hold', 'zh-CN': '挂起' },
  docs: {
    en: 'Stops the order: nothing is released to a location until the hold is. It has a reason and may have an owner and a due time.',
    'zh-CN': '挂起订单：解除之前不会下发仓库。要写原因，可指定负责人和期限。',
  },
  tier: 'everyone',
  effect: 'pure',
  needsOrder: true,
  settings: Type.Object(
    {
      kind: HoldKind,
      reason: filledText(500),
      owner: Type.Optional(filledText(64)),
      dueMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: DUE_MINUTES_MAX })),
    },
    { additionalProperties: false },
  ),
  outputs: () => ['next', 'refused'],
  expressions: () => [],
  prepare:
    ({ kind, reason, owner = null, dueMinutes }) =>
    ({ deeds, now }) => {
      const dueAt = dueMinutes === undefined ? null : now + dueMinutes * MINUTE_MS;
      return afterDeed(deeds.hold({ kind, reason, owner, dueAt }));
    },
});

/** Whose holds are meant: those that this flow has placed, or all of the kind. */
const PlacedBy = Type.Enum(['this_flow', 'anybody'], {
  default: 'this_flow',
  description:
    'A new step begins with this_flow; left out, as drawings of before have it, it is anybody',
});

/** Releases the holds of a kind: its own, or everybody's. */
export const releaseHold = component({
  code: 'release_hold',
  titles: { en: 'Release a hold', 'zh-CN': '解除挂起' },
  docs: {
    en: 'Releases the holds of this kind that the order has: those that this flow has placed, or everybody’s, which somebody has to approve. Without one it just goes on.',
    'zh-CN':
      '解除订单上这一类挂起：仅限本流程设置的，或所有人设置的（须经审批）；没有就直接往下走。',
  },
  tier: 'everyone',
  effect: 'pure',
  needsOrder: true,
  settings: Type.Object(
    { kind: HoldKind, placedBy: Type.Optional(PlacedBy) },
    { additionalProperties: false },
  ),
  outputs: () => ['next', 'refused'],
  expressions: () => [],
  prepare:
    ({ kind, placedBy = 'anybody' }) =>
    ({ deeds }) =>
      afterDeed(deeds.releaseHolds(kind, placedBy)),
});
