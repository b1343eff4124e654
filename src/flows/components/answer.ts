import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { FORM_FIELDS_MAX, FieldName } from '../../../contracts/forms.ts';
import { component } from './component.ts';
import { valuesOf } from './values.ts';

/** Ends this way of the flow, and says what the caller of its endpoint is answered. */
export const answer = component({
  code: 'answer',
  titles: { en: 'Answer the caller', 'zh-CN': '应答调用方' },
  docs: {
    en: 'Ends this way and answers whoever called the endpoint: an expression for each field of its output. Everybody with the key reads it, so facts about customers have no place in it.',
    'zh-CN':
      '到此为止，并应答接口调用方：输出的每个字段写一个表达式。凡持有密钥者都能看到，因此不得含买家信息。',
  },
  tier: 'approved',
  effect: 'pure',
  reaches: 'public',
  settings: Type.Object(
    { values: Type.Record(FieldName, Expression, { maxProperties: FORM_FIELDS_MAX }) },
    { additionalProperties: false },
  ),
  outputs: () => [],
  expressions: ({ values }) =>
    Object.entries(values).map(([name, text]) => ({ pointer: `/values/${name}`, text })),
  prepare({ values }, expressionAt) {
    const fields = Object.keys(values).map(
      (name) => [name, expressionAt(`/values/${name}`)] as const,
    );
    return ({ facts }) =>
      valuesOf(fields, facts, (told) => ({
        kind: 'end',
        outcome: { kind: 'continue', answer: told },
      }));
  },
});
