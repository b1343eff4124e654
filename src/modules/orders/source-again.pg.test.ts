import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from './check-orders.testing.ts';
import { explainOrder, readNotes } from './index.ts';
import { aLine, openCompany, openShop, paid, putSkus } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = openShop(pool);
await openCompany(shop);
await putSkus(shop, ['TEA', 'CUP']);
await shop.receive('TEA', 100);
await shop.receive('TEA', 100, 'CTU');
await shop.receive('CUP', 3);
await shop.receive('CUP', 3, 'CTU');
afterEach(() => checkOrders(pool));
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const locationsOf = ({ shipments }: { readonly shipments: readonly { location: string }[] }) =>
  shipments.map(({ location }) => location).toSorted();

test('[O59] a location that is left out sends nothing, its stock is given back, the choice says so', async () => {
  const { body } = await shop.place({ lines: [aLine('TEA', 2)] });
  const [first] = locationsOf(body);
  const other = first === 'SHA' ? 'CTU' : 'SHA';
  const again = await shop.on('source_order_again', body.id, {
    excludedLocations: [first],
    reason: 'flooded',
  });
  assert.equal(again.status, 200, again.text);
  assert.deepEqual(locationsOf(again.body), [other]);
  assert.equal(again.body.version, 2);
  const explained = await explainOrder(pool, Number(body.id));
  assert.ok(explained.kind === 'found');
  const last = explained.value.decisions.at(-1);
  assert.equal(last?.agrees, true);
  assert.equal(last?.locations.find(({ location }) => location === first)?.rejected, 'excluded');
});

test('[O59] a wish about splitting holds on; a plan that comes out the same changes nothing', async () => {
  const { body } = await shop.place({ lines: [aLine('CUP', 5)] });
  assert.deepEqual(locationsOf(body), ['CTU', 'SHA']);
  const refused = await shop.on('source_order_again', body.id, {
    split: 'never',
    excludedLocations: ['SHA', 'CTU'],
  });
  assert.equal(refused.body.code, 'no_location_serves_destination', refused.text);
  const same = await shop.on('source_order_again', body.id);
  assert.deepEqual([same.status, same.body.version], [200, 1], same.text);
  const allowed = await shop.on('source_order_again', body.id, { split: 'allow' });
  assert.equal(allowed.body.version, 1);
  await shop.receive('CUP', 3);
  const whole = await shop.on('source_order_again', body.id, { split: 'never' });
  assert.deepEqual([locationsOf(whole.body), whole.body.version], [['SHA'], 2], whole.text);
  const { body: amended } = await shop.on('amend_order', body.id, {
    lines: [{ lineNumber: 1, quantity: 6 }],
  });
  assert.deepEqual(locationsOf(amended), ['SHA'], 'the wish holds for later plans');
  await shop.on('cancel_order', body.id, { reason: 'over' });
});

test('[O59] what cannot be planned anew is refused and changes nothing', async () => {
  const { body } = await shop.place({ ...paid(1_000, 'again-1') });
  for (const [code, wish] of [
    ['unknown_reference', { excludedLocations: ['MOON'] }],
    ['version_conflict', { expectedVersion: 7 }],
  ] as const) {
    assert.equal((await shop.on('source_order_again', body.id, wish)).body.code, code);
  }
  assert.equal((await shop.on('source_order_again', '999')).body.code, 'not_found');
  assert.equal((await shop.on('release_order', body.id)).body.state, 'released');
  const late = await shop.on('source_order_again', body.id, { excludedLocations: ['SHA'] });
  assert.equal(late.body.code, 'illegal_transition', late.text);
});

test('[O60] notes stay as they were written, also on an order that is over', async () => {
  const { body } = await shop.place({});
  const texts = ['called: no answer', '“客户改天再收” \\ "quoted"\n🙂'];
  await shop.on('note_order', body.id, { text: texts[0] });
  await shop.on('cancel_order', body.id, { reason: 'changed mind' });
  const noted = await shop.on('note_order', body.id, { text: texts[1] });
  assert.deepEqual([noted.status, noted.body.state], [200, 'cancelled'], noted.text);
  const notes = await readNotes(pool, Number(body.id));
  assert.deepEqual(
    notes.map(({ text }) => text),
    texts,
  );
  assert.ok(notes.every(({ actor, at }) => actor !== '' && at !== ''));
  assert.deepEqual(await readNotes(pool, 999), []);
  assert.equal((await shop.on('note_order', '999', { text: 'x' })).body.code, 'not_found');
});
