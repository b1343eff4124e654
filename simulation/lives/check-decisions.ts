import { DecisionKinds } from '../../src/hub/index.ts';
import { FULFILMENT_DECISIONS } from '../../src/modules/fulfilment/index.ts';
import { INVENTORY_DECISIONS } from '../../src/modules/inventory/index.ts';
import { ORDERS_DECISIONS } from '../../src/modules/orders/index.ts';
import { RETURNS_DECISIONS } from '../../src/modules/returns/index.ts';
import { decideSourcing, isSameChoice, unpackDecision } from '../../src/modules/sourcing/index.ts';
import { LifeFailure, type Life } from './life.ts';

const KINDS = new DecisionKinds([
  ...INVENTORY_DECISIONS,
  ...ORDERS_DECISIONS,
  ...FULFILMENT_DECISIONS,
  ...RETURNS_DECISIONS,
]);

/** Takes every stored decision of a life again. @throws LifeFailure when one comes out otherwise */
export function checkDecisions(life: Life): void {
  const { compiled } = life.facts('rules');
  for (const { type, decision } of life.rehearsal.unit.events) {
    if (decision === undefined) continue;
    const record = KINDS.read(decision);
    if (record !== null) {
      if (KINDS.takeAgain(record)?.agrees !== true)
        throw new LifeFailure(`the decision ${record.kind} of ${type} comes out otherwise`);
      continue;
    }
    const sourcing = unpackDecision(decision);
    if (sourcing === null) throw new LifeFailure(`the decision of ${type} cannot be read`);
    if (!isSameChoice(sourcing, decideSourcing(sourcing.problem, compiled)))
      throw new LifeFailure(`the sourcing decision of ${type} comes out otherwise`);
  }
}
