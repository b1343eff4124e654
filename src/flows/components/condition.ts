import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { valueOf } from './values.ts';
import { component } from './component.ts';

/** Goes one way when a condition holds and another when it does not. */
export const condition = component({
  code: 'condition',
  titles: { en: 'Condition', 'zh-CN': '条件' },
  docs: {
    en: 'Goes on by “yes” when the condition holds for the order, else by “no”.',
    'zh-CN': '条件成立时走“是”，否则走“否”。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Object({ when: Expression }, { additionalProperties: false }),
  outputs: () => ['yes', 'no'],
  expressions: ({ when }) => [{ pointer: '/when', text: when, type: 'bool' }],
  prepare(_settings, expressionAt) {
    const when = expressionAt('/when');
    return ({ facts }) =>
      valueOf(when, facts, (holds) => ({ kind: 'go', output: holds === true ? 'yes' : 'no' }));
  },
});
