import type { Pool } from 'pg';
import {
  RecordFacts,
  Rehearsal,
  type Command,
  type CommandHandler,
  type EventRecord,
  type FactSource,
  type Outcome,
  type Reaction,
  type RunStatement,
} from '../../hub/index.ts';
import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import {
  nextOrderIdBlocks,
  worldOf,
  type OrderRecord,
  type OrderSources,
} from '../../modules/orders/index.ts';
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
    /** Calls, what locations do and what comes back: records of one order, that concern no other. */
    readonly perOrder: readonly FactSource<unknown>[];
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
}

const ACTOR = 'system/trial';
/** Commands whose rules are read before an order is there that they are about. */
const READ_FIRST: ReadonlySet<string> = new Set(['request_return']);
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
    { kind, all }: StageNeeds,
  ): Promise<Stage> {
    const { pool, ids, read } = options;
    const commands = all.map(({ body, at }) => commandOf(ids, kind, body, at));
    const handlers = rooms.handlers as unknown as CommandHandler[];
    const first = handlers.find((handler) => handler.kind === kind);
    assert(first !== undefined, `there is a handler for ${kind}`);
    const others = handlers.filter((handler) => READ_FIRST.has(handler.kind));
    const rehearsal = await Rehearsal.open(
      { pool, ids, ...rooms, commands, run: withoutNumbers(read) },
      (unit) => {
        for (const command of commands) first.need(command, unit);
        for (const other of others) {
          other.need(commandOf(ids, other.kind, { orderId: 0, lines: [] }, 0), unit);
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

  /** Units of a shipment of an order, by the codes of what they are. */
  unitsOf(orderId: number, { locationId, lines }: OrderRecord['shipments'][number]): LeftUnits[] {
    const { catalogue } = worldOf(this.#rooms.trial.orders, this.#rehearsal.unit);
    const location = catalogue.locationById(locationId).code;
    const order = this.order(orderId);
    return lines.flatMap(([lineNumber, quantity]) => {
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
   * Gives the stock of an order back, also what of it has left, so that the next one finds what it found, and
   * forgets its runs and what locations did with it.
   */
  clear(orderId: number, left: readonly LeftUnits[], at: Instant): void {
    const reason = 'trial';
    const undo = (kind: string, body: object) =>
      this.#rehearsal.submit(commandOf(this.#ids, kind, body, at), []);
    undo('cancel_order', { orderId, reason });
    for (const { location, sku, quantity } of left) {
      undo('adjust_stock', { location, reason, lines: [{ sku, delta: quantity }] });
    }
    this.forget();
  }

  /** Forgets the runs of what was carried last, and what locations did with it. */
  forget(): void {
    const { unit } = this.#rehearsal;
    const { flows, perOrder } = this.#rooms.trial;
    unit.facts(flows).forgetRuns();
    for (const source of perOrder) {
      const facts = unit.facts(source);
      if (facts instanceof RecordFacts) facts.forgetMade();
    }
    // Nobody is told of what is not done.
    unit.events.length = 0;
    unit.jobs.length = 0;
  }
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
