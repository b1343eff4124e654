import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { OrderLine, Payment, PaymentOperation, OrderDraft } from './order-record.ts';
import { totalsOf } from './order-totals.ts';
import { balanceOf } from './payment-balance.ts';
import { earnedMinor, PAYMENT_STEPS, situationOf } from './plan-payments.ts';
import { aDraft, TAKEN_AT } from './records.testing.ts';
import { dueOf } from './settle-order.ts';

const SEED = Number(process.env.LINCHPIN_TEST_SEED ?? 20_261_102);
const TERMS = { capture: 'on_shipment', refund: 'automatic', provider: 'BANK' } as const;

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 5 }),
  unitPriceMinor: fc.nat({ max: 999 }),
  discountMinor: fc.nat({ max: 50 }),
  taxMinor: fc.nat({ max: 99 }),
});
const step = fc.oneof(
  fc.record({ kind: fc.constant('ship' as const), line: fc.nat({ max: 2 }) }),
  fc.record({ kind: fc.constant('credit' as const), amount: fc.nat({ max: 800 }) }),
  fc.record({ kind: fc.constant('result' as const), isDone: fc.boolean() }),
  fc.record({ kind: fc.constant('retry' as const) }),
);

/** An order with its authorisations, moved on by steps as changes of it would. */
class World {
  draft: OrderDraft;
  #made = 0;

  constructor(lines: readonly OrderLine[], payments: readonly Payment[], shippingMinor: number) {
    const charges = [{ kind: 'shipping' as const, amountMinor: shippingMinor }];
    const draft = aDraft({ lines, payments });
    this.draft = {
      ...draft,
      ...totalsOf(lines, charges),
      details: { ...draft.details, charges },
    };
    this.#plan();
  }

  get operations(): readonly PaymentOperation[] {
    return this.draft.details.paymentOperations ?? [];
  }

  #with(operations: readonly PaymentOperation[], payments = this.draft.payments): void {
    const details = { ...this.draft.details, paymentOperations: operations };
    this.draft = { ...this.draft, payments, details };
    this.#plan();
  }

  #plan(): void {
    const situation = situationOf(
      { ...this.draft, shipments: this.hasLeft ? [] : this.draft.shipments },
      { terms: TERMS, dueMinor: dueOf(this.draft), isCancelled: false, refundMinorMax: null },
    );
    if (situation === null) return;
    const { steps } = PAYMENT_STEPS.decide(situation);
    if (steps.length === 0) return;
    const asked = steps.map((one): PaymentOperation => ({
      ...one,
      id: `1-p${(this.#made += 1)}`,
      requestedAt: TAKEN_AT,
      attempt: 1,
      state: 'requested',
    }));
    const details = { ...this.draft.details, paymentOperations: [...this.operations, ...asked] };
    this.draft = { ...this.draft, details };
  }

  get hasLeft(): boolean {
    return this.draft.lines.every(({ quantity, shippedQuantity }) => quantity === shippedQuantity);
  }

  ship(index: number): void {
    const lines = this.draft.lines.map((one, at) =>
      at === index % this.draft.lines.length && one.shippedQuantity < one.quantity
        ? { ...one, shippedQuantity: one.shippedQuantity + 1 }
        : one,
    );
    this.draft = { ...this.draft, lines };
    this.#plan();
  }

  credit(amountMinor: number): void {
    const credits = this.draft.details.credits ?? [];
    const reference = `credit ${credits.length}`;
    const added = { reference, kind: 'appeasement' as const, amountMinor, creditedAt: TAKEN_AT };
    const details = { ...this.draft.details, credits: [...credits, added] };
    this.draft = { ...this.draft, details };
    this.#plan();
  }

  result(isDone: boolean): void {
    const asked = this.operations.find(({ state }) => state === 'requested');
    if (asked === undefined) return;
    const others = this.operations.filter((one) => one !== asked);
    if (!isDone) {
      this.#with([...others, { ...asked, state: 'failed' }]);
      return;
    }
    const kinds = { capture: 'captured', void: 'voided', refund: 'refunded' } as const;
    assert.ok(asked.kind !== 'authorise');
    const settles = asked.kind === 'refund' ? { capture: asked.of } : { authorisation: asked.of };
    const fact: Payment = {
      reference: `done ${asked.id}`,
      kind: kinds[asked.kind],
      amountMinor: asked.amountMinor,
      occurredAt: TAKEN_AT,
      ...settles,
    };
    this.#with(others, [...this.draft.payments, fact]);
  }

  retry(): void {
    this.#with(this.operations.map((one) => ({ ...one, state: 'requested' as const })));
  }
}

test('[O45, O46] money balances whatever ships, is credited, is declined and tried again', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 3 }),
      fc.array(fc.integer({ min: 1, max: 6_000 }), { minLength: 1, maxLength: 3 }),
      fc.nat({ max: 500 }),
      fc.array(step, { maxLength: 40, size: 'max' }),
      (priced, authorised, shippingMinor, steps) => {
        const [model] = aDraft().lines;
        assert.ok(model !== undefined);
        const lines = priced.map((one, index) => ({ ...model, ...one, lineNumber: index + 1 }));
        if (totalsOf(lines, []).totalMinor < 0) return;
        const payments = authorised.map((amountMinor, index): Payment => ({
          reference: `a${index}`,
          kind: 'authorised',
          amountMinor,
          occurredAt: TAKEN_AT + index,
        }));
        const world = new World(lines, payments, shippingMinor);
        for (const one of steps) {
          if (one.kind === 'ship') world.ship(one.line);
          else if (one.kind === 'credit') world.credit(one.amount);
          else if (one.kind === 'retry') world.retry();
          else world.result(one.isDone);
          checkBalance(world);
        }
        // Everything leaves and everything is done in the end.
        for (let index = 0; index < 15; index += 1) world.ship(index);
        for (let round = 0; round < 60; round += 1) {
          world.retry();
          world.result(true);
        }
        checkEnd(world, authorised);
      },
    ),
    { seed: SEED, numRuns: 300 * Number(process.env.LINCHPIN_PROPERTY_RUNS ?? 1) },
  );
});

/** At any moment: nothing captured beyond an authorisation, nothing refunded beyond a capture, also not under way. */
function checkBalance({ draft, operations }: World): void {
  const { authorisations, captures, paidMinor } = balanceOf(draft.payments);
  const askedOf = (of: string | undefined, ...kinds: string[]) =>
    operations
      .filter((one) => one.of === of && kinds.includes(one.kind))
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  for (const { reference, openMinor } of authorisations)
    assert.ok(askedOf(reference, 'capture', 'void') <= openMinor);
  for (const { reference, refundableMinor } of captures)
    assert.ok(askedOf(reference, 'refund') <= refundableMinor);
  assert.ok(paidMinor >= 0);
  assert.ok(
    paidMinor <= earnedMinor(draft) + 15_000,
    'no more is captured than goods and credits explain',
  );
}

/** In the end: paid is what is due as far as it was authorised, and nothing is open. */
function checkEnd({ draft, operations }: World, authorised: readonly number[]): void {
  assert.deepEqual(operations, []);
  const { paidMinor, openMinor, capturedMinor } = balanceOf(draft.payments);
  const allMinor = authorised.reduce((sum, one) => sum + one, 0);
  assert.ok(capturedMinor <= allMinor);
  assert.equal(openMinor, 0, 'what nothing more is captured of is voided');
  const due = Math.max(0, dueOf(draft));
  assert.ok(paidMinor <= Math.max(due, 0), 'nothing is kept beyond what is due');
}

test('[O45] what has left makes up its part, the first parcel brings the shipping, the last the rest', () => {
  const [model] = aDraft().lines;
  assert.ok(model !== undefined);
  const charges = [
    { kind: 'shipping' as const, amountMinor: 500 },
    { kind: 'discount' as const, amountMinor: -100 },
  ];
  const earned = (shippedQuantity: number) => {
    const lines = [{ ...model, quantity: 3, shippedQuantity, discountMinor: 100, taxMinor: 200 }];
    const details = { ...aDraft().details, charges };
    return earnedMinor({ lines, details, ...totalsOf(lines, charges) });
  };
  assert.deepEqual([0, 1, 2, 3].map(earned), [0, 1_501, 2_500, 3_500]);
});
