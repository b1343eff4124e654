import { DAY_MS } from '../../kernel/clock.ts';
import {
  takeDecision,
  type Command,
  type CommandHandler,
  type Outcome,
  type UnitOfWork,
} from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { PutSafetyStockRule } from '../../../contracts/inventory-safety-stock.ts';
import { safetyStockDecision, type SafetyStockInput } from './decide-safety-stock.ts';
import type { InventorySources } from './sources.ts';

/** put_safety_stock_rule: how much is kept back of which positions. It holds from the next run on. */
export function putSafetyStockRuleHandler(
  sources: InventorySources,
): CommandHandler<PutSafetyStockRule> {
  return {
    kind: 'put_safety_stock_rule',
    need: ({ body }, unit) => unit.facts(sources.safetyStockRules).need(body.code),
    decide({ body, receivedAt }, unit) {
      const rules = unit.facts(sources.safetyStockRules);
      const known = rules.find(body.code);
      const { code, priority, matches, method, isActive = true } = body;
      const nextRunAt = isActive ? receivedAt : null;
      const version = known?.version ?? 1;
      const rule = { code, version, priority, matches, method, isActive, nextRunAt };
      if (known === undefined) rules.add(rule);
      else rules.change(rule);
      const text = JSON.stringify({ code, priority, matches, method, isActive });
      unit.emit({
        type: 'safety_stock_rule.put',
        subject: `safety-stock-rule/${code}`,
        occurredAt: receivedAt,
        data: text,
      });
      return { kind: 'accepted', status: 200, body: text };
    },
  };
}

/** run_safety_stock_rule: a person asks for the next run now, which takes all active rules into account. */
export function runSafetyStockRuleHandler(
  sources: InventorySources,
): CommandHandler<{ readonly code: string }> {
  return {
    kind: 'run_safety_stock_rule',
    need: ({ body }, unit) => unit.facts(sources.safetyStockRules).need(body.code),
    decide({ body: { code }, receivedAt }, unit) {
      const rules = unit.facts(sources.safetyStockRules);
      const rule = rules.find(code);
      if (rule === undefined) {
        return refuse('not_found', `There is no safety stock rule ${code}.`, { id: code });
      }
      if (!rule.isActive) {
        return refuse('illegal_transition', `Rule ${code} is not active: put it as active first.`, {
          id: code,
        });
      }
      rules.change({ ...rule, nextRunAt: receivedAt });
      const { priority, matches, method, isActive } = rule;
      unit.emit({
        type: 'safety_stock_rule.run_asked',
        subject: `safety-stock-rule/${code}`,
        occurredAt: receivedAt,
        data: JSON.stringify({ code }),
      });
      const text = JSON.stringify({ code, priority, matches, method, isActive });
      return { kind: 'accepted', status: 200, body: text };
    },
  };
}

/** A part of a run, as it was read outside of the hub. */
export interface SafetyStockRun extends SafetyStockInput {
  /** True when no position comes after these: the rules have run. */
  readonly isLast: boolean;
}

/** apply_safety_stock: sets what positions keep back by the rules that hold. */
export function applySafetyStockHandler(sources: InventorySources): CommandHandler<SafetyStockRun> {
  return {
    kind: 'apply_safety_stock',
    need({ body }, unit) {
      for (const { skuId } of body.positions) unit.facts(sources.stock).needSku(skuId);
      for (const { code } of body.rules) unit.facts(sources.safetyStockRules).need(code);
    },
    decide: (command, unit) => decideRun(command, unit, sources),
  };
}

function decideRun(
  { body, receivedAt }: Command<SafetyStockRun>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const { rules, positions } = body;
  const { choice, record } = takeDecision(safetyStockDecision, { rules, positions });
  const stock = unit.facts(sources.stock);
  const changed = choice.lines.filter(
    ({ rule, before, after }) => rule !== null && before !== after,
  );
  for (const { skuId, locationId, after } of changed) {
    stock.setSafetyStock(stock.position(skuId, locationId), after);
  }
  if (changed.length > 0) {
    unit.emit({
      type: 'safety_stock.applied',
      subject: 'safety-stock/rules',
      occurredAt: receivedAt,
      data: JSON.stringify({
        lines: changed.map(({ sku, location, rule, before, after }) => {
          return { sku, location, rule, before, after };
        }),
      }),
      decision: record,
    });
  }
  if (body.isLast) {
    const known = unit.facts(sources.safetyStockRules);
    for (const { code } of rules) {
      const rule = known.find(code);
      if (rule?.isActive === true) known.change({ ...rule, nextRunAt: receivedAt + DAY_MS });
    }
  }
  return { kind: 'accepted', status: 200, body: JSON.stringify({ changed: changed.length }) };
}
