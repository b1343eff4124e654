import Type from 'typebox';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { Expression } from '../../../contracts/flows.ts';
import { component } from './component.ts';
import { valueOf } from './values.ts';

const MINUTES_MAX = 60 * 24 * 365;

/** Rests for a time, or until a moment that is worked out from the order. */
export const waitTime = component({
  code: 'wait_time',
  titles: { en: 'Wait', 'zh-CN': '等待' },
  docs: {
    en: 'Waits so many minutes, or until the moment that an expression gives. A moment that is over does not wait.',
    'zh-CN': '等若干分钟，或等到表达式给出的时刻；时刻已过则不等。',
  },
  tier: 'everyone',
  effect: 'wait',
  settings: Type.Union([
    Type.Object(
      { minutes: Type.Integer({ minimum: 1, maximum: MINUTES_MAX }) },
      { additionalProperties: false },
    ),
    Type.Object({ until: Expression }, { additionalProperties: false }),
  ]),
  outputs: () => ['next'],
  expressions: (settings) =>
    'until' in settings ? [{ pointer: '/until', text: settings.until, type: 'timestamp' }] : [],
  prepare(settings, expressionAt) {
    if ('minutes' in settings) {
      const pauseMs = settings.minutes * MINUTE_MS;
      return ({ now }) => restUntil(now + pauseMs);
    }
    const until = expressionAt('/until');
    return ({ facts, now }) =>
      valueOf(until, facts, (moment) =>
        Number(moment) <= now ? { kind: 'go', output: 'next' } : restUntil(Number(moment)),
      );
  },
});

function restUntil(until: number) {
  return { kind: 'wait', wait: { until, outputWhenDue: 'next', signal: null } } as const;
}
