import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { DecideCount, RecordCount } from '../../../contracts/inventory-counts.ts';
import { countCode, taskIn, viewCountTask, type CountTask } from './counts.ts';
import { instantOf } from './lines.ts';
import type { InventorySources } from './sources.ts';
import { takeAway } from './take-away.ts';

/** record_count: somebody says how many units there are. */
export function recordCountHandler(sources: InventorySources): CommandHandler<RecordCount> {
  return {
    kind: 'record_count',
    need: ({ body }, unit) => unit.facts(sources.countTasks).need(body.id),
    decide: (command, unit) => decideCounted(command, unit, sources),
  };
}

function decideCounted(
  { body, actor, receivedAt }: Command<RecordCount>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const task = unit.facts(sources.countTasks).find(body.id);
  if (task === undefined) return noSuchCount(body.id);
  if (task.state !== 'open' && task.state !== 'recount') return refuseState(task);
  if (task.state === 'recount' && task.counts.at(-1)?.by === actor) {
    return refuse('second_person_needed', `${actor} has counted it before: somebody else counts.`, {
      actor,
    });
  }
  const at = body.countedAt === undefined ? receivedAt : instantOf(body.countedAt);
  const stock = unit.facts(sources.stock);
  const position = stock.position(task.skuId, task.locationId);
  const place = unit.facts(sources.places).find(task.skuId, task.locationId);
  assert(place !== undefined, 'a task has named its place');
  if (at > receivedAt || at < task.createdAt || !place.isReadSince) {
    return refuse('invalid_request', 'A count is made after its task and before it is sent.', {
      field: 'countedAt',
    });
  }
  // Movements after the moment of counting are not in what was counted.
  const expected = place.onHand - place.movedSince + stock.movedOnHand(position, at);
  const variance = body.counted - expected;
  const count = { by: actor, at, counted: body.counted, expected, ledgerId: place.ledgerId };
  const counted: CountTask = { ...task, counts: [...task.counts, count], variance };
  const { units, permille } = task.tolerance;
  const isWithin = Math.abs(variance) <= Math.max(units, Math.floor((expected * permille) / 1_000));
  if (isWithin) return post(counted, unit, sources, receivedAt);
  const state = task.state === 'open' ? 'recount' : 'approval';
  return keep(taskIn(counted, state, receivedAt), 'count.recorded', unit, sources, at);
}

/** decide_count: a person approves what two have counted, has it counted once more, or calls it off. */
export function decideCountHandler(sources: InventorySources): CommandHandler<DecideCount> {
  return {
    kind: 'decide_count',
    need: ({ body }, unit) => unit.facts(sources.countTasks).need(body.id),
    decide: (command, unit) => decideApproval(command, unit, sources),
  };
}

function decideApproval(
  { body, actor, receivedAt }: Command<DecideCount>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const known = unit.facts(sources.countTasks).find(body.id);
  if (known === undefined) return noSuchCount(body.id);
  const task = { ...known, reason: body.reason };
  const isCancel = body.decision === 'cancel';
  if (
    isCancel ? !['open', 'recount', 'approval'].includes(task.state) : task.state !== 'approval'
  ) {
    return refuseState(task);
  }
  if (isCancel) {
    return keep(
      taskIn(task, 'cancelled', receivedAt),
      'count.cancelled',
      unit,
      sources,
      receivedAt,
    );
  }
  if (body.decision === 'recount') {
    return keep(taskIn(task, 'recount', receivedAt), 'count.reopened', unit, sources, receivedAt);
  }
  if (task.counts.at(-1)?.by === actor) {
    return refuse('second_person_needed', `${actor} has counted it: somebody else approves.`, {
      actor,
    });
  }
  return post(task, unit, sources, receivedAt);
}

/**
 * Posts the variance. Units that a picker did not find wait in quality control: what the count has not
 * found either is written off there first, the others are free again.
 */
function post(task: CountTask, unit: UnitOfWork, sources: InventorySources, at: Instant): Outcome {
  const stock = unit.facts(sources.stock);
  const catalogue = unit.facts(sources.catalogue);
  const places = unit.facts(sources.places);
  const position = stock.position(task.skuId, task.locationId);
  const variance = task.variance as number;
  const eventId = unit.newEventId();
  const cause = { orderId: null, eventId, recordedAt: at };
  const unfound = places.find(task.skuId, task.locationId)?.shortPicked ?? 0;
  const shortPicked = Math.min(
    Math.max(0, unfound + stock.movedUnfound(position)),
    position.qualityControl,
  );
  const missing = Math.max(0, -variance);
  const writtenOff = Math.min(missing, shortPicked);
  if (variance > 0 || shortPicked > 0) {
    const onHand = Math.max(variance, -writtenOff);
    stock.move(position, 'count', { onHand, qualityControl: -shortPicked }, cause);
  }
  const left = missing - writtenOff;
  const taken = takeAway(unit, stock, places, {
    code: countCode(task.id),
    item: catalogue.skuById(task.skuId),
    location: catalogue.locationById(task.locationId),
    units: left,
    kind: 'count',
    each: { onHand: -1 },
    cause,
  });
  const after = taskIn({ ...task, unposted: left - taken }, left > taken ? 'short' : 'posted', at);
  return keep(after, 'count.posted', unit, sources, at, eventId);
}

function keep(
  task: CountTask,
  type: string,
  unit: UnitOfWork,
  sources: InventorySources,
  at: Instant,
  eventId = unit.newEventId(),
): Outcome {
  const catalogue = unit.facts(sources.catalogue);
  const sku = catalogue.skuById(task.skuId).code;
  const location = catalogue.locationById(task.locationId).code;
  unit.facts(sources.countTasks).change(task);
  const last = task.counts.at(-1);
  const view = viewCountTask(task, sku, location);
  const data = JSON.stringify({
    ...view,
    variance: task.variance,
    expected: last?.expected ?? null,
    ledgerId: last?.ledgerId ?? null,
  });
  unit.emit({ type, subject: `count/${task.id}`, occurredAt: at, data }, eventId);
  return { kind: 'accepted', status: 200, body: JSON.stringify(view) };
}

function noSuchCount(id: string): Refusal {
  return refuse('not_found', `There is no count ${id}.`, { id });
}

function refuseState({ id, state }: CountTask): Refusal {
  return refuse('illegal_transition', `Count ${id} is ${state}.`, { id, state });
}
