import type { texts as en } from './en.ts';
export { problems } from './problems.zh-CN.ts';
import { texts as common } from './everywhere.zh-CN.ts';
import { texts as shell } from '../shell/texts.zh-CN.ts';
import { texts as start } from '../start/texts.zh-CN.ts';
import { texts as tower } from '../tower/texts.zh-CN.ts';
import { texts as orders } from '../orders/texts.zh-CN.ts';
import { texts as order } from '../order/texts.zh-CN.ts';
import { texts as own } from '../own/texts.zh-CN.ts';
import { texts as choices } from '../choices/texts.zh-CN.ts';
import { texts as inventory } from '../inventory/texts.zh-CN.ts';
import { texts as fulfilment } from '../fulfilment/texts.zh-CN.ts';
import { texts as returns } from '../returns/texts.zh-CN.ts';
import { texts as endpoints } from '../flows/endpoints/texts.zh-CN.ts';
import { texts as library } from '../flows/library/texts.zh-CN.ts';
import { texts as flows } from '../flows/texts.zh-CN.ts';
import { texts as exceptions } from '../exceptions/texts.zh-CN.ts';
import { texts as tasks } from '../tasks/texts.zh-CN.ts';
import { texts as audit } from '../audit/texts.zh-CN.ts';
import { texts as settings } from '../settings/texts.zh-CN.ts';
import { texts as connectors } from '../settings/connectors/texts.zh-CN.ts';
import { texts as system } from '../settings/system/texts.zh-CN.ts';

/** All texts in Chinese; a text that English has and this lacks does not type-check. */
export const texts: typeof en = {
  common,
  shell,
  start,
  tower,
  orders,
  order,
  own,
  choices,
  inventory,
  fulfilment,
  returns,
  exceptions,
  flows,
  library,
  endpoints,
  tasks,
  audit,
  settings,
  connectors,
  system,
};
