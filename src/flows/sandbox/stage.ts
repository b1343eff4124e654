import type { Pool } from 'pg';
import {
  Rehearsal,
  type Command,
  type CommandHandler,
  type EventRecord,
  type FactSource,
  type Outcome,
  type Reaction,
  type RecordFacts,
  type RunStatement,
} from '../../hub/index.ts';
import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import {
  addExposure,
  exposureOf,
  nextOrderIdBlocks,
  worldOf,
  type OrderRecord,
  type OrderSources,
} from '../../modules/orders/index.ts';
import type { Location } from '../../modules/inventory/index.ts';
import type { ExceptionRecord } from '../../modules/tracking/index.ts';
import type { Effect } from '../connectors/index.ts';
import type { FlowFacts, FlowVersion, Run } from '../flow-facts.ts';

/** The rooms that a trial runs in: all of the program's, over facts of their own. */
export interface TrialRooms {
  /** In the order in which they load: upper rooms name the facts of lower ones. */
  readonly sources: readonly FactSource<unknown>[];
  readonly handlers: readonly CommandHandler<never>[];
  readonly reactions: readonly Reaction[];
  readonly trial: {
    readonly flows: FactSource<FlowFacts>;
    readonly orders: OrderSources;
    readonly exceptions: FactSource<RecordFacts<ExceptionRecord>>;
    /** Calls, exceptions, what locations do and what comes back: facts about one order, that concern no other. */
    readonly perOrder: readonly FactSource<unknown>[];
    /** What is carried out in trials only. */
    readonly handlers: readonly CommandHandler<never>[];
  };
}

/** Puts the rooms together, with these versions in the place of those that are live. */
export type OpenRooms = (versions: readonly FlowVersion[]) => TrialRooms;

/** Units that have left a location. */
export interface LeftUnits {
  readonly location: string;
  readonly sku: string;
  readonly quantity: number;
}

/** The commands that a stage is opened for: what they read is there. */
export interface StageNeeds {
  readonly kind: 'place_order' | 'call_flow';
  readonly all: readonly { readonly body: object; readonly at: Instant }[];
  /** What is about orders that are not there yet: the rules by which it is decided are read. */
  readonly later: readonly { readonly kind: string; readonly body: object }[];
}

const ACTOR = 'system/trial';
const TRACE = '00-00000000000000000000000000000001-0000000000000001-00';
/** Nobody sends a command of a trial twice. */
const NO_HASH = Buffer.alloc(16);
/** Numbers of orders that are never placed: beyond all that will be. */
const ORDER_IDS_FROM = 9_000_000_000_000;

/** A company in memory in which past orders are placed once more, on the stock and the rules of now. */
export class Stage {
  readonly #rehearsal: Rehearsal;
  readonly #rooms: TrialRooms;
  readonly #ids: IdSource;

  private constructor(rehearsal: Rehearsal, rooms: TrialRooms, ids: IdSource) {
    this.#rehearsal = rehearsal;
    this.#rooms = rooms;
    this.#ids = ids;
  }

  /** Reads what the commands will need. `read` is shared by stages that are to begin at the same facts. */
  static async open(
    options: { readonly pool: Pool; readonly ids: IdSource; readonly read: RunStatement },
    rooms: TrialRooms,
    { kind, all, later }: StageNeeds,
  ): Promise<Stage> {
    const { pool, ids, read } = options;
    const commands = all.map(({ body, at }) => commandOf(ids, kind, body, at));
    const handlers = [...rooms.handlers, ...rooms.trial.handlers];
    const handlerOf = (wanted: string): CommandHandler => {
      const found = (handlers as unknown as CommandHandler[]).find((each) => each.kind === wanted);
      assert(found !== undefined, `there is a handler for ${wanted}`);
      return found;
    };
    const first = handlerOf(kind);
    const rehearsal = await Rehearsal.open(
      { pool, ids, ...rooms, handlers, commands, run: withoutNumbers(read) },
      (unit) => {
        for (const command of commands) first.need(command, unit);
        for (const { kind: other, body } of later) {
          handlerOf(other).need(commandOf(ids, other, body, 0), unit);
        }
      },
    );
    return new Stage(rehearsal, rooms, ids);
  }

  /** Carries a command out; what follows in flows does, too. */
  submit(kind: string, body: object, at: Instant): Outcome {
    return this.#rehearsal.submit(commandOf(this.#ids, kind, body, at));
  }

  /** What has happened since the order was begun with, from the `from`th event on. */
  events(from: number): readonly EventRecord[] {
    return this.#rehearsal.unit.events.slice(from);
  }

  order(id: number): OrderRecord {
    const order = this.#rehearsal.unit.facts(this.#rooms.trial.orders.orders).order(id);
    assert(order !== undefined, 'the order was placed on this stage');
    return order;
  }

  /** The exceptions of the order that was carried last. */
  exceptions(): readonly ExceptionRecord[] {
    return this.#rehearsal.unit.facts(this.#rooms.trial.exceptions).all();
  }

  /** Adds to what an account owes; less than nothing is taken off. */
  addExposure(account: string, deltaMinor: MinorUnits): void {
    addExposure(this.#rehearsal.unit.facts(this.#rooms.trial.orders.accounts), account, deltaMinor);
  }

  /** Where a shipment leaves from. */
  locationOf({ locationId }: OrderRecord['shipments'][number]): Location {
    return worldOf(this.#rooms.trial.orders, this.#rehearsal.unit).catalogue.locationById(
      locationId,
    );
  }

  /** Units of a shipment of an order, by the codes of what they are. */
  unitsOf(orderId: number, shipment: OrderRecord['shipments'][number]): LeftUnits[] {
    const { catalogue } = worldOf(this.#rooms.trial.orders, this.#rehearsal.unit);
    const location = this.locationOf(shipment).code;
    const order = this.order(orderId);
    return shipment.lines.flatMap(([lineNumber, quantity]) => {
      const line = order.lines.find((each) => each.lineNumber === lineNumber);
      return line === undefined
        ? []
        : [{ location, sku: catalogue.skuById(line.skuId).code, quantity }];
    });
  }

  /** The runs of the order that was carried last. */
  runs(): readonly Run[] {
    return [...this.#rehearsal.unit.facts(this.#rooms.trial.flows).runs()];
  }

  /** What flows of that order ask for outside, and have no answer to. */
  effects(): readonly Effect[] {
    return this.#rehearsal.unit.facts(this.#rooms.trial.flows).effects.open();
  }

  /**
   * Gives the stock of an order back, also what of it has left, and what its account owes for it, so that the next
   * one finds what it found, and forgets its runs and what locations did with it.
   */
  clear(orderId: number, left: readonly LeftUnits[], at: Instant): void {
    const reason = 'trial';
    const undo = (kind: string, body: object) =>
      this.#rehearsal.submit(commandOf(this.#ids, kind, body, at), []);
    for (const id of packedOf(this.order(orderId)))
      undo('take_out', { fulfilmentOrder: id, reason });
    undo('cancel_order', { orderId, reason });
    for (const { location, sku, quantity } of left) {
      undo('adjust_stock', { location, reason, lines: [{ sku, delta: quantity }] });
    }
    // For what has left it would stay owed.
    const order = this.order(orderId);
    const { business } = order.details;
    if (business !== undefined) this.addExposure(business.account, -exposureOf(order));
    this.forget();
  }

  /** Forgets the runs of what was carried last, and what locations did with it. */
  forget(): void {
    const { unit } = this.#rehearsal;
    const { flows, perOrder } = this.#rooms.trial;
    unit.facts(flows).forgetRuns();
    for (const source of perOrder) {
      const facts = unit.facts(source);
      if (isForgetful(facts)) facts.forgetMade();
    }
    // Nobody is told of what is not done.
    unit.events.length = 0;
    unit.jobs.length = 0;
  }
}

/** The fulfilment orders of an order that are packed and have not left. */
export function packedOf({ id, shipments }: OrderRecord): string[] {
  return shipments.flatMap(({ release }) =>
    release?.stage === 'packed' ? [`${id}-${release.number}`] : [],
  );
}

function isForgetful(facts: unknown): facts is { forgetMade(): void } {
  return typeof facts === 'object' && facts !== null && 'forgetMade' in facts;
}

function commandOf(ids: IdSource, kind: string, body: object, receivedAt: Instant): Command {
  return {
    id: ids.uuid(),
    kind,
    body,
    key: null,
    requestHash: NO_HASH,
    actor: ACTOR,
    trace: TRACE,
    receivedAt,
  };
}

/** Reads as `read`, but takes no numbers of orders away from those who place orders. */
function withoutNumbers(read: RunStatement): RunStatement {
  let next = ORDER_IDS_FROM;
  return async <Row>(statement: Parameters<RunStatement>[0], values: readonly unknown[]) => {
    if (statement !== nextOrderIdBlocks) return read<Row>(statement, values);
    return Array.from({ length: Number(values[0]) }, () => ({
      first: (next += 1_000_000),
    })) as Row[];
  };
}
