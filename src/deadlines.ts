import type { DeadlineSource } from './hub/index.ts';
import { reservationDeadlines } from './modules/inventory/index.ts';
import { createWaitingOrders, orderDeadlines } from './modules/orders/index.ts';
import { returnDeadlines } from './modules/returns/index.ts';
import { createStuckOrders, exceptionDeadlines } from './modules/tracking/index.ts';

/** Everything that the clock looks after, room by room. The server and the simulation ask the same. */
export function assembleDeadlines(): readonly DeadlineSource[] {
  return [
    orderDeadlines,
    createWaitingOrders(),
    reservationDeadlines,
    returnDeadlines,
    exceptionDeadlines,
    createStuckOrders(),
  ];
}
