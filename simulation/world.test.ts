import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { DAY_MS } from '../src/kernel/clock.ts';
import { Random } from '../src/kernel/random.ts';
import {
  AdjustStock,
  AnnounceSupply,
  CloseSupply,
  ReceiveStock,
  ReceiveTransfer,
  ReserveStock,
  TransferStock,
} from '../contracts/inventory.ts';
import {
  AmendOrder,
  CancelOrder,
  HoldOrder,
  PlaceOrder,
  ReleaseHold,
} from '../contracts/orders.ts';
import { PutAllotment } from '../contracts/inventory-allotments.ts';
import { IssueGiftCard } from '../contracts/payments.ts';
import { AppeaseOrder } from '../contracts/returns.ts';
import { SourcingWeightsBody } from '../contracts/sourcing.ts';
import { giftCardHash } from '../src/modules/orders/index.ts';
import { Agenda } from './agenda.ts';
import { FAULTS, faultsFromText } from './faults.ts';
import { seasonAt } from './demand.ts';
import { CHANNELS, type SampleChannel } from './sample/index.ts';
import { SIMULATION_PACE, World } from './world.ts';
import { ERRANDS, type Action } from './world-actions.ts';

const START = Date.UTC(2026, 10, 2, 1);
const worldOf = (seed: number) =>
  new World({ ...SIMULATION_PACE, seed, startAt: START, ordersMax: 400 });
const actionsOf = (seed: number, count: number): Action[] => {
  const world = worldOf(seed);
  return Array.from({ length: count }, () => world.next());
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
// The package is CommonJS; under nodenext its default export is the module itself.
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
const CONTRACTS: Readonly<Partial<Record<Action['kind'], object>>> = {
  place_order: PlaceOrder,
  cancel_order: CancelOrder,
  amend_order: AmendOrder,
  hold_order: HoldOrder,
  release_hold: ReleaseHold,
  receive_stock: ReceiveStock,
  adjust_stock: AdjustStock,
  announce_supply: AnnounceSupply,
  close_supply: CloseSupply,
  transfer_stock: TransferStock,
  receive_transfer: ReceiveTransfer,
  reserve_stock: ReserveStock,
  put_weights: SourcingWeightsBody,
  put_allotment: PutAllotment,
  appease_order: AppeaseOrder,
};

test('[T2] the same seed makes the same actions, another seed others', () => {
  assert.deepEqual(actionsOf(7, 2_000), actionsOf(7, 2_000));
  assert.notDeepEqual(actionsOf(7, 50), actionsOf(8, 50));
});

test('[T3] actions come in the order of time, have keys of their own and fit the contracts', () => {
  const actions = actionsOf(3, 6_000);
  assert.equal(new Set(actions.map(({ key }) => key)).size, actions.length);
  for (const [index, action] of actions.entries()) {
    assert.ok(action.at >= (actions[index - 1]?.at ?? START));
    const contract = CONTRACTS[action.kind];
    if (contract === undefined || !('body' in action)) continue;
    const validate = ajv.compile(contract);
    assert.ok(
      validate(action.body),
      `${action.kind} ${JSON.stringify(validate.errors)} ${JSON.stringify(action.body)}`,
    );
  }
  for (const kind of [...Object.keys(CONTRACTS), ...ERRANDS])
    assert.ok(
      actions.some((action) => action.kind === kind),
      `no ${kind}`,
    );
});

test('[T3] orders of every kind are placed, and gift cards are spent that were issued before', () => {
  const fits = ajv.compile(IssueGiftCard);
  const kinds = new Set<string | undefined>();
  const issued = new Set<string>();
  let spent = 0;
  let recalled = 0;
  for (const action of actionsOf(6, 6_000)) {
    if (action.kind === 'issue_gift_card') {
      const { secretHash, ending: _ending, ...card } = action.body;
      assert.ok(fits(card), JSON.stringify(fits.errors));
      issued.add(secretHash);
    }
    if (action.kind === 'quarantine_lot') recalled += 1;
    if (action.kind !== 'place_order') continue;
    kinds.add(action.body.kind);
    for (const { code } of action.body.giftCards ?? []) {
      assert.ok(issued.has(giftCardHash(code)));
      spent += 1;
    }
  }
  const expected = [undefined, 'preorder', 'business', 'pick_up', 'drop_ship'];
  assert.deepEqual(kinds, new Set(expected));
  assert.ok(spent > 0 && recalled > 0);
});

test('[T3] orders balance, and what is done to an order comes after it was placed', () => {
  const placed = new Set<string>();
  for (const action of actionsOf(4, 3_000)) {
    if ('target' in action)
      assert.ok(placed.has(`${action.target.channel} ${action.target.externalId}`));
    if (action.kind !== 'place_order') continue;
    const { channel, externalId, lines, charges = [], totalMinor } = action.body;
    placed.add(`${channel} ${externalId}`);
    const sum = lines.reduce(
      (total, line) =>
        total +
        line.quantity * line.unitPriceMinor -
        (line.discountMinor ?? 0) +
        (line.taxMinor ?? 0),
      charges.reduce((total, { amountMinor }) => total + amountMinor, 0),
    );
    assert.equal(sum, totalMinor);
  }
  assert.ok(placed.size > 300);
});

test('[T3] demand follows the local hour, the weekday and the month', () => {
  const shop = CHANNELS[0] as SampleChannel;
  const evening = seasonAt(shop, Date.UTC(2026, 2, 4, 13));
  assert.ok(
    evening > 3 * seasonAt(shop, Date.UTC(2026, 2, 4, 19)),
    'nobody orders at three in the morning',
  );
  assert.ok(
    seasonAt(shop, Date.UTC(2026, 10, 4, 13)) > 1.3 * evening,
    'November is the month of sales',
  );
  const business = CHANNELS.find(({ isBusiness }) => isBusiness) as SampleChannel;
  const wednesday = Date.UTC(2026, 2, 4, 2);
  assert.ok(
    seasonAt(business, wednesday) > 5 * seasonAt(business, wednesday + 4 * DAY_MS),
    'businesses rest on Sunday',
  );
});

test('[T3] an agenda gives out what is earliest, and of two at once the first put in', () => {
  const agenda = new Agenda<number>();
  const random = new Random(1);
  const times = Array.from({ length: 500 }, () => random.integer(0, 40));
  for (const [index, at] of times.entries()) agenda.add(at, index);
  const taken = Array.from({ length: 500 }, () => agenda.take() as { at: number; item: number });
  assert.deepEqual(
    taken.map(({ item }) => item),
    times
      .map((at, index) => ({ at, index }))
      .toSorted((a, b) => a.at - b.at || a.index - b.index)
      .map(({ index }) => index),
  );
  assert.equal(agenda.take(), null);
});

test('[T5] faults are read from a list, and an unknown one is refused', () => {
  assert.deepEqual(faultsFromText('all'), FAULTS);
  assert.deepEqual(faultsFromText('none'), []);
  assert.deepEqual(faultsFromText('delay, two-hubs'), ['delay', 'two-hubs']);
  assert.equal(faultsFromText('delay,earthquake'), null);
});
