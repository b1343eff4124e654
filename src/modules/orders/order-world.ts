import type { Command, FactSource, RecordFacts, Refusal, UnitOfWork } from '../../hub/index.ts';
import type { CatalogueFacts, LotFacts, ReservationFacts, StockFacts } from '../inventory/index.ts';
import type { RulesFacts } from '../sourcing/index.ts';
import type { Account } from './account.ts';
import type { ChannelFacts, ChannelsInBatch } from './channels.ts';
import type { ClaimFacts } from './claims.ts';
import type { GiftCard } from './gift-cards.ts';
import type { OrderFacts } from './order-facts.ts';
import type { OrderDraft, OrderRecord } from './order-record.ts';
import type {
  ExceptionAsked,
  ExceptionSaid,
  PackedAsked,
  PaymentAsked,
  PaymentSaid,
  Placing,
  Planning,
  ReturnAsked,
  ReturnSaid,
} from './points.ts';

/** The sources that commands on orders read from. */
export interface OrderSources {
  readonly channels: FactSource<ChannelsInBatch>;
  readonly orders: FactSource<OrderFacts>;
  readonly catalogue: FactSource<CatalogueFacts>;
  readonly rules: FactSource<RulesFacts>;
  readonly stock: FactSource<StockFacts>;
  readonly claims: FactSource<ClaimFacts>;
  readonly giftCards: FactSource<RecordFacts<GiftCard>>;
  readonly accounts: FactSource<RecordFacts<Account>>;
  /** Orders do not name lots; the rooms above ship them and take them back. */
  readonly lots: FactSource<LotFacts>;
  /** Neither do they reserve beside what they hold; flows do. */
  readonly reservations: FactSource<ReservationFacts>;
  /** Where a room above takes part in what is decided. */
  readonly points: PointsDoor;
}

/** The facts of one batch that commands on orders decide by. */
export interface OrderWorld {
  readonly unit: UnitOfWork;
  readonly channels: ChannelFacts;
  readonly orders: OrderFacts;
  readonly catalogue: CatalogueFacts;
  readonly rules: RulesFacts;
  readonly stock: StockFacts;
  readonly claims: ClaimFacts;
  readonly giftCards: RecordFacts<GiftCard>;
  readonly accounts: RecordFacts<Account>;
  readonly lots: LotFacts;
  readonly points: OrderPoints;
}

/** The facts of the batch at hand. */
export function worldOf(sources: OrderSources, unit: UnitOfWork): OrderWorld {
  return {
    unit,
    channels: unit.facts(sources.channels).facts,
    orders: unit.facts(sources.orders),
    catalogue: unit.facts(sources.catalogue),
    rules: unit.facts(sources.rules),
    stock: unit.facts(sources.stock),
    claims: unit.facts(sources.claims),
    giftCards: unit.facts(sources.giftCards),
    accounts: unit.facts(sources.accounts),
    lots: unit.facts(sources.lots),
    points: sources.points.points,
  };
}

/** The points of an order's life at which a room above takes part in what is decided. */
export interface OrderPoints {
  /** Null: nobody takes part in the placing of this order. */
  placing(command: Command, world: OrderWorld): Placing | null;
  /** Null: nobody takes part in the planning of this order. `draft`: as it is to be planned. */
  planning(command: Command, world: OrderWorld, draft: OrderDraft): Planning | null;
  /** An order that is about to go to its locations; it does when it comes out sourced, not held. */
  releaseGate(command: Command, world: OrderWorld, order: OrderRecord): OrderRecord;
  /** What is packed is about to leave; it stays when the order comes out held. */
  shipGate(command: Command, world: OrderWorld, order: OrderRecord, asked: PackedAsked): void;
  returnApproval(
    command: Command,
    world: OrderWorld,
    order: OrderRecord,
    asked: ReturnAsked,
  ): readonly ReturnSaid[];
  /** Null: nobody takes part. Refused: it does not count. */
  payment(
    command: Command,
    world: OrderWorld,
    order: OrderRecord,
    asked: PaymentAsked,
  ): PaymentSaid | Refusal | null;
  exception(
    command: Command,
    world: OrderWorld,
    order: OrderRecord,
    asked: ExceptionAsked,
  ): ExceptionSaid;
}

const NOBODY: OrderPoints = {
  placing: () => null,
  planning: () => null,
  releaseGate: (_command, _world, order) => order,
  shipGate: () => undefined,
  returnApproval: () => [],
  payment: () => null,
  exception: () => ({ owner: null, severity: null, dueMinutes: null, closed: null }),
};

/** Where a room above puts itself in, once, as the program is put together. */
export class PointsDoor {
  #points: OrderPoints = NOBODY;

  get points(): OrderPoints {
    return this.#points;
  }

  use(points: OrderPoints): void {
    this.#points = points;
  }
}
