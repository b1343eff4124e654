import Type from 'typebox';
import { FlowCode, VersionNumber } from '../../../contracts/flows.ts';
import { component } from './component.ts';

/** Goes through another flow, and on when nothing of that moves any more. */
export const subFlow = component({
  code: 'sub_flow',
  titles: { en: 'Sub-flow', 'zh-CN': '子流程' },
  docs: {
    en: 'Goes through a published version of a flow that is made to be called, and on by “next” when all of it has ended. What that refuses is refused. What its ends give back is read as steps.NODE.NAME. What its filter leaves out goes on by “next” at once, and nothing is given back: has(steps.NODE.NAME) asks.',
    'zh-CN':
      '执行一个供调用的流程的某个已发布版本，全部结束后走“下一步”；其中的拒绝即为拒绝。它的“结束”返回的值以 steps.节点.名称 读取。不符合其筛选条件的直接走“下一步”，没有返回值，可用 has(steps.节点.名称) 判断。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Object(
    { flow: FlowCode, version: VersionNumber },
    { additionalProperties: false },
  ),
  outputs: () => ['next'],
  expressions: () => [],
  calls: ({ flow, version }) => ({ flow, version }),
  prepare: () => () => ({ kind: 'call' }),
});
