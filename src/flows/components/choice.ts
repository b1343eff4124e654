import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { ExpressionFailure } from '../expressions/index.ts';
import { component } from './component.ts';
import { noValue } from './values.ts';

const CASES_MAX = 20;

/** Goes the way of the first case that holds. */
export const choice = component({
  code: 'switch',
  titles: { en: 'Switch', 'zh-CN': '多路选择' },
  docs: {
    en: 'Goes the way of the first case whose condition holds, else by “otherwise”.',
    'zh-CN': '走第一个成立的分支；都不成立时走“其他”。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Object(
    {
      cases: Type.Array(
        Type.Object(
          { output: Type.String({ pattern: '^[a-z][a-z0-9_]{0,47}$' }), when: Expression },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: CASES_MAX },
      ),
    },
    { additionalProperties: false },
  ),
  outputs: ({ cases }) => [...new Set(cases.map(({ output }) => output)), 'otherwise'],
  expressions: ({ cases }) =>
    cases.map(({ when }, index) => ({ pointer: `/cases/${index}/when`, text: when, type: 'bool' })),
  prepare({ cases }, expressionAt) {
    const ways = cases.map(({ output }, index) => ({
      output,
      when: expressionAt(`/cases/${index}/when`),
    }));
    return ({ facts }) => {
      for (const { output, when } of ways) {
        const holds = when.evaluate(facts);
        if (holds instanceof ExpressionFailure) {
          return { kind: 'fail', failure: noValue(when, holds) };
        }
        if (holds === true) return { kind: 'go', output };
      }
      return { kind: 'go', output: 'otherwise' };
    };
  },
});
