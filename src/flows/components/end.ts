import Type from 'typebox';
import { filledText } from '../../../contracts/shared.ts';
import { component } from './component.ts';

/** Ends this way of the flow, and says what becomes of what the flow was asked about. */
export const end = component({
  code: 'end',
  titles: { en: 'End', 'zh-CN': '结束' },
  docs: {
    en: 'Ends this way. “Refuse” turns down what the flow was asked about, with the reason that people read.',
    'zh-CN': '到此为止。选“拒绝”会驳回所问之事，并给出可读的原因。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Union([
    Type.Object({ outcome: Type.Literal('continue') }, { additionalProperties: false }),
    Type.Object(
      { outcome: Type.Literal('reject'), reason: filledText(500) },
      { additionalProperties: false },
    ),
  ]),
  outputs: () => [],
  expressions: () => [],
  prepare: (settings) => {
    const outcome =
      settings.outcome === 'reject'
        ? ({ kind: 'reject', reason: settings.reason } as const)
        : ({ kind: 'continue' } as const);
    return () => ({ kind: 'end', outcome });
  },
});
