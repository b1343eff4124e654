import type { Instant } from '../../kernel/clock.ts';
import { recordOf } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ParcelView } from '../../../contracts/fulfilment-answers.ts';
import type { Answer } from '../inventory/index.ts';
import * as reads from './fulfilment-reads.sql.ts';
import * as records from './fulfilment.sql.ts';
import { readFulfilmentOrder } from './read-fulfilment.ts';
import type { Shipment } from './shipment.ts';
import { shipmentView } from './views.ts';

/** What a closed carton belongs to, by the SSCC on its label: somebody holds it in their hands and scans it. */
export async function readParcel(
  client: Queryable,
  sscc: string,
  now: Instant,
): Promise<Answer<ParcelView>> {
  const [found] = await runStatement<{ id: string }>(client, reads.findParcel, [sscc]);
  if (found === undefined) {
    return refuse('not_found', `There is no parcel ${sscc}.`, { sscc });
  }
  const work = await readFulfilmentOrder(client, found.id, now);
  if (work.kind === 'refused') return work;
  const shipments = await runStatement<Readonly<Record<string, unknown>>>(
    client,
    reads.readShipmentOfFulfilmentOrder,
    [found.id],
  );
  const [shipment] = shipments.map((row) => recordOf<Shipment>(records.shipments, row));
  return {
    kind: 'found',
    value: {
      sscc,
      location: work.value.location,
      fulfilmentOrder: work.value,
      shipment: shipment === undefined ? null : shipmentView(shipment),
    },
  };
}
