import { assert } from '../../kernel/assert.ts';
import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ReserveStock } from '../../../contracts/inventory.ts';
import { instantOf, nameLines } from './lines.ts';
import { viewReservation, type Reservation } from './reservations.ts';
import type { InventorySources, ReservationSources } from './sources.ts';

/** reserve_stock: keeps units for a cart or a quote until a time. */
export function reserveStockHandler(sources: InventorySources): CommandHandler<ReserveStock> {
  return {
    kind: 'reserve_stock',
    need({ body }, unit) {
      unit.facts(sources.catalogue).needSkuCode(body.sku);
      unit.facts(sources.stock).needSkuCode(body.sku);
    },
    decide: (command, unit) => reserveUnits(command, unit, sources),
  };
}

/** Keeps units until a time, under the identifier of the command; refused when they are not there. */
export function reserveUnits(
  { id, body, receivedAt }: Command<ReserveStock>,
  unit: UnitOfWork,
  sources: ReservationSources,
): Outcome {
  const stock = unit.facts(sources.stock);
  const named = nameLines(unit.facts(sources.catalogue), [body.location], [body]);
  if (named.kind === 'refused') return named;
  const expiresAt = instantOf(body.expiresAt);
  if (expiresAt <= receivedAt) {
    return refuse('invalid_request', 'A reservation ends after it begins.', { field: 'expiresAt' });
  }
  const [location] = named.locations;
  const [line] = named.lines;
  assert(line !== undefined, 'a reservation names one SKU');
  const skuId = line.item.id;
  const position = stock.position(skuId, location.id);
  const asker = { channel: null, at: receivedAt };
  const available =
    stock.available(skuId, asker).find(([locationId]) => locationId === location.id)?.[1] ?? 0;
  if (available < body.quantity) {
    return refuse(
      'insufficient_stock',
      `${available} of ${body.sku} are available at ${body.location}, ${body.quantity} are wanted.`,
      { sku: body.sku, location: body.location, wanted: body.quantity, available },
    );
  }
  // The command's identifier names the reservation: a decision draws none itself.
  const reservation: Reservation = {
    id,
    skuId,
    locationId: location.id,
    sku: body.sku,
    location: body.location,
    quantity: body.quantity,
    reference: body.reference,
    expiresAt,
    state: 'held',
  };
  const eventId = unit.newEventId();
  stock.move(
    position,
    'reserve',
    { reserved: body.quantity },
    { orderId: null, eventId, recordedAt: receivedAt },
  );
  unit.facts(sources.reservations).add(reservation);
  const view = JSON.stringify(viewReservation(reservation));
  unit.emit(
    {
      type: 'stock.reserved',
      subject: `reservation/${id}`,
      occurredAt: receivedAt,
      data: view,
    },
    eventId,
  );
  return { kind: 'accepted', status: 201, body: view };
}
