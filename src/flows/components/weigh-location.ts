import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { Code, filledText } from '../../../contracts/shared.ts';
import { isMoney } from '../expressions/index.ts';
import { component } from './component.ts';
import { afterDeed, valueOf } from './values.ts';

const locations = Type.Array(Code, { minItems: 1, maxItems: 50 });
const reason = filledText(500, 'Stands where people ask why an order comes from where it does');

/** Leaves locations out of the sourcing of an order, or makes them count as dearer or cheaper. */
export const weighLocation = component({
  code: 'weigh_location',
  titles: { en: 'Weigh locations', 'zh-CN': '调整仓点权重' },
  docs: {
    en: 'Leaves locations out of the sourcing of this order, or counts an amount for every shipment: from these locations, or from all others so that these are preferred. The amount decides only; nobody pays it.',
    'zh-CN':
      '让这张订单的寻源排除某些仓点，或按每个包裹计入一个金额：计在这些仓点上（避开），或计在其他仓点上（优先）。金额只用于比较，不产生费用。',
  },
  tier: 'approved',
  effect: 'pure',
  settings: Type.Union([
    Type.Object(
      { how: Type.Literal('exclude'), locations, reason },
      { additionalProperties: false },
    ),
    Type.Object(
      { how: Type.Enum(['avoid', 'prefer']), locations, amount: Expression, reason },
      { additionalProperties: false },
    ),
  ]),
  points: ['source_rank'],
  outputs: () => ['next', 'refused'],
  expressions: (settings) =>
    'amount' in settings ? [{ pointer: '/amount', text: settings.amount, type: 'money' }] : [],
  prepare(settings, expressionAt) {
    const said = {
      kind: 'weigh_location' as const,
      locations: settings.locations,
      isOthers: settings.how === 'prefer',
      reason: settings.reason,
    };
    if (!('amount' in settings)) {
      return ({ deeds }) => afterDeed(deeds.advise({ ...said, added: null }));
    }
    const amount = expressionAt('/amount');
    return ({ facts, deeds }) =>
      valueOf(amount, facts, (added) =>
        isMoney(added)
          ? afterDeed(deeds.advise({ ...said, added }))
          : { kind: 'go', output: 'refused' },
      );
  },
});
