import Type from 'typebox';
import { component } from './component.ts';
import { afterDeed } from './values.ts';

const DUE_MINUTES_MAX = 60 * 24 * 30;

/** Says who looks at an exception that opens, how urgent it is, and by when. */
export const routeException = component({
  code: 'route_exception',
  titles: { en: 'Route the exception', 'zh-CN': '分派异常' },
  docs: {
    en: 'Says who looks at the exception that opens, how urgent it is, and within how many working minutes. What is left out stays as the exception rules say. To close it at once, end with “Refuse”.',
    'zh-CN':
      '指定由谁处理刚出现的异常、紧急程度，以及多少工作分钟内处理。未填的按异常规则。要立即关闭，请以“拒绝”结束。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Object(
    {
      owner: Type.Optional(
        Type.String({
          pattern: '^(role|person)/.{1,58}$',
          description: 'role/operations: whoever of them has least to do; person/ada',
        }),
      ),
      severity: Type.Optional(Type.Enum([1, 2, 3], { description: '1 is worst' })),
      dueMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: DUE_MINUTES_MAX })),
    },
    { additionalProperties: false },
  ),
  points: ['exception'],
  outputs: () => ['next'],
  expressions: () => [],
  prepare:
    ({ owner = null, severity = null, dueMinutes = null }) =>
    ({ deeds }) =>
      afterDeed(deeds.advise({ kind: 'route_exception', owner, severity, dueMinutes })),
});
