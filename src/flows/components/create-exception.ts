import Type from 'typebox';
import { filledText } from '../../../contracts/shared.ts';
import { component } from './component.ts';
import { afterDeed } from './values.ts';

/** Lets somebody look at the order: opens an exception, or joins the open one of this node. */
export const createException = component({
  code: 'create_exception',
  titles: { en: 'Create an exception', 'zh-CN': '上报异常' },
  docs: {
    en: 'Opens an exception with this reason, with an owner and a due time by the exception rules. Orders that the same node reports are one exception until somebody resolves it.',
    'zh-CN':
      '以此原因上报异常，负责人和期限按异常规则确定。同一节点上报的订单归为一条，直到有人处理完。',
  },
  tier: 'everyone',
  effect: 'pure',
  needsOrder: true,
  settings: Type.Object(
    {
      reason: filledText(500),
      severity: Type.Optional(
        Type.Enum([1, 2, 3], { description: '1 is worst; 2 when it is left out' }),
      ),
    },
    { additionalProperties: false },
  ),
  outputs: () => ['next', 'refused'],
  expressions: () => [],
  prepare:
    ({ reason, severity = 2 }) =>
    ({ deeds, node }) =>
      afterDeed(deeds.flag({ node, reason, severity })),
});
