import { defineStatement } from '../../platform/postgres/index.ts';

export const countSoldOut = defineStatement(
  'inventory_count_sold_out',
  `select count(*)::int as sku_count from (
     select sku_id from inventory.stock_position group by sku_id
     having max(on_hand - reserved - allocated - damaged - quality_control - safety_stock) <= 0
   ) as sold_out`,
);
