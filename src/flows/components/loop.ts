import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { component } from './component.ts';
import { valueOf } from './values.ts';

const ROUNDS_MAX = 100;

/** Repeats what is connected to “again” while a condition holds, at most so many times. */
export const loop = component({
  code: 'loop',
  titles: { en: 'Repeat', 'zh-CN': '循环' },
  docs: {
    en: 'Goes by “again” while the condition holds, at most so many rounds; then by “done”. Lead the way back to it.',
    'zh-CN': '条件成立时走“再来”，最多若干轮，之后走“完成”。把循环体的末尾连回这里。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Object(
    { while: Expression, roundsMax: Type.Integer({ minimum: 1, maximum: ROUNDS_MAX }) },
    { additionalProperties: false },
  ),
  outputs: () => ['again', 'done'],
  expressions: (settings) => [{ pointer: '/while', text: settings.while, type: 'bool' }],
  prepare({ roundsMax }, expressionAt) {
    const goesOn = expressionAt('/while');
    return ({ facts, iteration }) =>
      iteration >= roundsMax
        ? DONE
        : valueOf(goesOn, facts, (holds) =>
            holds === true ? { kind: 'go', output: 'again' } : DONE,
          );
  },
});

const DONE = { kind: 'go', output: 'done', endsRounds: true } as const;
