import {
  createRecordSource,
  settingsInForce,
  type FactSource,
  type RecordFacts,
  type SettingsDocument,
  type UnitOfWork,
} from '../../hub/index.ts';
import { worldOf, type OrderSources, type OrderWorld } from '../orders/index.ts';
import { RETURN_RULES_DEFAULT, type ReturnRules } from '../../../contracts/returns.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { ClaimRecord } from './claim-record.ts';
import type { ReturnRecord } from './return-record.ts';
import * as sql from './returns.sql.ts';

/** The sources that commands of this room read from. */
export interface ReturnsSources {
  readonly orders: OrderSources;
  readonly returns: FactSource<RecordFacts<ReturnRecord>>;
  readonly rules: FactSource<RecordFacts<SettingsDocument<ReturnRules>>>;
  readonly claims: FactSource<RecordFacts<ClaimRecord>>;
}

/** The facts of one batch that commands of this room decide by. */
export interface ReturnsWorld extends OrderWorld {
  readonly returns: RecordFacts<ReturnRecord>;
  readonly rulesInForce: ReturnRules;
}

/** Returns name their order, whose SKUs the lower rooms then load. */
export function createReturnsSources(orders: OrderSources): ReturnsSources {
  return {
    orders,
    returns: createRecordSource<ReturnRecord>(sql.returns, (facts, unit) => {
      for (const { orderId } of facts.all()) unit.facts(orders.orders).needOrder(orderId);
    }),
    rules: createRecordSource<SettingsDocument<ReturnRules>>(sql.rules),
    claims: createRecordSource<ClaimRecord>(sql.claims, (facts, unit) => {
      for (const { orderId } of facts.all()) unit.facts(orders.orders).needOrder(orderId);
    }),
  };
}

/** The number of the order that a return's id begins with; null when it is no id of a return. */
export function orderIdOf(returnId: string): number | null {
  const match = /^([1-9]\d{0,14})-R[1-9]\d{0,3}$/.exec(returnId);
  return match === null ? null : Number(match[1]);
}

/** Names a return and its order for a decision. */
export function needReturn(sources: ReturnsSources, unit: UnitOfWork, returnId: string): void {
  unit.facts(sources.returns).need(returnId);
  unit.facts(sources.rules).need('rules');
  const orderId = orderIdOf(returnId);
  if (orderId === null) return;
  // All returns of the order: what was credited by another counts too.
  unit.facts(sources.returns).needBy('order_id', orderId);
  unit.facts(sources.orders.orders).needOrder(orderId);
}

/** The facts of the batch at hand. */
export function returnsWorldOf(sources: ReturnsSources, unit: UnitOfWork): ReturnsWorld {
  const rules = unit.facts(sources.rules);
  return {
    ...worldOf(sources.orders, unit),
    returns: unit.facts(sources.returns),
    rulesInForce: settingsInForce(rules, RETURN_RULES_DEFAULT),
  };
}

/** The refusal for a return that does not exist. */
export function noSuchReturn(returnId: string): Refusal {
  return refuse('not_found', `There is no return ${returnId}.`, { returnId });
}
