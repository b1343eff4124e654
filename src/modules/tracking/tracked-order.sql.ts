import { defineStatement } from '../../platform/postgres/index.ts';

/** What SKUs are called. */
export const readSkuNames = defineStatement(
  'tracking_read_sku_names',
  `select code, name, names from inventory.sku where code = any($1::text[])`,
);
