import {
  earlySignals,
  flowDeadlines,
  leftTasks,
  releaseDeadlines,
  taskDeadlines,
} from './flows/index.ts';
import type { DeadlineSource } from './hub/index.ts';
import { manifestDeadlines, purchaseDeadlines, waveDeadlines } from './modules/fulfilment/index.ts';
import {
  allotmentDeadlines,
  createCountPlanning,
  createSafetyStockRuns,
  createSnapshotComparisons,
  lotDeadlines,
  reservationDeadlines,
  withheldDeadlines,
} from './modules/inventory/index.ts';
import { createWaitingOrders, orderDeadlines } from './modules/orders/index.ts';
import { readExpectedUnits, returnDeadlines } from './modules/returns/index.ts';
import { createStuckOrders, exceptionDeadlines } from './modules/tracking/index.ts';

/** Everything that the clock looks after, room by room. The server and the simulation ask the same. */
export function assembleDeadlines(): readonly DeadlineSource[] {
  return [
    orderDeadlines,
    createWaitingOrders(),
    reservationDeadlines,
    allotmentDeadlines,
    withheldDeadlines,
    lotDeadlines,
    createCountPlanning(),
    createSafetyStockRuns(),
    createSnapshotComparisons(readExpectedUnits),
    waveDeadlines,
    manifestDeadlines,
    purchaseDeadlines,
    returnDeadlines,
    exceptionDeadlines,
    createStuckOrders(),
    flowDeadlines,
    releaseDeadlines,
    earlySignals,
    taskDeadlines,
    leftTasks,
  ];
}
