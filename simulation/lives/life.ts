import {
  requestHashOf,
  type CausedCommand,
  type Outcome,
  type Rehearsal,
  type StoredEvent,
} from '../../src/hub/index.ts';
import type { EventRecord } from '../../src/hub/unit-of-work.ts';
import type { Instant } from '../../src/kernel/clock.ts';
import type { Random } from '../../src/kernel/random.ts';
import type { OrderRecord } from '../../src/modules/orders/index.ts';
import type { CountTask } from '../../src/modules/inventory/counts.ts';
import type { FulfilmentOrder } from '../../src/modules/fulfilment/fulfilment-order.ts';
import type { PickList } from '../../src/modules/fulfilment/pick-list.ts';
import type { Shipment } from '../../src/modules/fulfilment/shipment.ts';
import type { PurchaseOrder } from '../../src/modules/fulfilment/purchase-order.ts';
import type { ChangeRequest } from '../../src/modules/fulfilment/change-request.ts';
import type { Manifest } from '../../src/modules/fulfilment/manifest.ts';
import { returnsCommandsOf } from '../../src/modules/returns/returns-consumer.ts';
import type { ReturnRecord } from '../../src/modules/returns/return-record.ts';
import { Books } from './books.ts';
import { STAGE_OPENS_AT } from './small-world.ts';
import { factsOf, type OpenStage, type ReadFacts, type Stage } from './stage.ts';

/** A command that a life has sent, and what became of it. */
export interface Carried {
  readonly kind: string;
  readonly body: object;
  readonly actor: string;
  readonly at: Instant;
  readonly outcome: Outcome;
}

/** What should hold and does not: ends the life. */
export class LifeFailure extends Error {
  override readonly name = 'LifeFailure';
}

/** One life as it is lived: what is there by now, what was sent, and the books that watch over it. */
export class Life {
  /** Keeps names apart from those of other lives on the same database. */
  readonly number: number;
  readonly carried: Carried[] = [];
  readonly supplies: { readonly reference: string; readonly location: string; sku: string }[] = [];
  readonly giftCardCodes: string[] = [];
  readonly allotmentCodes: string[] = [];
  readonly transfers: { readonly reference: string; readonly sku: string; units: number }[] = [];
  /** What those who read events will send, in the order of the history. */
  readonly due: Pick<CausedCommand, 'kind' | 'body'>[] = [];
  readonly rehearsal: Rehearsal;
  readonly facts: ReadFacts;
  now: Instant = STAGE_OPENS_AT;
  #made = 0;
  readonly #newId: () => string;
  readonly #books: Books;

  constructor(number: number, stage: Stage, { rehearsal, newId }: OpenStage) {
    this.number = number;
    this.rehearsal = rehearsal;
    this.facts = factsOf(stage.rooms, rehearsal.unit);
    this.#newId = newId;
    this.#books = new Books(this.facts);
  }

  orders(): OrderRecord[] {
    return [...this.facts('orders').orders()];
  }

  fulfilmentOrders = (): FulfilmentOrder[] => this.facts('fulfilment_fulfilment_order').all();
  pickLists = (): PickList[] => this.facts('fulfilment_pick_list').all();
  shipments = (): Shipment[] => this.facts('fulfilment_shipment').all();
  manifests = (): Manifest[] => this.facts('fulfilment_manifest').all();
  changeRequests = (): ChangeRequest[] => this.facts('fulfilment_change_request').all();
  purchaseOrders = (): PurchaseOrder[] => this.facts('fulfilment_purchase_order').all();
  countTasks = (): CountTask[] => this.facts('inventory_count_task').all();
  returns = (): ReturnRecord[] => this.facts('returns_return').all();
  claims = () => this.facts('returns_claim').all();

  /** A name that nothing else of any life has. */
  newName(prefix: string): string {
    this.#made += 1;
    return `${prefix}${this.number}-${this.#made}`;
  }

  /** Sends the first command that follows from an event. `isToCome`: and will send it once more. */
  followEvent(isToCome = false): void {
    const [first] = this.due;
    if (first === undefined) return;
    if (!isToCome) this.due.shift();
    this.submit(first.kind, first.body as object);
  }

  /** Looks at what can only be seen once nothing more happens. @throws LifeFailure */
  end(): void {
    const wrong = this.#books.end();
    if (wrong !== null) throw new LifeFailure(wrong);
  }

  /** Sends a command and holds what it did against the books. @throws LifeFailure */
  submit(kind: string, body: object, actor = 'person/life'): Outcome {
    const { unit } = this.rehearsal;
    const eventsBefore = unit.events.length;
    const jobsBefore = unit.jobs.length;
    const id = this.#newId();
    const outcome = ((): Outcome => {
      try {
        return this.rehearsal.submit({
          id,
          kind,
          body,
          key: null,
          requestHash: requestHashOf(kind, body),
          actor,
          trace: `00-${id.replaceAll('-', '')}-0000000000000001-01`,
          receivedAt: this.now,
        });
      } catch (error) {
        this.carried.push({ kind, body, actor, at: this.now, outcome: THROWN });
        throw new LifeFailure(`thrown: ${(error as Error).stack ?? String(error)}`);
      }
    })();
    this.carried.push({ kind, body, actor, at: this.now, outcome });
    const events = unit.events.slice(eventsBefore);
    const wrong = this.#books.check({
      kind,
      body,
      now: this.now,
      outcome,
      events,
      jobs: unit.jobs.length - jobsBefore,
    });
    if (wrong !== null) throw new LifeFailure(wrong);
    for (const event of events) this.due.push(...returnsCommandsOf(asStored(event)));
    return outcome;
  }
}

/** An event as it will be read; its place in the history is nowhere asked for. */
function asStored(event: EventRecord): StoredEvent {
  return {
    ...event,
    xid: '0',
    order_id: event.orderId ?? null,
    occurred_at: event.occurredAt,
    recorded_at: event.recordedAt,
  };
}

const THROWN: Outcome = { kind: 'refused', code: 'internal', detail: 'An exception was thrown.' };

/** One of those that a step is meant for; now and then any other, to see it refused. Undefined: none. */
export function choose<Item>(
  random: Random,
  items: readonly Item[],
  isMeant: (item: Item) => boolean,
): Item | undefined {
  const meant = items.filter(isMeant);
  const isWild = random.chance(0.05) && items.length > 0;
  if (isWild) return random.pick(items);
  return meant.length === 0 ? undefined : random.pick(meant);
}
