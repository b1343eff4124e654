import type { DeadlineSource } from '../../hub/index.ts';
import { isReservationDue } from './read-supply.ts';

/** Soft reservations whose time is over. One command ends a thousand of them, so one is asked for at a time. */
export const reservationDeadlines: DeadlineSource = {
  name: 'reservations',
  async due(pool, now) {
    return (await isReservationDue(pool, now)) ? [{ kind: 'expire_reservations', body: {} }] : [];
  },
};
