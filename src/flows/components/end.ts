import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { FORM_FIELDS_MAX, FieldName } from '../../../contracts/forms.ts';
import { filledText } from '../../../contracts/shared.ts';
import { component } from './component.ts';
import { valuesOf } from './values.ts';

/** Ends this way of the flow, and says what becomes of what the flow was asked about. */
export const end = component({
  code: 'end',
  titles: { en: 'End', 'zh-CN': '结束' },
  docs: {
    en: 'Ends this way. “Refuse” turns down what the flow was asked about, with the reason that people read. In a flow that others call, “values” names what it gives back: they read it as steps.NODE.NAME behind the step that calls it.',
    'zh-CN':
      '到此为止。选“拒绝”会驳回所问之事，并给出可读的原因。在供调用的流程里，“values”写明返回的值，调用方在其后以 steps.节点.名称 读取。',
  },
  tier: 'everyone',
  effect: 'pure',
  givesBack: true,
  settings: Type.Union([
    Type.Object(
      {
        outcome: Type.Literal('continue'),
        values: Type.Optional(
          Type.Record(FieldName, Expression, {
            maxProperties: FORM_FIELDS_MAX,
            additionalProperties: false,
            description: 'What a flow that others call gives back',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      { outcome: Type.Literal('reject'), reason: filledText(500) },
      { additionalProperties: false },
    ),
  ]),
  outputs: () => [],
  expressions: (settings) =>
    Object.entries(valuesIn(settings)).map(([name, text]) => ({
      pointer: `/values/${name}`,
      text,
    })),
  valuesMadeOf: (_settings, pointer) => [pointer.slice('/values/'.length)],
  prepare(settings, expressionAt) {
    if (settings.outcome === 'reject') {
      const outcome = { kind: 'reject', reason: settings.reason } as const;
      return () => ({ kind: 'end', outcome });
    }
    const outcome = { kind: 'continue' } as const;
    const fields = Object.keys(valuesIn(settings)).map(
      (name) => [name, expressionAt(`/values/${name}`)] as const,
    );
    if (fields.length === 0) return () => ({ kind: 'end', outcome });
    return ({ facts }) => valuesOf(fields, facts, (values) => ({ kind: 'end', outcome, values }));
  },
});

function valuesIn(settings: object): Readonly<Record<string, string>> {
  return 'values' in settings ? (settings.values as Readonly<Record<string, string>>) : {};
}
