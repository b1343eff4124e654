import type { Instant } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ExpireReservations, ReleaseReservation } from '../../../contracts/inventory.ts';
import type { ReservationsExpired } from '../../../contracts/inventory-answers.ts';
import { viewReservation, type Reservation } from './reservations.ts';
import type { InventorySources, ReservationSources } from './sources.ts';

/** release_reservation: the units of a reservation are free again before its time. */
export function releaseReservationHandler(
  sources: InventorySources,
): CommandHandler<ReleaseReservation> {
  return {
    kind: 'release_reservation',
    need({ body }, unit) {
      unit.facts(sources.reservations).need(body.id);
    },
    decide: (command, unit) => releaseUnits(command, unit, sources),
  };
}

/** Gives the units of a reservation back before its time; refused when it has ended. */
export function releaseUnits(
  { body, receivedAt }: Command<ReleaseReservation>,
  unit: UnitOfWork,
  sources: ReservationSources,
): Outcome {
  const reservation = unit.facts(sources.reservations).find(body.id);
  if (reservation === undefined) {
    return refuse('not_found', `There is no reservation ${body.id}.`, { id: body.id });
  }
  if (reservation.state !== 'held') {
    return refuse('illegal_transition', `Reservation ${body.id} is ${reservation.state}.`, {
      id: body.id,
      state: reservation.state,
    });
  }
  end(reservation, 'released', receivedAt, unit, sources);
  return { kind: 'accepted', status: 200, body: JSON.stringify(viewReservation(reservation)) };
}

/** expire_reservations: the clock gives back every reservation whose time is over. */
export function expireReservationsHandler(
  sources: InventorySources,
): CommandHandler<ExpireReservations> {
  return {
    kind: 'expire_reservations',
    need(_command, unit) {
      unit.facts(sources.reservations).needDue();
    },
    decide({ receivedAt }, unit) {
      const reservations = unit.facts(sources.reservations);
      const due = reservations.due(receivedAt);
      for (const reservation of due) end(reservation, 'expired', receivedAt, unit, sources);
      const answer: ReservationsExpired = {
        expired: due.length,
        isMoreDue: reservations.isMoreDue,
      };
      return { kind: 'accepted', status: 200, body: JSON.stringify(answer) };
    },
  };
}

function end(
  reservation: Reservation,
  state: 'released' | 'expired',
  at: Instant,
  unit: UnitOfWork,
  sources: ReservationSources,
): void {
  const stock = unit.facts(sources.stock);
  const eventId = unit.newEventId();
  unit.facts(sources.reservations).end(reservation, state);
  stock.move(
    stock.position(reservation.skuId, reservation.locationId),
    state === 'released' ? 'unreserve' : 'expire',
    { reserved: -reservation.quantity },
    { orderId: null, eventId, recordedAt: at },
  );
  unit.emit(
    {
      type: `reservation.${state}`,
      subject: `reservation/${reservation.id}`,
      // It expired at its time, whenever the clock came to it.
      occurredAt: state === 'expired' ? reservation.expiresAt : at,
      data: JSON.stringify(viewReservation(reservation)),
    },
    eventId,
  );
}
