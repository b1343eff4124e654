import { defineStatement } from '../../platform/postgres/index.ts';

const COLUMNS = `transfer.id, transfer.reference, origin.code as from_code, target.code as to_code,
  transfer.from_location_id, transfer.to_location_id, transfer.expected_at, transfer.lines,
  transfer.state
  from inventory.transfer
  join inventory.location as origin on origin.id = transfer.from_location_id
  join inventory.location as target on target.id = transfer.to_location_id`;

/**
 * Not locked even after a lost race: the positions of its SKUs are, and the guard of the update tells
 * the rest. Locks here would be taken before those of stock, and by a commit after them.
 */
export const readTransfers = defineStatement(
  'inventory_read_transfers',
  `select ${COLUMNS} where transfer.reference = any($1::text[]) order by transfer.reference`,
);

export const listNewestTransfers = defineStatement(
  'inventory_list_newest_transfers',
  `select ${COLUMNS} where transfer.id < $1::uuid order by transfer.id desc limit $2::int`,
);

export const listNewestTransfersInState = defineStatement(
  'inventory_list_newest_transfers_in_state',
  `select ${COLUMNS} where transfer.state = $3::text and transfer.id < $1::uuid
   order by transfer.id desc limit $2::int`,
);

/** Those that leave and those that reach it: each by its own index, then merged. */
export const listNewestTransfersOfLocation = defineStatement(
  'inventory_list_newest_transfers_of_location',
  `select * from (
     (select ${COLUMNS} where transfer.from_location_id = $3::int and transfer.id < $1::uuid
        and ($4::text is null or transfer.state = $4::text)
      order by transfer.id desc limit $2::int)
     union all
     (select ${COLUMNS} where transfer.to_location_id = $3::int and transfer.id < $1::uuid
        and ($4::text is null or transfer.state = $4::text)
      order by transfer.id desc limit $2::int)) as listed
   order by id desc limit $2::int`,
);

/** Fewer rows than given: another process was faster with the reference. */
export const insertTransfers = defineStatement(
  'inventory_insert_transfers',
  `insert into inventory.transfer (id, reference, from_location_id, to_location_id, expected_at,
     lines, state, created_at)
   select id, reference, from_location_id, to_location_id, to_timestamp(expected_at_ms / 1000.0),
     lines::jsonb, state, to_timestamp(created_at_ms / 1000.0)
   from unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::bigint[], $6::text[], $7::text[],
     $8::bigint[])
     as given (id, reference, from_location_id, to_location_id, expected_at_ms, lines, state,
       created_at_ms)
   order by reference
   on conflict (reference) do nothing`,
);

/** A transfer moves on only from what the batch has read; otherwise the batch is decided again. */
export const updateTransfers = defineStatement(
  'inventory_update_transfers',
  `update inventory.transfer as transfer set lines = given.lines::jsonb, state = given.state
   from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as given (id, lines_before, lines, state)
   where transfer.id = given.id and transfer.state = 'on_the_way'
     and transfer.lines = given.lines_before::jsonb`,
);
