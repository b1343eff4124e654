import type { CommandHandler, DecisionKind, FactSource } from '../../hub/index.ts';
import type { OrderSources } from '../orders/index.ts';
import {
  assignExceptionHandler,
  escalateExceptionHandler,
  noteExceptionHandler,
  putExceptionRulesHandler,
  resolveExceptionHandler,
  settleExceptionHandler,
  snoozeExceptionHandler,
} from './change-exception.ts';
import { ownerDecision } from './decide-owner.ts';
import { createExceptionSources } from './exceptions-world.ts';
import { raiseExceptionHandler } from './raise-exception.ts';

export {
  exceptionCommandsOf,
  exceptionConsumer,
  type ExceptionCommand,
} from './exception-consumer.ts';
export type { ExceptionRecord } from './exception-record.ts';
export { createStuckOrders } from './find-stuck.ts';
export { readPastExceptions, type PastException } from './past-exceptions.ts';
export {
  exceptionDeadlines,
  listExceptions,
  listOpenExceptions,
  readException,
  readExceptionRules,
  readOrdersInNeed,
  summariseExceptions,
} from './read-exceptions.ts';
export { readTrackedOrder } from './read-tracked-order.ts';

/** The automatic choices of this room. */
export const TRACKING_DECISIONS = [ownerDecision] as DecisionKind<never, unknown>[];

/** The tracking room: what is stuck, failed or contradicts itself, and who looks at it. */
export function createTracking(orders: OrderSources) {
  const sources = createExceptionSources(orders);
  return {
    /** What opens in a trial, and who has it then. */
    trial: { exceptions: sources.exceptions, perOrder: [sources.exceptions, sources.duty] },
    sources: [sources.exceptions, sources.rules, sources.duty] as FactSource<unknown>[],
    handlers: [
      raiseExceptionHandler(sources),
      settleExceptionHandler(sources),
      resolveExceptionHandler(sources),
      assignExceptionHandler(sources),
      noteExceptionHandler(sources),
      snoozeExceptionHandler(sources),
      escalateExceptionHandler(sources),
      putExceptionRulesHandler(sources),
    ] as CommandHandler<never>[],
  };
}
