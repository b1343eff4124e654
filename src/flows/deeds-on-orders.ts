import type {
  Command,
  FactSource,
  Outcome,
  RecordFacts,
  Refusal,
  UnitOfWork,
} from '../hub/index.ts';
import {
  flagOrder,
  liftHold,
  markOrder,
  placeHold,
  sourceAgain,
  type OrderRecord,
  type OrderWorld,
} from '../modules/orders/index.ts';
import { releaseUnits, reserveUnits, type ReservationSources } from '../modules/inventory/index.ts';
import { assert } from '../kernel/assert.ts';
import { instantToText } from '../kernel/clock.ts';
import { refuse } from '../../contracts/errors.ts';
import type { SourceOrder } from '../../contracts/orders.ts';
import type { Deeds, Questions } from './components/index.ts';
import type { Run } from './flow-facts.ts';
import { LimitCounting, type LimitSources } from './limits.ts';
import { viewTask, type Task } from './tasks.ts';

/** What a flow acts with: who acts and when, on what, and where limits are counted. */
export interface Acting {
  readonly command: Command;
  readonly world: OrderWorld;
  readonly unit: UnitOfWork;
  readonly limits: LimitSources;
  readonly tasks: FactSource<RecordFacts<Task>>;
  readonly reservations: ReservationSources;
  /** Code of the flow. */
  readonly flow: string;
}

/** The run that acts. */
export type ActingRun = Pick<Run, 'id' | 'flowVersion'> & { readonly orderId: number };

/**
 * What a flow does to its order, on the order as it stands in the batch. Every deed ends in the same
 * functions as a person's command does, so a flow can break nothing that a person cannot. `heldAs` gives
 * the order that a hold is placed on, where that is to be noted down with the hold.
 */
export function deedsOnOrder(
  { command, world, unit, limits, tasks, reservations, flow }: Acting,
  run: ActingRun,
  heldAs: (order: OrderRecord) => OrderRecord = (order) => order,
): Deeds {
  const { orderId } = run;
  const current = (): OrderRecord => {
    const order = world.orders.order(orderId);
    assert(order !== undefined, 'the order of a run is in the batch');
    return order;
  };
  return {
    hold: (asked) =>
      refusalOf(placeHold(world, command, heldAs(current()), { ...asked, id: unit.newEventId() })),
    releaseHolds(kind, placedBy) {
      for (const hold of current().holds) {
        if (hold.kind !== kind || hold.releasedAt !== null) continue;
        if (placedBy === 'this_flow' && hold.placedBy !== command.actor) continue;
        const refusal = refusalOf(
          liftHold(world, command, current(), { holdId: hold.id, note: null }),
        );
        if (refusal !== null) return refusal;
      }
      return null;
    },
    setAttribute: (name, value) => refusalOf(markOrder(world, command, current(), { name, value })),
    takeOff: () => refuse('illegal_transition', 'The order has its price.', { flow }),
    flag: ({ node, reason, severity }) =>
      refusalOf(
        flagOrder(world, command, current(), { cause: `${flow}/${node}`, reason, severity }),
      ),
    sourceAgain({ excludedLocations, split, reason }) {
      const body: SourceOrder & { orderId: number } = {
        orderId,
        reason,
        excludedLocations: [...excludedLocations],
        ...(split === null ? {} : { split }),
      };
      return refusalOf(sourceAgain({ ...command, body }, world));
    },
    reserve({ sku, location, quantity, until }) {
      const id = unit.newEventId();
      const body = {
        sku,
        location,
        quantity,
        reference: `flow/${flow} order/${orderId}`,
        expiresAt: instantToText(until),
      };
      const outcome = reserveUnits({ ...command, id, body }, unit, reservations);
      return outcome.kind === 'refused' ? outcome : id;
    },
    releaseReservation: (id) =>
      refusalOf(releaseUnits({ ...command, body: { id } }, unit, reservations)),
    openTask({ node, title, form, outputs, role, notBy, dueAt }) {
      const task: Task = {
        id: unit.newEventId(),
        flowCode: flow,
        flowVersion: run.flowVersion,
        node,
        runId: run.id,
        orderId,
        title,
        form,
        outputs,
        role,
        notBy,
        state: 'open',
        claimedBy: null,
        openedAt: command.receivedAt,
        dueAt,
        nextDeadlineAt: dueAt,
        overdueAt: null,
        doneAt: null,
        doneBy: null,
        outcome: null,
        answers: null,
        version: 1,
      };
      unit.facts(tasks).add(task);
      unit.emit({
        type: 'flow_task.opened',
        subject: `flow_task/${task.id}`,
        orderId,
        occurredAt: command.receivedAt,
        data: JSON.stringify(viewTask(task)),
      });
      return task.id;
    },
    advise: () => refuse('illegal_transition', 'Nobody has asked.', { flow }),
    countLimit(asked) {
      const counting = new LimitCounting(limits, unit);
      const { channelId, customer } = current();
      const channel = world.channels.channelById(channelId)?.code ?? '';
      const answer = counting.count(asked, {
        flow,
        person: { channel, customer },
        now: command.receivedAt,
      });
      counting.keep(orderId, command.receivedAt);
      return answer;
    },
  };
}

/** What a flow asks of the batch for an order of a channel; null: for none, over the whole company. */
export function questionsOf({ command, world }: Acting, channelId: number | null): Questions {
  return {
    available(code) {
      const sku = world.catalogue.sku(code);
      if (sku === undefined) return null;
      const channel =
        channelId === null ? null : (world.channels.channelById(channelId)?.code ?? null);
      const asker = { channel, at: command.receivedAt };
      return world.stock.available(sku.id, asker).reduce((sum, [, units]) => sum + units, 0);
    },
  };
}

function refusalOf(outcome: Outcome): Refusal | null {
  return outcome.kind === 'refused' ? outcome : null;
}
