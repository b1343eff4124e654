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
import { numberOf, type LimitAnswer, type LimitDeed, type LimitSpec } from './components/index.ts';
import { orderFactsOf } from './facts/index.ts';
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
  /** By which nodes: FLOW/NODE. Of what was counted before that was kept: nothing. */
  readonly counted: Readonly<Record<string, number>>;
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
  readonly #counted = new Map<string, Record<string, number>>();

  constructor(sources: LimitSources, unit: UnitOfWork) {
    this.#sources = sources;
    this.#unit = unit;
  }

  count(
    { amount, most, node, ...spec }: LimitDeed,
    {
      flow,
      person,
      now,
    }: { readonly flow: string; readonly person: Person; readonly now: Instant },
  ): LimitAnswer {
    const id = useIdOf(spec, person, now);
    if (id === null) return { kind: 'unknown_person' };
    const counted = this.#counted.get(id) ?? {};
    const used = (this.#unit.facts(this.#sources.uses).find(id)?.used ?? 0) + sumOf(counted);
    if (used + amount > most) return { kind: 'exceeded', used };
    const by = `${flow}/${node}`;
    this.#counted.set(id, { ...counted, [by]: (counted[by] ?? 0) + amount });
    return { kind: 'within', used: used + amount };
  }

  /** Keeps what was counted, for an order that stands. */
  keep(orderId: number, now: Instant): void {
    const uses = this.#unit.facts(this.#sources.uses);
    const parts = this.#unit.facts(this.#sources.parts);
    for (const [useId, counted] of this.#counted) {
      const amount = sumOf(counted);
      if (amount === 0) continue;
      const use = uses.find(useId);
      if (use === undefined) uses.add({ id: useId, used: amount, changedAt: now, version: 1 });
      else uses.change({ ...use, used: use.used + amount, changedAt: now });
      const id = `${orderId}/${useId}`;
      const part = parts.all().find((one) => one.id === id);
      if (part === undefined) parts.add({ id, orderId, useId, amount, counted, version: 1 });
      else {
        const all = { ...part.counted };
        for (const [by, more] of Object.entries(counted)) all[by] = (all[by] ?? 0) + more;
        parts.change({ ...part, amount: part.amount + amount, counted: all });
      }
    }
    this.#counted.clear();
  }
}

const sumOf = (counted: Readonly<Record<string, number>>): number =>
  Object.values(counted).reduce((sum, amount) => sum + amount, 0);

/** After these less may be wanted of an order than it has counted. */
const LESSENING: ReadonlySet<string> = new Set(['order.lines_cancelled', 'order.amended']);

/**
 * Gives back what an order has counted, in the same decision: all of it once the order is cancelled; of one that
 * was made smaller, what its nodes would count less of it now. A node that is not live any more gives nothing back.
 */
export function giveBackLimits(
  sources: LimitSources,
  flows: FactSource<FlowFacts>,
  orders: OrderSources,
): Reaction {
  return {
    react(command, events, unit) {
      const parts = unit.facts(sources.parts).all();
      if (parts.length === 0) return;
      const now = command.receivedAt;
      for (const [orderId, told] of Map.groupBy(events, (event) => event.orderId)) {
        if (orderId === undefined) continue;
        const world = worldOf(orders, unit);
        const order = world.orders.order(orderId);
        if (order === undefined) continue;
        const isCancelled = order.state === 'cancelled';
        if (!isCancelled && !told.some(({ type }) => LESSENING.has(type))) continue;
        const facts = isCancelled ? {} : orderFactsOf(order, world, now);
        for (const part of parts) {
          if (part.orderId !== orderId || part.amount === 0) continue;
          const left = isCancelled ? {} : countedNow(part.counted, unit.facts(flows), facts);
          const amount = isCancelled ? 0 : part.amount - sumOf(part.counted) + sumOf(left);
          if (amount < part.amount) {
            giveBack(sources, unit, { ...part, counted: left, amount }, part.amount - amount, now);
          }
        }
      }
    },
  };
}

/** What nodes would count of an order as it is now, never more than they did. */
function countedNow(
  counted: LimitPart['counted'],
  flows: FlowFacts,
  facts: Readonly<Record<string, unknown>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counted).map(([by, before]) => {
      const slash = by.indexOf('/');
      const live = flows.liveVersion(by.slice(0, slash));
      const node = live?.compiled.nodes.get(by.slice(slash + 1));
      const value = node?.expressions.get('/count')?.evaluate(facts);
      const now = value === undefined ? null : numberOf(value);
      return [by, now === null ? before : Math.min(before, now)];
    }),
  );
}

function giveBack(
  sources: LimitSources,
  unit: UnitOfWork,
  left: LimitPart,
  amount: number,
  now: Instant,
): void {
  const uses = unit.facts(sources.uses);
  const use = uses.find(left.useId);
  if (use === undefined) return;
  uses.change({ ...use, used: use.used - amount, changedAt: now });
  unit.facts(sources.parts).change(left);
}
