import Type from 'typebox';
import { Code } from '../../../contracts/shared.ts';
import { component } from './component.ts';

/** Asks how much of a SKU could be promised now. */
export const queryStock = component({
  code: 'query_stock',
  titles: { en: 'Query stock', 'zh-CN': '查询库存' },
  docs: {
    en: 'Leaves the units of a SKU that can be promised to the channel of the order now, over all locations, as steps.NODE.available.',
    'zh-CN': '查询某 SKU 当前各仓可承诺给该订单渠道的总数，后面以 steps.节点.available 读取。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Object({ sku: Code }, { additionalProperties: false }),
  outputs: () => ['next', 'unknown'],
  expressions: () => [],
  values: () => ({ available: 'int' }),
  needs: ({ sku }) => ({ skus: [sku] }),
  prepare:
    ({ sku }) =>
    ({ ask }) => {
      const available = ask.available(sku);
      return available === null
        ? { kind: 'go', output: 'unknown' }
        : { kind: 'go', output: 'next', values: { available } };
    },
});
