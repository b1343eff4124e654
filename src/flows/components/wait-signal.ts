import Type from 'typebox';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { Expression, NodeId } from '../../../contracts/flows.ts';
import { component } from './component.ts';
import { valueOf } from './values.ts';

const MINUTES_MAX = 60 * 24 * 365;

/** Rests until another system says that something has happened. */
export const waitSignal = component({
  code: 'wait_signal',
  titles: { en: 'Wait for a signal', 'zh-CN': '等待回调' },
  docs: {
    en: 'Waits until somebody calls POST /v1/flow-signals with this key, which may choose the way out and bring values. What came up to 30 days before is taken at once. After so many minutes it goes by “late”.',
    'zh-CN':
      '等待外部以此键调用 POST /v1/flow-signals；回调可选择出口并带回数值。30 天内提前到达的会立即取用。超过若干分钟走“超时”。',
  },
  tier: 'everyone',
  effect: 'wait',
  settings: Type.Object(
    {
      key: Expression,
      outputs: Type.Optional(Type.Array(NodeId, { minItems: 1, maxItems: 10, uniqueItems: true })),
      values: Type.Optional(
        Type.Record(
          Type.String({ pattern: '^[a-z][a-z0-9_]{0,47}$' }),
          Type.Enum(['string', 'int', 'bool']),
          { maxProperties: 20 },
        ),
      ),
      minutesMax: Type.Optional(Type.Integer({ minimum: 1, maximum: MINUTES_MAX })),
    },
    { additionalProperties: false },
  ),
  outputs: ({ outputs = ['next'], minutesMax }) =>
    minutesMax === undefined ? outputs : [...outputs, 'late'],
  expressions: ({ key }) => [{ pointer: '/key', text: key, type: 'string' }],
  values: ({ values = {} }) => values,
  prepare({ outputs = ['next'], values = {}, minutesMax }, expressionAt) {
    const key = expressionAt('/key');
    return ({ facts, now }) =>
      valueOf(key, facts, (found) => {
        const until = minutesMax === undefined ? null : now + minutesMax * MINUTE_MS;
        const signal = {
          key: `signal:${typeof found === 'string' ? found : ''}`,
          accepts: { outputs, values },
        };
        return { kind: 'wait', wait: { until, outputWhenDue: 'late', signal } };
      });
  },
});
