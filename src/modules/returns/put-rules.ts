import type { CommandHandler } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ReturnRules } from '../../../contracts/returns.ts';
import type { ReturnsSources } from './returns-world.ts';

/** put_return_rules: how returns are judged and refunded from now on; decisions keep those they used. */
export function putReturnRulesHandler(sources: ReturnsSources): CommandHandler<ReturnRules> {
  return {
    kind: 'put_return_rules',
    need: (_command, unit) => unit.facts(sources.rules).need('rules'),
    decide({ body: content, receivedAt: changedAt }, unit) {
      const unknown = content.locations.filter(
        (code) => unit.facts(sources.orders.catalogue).location(code) === undefined,
      );
      if (unknown.length > 0) {
        return refuse('unknown_reference', `There is no location ${unknown.join(', ')}.`, {
          field: 'locations',
        });
      }
      const rules = unit.facts(sources.rules);
      const before = rules.find('rules');
      if (before === undefined) rules.add({ id: 'rules', version: 1, content, changedAt });
      else rules.change({ ...before, content, changedAt });
      const body = JSON.stringify(content);
      unit.emit({
        type: 'return_rules.put',
        subject: 'return_rules/rules',
        occurredAt: changedAt,
        data: JSON.stringify({ before: before?.content ?? null, after: content }),
      });
      return { kind: 'accepted', status: 200, body };
    },
  };
}
