import Type from 'typebox';
import { filledText } from '../../../contracts/shared.ts';
import { component } from './component.ts';
import { afterDeed } from './values.ts';

/** Approves a return that is asked for, or has a person judge it. */
export const judgeReturn = component({
  code: 'judge_return',
  titles: { en: 'Judge the return', 'zh-CN': '判断退货' },
  docs: {
    en: 'Approves the return whatever the rules say, or asks a person. To reject it, end with “Refuse”. A flow that says nothing leaves it to the rules.',
    'zh-CN':
      '不论规则如何直接批准退货，或交由人工判断。要驳回，请以“拒绝”结束。流程不表态时按规则处理。',
  },
  tier: 'approved',
  effect: 'pure',
  settings: Type.Object(
    { verdict: Type.Enum(['approve', 'ask']), reason: filledText(500) },
    { additionalProperties: false },
  ),
  points: ['return_approval'],
  outputs: () => ['next'],
  expressions: () => [],
  prepare:
    ({ verdict, reason }) =>
    ({ deeds }) =>
      afterDeed(deeds.advise({ kind: 'judge_return', verdict, reason })),
});
