import Type from 'typebox';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { EVENT_FAMILIES } from '../../../contracts/event-types.ts';
import { Expression } from '../../../contracts/flows.ts';
import { component, type Visit, type Wait } from './component.ts';
import { valueOf } from './values.ts';

const MINUTES_MAX = 60 * 24 * 365;
const Minutes = Type.Integer({ minimum: 1, maximum: MINUTES_MAX });

/** Rests until something happens to the order. */
export const waitEvent = component({
  code: 'wait_event',
  titles: { en: 'Wait for an event', 'zh-CN': '等待事件' },
  docs: {
    en: 'Waits until something happens to the order, and the condition holds then if there is one. After so many minutes it goes by “late”. What happened before it came here does not count.',
    'zh-CN':
      '等订单发生某事件（可附加条件：事件发生时须成立）。超过若干分钟走“超时”。到达本节点之前发生的不算。',
  },
  tier: 'everyone',
  effect: 'wait',
  settings: Type.Object(
    {
      event: Type.String({ minLength: 3, maxLength: 64 }),
      when: Type.Optional(Expression),
      minutesMax: Type.Optional(Minutes),
    },
    { additionalProperties: false },
  ),
  outputs: ({ minutesMax }) => (minutesMax === undefined ? ['next'] : ['next', 'late']),
  expressions: ({ when }) =>
    when === undefined ? [] : [{ pointer: '/when', text: when, type: 'bool' }],
  judge: ({ event }) =>
    Object.values(EVENT_FAMILIES).some((types) => types.includes(event))
      ? []
      : [
          {
            code: 'no_such_event',
            message: `There is no event ${event}.`,
            mend: 'Choose one of those that are offered.',
            setting: '/event',
          },
        ],
  prepare({ event, when, minutesMax }, expressionAt) {
    const holds = when === undefined ? null : expressionAt('/when');
    return (visit) => {
      const { rested } = visit;
      if (rested === undefined || rested === null) {
        const until = minutesMax === undefined ? null : visit.now + minutesMax * MINUTE_MS;
        return { kind: 'wait', wait: restFor(visit, `event:${event}`, until) };
      }
      if (holds === null) return { kind: 'go', output: 'next' };
      return valueOf(holds, visit.facts, (isSo) =>
        isSo === true ? { kind: 'go', output: 'next' } : { kind: 'wait', wait: rested },
      );
    };
  },
});

function restFor({ newId }: Visit, key: string, until: number | null): Wait {
  return { until, outputWhenDue: 'late', signal: { key, after: newId() } };
}

/** Rests until the order is paid, or its time for that is over. */
export const waitPayment = component({
  code: 'wait_payment',
  titles: { en: 'Wait for payment', 'zh-CN': '等待付款' },
  docs: {
    en: 'Goes by “paid” as soon as nothing is left to be paid, or at least so much was paid if an amount is given; by “late” after so many minutes, or at a moment.',
    'zh-CN': '付清（或已付达到给定金额）即走“已付”；超过若干分钟或到达给定时刻走“超时”。',
  },
  tier: 'everyone',
  effect: 'wait',
  settings: Type.Object(
    {
      amount: Type.Optional(Expression),
      minutesMax: Type.Optional(Minutes),
      until: Type.Optional(Expression),
    },
    { additionalProperties: false },
  ),
  outputs: () => ['paid', 'late'],
  expressions: ({ amount = 'order.total', until }) => [
    { pointer: '/paid', text: `order.paid >= (${amount})`, type: 'bool' },
    ...(until === undefined
      ? []
      : [{ pointer: '/until', text: until, type: 'timestamp' as const }]),
  ],
  prepare({ minutesMax, until }, expressionAt) {
    const isPaid = expressionAt('/paid');
    const untilWhen = until === undefined ? null : expressionAt('/until');
    return (visit) =>
      valueOf(isPaid, visit.facts, (paid) => {
        if (paid === true) return { kind: 'go', output: 'paid' };
        const { rested, now, facts } = visit;
        if (rested !== undefined && rested !== null) return { kind: 'wait', wait: rested };
        const minutesAt = minutesMax === undefined ? null : now + minutesMax * MINUTE_MS;
        if (untilWhen === null) {
          return { kind: 'wait', wait: restFor(visit, 'event:*', minutesAt) };
        }
        return valueOf(untilWhen, facts, (moment) => {
          const at = Math.min(Number(moment), minutesAt ?? Number(moment));
          return at <= now
            ? { kind: 'go', output: 'late' }
            : { kind: 'wait', wait: restFor(visit, 'event:*', at) };
        });
      });
  },
});
