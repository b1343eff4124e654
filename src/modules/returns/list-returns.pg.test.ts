import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { machineClock } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { Claim, ListedReturn, ReturnStage } from '../../../contracts/returns.ts';
import {
  countClaims,
  countReturns,
  listClaims,
  listReturns,
  type ClaimFilter,
  type ReturnFilter,
} from './read-returns.ts';
import { createSearchIndexer } from '../orders/index.ts';
import { line, openReturnsShop } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = await openReturnsShop(pool);
after(async () => {
  await shop.stop();
  await database.drop();
});

const PAGE_LIMIT = 4;
const STAGES: readonly ReturnStage[] = [
  'to_judge',
  'on_the_way',
  'to_inspect',
  'to_refurbish',
  'to_refund',
];
const NOTHING_ASKED = { orderId: null, state: null };

async function listed(filter: Partial<ReturnFilter>): Promise<ListedReturn[]> {
  const items: ListedReturn[] = [];
  let cursor: string | null = null;
  do {
    const page = { limit: PAGE_LIMIT, cursor };
    const answer = await listReturns(pool, { ...NOTHING_ASKED, ...filter }, page, shop.clock.now());
    assert.ok(answer.kind === 'found');
    items.push(...answer.value.items);
    cursor = answer.value.nextCursor;
  } while (cursor !== null);
  return items;
}

async function claims(filter: Partial<ClaimFilter>): Promise<Claim[]> {
  const items: Claim[] = [];
  let cursor: string | null = null;
  do {
    const page = { limit: 2, cursor };
    const answer = await listClaims(pool, { ...NOTHING_ASKED, ...filter }, page);
    assert.ok(answer.kind === 'found');
    items.push(...answer.value.items);
    cursor = answer.value.nextCursor;
  } while (cursor !== null);
  return items;
}

const numbersOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

/** A return that went as far as a name says. */
async function returned(
  until: 'requested' | 'approved' | 'part' | 'received' | 'refurbished' | 'restocked',
): Promise<string> {
  shop.clock.advance(1_000);
  const orderId = await shop.deliverOrder();
  // Dear ones are judged by a person; these are not, unless they are asked for so.
  await shop.submit('put_return_rules', rules(until === 'requested' ? 0 : null));
  const asked = await shop.request(orderId, [line(1, 2)], { location: 'SHA' });
  const { id } = asked.body;
  const step = async (kind: string, body: object) => {
    const answer = await shop.onReturn(kind, id, body);
    assert.equal(answer.status, 200, answer.text);
  };
  if (until === 'requested' || until === 'approved') return id;
  const came = until === 'part' ? 1 : 2;
  await step('receive_return', { lines: [{ lineNumber: 1, quantity: came }] });
  if (until === 'part' || until === 'received') return id;
  const disposition = until === 'refurbished' ? 'refurbish' : 'restock';
  await step('inspect_return', { lines: [{ lineNumber: 1, quantity: 2, disposition }] });
  return id;
}

const rules = (approveUpToMinor: number | null) => ({
  approveUpToMinor,
  ourReasons: ['damaged'],
  restockingFeePermille: 0,
  refundCharges: 'never',
  refundOn: 'inspection',
  expireAfterDays: 30,
  locations: [],
});

test('[R31] every filter with every other leaves what fits all of them, in pages, each once', async () => {
  const made = {
    requested: await returned('requested'),
    approved: await returned('approved'),
    part: await returned('part'),
    received: await returned('received'),
    refurbished: await returned('refurbished'),
    restocked: await returned('restocked'),
  };
  const all = await listed({});
  assert.deepEqual(numbersOf(all), Object.values(made).toReversed());
  const at = async (stage: ReturnStage) => numbersOf(await listed({ stage })).toSorted();
  assert.deepEqual(await at('to_judge'), [made.requested]);
  assert.deepEqual(await at('on_the_way'), [made.approved, made.part]);
  assert.deepEqual(await at('to_inspect'), [made.part, made.received]);
  assert.deepEqual(await at('to_refurbish'), [made.refurbished]);
  assert.deepEqual(await at('to_refund'), [made.refurbished, made.restocked]);
  const counts = await countReturns(
    pool,
    { channel: null, location: null, locations: null },
    shop.clock.now(),
  );
  for (const stage of STAGES) {
    const counted = counts.items.find((item) => item.stage === stage)?.quantity;
    assert.equal(counted, (await at(stage)).length, stage);
  }

  const [first] = all;
  assert.ok(first !== undefined);
  const channels: readonly (string | null)[] = [null, first.channel, 'other'];
  const searches: readonly (string | null)[] = [null, made.received, first.orderId];
  const states = [null, 'requested', 'approved', 'received', 'closed'];
  for (const stage of [null, ...STAGES]) {
    const ofStage = stage === null ? numbersOf(all) : await at(stage);
    for (const state of states)
      for (const location of [null, 'SHA', 'NOWHERE'])
        for (const channel of channels)
          for (const search of searches)
            for (const locations of [null, ['SHA'], []]) {
              const filter = { stage, state, location, channel, search, locations };
              const expected = all.filter(
                (each) =>
                  ofStage.includes(each.id) &&
                  (state === null || each.state === state) &&
                  (location === null || each.location === location) &&
                  (channel === null || each.channel === channel) &&
                  (search === null || each.id === search || each.orderId === search) &&
                  (locations === null || (locations as string[]).includes(each.location)),
              );
              assert.deepEqual(
                numbersOf(await listed(filter)),
                numbersOf(expected),
                JSON.stringify(filter),
              );
            }
  }
});

test('[R31] a return is found by every number that somebody may hold in their hand', async () => {
  const id = await returned('approved');
  await shop.onReturn('send_return', id, { carrier: 'post', trackingNumber: 'BACK-77' });
  const [found] = await listed({ search: id });
  assert.ok(found !== undefined);
  for (const search of [id.toLowerCase(), ` ${found.orderId} `, found.orderExternalId, 'BACK-77'])
    assert.ok(numbersOf(await listed({ search })).includes(id), search);
  assert.deepEqual(await listed({ search: '%' }), []);
  // How an external id begins is known once its order is indexed.
  const indexer = createSearchIndexer({
    pool,
    clock: machineClock,
    log: { warn: (facts) => assert.fail(JSON.stringify(facts)) },
  });
  indexer.start();
  after(() => indexer.stop());
  const beginning = found.orderExternalId.slice(0, 1);
  while (!numbersOf(await listed({ search: beginning })).includes(id)) await sleep(20);
});

test('[R31] what is paid back is not to be refunded any more, nor what was credited long ago', async () => {
  const id = await returned('restocked');
  const one = async () => (await listed({ search: id }))[0];
  assert.equal((await one())?.balanceMinor, 2_000);
  assert.equal(numbersOf(await listed({ stage: 'to_refund' }))[0], id);
  const orderId = Number((await one())?.orderId);
  const paidBack = await shop.submit('record_payment', {
    orderId,
    kind: 'refunded',
    amountMinor: 2_000,
    reference: 'BACK',
    occurredAt: new Date(shop.clock.now()).toISOString(),
  });
  assert.ok(paidBack.status < 300, paidBack.text);
  assert.equal((await one())?.balanceMinor, 0);
  const left = numbersOf(await listed({ stage: 'to_refund' }));
  assert.ok(!left.includes(id) && left.length > 0);
  shop.clock.advance(61 * 86_400_000);
  assert.deepEqual(await listed({ stage: 'to_refund' }), []);
});

test('[R32] claims are narrowed by whatever they have, and told by state', async () => {
  const orderId = await shop.deliverOrder();
  for (const [shipment, carrier, kind] of [
    ['S-1', 'sf', 'lost'],
    ['S-1', 'sf', 'damaged'],
    ['S-2', 'post', 'lost'],
    ['S-3', 'dhl', 'late'],
  ]) {
    shop.clock.advance(1_000);
    const opened = await shop.submit('open_claim', {
      orderId,
      shipment,
      carrier,
      kind,
      amountMinor: 500,
    });
    assert.equal(opened.status, 201, opened.text);
  }
  await shop.submit('move_claim', { claimId: 'S-2-lost', to: 'submitted' });
  await shop.submit('move_claim', { claimId: 'S-3-late', to: 'withdrawn' });
  const all = await claims({});
  assert.deepEqual(numbersOf(all), ['S-3-late', 'S-2-lost', 'S-1-damaged', 'S-1-lost']);
  for (const state of [null, 'open', 'submitted', 'paid'])
    for (const carrier of [null, 'sf', 'post', 'ups'])
      for (const search of [null, 'S-1', 'S-2-lost', orderId])
        for (const order of [null, Number(orderId), 1]) {
          const filter = { state, carrier, search, orderId: order };
          const expected = all.filter(
            (each) =>
              (state === null || each.state === state) &&
              (carrier === null || each.carrier === carrier) &&
              (order === null || each.orderId === String(order)) &&
              (search === null || [each.id, each.shipment, each.orderId].includes(search)),
          );
          assert.deepEqual(
            numbersOf(await claims(filter)),
            numbersOf(expected),
            JSON.stringify(filter),
          );
        }
  const { items, carriers } = await countClaims(pool);
  assert.deepEqual(carriers, ['dhl', 'post', 'sf']);
  assert.deepEqual(
    items.map(({ state, quantity, amountMinor }) => [state, quantity, amountMinor]),
    [
      ['open', 2, 1_000],
      ['submitted', 1, 500],
    ],
  );
});
