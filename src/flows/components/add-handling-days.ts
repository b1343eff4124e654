import Type from 'typebox';
import { filledText } from '../../../contracts/shared.ts';
import { component } from './component.ts';
import { afterDeed } from './values.ts';

/** So many days a node adds at most, and all flows together to one planning of an order. */
export const HANDLING_DAYS_MAX = 30;

/** Gives an order more time at its location before it leaves, so that its promise is kept. */
export const addHandlingDays = component({
  code: 'add_handling_days',
  titles: { en: 'Add handling days', 'zh-CN': '增加处理天数' },
  docs: {
    en: 'Adds working days to the handling days of every location that could send this order: it leaves later, and is promised later. All flows together add 30 days at most.',
    'zh-CN':
      '在各仓点的处理天数之外再加若干工作日：订单更晚发出，承诺日期也随之推后。所有流程合计最多 30 天。',
  },
  tier: 'approved',
  effect: 'pure',
  settings: Type.Object(
    {
      days: Type.Integer({ minimum: 1, maximum: HANDLING_DAYS_MAX }),
      reason: filledText(500, 'Stands where people ask why an order is promised for that day'),
    },
    { additionalProperties: false },
  ),
  points: ['promise'],
  outputs: () => ['next'],
  expressions: () => [],
  prepare:
    ({ days, reason }) =>
    ({ deeds }) =>
      afterDeed(deeds.advise({ kind: 'add_handling_days', days, reason })),
});
