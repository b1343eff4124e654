import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { isMoney, type ExpressionValue } from '../expressions/index.ts';
import { component, type LimitSpec } from './component.ts';
import { numberOf, stepFailure, valueOf } from './values.ts';

/** Counts what a person has had of something within a period, and says when it would be too much. */
export const checkLimit = component({
  code: 'check_limit',
  titles: { en: 'Check a limit', 'zh-CN': '校验限额' },
  docs: {
    en: 'Compares a quantity or an amount with what is allowed for an order, or for a person in a period. What is within a limit of persons is counted with the order and given back when the order is cancelled. A person is known by customer number or e-mail address; calendar periods are in UTC. Amounts are counted in minor units: keep one limit to one currency.',
    'zh-CN':
      '把数量或金额与每单限额，或每人每个周期的限额比较。未超出的随订单计入，订单取消时退回。“人”按客户号或邮箱识别；周期按 UTC 日历。金额按最小货币单位累计：一个限额只用一种币种。',
  },
  tier: 'everyone',
  effect: 'pure',
  needsOrder: true,
  settings: Type.Object(
    {
      limit: Type.String({
        pattern: '^[a-z][a-z0-9_-]{0,47}$',
        description: 'Nodes with the same one count together',
      }),
      count: Expression,
      most: Expression,
      per: Type.Enum(['order', 'person']),
      period: Type.Optional(Type.Enum(['day', 'month', 'year', 'ever'])),
      within: Type.Optional(Type.Enum(['channel', 'company'])),
    },
    { additionalProperties: false },
  ),
  outputs: ({ per }) =>
    per === 'order' ? ['within', 'exceeded'] : ['within', 'exceeded', 'unknown_person'],
  expressions: ({ count, most }) => [
    { pointer: '/count', text: count },
    { pointer: '/most', text: most },
  ],
  values: () => ({ used: 'int', left: 'int' }),
  needs: (settings) => (settings.per === 'order' ? {} : { limits: [specOf(settings)] }),
  prepare(settings, expressionAt) {
    const count = expressionAt('/count');
    const most = expressionAt('/most');
    const spec = specOf(settings);
    return ({ facts, deeds, node }) =>
      valueOf(count, facts, (counted) =>
        valueOf(most, facts, (allowed) => {
          const [amount, limit] = [numberOf(counted), numberOf(allowed)];
          if (amount === null || limit === null || currencyOf(counted) !== currencyOf(allowed)) {
            return {
              kind: 'fail',
              failure: stepFailure('expression_failed', 'limit_not_comparable'),
            };
          }
          const answer =
            settings.per === 'order'
              ? ({ kind: amount <= limit ? 'within' : 'exceeded', used: 0 } as const)
              : deeds.countLimit({ ...spec, node, amount, most: limit });
          if (answer.kind === 'unknown_person') return { kind: 'go', output: answer.kind };
          const { kind, used } = answer;
          const left = limit - used - (kind === 'within' && settings.per === 'order' ? amount : 0);
          return { kind: 'go', output: kind, values: { used, left } };
        }),
      );
  },
});

function specOf({
  limit,
  period = 'year',
  within = 'channel',
}: {
  readonly limit: string;
  readonly period?: LimitSpec['period'];
  readonly within?: LimitSpec['within'];
}): LimitSpec {
  return { limit, period, within };
}

function currencyOf(value: ExpressionValue): string | null {
  return isMoney(value) ? value.currency : null;
}
