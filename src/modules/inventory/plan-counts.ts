import { DAY_MS, instantToText } from '../../kernel/clock.ts';
import {
  takeDecision,
  type Command,
  type CommandHandler,
  type Outcome,
  type UnitOfWork,
} from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type {
  CountPlanView,
  OrderCount,
  PutCountPlan,
} from '../../../contracts/inventory-counts.ts';
import { viewCountTask, type CountPlan, type CountTask } from './counts.ts';
import { countPlanDecision, type CountCandidate } from './decide-count-plan.ts';
import { nameLines } from './lines.ts';
import type { InventorySources } from './sources.ts';

/** put_count_plan: what is counted at a location, and how often. */
export function putCountPlanHandler(sources: InventorySources): CommandHandler<PutCountPlan> {
  return {
    kind: 'put_count_plan',
    need: ({ body }, unit) => unit.facts(sources.countPlans).need(body.code),
    decide({ body, receivedAt }, unit) {
      const named = nameLines(unit.facts(sources.catalogue), [body.location], []);
      if (named.kind === 'refused') return named;
      const plans = unit.facts(sources.countPlans);
      const known = plans.find(body.code);
      const isActive = body.isActive ?? true;
      const plan: CountPlan = {
        code: body.code,
        version: known?.version ?? 1,
        locationId: named.locations[0].id,
        rule: body.rule,
        isActive,
        nextRunAt: isActive ? (known?.nextRunAt ?? receivedAt) : null,
      };
      if (known === undefined) plans.add(plan);
      else plans.change(plan);
      const view: CountPlanView = {
        code: plan.code,
        location: body.location,
        rule: plan.rule,
        isActive,
        nextRunAt: plan.nextRunAt === null ? null : instantToText(plan.nextRunAt),
      };
      const text = JSON.stringify(view);
      unit.emit({
        type: 'count_plan.put',
        subject: `count-plan/${body.code}`,
        occurredAt: receivedAt,
        data: text,
      });
      return { kind: 'accepted', status: 200, body: text };
    },
  };
}

/** What the clock has read for a plan that is due. */
export interface DuePlan {
  readonly code: string;
  /** As the clock has read it: a plan that has run since is left alone. */
  readonly version: number;
  readonly candidates: readonly CountCandidate[];
}

/** plan_counts: a plan that is due makes tasks. */
export function planCountsHandler(sources: InventorySources): CommandHandler<DuePlan> {
  return {
    kind: 'plan_counts',
    need: ({ body }, unit) => unit.facts(sources.countPlans).need(body.code),
    decide: (command, unit) => decidePlan(command, unit, sources),
  };
}

function decidePlan(
  { id, body, receivedAt: at }: Command<DuePlan>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const plans = unit.facts(sources.countPlans);
  const plan = plans.find(body.code);
  if (plan === undefined) {
    return refuse('not_found', `There is no count plan ${body.code}.`, { plan: body.code });
  }
  if (plan.version !== body.version || !plan.isActive) {
    return { kind: 'accepted', status: 200, body: '{"tasks":0}', repeated: true };
  }
  const { rule, locationId } = plan;
  const input = { at, rule, candidates: body.candidates };
  const { choice, record } = takeDecision(countPlanDecision, input);
  for (const [index, { skuId, why }] of choice.chosen.entries()) {
    unit.facts(sources.countTasks).add({
      ...newTask(`${id}-${index + 1}`, at),
      planCode: plan.code,
      locationId,
      skuId,
      isBlind: rule.isBlind,
      tolerance: rule.tolerance,
      why,
    });
  }
  plans.change({ ...plan, nextRunAt: at + rule.everyDays * DAY_MS });
  const location = unit.facts(sources.catalogue).locationById(locationId).code;
  const tasks = choice.chosen.map(({ sku, why }, index) => ({
    id: `${id}-${index + 1}`,
    sku,
    why,
  }));
  unit.emit({
    type: 'counts.planned',
    subject: `location/${location}`,
    occurredAt: at,
    data: JSON.stringify({ plan: plan.code, location, tasks }),
    decision: record,
  });
  return { kind: 'accepted', status: 200, body: JSON.stringify({ tasks: tasks.length }) };
}

const TOLERANCE_NONE = { units: 0, permille: 0 };

/** order_count: a person wants a position counted. */
export function orderCountHandler(sources: InventorySources): CommandHandler<OrderCount> {
  return {
    kind: 'order_count',
    need: ({ body }, unit) => unit.facts(sources.catalogue).needSkuCode(body.sku),
    decide({ id, body, receivedAt }, unit) {
      const named = nameLines(unit.facts(sources.catalogue), [body.location], [body]);
      if (named.kind === 'refused') return named;
      const task: CountTask = {
        ...newTask(id, receivedAt),
        locationId: named.locations[0].id,
        skuId: named.lines[0]?.item.id as number,
        slot: body.slot ?? null,
        isBlind: body.isBlind ?? true,
        tolerance: body.tolerance ?? TOLERANCE_NONE,
        why: 'ordered',
        reason: body.reason,
      };
      unit.facts(sources.countTasks).add(task);
      const view = JSON.stringify(viewCountTask(task, body.sku, body.location));
      unit.emit({
        type: 'count.ordered',
        subject: `count/${id}`,
        occurredAt: receivedAt,
        data: view,
      });
      return { kind: 'accepted', status: 201, body: view };
    },
  };
}

function newTask(id: string, at: number): Omit<CountTask, 'locationId' | 'skuId'> {
  return {
    id,
    version: 1,
    planCode: null,
    slot: null,
    isBlind: true,
    tolerance: TOLERANCE_NONE,
    why: 'ordered',
    state: 'open',
    counts: [],
    variance: null,
    unposted: 0,
    reason: null,
    createdAt: at,
    stateSince: at,
  };
}
