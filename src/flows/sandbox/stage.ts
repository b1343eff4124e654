import type { Pool } from 'pg';
import {
  Rehearsal,
  type Command,
  type CommandHandler,
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
  type OrderRecord,
  type OrderSources,
  type PastOrder,
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
  };
}

/** Puts the rooms together, with these versions in the place of those that are live. */
export type OpenRooms = (versions: readonly FlowVersion[]) => TrialRooms;

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

  /** Reads what the orders will need. `read` is shared by stages that are to begin at the same facts. */
  static async open(
    options: { readonly pool: Pool; readonly ids: IdSource; readonly read: RunStatement },
    rooms: TrialRooms,
    orders: readonly PastOrder[],
  ): Promise<Stage> {
    const { pool, ids, read } = options;
    const commands = orders.map(({ body, receivedAt }) =>
      commandOf(ids, 'place_order', body, receivedAt),
    );
    const place = (rooms.handlers as unknown as CommandHandler[]).find(
      ({ kind }) => kind === 'place_order',
    );
    assert(place !== undefined, 'orders can be placed');
    const rehearsal = await Rehearsal.open(
      { pool, ids, ...rooms, commands, run: withoutNumbers(read) },
      (unit) => {
        for (const command of commands) place.need(command, unit);
      },
    );
    return new Stage(rehearsal, rooms, ids);
  }

  /** Carries a command out; what follows in flows does, too. */
  submit(kind: string, body: object, at: Instant): Outcome {
    return this.#rehearsal.submit(commandOf(this.#ids, kind, body, at));
  }

  order(id: number): OrderRecord {
    const order = this.#rehearsal.unit.facts(this.#rooms.trial.orders.orders).order(id);
    assert(order !== undefined, 'the order was placed on this stage');
    return order;
  }

  /** The runs of the order that was carried last. */
  runs(): readonly Run[] {
    return [...this.#rehearsal.unit.facts(this.#rooms.trial.flows).runs()];
  }

  /** What flows of that order ask for outside, and have no answer to. */
  effects(): readonly Effect[] {
    return this.#rehearsal.unit.facts(this.#rooms.trial.flows).effects.open();
  }

  /** Gives the stock of an order back, so that the next one finds what it found, and forgets its runs. */
  clear(orderId: number, at: Instant): void {
    const { unit } = this.#rehearsal;
    const body = { orderId, reason: 'trial' };
    this.#rehearsal.submit(commandOf(this.#ids, 'cancel_order', body, at), []);
    unit.facts(this.#rooms.trial.flows).forgetRuns();
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
