import { defineStatement } from '../../platform/postgres/index.ts';

const QUANTITIES = ['on_hand', 'reserved', 'allocated', 'damaged', 'quality_control'] as const;

// Both sides in one statement, hence under one snapshot: entries and positions move in the same
// transaction, so that a busy hub never looks like a difference.
const DIFFERENCES = `with ledger as (
    select sku_id, location_id, ${QUANTITIES.map((name) => `sum(${name}_delta) as ${name}`).join(', ')}
    from inventory.stock_entry group by sku_id, location_id
  ), difference as (
    select sku_id, location_id,
      ${QUANTITIES.map((name) => `coalesce(ledger.${name}, 0)::bigint as ledger_${name}`).join(', ')},
      ${QUANTITIES.map((name) => `coalesce(position.${name}, 0)::bigint as position_${name}`).join(', ')}
    from ledger full join inventory.stock_position as position using (sku_id, location_id)
    where ${QUANTITIES.map((name) => `coalesce(ledger.${name}, 0) <> coalesce(position.${name}, 0)`).join(' or ')}
  )`;

export const compareLedger = defineStatement(
  'inventory_compare_ledger',
  `${DIFFERENCES}
   select sku.code as sku, location.code as location,
     ${QUANTITIES.map((name) => `ledger_${name}, position_${name}`).join(', ')}
   from difference
   left join inventory.sku on sku.id = difference.sku_id
   left join inventory.location on location.id = difference.location_id
   order by sku, location`,
);

/** Safety stock is a setting, not a sum of the ledger: it stays as it is. */
export const rebuildPositions = defineStatement(
  'inventory_rebuild_positions',
  `${DIFFERENCES}
   insert into inventory.stock_position (sku_id, location_id, ${QUANTITIES.join(', ')})
   select sku_id, location_id, ${QUANTITIES.map((name) => `ledger_${name}::int`).join(', ')}
   from difference order by sku_id, location_id
   on conflict (sku_id, location_id) do update set
     ${QUANTITIES.map((name) => `${name} = excluded.${name}`).join(', ')}`,
);
