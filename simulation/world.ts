import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../src/kernel/clock.ts';
import { Random } from '../src/kernel/random.ts';
import { Agenda } from './agenda.ts';
import { drawBasket, type Basket } from './baskets.ts';
import { Assortment, isSoldIn, SEASON_MAX, seasonAt, type Promotion } from './demand.ts';
import { GiftCards } from './gift-cards.ts';
import { drawWayOfBuying, kindFieldsOf, type WayOfBuying } from './order-kinds.ts';
import {
  CHANNELS,
  isKeptAt,
  LOCATIONS,
  PROVIDED_CHANNELS,
  SAMPLE_SEED,
  sampleSkus,
  type SampleChannel,
  type SampleLocation,
  type SampleSku,
} from './sample/index.ts';
import { Supply } from './supply.ts';
import type { Action, Deed, Errand, OrderTarget } from './world-actions.ts';

/** How a world runs. Times are those of the world. */
export interface WorldOptions {
  readonly seed: number;
  readonly startAt: Instant;
  /** Of all channels together, in the mean of the year. */
  readonly ordersPerDay: number;
  /** After so many orders nobody orders any more; what was begun goes on. */
  readonly ordersMax?: number | undefined;
  /** How many SKUs are bought at all, the most popular ones; fewer make them scarcer. */
  readonly assortmentMax?: number | undefined;
  /** Of supply, from the announcement to the receipt. */
  readonly leadTimeMs: number;
  readonly promotionEveryMs: number;
  readonly promotionLastsMs: number;
  /** Within which time customers change their mind. */
  readonly afterthoughtMs: number;
  /** Within which time operations release an order. */
  readonly releaseAfterMs: number;
  /** How often people at work look at what there is to do. */
  readonly everyMs: Readonly<Record<RoundErrand, number>>;
  /** After so long customers ask to send something back. */
  readonly returnAfterMs: number;
  /** The seed with which the sample company was loaded. */
  readonly companySeed?: number | undefined;
}

/** Work that comes round again and again. */
type RoundErrand = Exclude<Errand['kind'], 'ask_to_return'>;

/** The pace of a company that is watched: everything happens within minutes. */
export const LIVE_PACE = {
  ordersPerDay: 57_600,
  leadTimeMs: 12 * MINUTE_MS,
  promotionEveryMs: 9 * MINUTE_MS,
  promotionLastsMs: 45 * SECOND_MS,
  afterthoughtMs: 4 * MINUTE_MS,
  releaseAfterMs: 25 * SECOND_MS,
  everyMs: {
    work_at_locations: 6 * SECOND_MS,
    collect_parcels: 20 * SECOND_MS,
    carry_parcels: 15 * SECOND_MS,
    handle_returns: 20 * SECOND_MS,
    mind_exceptions: 60 * SECOND_MS,
    compare_stock: 3 * MINUTE_MS,
    count_shelves: 3 * MINUTE_MS,
    answer_purchases: 15 * SECOND_MS,
    collect_pick_ups: 60 * SECOND_MS,
  },
  returnAfterMs: 5 * MINUTE_MS,
} as const;

/** The pace of a simulation: days and weeks, as in life. */
export const SIMULATION_PACE = {
  ordersPerDay: 400,
  leadTimeMs: 6 * DAY_MS,
  promotionEveryMs: 9 * HOUR_MS,
  promotionLastsMs: 40 * MINUTE_MS,
  afterthoughtMs: 8 * HOUR_MS,
  releaseAfterMs: 4 * HOUR_MS,
  everyMs: {
    work_at_locations: 2 * HOUR_MS,
    collect_parcels: DAY_MS,
    carry_parcels: 8 * HOUR_MS,
    handle_returns: 12 * HOUR_MS,
    mind_exceptions: DAY_MS,
    compare_stock: 2 * DAY_MS,
    count_shelves: 2 * DAY_MS,
    answer_purchases: 8 * HOUR_MS,
    collect_pick_ups: DAY_MS,
  },
  returnAfterMs: 6 * DAY_MS,
} as const;

type Happening =
  | { readonly kind: 'customer'; readonly channel: SampleChannel }
  | { readonly kind: 'promotion' }
  | { readonly kind: 'supply' }
  | { readonly kind: 'round'; readonly of: RoundErrand }
  | { readonly kind: 'deed'; readonly deed: Deed };

const PROMOTION_FACTOR_MAX = 6;

/**
 * A world that buys from the sample company: customers of five channels with their seasons, bursts
 * and second thoughts, the payment provider, suppliers and the stockroom. The same options give the
 * same actions; nothing in it depends on what the company answers.
 */
export class World {
  readonly #options: WorldOptions;
  readonly #random: Random;
  readonly #agenda = new Agenda<Happening>();
  readonly #skus: readonly SampleSku[];
  readonly #assortments: ReadonlyMap<SampleChannel, Assortment>;
  readonly #keptAt: ReadonlyMap<SampleLocation, Assortment>;
  readonly #giftCards: GiftCards;
  readonly #supply: Supply;
  #promotions: Promotion[] = [];
  #orders = 0;
  #actions = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    const catalogue = sampleSkus(options.startAt, options.companySeed ?? SAMPLE_SEED);
    this.#skus = catalogue
      .toSorted((a, b) => b.popularity - a.popularity)
      .slice(0, options.assortmentMax ?? Infinity);
    this.#assortments = new Map(
      CHANNELS.map((channel) => [
        channel,
        new Assortment(this.#skus.filter((sku) => isSoldIn(sku, channel))),
      ]),
    );
    const atHome = this.#skus.filter((sku) => isSoldIn(sku, CHANNELS[0] as SampleChannel));
    this.#keptAt = new Map(
      LOCATIONS.flatMap((location) => {
        const kept = atHome.filter((sku) => isKeptAt(sku, location));
        return kept.length === 0 ? [] : [[location, new Assortment(kept)] as const];
      }),
    );
    this.#giftCards = new GiftCards(options);
    this.#supply = new Supply(catalogue, this.#skus, this.#random.fork(), options);
    // The company opens with a campaign of its shop at home.
    const [shop] = CHANNELS;
    const campaign =
      shop === undefined ? null : this.#supply.keepForPromotion(options.startAt, shop, this.#skus);
    if (campaign !== null) this.#plan(options.startAt, campaign);
    for (const channel of CHANNELS) this.#awaitCustomer(channel, options.startAt);
    this.#agenda.add(options.startAt + this.#random.exponential(options.promotionEveryMs), {
      kind: 'promotion',
    });
    this.#agenda.add(options.startAt + this.#supply.pauseMs(), { kind: 'supply' });
    for (const kind of Object.keys(options.everyMs) as RoundErrand[])
      this.#awaitRound(kind, options.startAt);
  }

  /** Orders placed so far. */
  get orders(): number {
    return this.#orders;
  }

  /** The next thing that someone does. The world never ends by itself. */
  next(): Action {
    for (;;) {
      const due = this.#agenda.take();
      // Suppliers come back for ever, so that there is always something.
      if (due === null) throw new RangeError('a world has always something to do');
      const at = Math.floor(due.at);
      const { item } = due;
      if (item.kind === 'deed') return this.#act(item.deed, at);
      if (item.kind === 'promotion') this.#promote(at);
      else if (item.kind === 'supply') this.#stock(at);
      else if (item.kind === 'round') {
        this.#awaitRound(item.of, at);
        return this.#act({ kind: item.of, luck: this.#random.integer(1, 2 ** 30) }, at);
      } else {
        const deed = this.#meetCustomer(item.channel, at);
        if (deed !== null) return this.#act(deed, at);
      }
    }
  }

  #act(deed: Deed, at: Instant): Action {
    this.#actions += 1;
    return { ...deed, at, key: `world/${this.#options.seed}/${this.#actions}` };
  }

  /** People look at what there is to do, some time before or after the usual one. */
  #awaitRound(kind: RoundErrand, after: Instant): void {
    const pauseMs = this.#options.everyMs[kind] * (0.7 + this.#random.next() * 0.6);
    this.#agenda.add(after + pauseMs, { kind: 'round', of: kind });
  }

  #isOver(): boolean {
    return this.#orders >= (this.#options.ordersMax ?? Infinity);
  }

  /** Arrivals by thinning: as often as at the busiest moment, and then most of them do not come. */
  #awaitCustomer(channel: SampleChannel, after: Instant): void {
    const perDay = this.#options.ordersPerDay * channel.share * SEASON_MAX * PROMOTION_FACTOR_MAX;
    this.#agenda.add(after + this.#random.exponential(DAY_MS / perDay), {
      kind: 'customer',
      channel,
    });
  }

  #meetCustomer(channel: SampleChannel, at: Instant): Deed | null {
    if (this.#isOver()) return null;
    this.#awaitCustomer(channel, at);
    const promotion =
      this.#promotions.find((one) => one.channel === channel && one.from <= at && at < one.to) ??
      null;
    const wanted = seasonAt(channel, at) * (promotion?.factor ?? 1);
    if (!this.#random.chance(wanted / (SEASON_MAX * PROMOTION_FACTOR_MAX))) return null;
    this.#orders += 1;
    // A stream of its own: one order more or less to think about does not shift the next customers.
    const random = this.#random.fork();
    const externalId = `${channel.put.code.slice(0, 2).toUpperCase()}${this.#options.seed}-${String(this.#orders).padStart(6, '0')}`;
    const drawn = drawWayOfBuying(random, channel);
    const kept = 'from' in drawn ? this.#keptAt.get(drawn.from) : undefined;
    // A store or supplier that has nothing of what is bought at all sells nothing.
    const way: WayOfBuying = 'from' in drawn && kept === undefined ? { kind: 'standard' } : drawn;
    const plain = drawBasket(
      random,
      at,
      channel,
      externalId,
      kept ?? (this.#assortments.get(channel) as Assortment),
      kept === undefined ? promotion : null,
    );
    const giftCards = way.kind === 'standard' ? this.#giftCards.spend(random, channel, at) : {};
    const order = { ...plain.order, ...kindFieldsOf(way, plain), ...giftCards };
    const basket = { ...plain, order };
    this.#supply.sell(basket, channel);
    this.#thinkFurther(random, at, channel, basket);
    const issued = this.#giftCards.issue(random, channel, at);
    if (issued !== null) this.#plan(at, issued);
    return { kind: 'place_order', body: order };
  }

  #promote(at: Instant): void {
    if (this.#isOver()) return;
    const { promotionEveryMs, promotionLastsMs } = this.#options;
    this.#agenda.add(at + this.#random.exponential(promotionEveryMs), { kind: 'promotion' });
    const channel = this.#random.pick(CHANNELS.filter(({ isBusiness }) => !isBusiness));
    const sold = this.#skus.filter((sku) => isSoldIn(sku, channel));
    this.#promotions = this.#promotions.filter(({ to }) => to > at);
    const skus = Array.from({ length: 3 }, () => this.#random.pick(sold));
    const kept = this.#supply.keepForPromotion(at, channel, skus);
    if (kept !== null) this.#plan(at, kept);
    this.#promotions.push({
      channel,
      from: at,
      to: at + promotionLastsMs * (0.5 + this.#random.next()),
      factor: 2 + this.#random.next() * (PROMOTION_FACTOR_MAX - 2),
      skus,
    });
  }

  #stock(at: Instant): void {
    this.#agenda.add(at + this.#supply.pauseMs(), { kind: 'supply' });
    for (const { at: doneAt, deed } of this.#supply.plan(at)) this.#plan(doneAt, deed);
  }

  #plan(at: Instant, deed: Deed): void {
    this.#agenda.add(at, { kind: 'deed', deed });
  }

  /** What becomes of an order, as far as the world has a hand in it: money, second thoughts, checks, release. */
  #thinkFurther(random: Random, at: Instant, channel: SampleChannel, basket: Basket): void {
    const { afterthoughtMs, releaseAfterMs } = this.#options;
    const target: OrderTarget = {
      channel: basket.order.channel,
      externalId: basket.order.externalId,
    };
    const { kind, depositMinor } = basket.order;
    if (kind === 'business') this.#payLater(random, at, target);
    else if (depositMinor !== undefined) this.#payInParts(random, at, target, depositMinor);
    else if (!channel.isPrepaid) this.#pay(random, at, channel, target, basket);
    if (random.chance(0.05)) {
      const body = { reason: random.pick(['ordered_twice', 'found_cheaper', 'changed_mind']) };
      this.#plan(at + random.exponential(afterthoughtMs / 4), {
        kind: 'cancel_order',
        target,
        body,
      });
    } else if (basket.order.lines.length > 1 && random.chance(0.06)) {
      const lines = [{ lineNumber: random.integer(1, basket.order.lines.length), quantity: 1 }];
      this.#plan(at + random.exponential(afterthoughtMs / 4), {
        kind: 'cancel_order',
        target,
        body: { lines, reason: 'line_not_wanted' },
      });
    }
    if (random.chance(0.06)) this.#amend(random, at, channel, target, basket);
    if (random.chance(0.04)) {
      const heldAt = at + random.exponential(afterthoughtMs / 8);
      const body = {
        kind: random.pick(['fraud_check', 'address_check']),
        reason: 'picked by chance',
        owner: 'service',
      };
      this.#plan(heldAt, { kind: 'hold_order', target, body });
      if (random.chance(0.9)) {
        this.#plan(heldAt + random.exponential(afterthoughtMs / 2), {
          kind: 'release_hold',
          target,
          body: { note: 'looks good' },
        });
      }
    }
    // Operations release what is sourced; what is not yet is tried again, each time after a longer pause.
    for (const [attempt, factor] of [1, 6, 24, 80].entries()) {
      const releasedAt = at + releaseAfterMs * factor * (0.5 + random.next());
      if (attempt < 2 || random.chance(0.8))
        this.#plan(releasedAt, { kind: 'release_order', target, body: {} });
    }
    this.#comeBack(random, at, target);
  }

  /** Some of what was delivered comes back, in one go or two, and some customers are consoled with money. */
  #comeBack(random: Random, at: Instant, target: OrderTarget): void {
    const { returnAfterMs } = this.#options;
    if (random.chance(0.14)) {
      for (let asked = 0; asked < (random.chance(0.2) ? 2 : 1); asked += 1) {
        this.#plan(at + returnAfterMs * (0.7 + random.exponential(0.8)), {
          kind: 'ask_to_return',
          luck: random.integer(1, 2 ** 30),
          of: target,
        });
      }
    }
    if (random.chance(0.04)) {
      const body = {
        amountMinor: random.integer(100, 900),
        reason: random.pick(['late', 'scratched box', 'kind words']),
        reference: `${target.externalId}-A`,
      };
      this.#plan(at + returnAfterMs * (0.5 + random.next()), {
        kind: 'appease_order',
        target,
        body,
      });
    }
  }

  /** A preorder: the deposit at once, the rest when somebody asks for it; some pay the one or the other never. */
  #payInParts(random: Random, at: Instant, target: OrderTarget, depositMinor: number): void {
    const pay = (paidAt: Instant, part: string, amountMinor: number | null): void => {
      const reference = `${target.externalId}-${part}`;
      const body = { kind: 'captured' as const, reference, amountMinor };
      this.#plan(paidAt, { kind: 'record_payment', target, body });
    };
    if (random.chance(0.06)) return;
    const paidAt = at + 2 * SECOND_MS + random.exponential(25 * SECOND_MS);
    pay(paidAt, 'DEPOSIT', depositMinor);
    if (random.chance(0.2)) return;
    pay(paidAt + this.#options.returnAfterMs * (0.1 + random.next()), 'REST', null);
  }

  /** A business customer pays the invoice, before it is due or after; now and then not at all. */
  #payLater(random: Random, at: Instant, target: OrderTarget): void {
    if (random.chance(0.2)) return;
    const body = {
      kind: 'captured' as const,
      reference: `${target.externalId}-INVOICE`,
      amountMinor: null,
    };
    const paidAt = at + this.#options.returnAfterMs * (0.5 + random.next() * 3);
    this.#plan(paidAt, { kind: 'record_payment', target, body });
  }

  #pay(
    random: Random,
    at: Instant,
    channel: SampleChannel,
    target: OrderTarget,
    basket: Basket,
  ): void {
    const reference = (attempt: number) => `${target.externalId}-P${attempt}`;
    // Beside a gift card somebody pays what is left.
    const isWhole = basket.order.giftCards === undefined && random.chance(0.8);
    const amountMinor = isWhole ? basket.totalMinor : null;
    // Where the company asks the provider itself, most customers only authorise at the checkout.
    const isProvided = PROVIDED_CHANNELS.has(channel.put.code);
    const authorises = channel.isBusiness || random.chance(isProvided ? 0.75 : 0.1);
    const kind = authorises ? 'authorised' : 'captured';
    let paidAt =
      at + 2 * SECOND_MS + random.exponential(random.chance(0.9) ? 25 * SECOND_MS : 40 * MINUTE_MS);
    if (random.chance(0.05)) return;
    if (random.chance(0.06)) {
      this.#plan(paidAt, {
        kind: 'record_payment',
        target,
        body: { kind: 'failed', reference: reference(1), amountMinor: 0 },
      });
      if (random.chance(0.3)) return;
      paidAt += 5 * SECOND_MS + random.exponential(90 * SECOND_MS);
    }
    this.#plan(paidAt, {
      kind: 'record_payment',
      target,
      body: { kind, reference: reference(2), amountMinor },
    });
    if (kind === 'authorised' && !isProvided && random.chance(0.7)) {
      const body = {
        kind: 'captured' as const,
        reference: reference(3),
        amountMinor: isWhole ? basket.totalMinor : null,
      };
      this.#plan(paidAt + random.exponential(HOUR_MS), { kind: 'record_payment', target, body });
    }
  }

  #amend(
    random: Random,
    at: Instant,
    channel: SampleChannel,
    target: OrderTarget,
    { order }: Basket,
  ): void {
    const body = ((): Extract<Deed, { kind: 'amend_order' }>['body'] => {
      const choice = random.integer(1, 4);
      const lineNumber = random.integer(1, order.lines.length);
      const quantity = order.lines[lineNumber - 1]?.quantity ?? 1;
      if (choice === 1)
        return {
          lines: [{ lineNumber, quantity: Math.max(0, quantity + random.pick([-1, 1, 2])) }],
          reason: 'quantity',
        };
      if (choice === 2) return { priority: 9, reason: 'hurry' };
      if (choice === 3)
        return {
          shipTo: { ...order.shipTo, lines: [...order.shipTo.lines, 'c/o'] },
          reason: 'address',
        };
      const sku = (this.#assortments.get(channel) as Assortment).draw(random, at);
      const unitPriceMinor = sku.priceMinor[order.currency] as number;
      return { addLines: [{ sku: sku.put.code, quantity: 1, unitPriceMinor }], reason: 'one more' };
    })();
    this.#plan(at + random.exponential(this.#options.afterthoughtMs / 6), {
      kind: 'amend_order',
      target,
      body,
    });
  }
}
