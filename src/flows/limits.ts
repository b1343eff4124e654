import { createHash } from 'node:crypto';
import {
  createRecordSource,
  type FactSource,
  type Reaction,
  type RecordFacts,
  type UnitOfWork,
} from '../hub/index.ts';
import { instantToText, type Instant } from '../kernel/clock.ts';
import { worldOf, type OrderSources } from '../modules/orders/index.ts';
import type { PlaceOrder } from '../../contracts/orders.ts';
import type { LimitAnswer, LimitDeed, LimitSpec } from './components/index.ts';
import type { FlowFacts } from './flow-facts.ts';
import { limitPartTable, limitUseTable } from './limits.sql.ts';

/** What a person has had of a limit in a period. */
interface LimitUse {
  /** limit/period/person. */
  readonly id: string;
  readonly used: number;
  readonly changedAt: Instant;
  readonly version: number;
}

/** What an order has counted of it. */
interface LimitPart {
  /** order/use. */
  readonly id: string;
  readonly orderId: number;
  readonly useId: string;
  readonly amount: number;
  readonly version: number;
}

/** Who orders, and where. */
interface Person {
  /** Code of the channel. */
  readonly channel: string;
  readonly customer: Pick<PlaceOrder['customer'], 'email' | 'externalId'>;
}

/** The sources of what has been counted. */
export interface LimitSources {
  readonly uses: FactSource<RecordFacts<LimitUse>>;
  readonly parts: FactSource<RecordFacts<LimitPart>>;
}

/**
 * Where counts come from. Two processes that count the last unit at once both write the version that they
 * have read: the database lets one of them through, and the other decides again on what is left.
 */
export function createLimitSources(): LimitSources {
  const uses = createRecordSource<LimitUse>(limitUseTable);
  const parts = createRecordSource<LimitPart>(limitPartTable, (facts, unit) => {
    for (const { useId } of facts.all()) unit.facts(uses).need(useId);
  });
  return { uses, parts };
}

/** Names the counts of everybody whose orders are in the batch; it loads once these are known. */
export function nameLimits(
  { uses, parts }: LimitSources,
  flows: FactSource<FlowFacts>,
  orders: OrderSources,
): FactSource<null> {
  return {
    name: 'limits',
    open: () => null,
    follow() {},
    load(_facts, unit) {
      const specs = unit.facts(flows).limits();
      if (specs.length === 0) return Promise.resolve();
      const moments = new Set(unit.commands.map(({ receivedAt }) => receivedAt));
      for (const person of personsOf(unit, orders)) {
        for (const spec of specs) {
          for (const now of moments) {
            const id = useIdOf(spec, person, now);
            if (id !== null) unit.facts(uses).need(id);
          }
        }
      }
      for (const { id } of unit.facts(orders.orders).orders()) {
        unit.facts(parts).needBy('order_id', id);
      }
      return Promise.resolve();
    },
    write: () => [],
  };
}

/** Who has an order in the batch, or is about to. */
function personsOf(unit: UnitOfWork, orders: OrderSources): Person[] {
  const world = worldOf(orders, unit);
  const ofOrders = [...world.orders.orders()].map(({ channelId, customer }) => ({
    channel: world.channels.channelById(channelId)?.code ?? '',
    customer,
  }));
  const asked = unit.commands.flatMap(({ kind, body }): Person[] => {
    if (kind === 'place_order') return [body as Person];
    if (kind !== 'amend_order') return [];
    const { orderId, customer } = body as { orderId: number } & Partial<Person>;
    const order = world.orders.order(orderId);
    if (customer === undefined || order === undefined) return [];
    return [{ channel: world.channels.channelById(order.channelId)?.code ?? '', customer }];
  });
  return [...ofOrders, ...asked];
}

/** Which count a person's is; null: nothing tells who it is. */
function useIdOf(
  { limit, within, period }: LimitSpec,
  person: Person,
  now: Instant,
): string | null {
  const { email, externalId } = person.customer;
  const mailbox = email?.trim().toLowerCase();
  // A customer number means nothing in another channel, a mailbox does.
  const known =
    within === 'company' || externalId === undefined
      ? (mailbox ?? (externalId === undefined ? null : `${person.channel}\n${externalId}`))
      : externalId;
  if (known === null || known === undefined) return null;
  const place = within === 'company' ? '' : person.channel;
  const hash = createHash('sha256').update(`${place}\n${known}`).digest('hex').slice(0, 40);
  return `${limit}/${periodText(period, now)}/${hash}`;
}

const PERIOD_LENGTHS = { day: 10, month: 7, year: 4 } as const;

/** The calendar period in UTC that a moment is in: 2026-11 of a month. */
function periodText(period: LimitSpec['period'], now: Instant): string {
  return period === 'ever' ? period : instantToText(now).slice(0, PERIOD_LENGTHS[period]);
}

/** What one order counts. Nothing stands before it is kept: an order may still be refused. */
export class LimitCounting {
  readonly #sources: LimitSources;
  readonly #unit: UnitOfWork;
  readonly #counted = new Map<string, number>();

  constructor(sources: LimitSources, unit: UnitOfWork) {
    this.#sources = sources;
    this.#unit = unit;
  }

  count({ amount, most, ...spec }: LimitDeed, person: Person, now: Instant): LimitAnswer {
    const id = useIdOf(spec, person, now);
    if (id === null) return { kind: 'unknown_person' };
    const before = this.#counted.get(id) ?? 0;
    const used = (this.#unit.facts(this.#sources.uses).find(id)?.used ?? 0) + before;
    if (used + amount > most) return { kind: 'exceeded', used };
    this.#counted.set(id, before + amount);
    return { kind: 'within', used: used + amount };
  }

  /** Keeps what was counted, for an order that stands. */
  keep(orderId: number, now: Instant): void {
    const uses = this.#unit.facts(this.#sources.uses);
    const parts = this.#unit.facts(this.#sources.parts);
    for (const [useId, amount] of this.#counted) {
      if (amount === 0) continue;
      const use = uses.find(useId);
      if (use === undefined) uses.add({ id: useId, used: amount, changedAt: now, version: 1 });
      else uses.change({ ...use, used: use.used + amount, changedAt: now });
      const id = `${orderId}/${useId}`;
      const part = parts.all().find((one) => one.id === id);
      if (part === undefined) parts.add({ id, orderId, useId, amount, version: 1 });
      else parts.change({ ...part, amount: part.amount + amount });
    }
    this.#counted.clear();
  }
}

/** Gives back what an order has counted once it is cancelled, in the same decision. */
export function giveBackLimits(sources: LimitSources, orders: OrderSources): Reaction {
  return {
    react(command, events, unit) {
      const parts = unit.facts(sources.parts).all();
      if (parts.length === 0) return;
      for (const orderId of new Set(events.map((event) => event.orderId))) {
        if (orderId === undefined) continue;
        const order = worldOf(orders, unit).orders.order(orderId);
        if (order?.state !== 'cancelled') continue;
        for (const part of parts) {
          if (part.orderId !== orderId || part.amount === 0) continue;
          giveBack(sources, unit, part, command.receivedAt);
        }
      }
    },
  };
}

function giveBack(sources: LimitSources, unit: UnitOfWork, part: LimitPart, now: Instant): void {
  const uses = unit.facts(sources.uses);
  const use = uses.find(part.useId);
  if (use === undefined) return;
  uses.change({ ...use, used: use.used - part.amount, changedAt: now });
  unit.facts(sources.parts).change({ ...part, amount: 0 });
}
