import { textArray } from '../../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ReservationView, TransferView } from '../../../contracts/inventory-answers.ts';
import type { Answer } from './cursor.ts';
import { reservationOf, viewReservation, type ReservationRow } from './reservations.ts';
import * as reservations from './reservations.sql.ts';
import { transferOf, type TransferRow } from './transfers.ts';
import * as transfers from './transfers.sql.ts';
import { viewTransfer } from './view-transfer.ts';

/** One transfer by its reference, with what has come of it. */
export async function readTransfer(
  client: Queryable,
  reference: string,
): Promise<Answer<TransferView>> {
  const values = [textArray([reference])];
  const [row] = await runStatement<TransferRow>(client, transfers.readTransfers, values);
  return row === undefined
    ? refuse('not_found', `There is no transfer ${reference}.`, { reference })
    : { kind: 'found', value: viewTransfer(transferOf(row)) };
}

/** One reservation by its identifier, a UUID. */
export async function readReservation(
  client: Queryable,
  id: string,
): Promise<Answer<ReservationView>> {
  const values = [textArray([id])];
  const [row] = await runStatement<ReservationRow>(client, reservations.readReservations, values);
  return row === undefined
    ? refuse('not_found', `There is no reservation ${id}.`, { id })
    : { kind: 'found', value: viewReservation(reservationOf(row)) };
}
