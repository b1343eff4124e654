import type { CommandHandler, DecisionKind, FactSource } from '../../hub/index.ts';
import type { OrderSources } from '../orders/index.ts';
import { appeaseOrderHandler } from './appease-order.ts';
import { moveClaimHandler, openClaimHandler } from './claims.ts';
import { approvalDecision } from './decide-approval.ts';
import { refundDecision } from './decide-refund.ts';
import { finishRefurbishmentHandler, inspectReturnHandler } from './inspect-return.ts';
import {
  cancelReturnHandler,
  expireReturnHandler,
  judgeReturnHandler,
  sendReturnHandler,
} from './judge-return.ts';
import { placeExchangeHandler } from './place-exchange.ts';
import { putReturnRulesHandler } from './put-rules.ts';
import { receiveReturnHandler } from './receive-return.ts';
import { expectReturnHandler, requestReturnHandler } from './request-return.ts';
import { createReturnsSources } from './returns-world.ts';

export { readExpectedUnits } from './expected-units.ts';
export { readPastReturns, type PastReturn } from './past-returns.ts';
export { returnsConsumer } from './returns-consumer.ts';
export { keepPhoto, PHOTO_BYTES_MAX, readPhoto, unknownPhotos } from './photos.ts';
export {
  countClaims,
  countReturns,
  listClaims,
  listReturns,
  readClaim,
  readReturn,
  readReturnRules,
  returnDeadlines,
} from './read-returns.ts';

/** The automatic choices of this room. */
export const RETURNS_DECISIONS = [approvalDecision, refundDecision] as DecisionKind<
  never,
  unknown
>[];

/** The returns room: its facts, which load before those of orders, and its commands. */
export function createReturns(orders: OrderSources) {
  const sources = createReturnsSources(orders);
  return {
    leadingSources: [sources.returns, sources.rules, sources.claims] as FactSource<unknown>[],
    handlers: [
      requestReturnHandler(sources),
      expectReturnHandler(sources),
      judgeReturnHandler(sources),
      sendReturnHandler(sources),
      cancelReturnHandler(sources),
      expireReturnHandler(sources),
      receiveReturnHandler(sources),
      inspectReturnHandler(sources),
      finishRefurbishmentHandler(sources),
      placeExchangeHandler(sources),
      appeaseOrderHandler(orders),
      openClaimHandler(sources),
      moveClaimHandler(sources),
      putReturnRulesHandler(sources),
    ] as CommandHandler<never>[],
  };
}
