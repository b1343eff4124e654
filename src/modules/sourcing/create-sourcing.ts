import type { CommandHandler, FactSource } from '../../hub/index.ts';
import type { CatalogueFacts } from '../inventory/index.ts';
import { putCarrierServiceHandler, putWeightsHandler } from './put-rules.ts';
import { createRulesSource, type RulesFacts } from './rules.ts';

/** The room, ready to be registered with a hub. One a hub: the rules keep what they have read. */
export interface Sourcing {
  /** Registered after the catalogue, whose locations the rules are built from. */
  readonly rules: FactSource<RulesFacts>;
  readonly handlers: readonly CommandHandler<never>[];
}

/** Makes the rules and commands of one hub. */
export function createSourcing(catalogue: FactSource<CatalogueFacts>): Sourcing {
  const rules = createRulesSource(catalogue);
  return { rules, handlers: [putCarrierServiceHandler(rules), putWeightsHandler(rules)] };
}
