import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  comparePictures,
  PICTURED_KINDS,
  pictureOf,
} from '../console/src/choices/choice-picture.ts';
import { words as english } from '../console/src/choices/words.en.ts';
import { words as chinese } from '../console/src/choices/words.zh-CN.ts';
import type { CARRIER_DECISION } from '../src/modules/fulfilment/decide-carrier.ts';
import type { CARTON_DECISION } from '../src/modules/fulfilment/decide-cartons.ts';
import type { PICK_PATH_DECISION } from '../src/modules/fulfilment/decide-pick-path.ts';
import type { WAVE_DECISION } from '../src/modules/fulfilment/decide-waves.ts';
import { FULFILMENT_DECISIONS } from '../src/modules/fulfilment/index.ts';
import type { countPlanDecision } from '../src/modules/inventory/decide-count-plan.ts';
import type { driftDecision } from '../src/modules/inventory/decide-drift.ts';
import { fefoDecision } from '../src/modules/inventory/decide-fefo.ts';
import type { safetyStockDecision } from '../src/modules/inventory/decide-safety-stock.ts';
import { INVENTORY_DECISIONS } from '../src/modules/inventory/index.ts';
import { ORDERS_DECISIONS } from '../src/modules/orders/index.ts';
import type { PAYMENT_STEPS } from '../src/modules/orders/plan-payments.ts';
import type { PICK_UP } from '../src/modules/orders/plan-pick-up.ts';
import type { approvalDecision } from '../src/modules/returns/decide-approval.ts';
import type { refundDecision } from '../src/modules/returns/decide-refund.ts';
import { RETURNS_DECISIONS } from '../src/modules/returns/index.ts';
import type { ownerDecision } from '../src/modules/tracking/decide-owner.ts';
import { TRACKING_DECISIONS } from '../src/modules/tracking/index.ts';

/** Every kind by its type; a kind that is missing here is found by the test below. */
interface Kinds {
  readonly 'fulfilment.carrier': typeof CARRIER_DECISION;
  readonly 'fulfilment.carton': typeof CARTON_DECISION;
  readonly 'fulfilment.pick_path': typeof PICK_PATH_DECISION;
  readonly 'fulfilment.wave': typeof WAVE_DECISION;
  readonly 'inventory.count_plan': typeof countPlanDecision;
  readonly 'inventory.drift': typeof driftDecision;
  readonly 'inventory.fefo': typeof fefoDecision;
  readonly 'inventory.safety_stock': typeof safetyStockDecision;
  readonly 'orders.payment_steps': typeof PAYMENT_STEPS;
  readonly 'orders.pick_up': typeof PICK_UP;
  readonly 'returns.approval': typeof approvalDecision;
  readonly 'returns.refund': typeof refundDecision;
  readonly 'tracking.owner': typeof ownerDecision;
}
const KINDS: Readonly<Record<keyof Kinds, true>> = {
  'fulfilment.carrier': true,
  'fulfilment.carton': true,
  'fulfilment.pick_path': true,
  'fulfilment.wave': true,
  'inventory.count_plan': true,
  'inventory.drift': true,
  'inventory.fefo': true,
  'inventory.safety_stock': true,
  'orders.payment_steps': true,
  'orders.pick_up': true,
  'returns.approval': true,
  'returns.refund': true,
  'tracking.owner': true,
};

type Decided = {
  [Kind in keyof Kinds]: Parameters<Kinds[Kind]['decide']>[0] | ReturnType<Kinds[Kind]['decide']>;
}[keyof Kinds];

/** Names of fields at any depth; records whose names people choose have none. */
type Fields<Value> = Value extends readonly (infer Member)[]
  ? Fields<Member>
  : Value extends object
    ? string extends keyof Value
      ? never
      : { [Name in keyof Value & string]-?: Name | Fields<Value[Name]> }[keyof Value & string]
    : never;

/** Names of a few at any depth; free text is none. */
type Values<Value> = Value extends string
  ? string extends Value
    ? never
    : Value
  : Value extends readonly (infer Member)[]
    ? Values<Member>
    : Value extends object
      ? string extends keyof Value
        ? never
        : { [Name in keyof Value]-?: Values<Value[Name]> }[keyof Value]
      : never;

// The compiler names the field or the value of a decision that has no word.
const fieldWords: Readonly<Record<Fields<Decided>, string>> = english.field;
const valueWords: Readonly<Record<Values<Decided>, string>> = english.value;

const ALL = [
  ...ORDERS_DECISIONS,
  ...FULFILMENT_DECISIONS,
  ...INVENTORY_DECISIONS,
  ...RETURNS_DECISIONS,
  ...TRACKING_DECISIONS,
];

test('every kind of decision has words, a picture and its types here', () => {
  const kinds = ALL.map(({ kind }) => kind).toSorted();
  assert.deepEqual(Object.keys(KINDS).toSorted(), kinds);
  assert.deepEqual(PICTURED_KINDS.toSorted(), kinds);
  for (const { kind, parameters } of ALL) {
    const key = kind.replaceAll('.', '_');
    for (const words of [english, chinese]) {
      assert.ok(key in words.kind && key in words.rule, `${kind} has no word`);
      // Where nothing can be varied, a sentence says why.
      assert.equal(key in words.fixed, parameters.length === 0, kind);
    }
  }
});

test('every field and value of a decision has a word in both languages', () => {
  assert.ok(Object.keys(fieldWords).length > 150);
  assert.ok(Object.keys(valueWords).length > 70);
  for (const group of ['field', 'fieldOf', 'value', 'valueOf'] as const) {
    const names = Object.keys(english[group]);
    assert.deepEqual(Object.keys(chinese[group]), names, group);
    for (const [name, word] of Object.entries(chinese[group])) {
      assert.match(word, /\p{Script=Han}|^[A-C]$/u, `${group}.${name}`);
    }
  }
});

test('every parameter is called by a word', () => {
  for (const { kind, parameters } of ALL) {
    for (const parameter of parameters) {
      const fields = parameter.kind === 'members' ? parameter.fields : [];
      for (const each of [parameter, ...fields]) {
        const name = each.path.split('.').at(-1) ?? '';
        assert.ok(name in english.field, `${kind}: ${each.path} has no word`);
        const options = each.kind === 'option' || each.kind === 'options' ? each.options : [];
        for (const option of options.filter((one) => !one.startsWith('role/'))) {
          assert.ok(option in english.value, `${kind}: ${option} has no word`);
        }
      }
    }
  }
});

test('a picture shows what was chosen and what was passed over, and a varied one what changed', () => {
  const input = {
    sku: 'TEA',
    location: 'SHA',
    at: 0,
    quantity: 5,
    shelfLifeDaysMin: 0,
    lots: [
      { lot: 'OLD', available: 3, expiresAt: 9e12, receivedAt: 1, state: 'open' as const },
      { lot: 'NEW', available: 9, expiresAt: 9.1e12, receivedAt: 2, state: 'open' as const },
      { lot: 'BAD', available: 9, expiresAt: 8e12, receivedAt: 2, state: 'quarantined' as const },
    ],
  };
  const pictureFor = (given: typeof input) =>
    pictureOf('inventory.fefo', fefoDecision.decide(given), given);
  const before = pictureFor(input);
  assert.deepEqual(
    before.rows.map(({ key, isChosen, reason }) => [key, isChosen, reason?.value]),
    [
      ['OLD', true, undefined],
      ['NEW', true, undefined],
      ['BAD', false, 'quarantined'],
    ],
  );
  const after = pictureFor({ ...input, quantity: 2, lots: input.lots.slice(0, 2) });
  const { figures, changes } = comparePictures(before, after);
  assert.deepEqual(
    figures.map(({ field, mood }) => [field, mood]),
    [
      ['lots', 'other'],
      ['missing', 'same'],
    ],
  );
  assert.deepEqual(
    [...changes],
    [
      ['OLD', 'other'],
      ['NEW', 'other'],
    ],
  );
  assert.deepEqual(pictureOf('sourcing.order', {}, {}), { figures: [], rows: [] });
});
