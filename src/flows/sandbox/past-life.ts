import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { PastPacking } from '../../modules/fulfilment/index.ts';
import type { OrderRecord, PastMoment, PastOrder } from '../../modules/orders/index.ts';
import type { PastReturn } from '../../modules/returns/index.ts';
import type { PastException } from '../../modules/tracking/index.ts';
import type { FlowTrial } from '../../../contracts/flow-trials.ts';
import type { Lane } from './pass-time.ts';
import { packedOf, type LeftUnits, type Stage } from './stage.ts';

/** A past order, what was asked to come back of it, and what flows look at of its packing and its exceptions. */
export interface PastLifeOrder extends PastOrder {
  readonly returns: readonly PastReturn[];
  readonly packings: readonly PastPacking[];
  readonly exceptions: readonly PastException[];
}

/** How far an order was carried. */
export type Reached = ReadonlySet<keyof FlowTrial['reached']>;

type Moment =
  | PastMoment
  | { readonly at: Instant; readonly kind: 'packed'; readonly packing: PastPacking }
  | { readonly at: Instant; readonly kind: 'raised'; readonly raised: PastException['raised'] }
  | { readonly at: Instant; readonly kind: 'returned'; readonly body: PastReturn['body'] };

type Shipment = OrderRecord['shipments'][number];

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
  /** True: nothing of it left in the past that was not packed before our eyes. */
  readonly #wasAllPacked: boolean;
  readonly #reached = new Set<keyof FlowTrial['reached']>();
  readonly #left: LeftUnits[] = [];
  readonly #onTheWay: string[] = [];
  #planned: OrderRecord | null = null;
  /** So many moments come after the last that flows look at. */
  readonly #unseenLast: number;

  constructor(
    stage: Stage,
    orderId: number,
    { moments, returns, packings, exceptions }: PastLifeOrder,
    unseen: ReadonlySet<MomentKind>,
  ) {
    this.#stage = stage;
    this.#orderId = orderId;
    const sent = moments.filter(({ kind }) => kind === 'shipped');
    this.#wasAllPacked = packings.length >= sent.length;
    this.#moments = [
      ...moments,
      ...packings.map((packing): Moment => ({ at: packing.at, kind: 'packed', packing })),
      ...exceptions.map(({ at, raised }): Moment => ({ at, kind: 'raised', raised })),
      ...returns.map(({ at, body }): Moment => ({ at, kind: 'returned', body })),
    ].toSorted((one, other) => one.at - other.at || rankOf(one) - rankOf(other));
    const lastSeen = this.#moments.findLastIndex(({ kind }) => !unseen.has(kind));
    this.#unseenLast = this.#moments.length - 1 - lastSeen;
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
    return STOPPED.has(moment.kind) && this.#isHeld() ? null : Math.max(moment.at, now);
  }

  /** All that flows look at has passed, and nothing after it: on every stage the same moments have. */
  isOutOfSight(): boolean {
    return this.#moments.length === this.#unseenLast;
  }

  /** Lets the next moment happen. */
  pass(at: Instant): void {
    const moment = this.#moments.shift();
    if (moment === undefined) return;
    const orderId = this.#orderId;
    switch (moment.kind) {
      case 'released':
        this.#submit('released', 'release_order', { orderId }, at);
        break;
      case 'packed':
        this.#pack(moment.packing, at);
        break;
      case 'raised':
        this.#raise(moment.raised, at);
        break;
      case 'cancelled':
        // Whoever had packed it has agreed: they are not asked once more.
        for (const id of packedOf(this.#order())) {
          const body = { fulfilmentOrder: id, reason: 'As it was.' };
          this.#stage.submit('take_out', body, at);
        }
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

  /** True: no more of this is to come. */
  #isLast(last: MomentKind): boolean {
    return !this.#moments.some(({ kind }) => kind === last);
  }

  /**
   * A shipment from where it was packed in the past, else the next one, is packed; with the last one all that is
   * released, unless some of it was only reported as sent.
   */
  #pack({ location, parcels, units }: PastPacking, at: Instant): void {
    const wait = this.#order().shipments.filter(({ release }) => release?.stage === 'released');
    const here = wait.find((shipment) => this.#stage.locationOf(shipment).code === location);
    const next = here ?? wait[0];
    const isAll = this.#wasAllPacked && this.#isLast('packed');
    const others = isAll ? wait.filter((shipment) => shipment !== next) : [];
    for (const shipment of next === undefined ? [] : [next, ...others]) {
      // What is another parcel than the one of the past weighs what its goods weigh.
      const isSame = shipment === here && this.#hasUnits(shipment, units);
      const body = { fulfilmentOrder: this.#idOf(shipment), parcels: isSame ? parcels : null };
      this.#stage.submit('pack_as_told', body, at);
    }
  }

  #hasUnits(shipment: Shipment, units: PastPacking['units']): boolean {
    const textOf = (sums: PastPacking['units']): string =>
      sums
        .map(({ sku, quantity }) => `${sku} ${quantity}`)
        .toSorted()
        .join();
    return textOf(this.#stage.unitsOf(this.#orderId, shipment)) === textOf(units);
  }

  #idOf({ release }: Shipment): string {
    return `${this.#orderId}-${release?.number}`;
  }

  /** An exception opens as it did, unless it came of a hold or a wait that is not there now. */
  #raise(raised: PastException['raised'], at: Instant): void {
    const { kind, facts } = raised;
    const cameOfHold = kind === 'hold_overdue' || (kind === 'stuck' && facts['state'] === 'held');
    if (cameOfHold && !this.#isHeld()) return;
    const waits = this.#stage.runs().some(({ progress }) => progress.tokens.length > 0);
    if (kind === 'task_overdue' && !waits) return;
    const orderId = this.#orderId;
    // Each is one of its own, as it was when it opened in the past.
    const causeKey = `${kind}/${raised.subject}/${at}`;
    this.#stage.submit('raise_exception', { ...raised, orderId, causeKey }, at);
  }

  #isHeld(): boolean {
    return this.#order().holds.some(({ releasedAt }) => releasedAt === null);
  }

  /** The next of its shipments leaves, what is packed first; with the last that left in the past, all that is released. */
  #ship(at: Instant): void {
    const released = this.#order()
      .shipments.filter(({ release }) => release !== undefined)
      .toSorted((one, other) => Number(isPacked(other)) - Number(isPacked(one)));
    for (const shipment of this.#isLast('shipped') ? released : released.slice(0, 1)) {
      const id = this.#idOf(shipment);
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
    const event = { kind: 'delivered', occurredAt: instantToText(at), reference: 'trial' };
    const several = this.#isLast('delivered') ? this.#onTheWay.length : 1;
    for (const shipment of this.#onTheWay.splice(0, several)) {
      this.#submit('delivered', 'report_tracking', { shipment, event }, at);
    }
  }
}

/** What does not happen to an order on hold. */
const STOPPED: ReadonlySet<MomentKind> = new Set(['released', 'packed', 'shipped']);
/** What comes first of what happened at the same moment. */
const FIRST: readonly MomentKind[] = ['released', 'packed'];

function rankOf({ kind }: Moment): number {
  const place = FIRST.indexOf(kind);
  return place === -1 ? FIRST.length : place;
}

function isPacked({ release }: Shipment): boolean {
  return release?.stage === 'packed';
}
