import common from './common.en.ts';
import shell from '../shell/texts.en.ts';
import tower from '../tower/texts.en.ts';
import orders from '../orders/texts.en.ts';
import order from '../order/texts.en.ts';
import inventory from '../inventory/texts.en.ts';
import fulfilment from '../fulfilment/texts.en.ts';
import exceptions from '../exceptions/texts.en.ts';
import returns from '../returns/texts.en.ts';
import settings from '../settings/texts.en.ts';
import audit from '../audit/texts.en.ts';
import tracking from '../tracking/texts.en.ts';

/** All texts in English, a namespace for each screen. Their form is the form of every other language. */
const texts = {
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
