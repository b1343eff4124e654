import type en from './en.ts';
import common from './common.zh-CN.ts';
import shell from '../shell/texts.zh-CN.ts';
import tower from '../tower/texts.zh-CN.ts';
import orders from '../orders/texts.zh-CN.ts';
import order from '../order/texts.zh-CN.ts';
import inventory from '../inventory/texts.zh-CN.ts';
import fulfilment from '../fulfilment/texts.zh-CN.ts';
import exceptions from '../exceptions/texts.zh-CN.ts';
import returns from '../returns/texts.zh-CN.ts';
import settings from '../settings/texts.zh-CN.ts';
import audit from '../audit/texts.zh-CN.ts';
import tracking from '../tracking/texts.zh-CN.ts';

/** All texts in Chinese; a text that English has and this lacks does not type-check. */
const texts: typeof en = {
  common,
  shell,
  tower,
  orders,
  order,
  inventory,
  fulfilment,
  exceptions,
  returns,
  settings,
  audit,
  tracking,
};
export default texts;
