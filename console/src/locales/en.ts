import { texts as common } from './everywhere.en.ts';
import { texts as shell } from '../shell/texts.en.ts';
import { texts as start } from '../start/texts.en.ts';
import { texts as tower } from '../tower/texts.en.ts';
import { texts as orders } from '../orders/texts.en.ts';
import { texts as order } from '../order/texts.en.ts';
import { texts as own } from '../own/texts.en.ts';
import { texts as choices } from '../choices/texts.en.ts';
import { texts as inventory } from '../inventory/texts.en.ts';
import { texts as fulfilment } from '../fulfilment/texts.en.ts';
import { texts as returns } from '../returns/texts.en.ts';
import { texts as endpoints } from '../flows/endpoints/texts.en.ts';
import { texts as library } from '../flows/library/texts.en.ts';
import { texts as flows } from '../flows/texts.en.ts';
import { texts as exceptions } from '../exceptions/texts.en.ts';
import { texts as tasks } from '../tasks/texts.en.ts';
import { texts as audit } from '../audit/texts.en.ts';
import { texts as settings } from '../settings/texts.en.ts';
import { texts as connectors } from '../settings/connectors/texts.en.ts';
import { texts as system } from '../settings/system/texts.en.ts';

/** All texts in English, a namespace for each screen. Their form is the form of every other language. */
export const texts = {
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
