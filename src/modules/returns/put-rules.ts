import { putSettingsHandler, type CommandHandler } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ReturnRules } from '../../../contracts/returns.ts';
import type { ReturnsSources } from './returns-world.ts';

/** put_return_rules: how returns are judged and refunded from now on; decisions keep those they used. */
export function putReturnRulesHandler(sources: ReturnsSources): CommandHandler<ReturnRules> {
  return putSettingsHandler({
    kind: 'put_return_rules',
    noun: 'return_rules',
    source: sources.rules,
    judge({ locations }, unit) {
      const catalogue = unit.facts(sources.orders.catalogue);
      const unknown = locations.filter((code) => catalogue.location(code) === undefined);
      return unknown.length === 0
        ? null
        : refuse('unknown_reference', `There is no location ${unknown.join(', ')}.`, {
            field: 'locations',
          });
    },
  });
}
