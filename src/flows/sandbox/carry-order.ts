import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { OrderRecord } from '../../modules/orders/index.ts';
import type { ExceptionRecord } from '../../modules/tracking/index.ts';
import type { Run } from '../flow-facts.ts';
import { ExceptionsOnStage } from './exceptions-on-stage.ts';
import { HORIZON_MS, PassingTime, type Lane } from './pass-time.ts';
import { PastLife, type PastLifeOrder, type Reached } from './past-life.ts';
import type { Stage } from './stage.ts';
import type { Seen } from './what-is-seen.ts';

/** What became of a past order on a stage. */
export interface CarriedOrder {
  /** Null: it was placed. */
  readonly refusal: { readonly code: string; readonly detail: string } | null;
  /** As it stood in the end; null: it was refused. */
  readonly order: OrderRecord | null;
  /** As it stood before anything of it left its locations; null: it was refused. */
  readonly planned: OrderRecord | null;
  readonly reached: Reached;
  /** Types of what happened. */
  readonly events: ReadonlySet<string>;
  readonly runs: readonly Run[];
  /** What opened for it, in that order. */
  readonly exceptions: readonly ExceptionRecord[];
  /** Connectors that it would have called, once a call. */
  readonly calls: readonly string[];
  /** How long it was held, up to the horizon. */
  readonly heldMs: number;
}

/** A past order on a stage: placed once more, with its payments and what happened to it at their times. */
export class OrderOnStage {
  readonly #stage: Stage;
  readonly #past: PastLifeOrder;
  readonly #refusal: CarriedOrder['refusal'];
  readonly #orderId: number;
  readonly #horizonAt: Instant;
  readonly #life: PastLife;
  readonly #time: PassingTime;

  constructor(stage: Stage, past: PastLifeOrder, { unseen, hasExceptions }: Seen) {
    this.#stage = stage;
    this.#past = past;
    this.#lendOnAccount(-1);
    this.#horizonAt = past.receivedAt + HORIZON_MS;
    const placed = stage.submit('place_order', past.body, past.receivedAt);
    this.#refusal = placed.kind === 'refused' ? { code: placed.code, detail: placed.detail } : null;
    // The first event of an order names it; its answer is long, and would have to be parsed.
    const orderId = stage.events(0)[0]?.orderId ?? 0;
    assert(this.#refusal !== null || orderId > 0, 'an order that is placed is told of');
    this.#orderId = orderId;
    const payments = past.payments.map(({ at, body }) => ({ at, body: { orderId, ...body } }));
    const paying: Lane = {
      next: (now) => (payments[0] === undefined ? null : Math.max(payments[0].at, now)),
      pass(at) {
        const payment = payments.shift();
        if (payment !== undefined) stage.submit('record_payment', payment.body, at);
      },
      isOutOfSight: () => false,
    };
    this.#life = new PastLife(stage, orderId, past, unseen);
    const lanes = [paying, this.#life];
    this.#time = new PassingTime(
      stage,
      past.receivedAt,
      hasExceptions ? [new ExceptionsOnStage(stage), ...lanes] : lanes,
    );
  }

  /** True: what is left to happen is unseen, and no flow waits. */
  get hasStopped(): boolean {
    return this.#time.hasStopped;
  }

  /** Its runs so far. */
  get runs(): readonly Run[] {
    return this.#stage.runs();
  }

  /** Lets time pass; with `stops` no further than flows wait or look. */
  carry(stops: boolean): void {
    if (this.#refusal === null) this.#time.goOn(stops);
  }

  /** What became of it. What it took is given back, and the stage is ready for the next. */
  leave(): CarriedOrder {
    this.#lendOnAccount(1);
    if (this.#refusal !== null) {
      return {
        refusal: this.#refusal,
        order: null,
        planned: null,
        reached: new Set(),
        events: new Set(),
        runs: this.runs,
        exceptions: [],
        calls: [],
        heldMs: 0,
      };
    }
    const stage = this.#stage;
    const order = stage.order(this.#orderId);
    const { planned, reached, left } = this.#life;
    const carried = {
      refusal: null,
      order,
      planned,
      reached,
      events: new Set(stage.events(0).map(({ type }) => type)),
      runs: this.runs,
      exceptions: stage.exceptions(),
      calls: this.#time.calls,
      heldMs: heldMsOf(order, this.#horizonAt),
    };
    stage.clear(this.#orderId, left, this.#horizonAt);
    return carried;
  }

  /** What its account owes for the past order is not owed beside what it owes for this one. */
  #lendOnAccount(sign: 1 | -1): void {
    const { owedMinor, body } = this.#past;
    if (body.account !== undefined) this.#stage.addExposure(body.account, sign * owedMinor);
  }
}

function heldMsOf({ holds }: OrderRecord, horizonAt: Instant): number {
  return holds.reduce(
    (longest, { placedAt, releasedAt }) => Math.max(longest, (releasedAt ?? horizonAt) - placedAt),
    0,
  );
}
