import Type from 'typebox';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { Expression } from '../../../contracts/flows.ts';
import { Code } from '../../../contracts/shared.ts';
import { component } from './component.ts';
import { afterDeed, valueOf } from './values.ts';

const MINUTES_MAX = 60 * 24 * 90;

/** Keeps units of a SKU at a location beside the order: a gift, a sample, a part that is asked for later. */
export const reserve = component({
  code: 'reserve',
  titles: { en: 'Reserve stock', 'zh-CN': '预占库存' },
  docs: {
    en: 'Keeps units of a SKU at a location for so many minutes, besides what the order itself holds: a gift, a sample. It leaves steps.NODE.reservation, by which it is released; by itself it ends with its time. What is not there goes by “refused”.',
    'zh-CN':
      '在某仓点为订单另行预占某 SKU 若干分钟（赠品、样品等，不含订单自身占用）。后面以 steps.节点.reservation 解除；到期自动释放。库存不足走“被拒”。',
  },
  tier: 'everyone',
  effect: 'stock',
  settings: Type.Object(
    {
      sku: Code,
      location: Code,
      quantity: Expression,
      minutes: Type.Integer({ minimum: 1, maximum: MINUTES_MAX }),
    },
    { additionalProperties: false },
  ),
  outputs: () => ['next', 'refused'],
  expressions: ({ quantity }) => [{ pointer: '/quantity', text: quantity, type: 'int' }],
  values: () => ({ reservation: 'string' }),
  needs: ({ sku }) => ({ skus: [sku] }),
  prepare({ sku, location, minutes }, expressionAt) {
    const quantity = expressionAt('/quantity');
    return ({ facts, deeds, now }) =>
      valueOf(quantity, facts, (units) => {
        if (Number(units) < 1) return { kind: 'go', output: 'refused' };
        const until = now + minutes * MINUTE_MS;
        const kept = deeds.reserve({ sku, location, quantity: Number(units), until });
        return typeof kept === 'string'
          ? { kind: 'go', output: 'next', values: { reservation: kept } }
          : { kind: 'go', output: 'refused' };
      });
  },
});

/** Gives back what was reserved, before its time. */
export const releaseReservation = component({
  code: 'release_reservation',
  titles: { en: 'Release a reservation', 'zh-CN': '解除预占' },
  docs: {
    en: 'Gives back what a “reserve” step of this flow keeps. What has ended already goes by “refused”.',
    'zh-CN': '释放本流程“预占库存”步骤占用的库存；已结束的走“被拒”。',
  },
  tier: 'everyone',
  effect: 'stock',
  settings: Type.Object({ reservation: Expression }, { additionalProperties: false }),
  outputs: () => ['next', 'refused'],
  expressions: ({ reservation }) => [
    { pointer: '/reservation', text: reservation, type: 'string' },
  ],
  prepare(_settings, expressionAt) {
    const reservation = expressionAt('/reservation');
    return ({ facts, deeds }) =>
      valueOf(reservation, facts, (id) =>
        afterDeed(deeds.releaseReservation(typeof id === 'string' ? id : '')),
      );
  },
});
