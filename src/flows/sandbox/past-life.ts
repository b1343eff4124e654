import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { OrderRecord, PastMoment, PastOrder } from '../../modules/orders/index.ts';
import type { PastReturn } from '../../modules/returns/index.ts';
import type { FlowTrial } from '../../../contracts/flow-trials.ts';
import type { Lane } from './pass-time.ts';
import type { LeftUnits, Stage } from './stage.ts';

/** A past order, and what was asked to come back of it. */
export interface PastLifeOrder extends PastOrder {
  readonly returns: readonly PastReturn[];
}

/** How far an order was carried. */
export type Reached = ReadonlySet<keyof FlowTrial['reached']>;

type Moment =
  | PastMoment
  | { readonly at: Instant; readonly kind: 'returned'; readonly body: PastReturn['body'] };

/** What happens to an order beside its payments. */
export type MomentKind = Moment['kind'];

/**
 * What happened to an order in the past, told to the one on the stage in that order and not before its time: what its
 * locations did in the way in which a location with programs of its own tells it. What is held waits until it is not.
 */
export class PastLife implements Lane {
  readonly #stage: Stage;
  readonly #orderId: number;
  readonly #moments: Moment[];
  readonly #reached = new Set<keyof FlowTrial['reached']>();
  readonly #left: LeftUnits[] = [];
  readonly #onTheWay: string[] = [];
  #planned: OrderRecord | null = null;
  readonly #unseen: ReadonlySet<MomentKind>;
  #hasPassedUnseen = false;

  constructor(
    stage: Stage,
    orderId: number,
    { moments, returns }: PastLifeOrder,
    unseen: ReadonlySet<MomentKind>,
  ) {
    this.#stage = stage;
    this.#orderId = orderId;
    this.#unseen = unseen;
    const asked = returns.map(({ at, body }) => ({ at, kind: 'returned' as const, body }));
    this.#moments = [...moments, ...asked].toSorted((one, other) => one.at - other.at);
  }

  get reached(): Reached {
    return this.#reached;
  }

  /** The order as it stood before anything of it left: with all that was planned. */
  get planned(): OrderRecord {
    return this.#planned ?? this.#order();
  }

  /** What has left its locations. */
  get left(): readonly LeftUnits[] {
    return this.#left;
  }

  /** When the next moment comes, not before `now`; null: never, or not while the order is held. */
  next(now: Instant): Instant | null {
    const [moment] = this.#moments;
    if (moment === undefined) return null;
    const isHeld = this.#order().holds.some(({ releasedAt }) => releasedAt === null);
    return isHeld && STOPPED.has(moment.kind) ? null : Math.max(moment.at, now);
  }

  /** Flows look at none of the moments that are left, and at none that has passed since such a one. */
  isOutOfSight(): boolean {
    return !this.#hasPassedUnseen && this.#moments.every(({ kind }) => this.#unseen.has(kind));
  }

  /** Lets the next moment happen. */
  pass(at: Instant): void {
    const moment = this.#moments.shift();
    if (moment === undefined) return;
    this.#hasPassedUnseen ||= this.#unseen.has(moment.kind);
    const orderId = this.#orderId;
    switch (moment.kind) {
      case 'released':
        this.#submit('released', 'release_order', { orderId }, at);
        break;
      case 'cancelled':
        this.#submit('cancelled', 'cancel_order', { orderId, reason: 'As it was.' }, at);
        break;
      case 'shipped':
        this.#ship(at);
        break;
      case 'delivered':
        this.#deliver(at);
        break;
      case 'returned':
        this.#submit('returned', 'request_return', { orderId, ...moment.body }, at);
        break;
    }
  }

  #order(): OrderRecord {
    return this.#stage.order(this.#orderId);
  }

  #submit(name: keyof FlowTrial['reached'], kind: string, body: object, at: Instant): boolean {
    const isDone = this.#stage.submit(kind, body, at).kind === 'accepted';
    if (isDone) this.#reached.add(name);
    return isDone;
  }

  /** The next of its shipments leaves; with the last that left in the past, all that is released. */
  #ship(at: Instant): void {
    // What an account owes for goods that have left stays owed: the next order would not find what this one found.
    if (this.#order().details.business !== undefined) return;
    const isLast = !this.#moments.some(({ kind }) => kind === 'shipped');
    const released = this.#order().shipments.filter(({ release }) => release !== undefined);
    for (const shipment of isLast ? released : released.slice(0, 1)) {
      const id = `${this.#orderId}-${shipment.release?.number}`;
      const body = { fulfilmentOrder: id, carrier: 'trial', trackingNumber: id };
      const units = this.#stage.unitsOf(this.#orderId, shipment);
      const planned = this.planned;
      if (!this.#submit('shipped', 'report_shipped', body, at)) continue;
      this.#planned = planned;
      this.#left.push(...units);
      this.#onTheWay.push(`${id}-S1`);
    }
  }

  #deliver(at: Instant): void {
    const isLast = !this.#moments.some(({ kind }) => kind === 'delivered');
    const event = { kind: 'delivered', occurredAt: instantToText(at), reference: 'trial' };
    for (const shipment of this.#onTheWay.splice(0, isLast ? this.#onTheWay.length : 1)) {
      this.#submit('delivered', 'report_tracking', { shipment, event }, at);
    }
  }
}

/** What does not happen to an order on hold. */
const STOPPED: ReadonlySet<MomentKind> = new Set(['released', 'shipped']);
