import { defineStatement } from '../../platform/postgres/index.ts';

const COLUMNS = `reservation.id, reservation.sku_id, reservation.location_id, sku.code as sku_code,
  location.code as location_code, reservation.quantity, reservation.reference,
  reservation.expires_at, reservation.state
  from inventory.reservation
  join inventory.sku on sku.id = reservation.sku_id
  join inventory.location on location.id = reservation.location_id`;

// Not locked even after a lost race: the positions of its SKUs are, and the guard of the update tells
// the rest. Locks here would be taken before those of stock, and by a commit after them.
export const readReservations = defineStatement(
  'inventory_read_reservations',
  `select ${COLUMNS} where reservation.id = any($1::uuid[]) order by reservation.id`,
);

export const readDueReservations = defineStatement(
  'inventory_read_due_reservations',
  `select ${COLUMNS}
   where reservation.state = 'held' and reservation.expires_at <= to_timestamp($1::bigint / 1000.0)
   order by reservation.expires_at, reservation.id limit $2::int`,
);

export const insertReservations = defineStatement(
  'inventory_insert_reservations',
  `insert into inventory.reservation (id, sku_id, location_id, quantity, reference, expires_at, state)
   select id, sku_id, location_id, quantity, reference, to_timestamp(expires_at_ms / 1000.0), state
   from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::text[], $6::bigint[], $7::text[])
     as given (id, sku_id, location_id, quantity, reference, expires_at_ms, state)`,
);

/** A reservation ends once: what another process has ended in the meantime makes the batch decide again. */
export const endReservations = defineStatement(
  'inventory_end_reservations',
  `update inventory.reservation as reservation set state = given.state
   from unnest($1::uuid[], $2::text[]) as given (id, state)
   where reservation.id = given.id and reservation.state = 'held'`,
);

export const anyReservationDue = defineStatement(
  'inventory_any_reservation_due',
  `select exists (
     select from inventory.reservation
     where state = 'held' and expires_at <= to_timestamp($1::bigint / 1000.0)
   ) as is_due`,
);
