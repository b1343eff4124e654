import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createManualClock } from '../../hub/testing.ts';
import { openCompany, putSkus } from '../../modules/orders/testing.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { FLOW_RELEASE_STATES } from '../../../contracts/flows.ts';
import { RELEASE_MOVES, mayMove } from './release-states.ts';
import { drawing, edge, flowDesk, node, openFlowShop, person } from './releases.testing.ts';

const database = await testDatabase();
const { pool } = database;
const shop = openFlowShop(pool, createManualClock());
await openCompany(shop);
await putSkus(shop, ['TEA']);
await shop.receive('TEA', 1_000);
const desk = flowDesk(shop);
const [ada, bob, cora] = [person('ada'), person('bob'), person('cora')];
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const mark = (code: string, value = "'seen'") =>
  drawing(code, [node('mark', 'set_attribute', { name: 'checked', value })]);
/** Releases holds that others have placed: a second person is asked. */
const freeing = (code: string, value = "'seen'") =>
  drawing(
    code,
    [
      node('free', 'release_hold', { kind: 'fraud' }),
      node('mark', 'set_attribute', { name: 'checked', value }),
    ],
    [edge('free', 'next', 'mark')],
  );

test('[FA1] a submission is fixed, and one against the policy goes no further', async () => {
  const submitted = await desk.submitted(ada, mark('fixed'));
  assert.equal(submitted.state, 'approved');
  assert.equal(submitted.tier, 'everyone');
  const { body } = await desk.put(ada, mark('fixed', "'other'"), submitted.draftVersion);
  assert.equal((await desk.start(ada, submitted, { plan: 'at_once' })).status, 200);
  const { rows } = await pool.query<{ value: string }>(
    `select definition -> 'nodes' -> 0 -> 'settings' ->> 'value' as value
     from flows.flow_version where flow_code = 'fixed'`,
  );
  assert.deepEqual(rows, [{ value: "'seen'" }]);

  const leaking = mark('fixed', 'order.customer.name');
  const refused = await desk.submitted(ada, leaking, body.version);
  assert.equal(refused.state, 'refused');
  assert.deepEqual(
    refused.findings.map(({ rule, node: at, setting }) => [rule, at, setting]),
    [['personal_kept', 'mark', '/value']],
  );
  const started = await desk.start(ada, refused, { plan: 'by_steps' });
  assert.equal(started.status, 409, started.text);
  const published = await desk.publish(ada, 'fixed', refused.draftVersion);
  assert.equal(published.status, 422, published.text);
  assert.equal(published.body.code, 'flow_against_policy');
});

test('[FA2] whoever has changed it since it was last approved approves it by no way', async () => {
  const first = await desk.submitted(ada, freeing('eyes'));
  assert.equal(first.state, 'waiting');
  assert.equal(first.tier, 'approved');
  for (const kind of ['approve_flow', 'reject_flow'] as const) {
    const own = await desk.on(kind, ada, first, { reason: 'mine' });
    assert.equal(own.status, 409, own.text);
    assert.equal(own.body.code, 'second_person_needed');
  }
  assert.equal((await desk.start(ada, first, { plan: 'at_once' })).status, 409);
  const published = await desk.publish(ada, 'eyes', first.draftVersion);
  assert.equal(published.body.code, 'second_person_needed');

  // Bob changes it on: both are authors, whoever submits.
  const { body } = await desk.put(bob, freeing('eyes', "'bob'"), first.draftVersion);
  const second = await desk.submit(cora, 'eyes', body.version);
  for (const author of [ada, bob, cora]) {
    const own = await desk.on('approve_flow', author, second.body);
    assert.equal(own.body.code, 'second_person_needed', own.text);
  }
  const overtaken = await desk.on('approve_flow', person('dan'), first);
  assert.equal(overtaken.body.code, 'illegal_transition');
  const approved = await desk.on('approve_flow', person('dan'), second.body);
  assert.equal(approved.body.state, 'approved', approved.text);

  // What was approved asks for no more eyes: of the next change only its author is one.
  const third = await desk.submitted(bob, freeing('eyes', "'again'"), body.version);
  const byAda = await desk.on('approve_flow', ada, third);
  assert.equal(byAda.body.state, 'approved', byAda.text);
});

test('[FA2] a change during an approval is a change since then', async () => {
  const first = await desk.submitted(ada, freeing('meanwhile'));
  const { body } = await desk.put(bob, freeing('meanwhile', "'bob'"), first.draftVersion);
  assert.equal((await desk.on('approve_flow', cora, first)).status, 200);
  const second = await desk.submit(ada, 'meanwhile', body.version);
  assert.equal(second.body.state, 'waiting');
  const { rows } = await pool.query<{ authors: string[] }>(
    'select authors from flows.release where id = $1',
    [second.body.id],
  );
  assert.deepEqual(rows, [{ authors: ['person/ada', 'person/bob'] }]);
});

test('[FA2] whoever publishes what others have drawn is the second person', async () => {
  const drawn = await desk.put(ada, freeing('published'));
  const byBob = await desk.publish(bob, 'published', drawn.body.version);
  assert.equal(byBob.status, 200, byBob.text);
  assert.equal(byBob.body.liveVersion, 1);
});

test('[FA3] keys approve nothing, and what a key has drawn its maker has drawn', async () => {
  const viaKey = {
    actor: 'key/robot',
    caller: { ...ada.caller, actors: ['key/robot', 'person/ada'] },
  };
  const submitted = await desk.submitted(viaKey, freeing('by-key'));
  const byAda = await desk.on('approve_flow', ada, submitted);
  assert.equal(byAda.body.code, 'second_person_needed', byAda.text);
  const others = {
    actor: 'key/other',
    caller: { ...bob.caller, actors: ['key/other', 'person/bob'] },
  };
  const byKey = await desk.on('approve_flow', others, submitted);
  assert.equal(byKey.body.code, 'forbidden', byKey.text);
  const noRight = await desk.on('approve_flow', person('eve', { mayApprove: false }), submitted);
  assert.equal(noRight.body.code, 'forbidden', noRight.text);
  assert.equal((await desk.on('approve_flow', bob, submitted)).status, 200);
  const mere = person('eve', { mayApprove: false });
  const atOnce = await desk.start(mere, submitted, { plan: 'at_once' });
  assert.equal(atOnce.body.code, 'forbidden', atOnce.text);
  assert.equal((await desk.start(mere, submitted, { plan: 'by_steps' })).status, 200);
});

test('[FA5, FJ7] custom code is submitted, approved and published by technical administrators only', async () => {
  const source = 'function decide() { return {}; }';
  const coded = drawing('coded', [node('code', 'custom_code', { source })]);
  const drawn = await desk.put(ada, coded);
  const byAda = await desk.submit(ada, 'coded', drawn.body.version);
  assert.equal(byAda.body.code, 'forbidden', byAda.text);
  const technical = (name: string) => person(name, { mayAdminister: true });
  const byDan = await desk.submit(technical('dan'), 'coded', drawn.body.version);
  assert.deepEqual([byDan.body.state, byDan.body.tier], ['waiting', 'technical'], byDan.text);
  const approvals = [bob, technical('dan'), technical('ada'), technical('eve')];
  const answers = [];
  for (const by of approvals) answers.push(await desk.on('approve_flow', by, byDan.body));
  assert.deepEqual(
    answers.map(({ body }) => body.code ?? body.state),
    ['forbidden', 'second_person_needed', 'second_person_needed', 'approved'],
  );
  const published = await desk.publish(bob, 'coded', drawn.body.version);
  assert.equal(published.body.code, 'forbidden', published.text);
});

test('[FA4] only what stands in the table of states happens', async () => {
  for (const from of FLOW_RELEASE_STATES) {
    for (const to of RELEASE_MOVES[from]) assert.ok(mayMove(from, to));
    assert.ok(!mayMove(from, from));
  }
  const submitted = await desk.submitted(ada, freeing('states'));
  const early = await desk.start(bob, submitted, { plan: 'by_steps' });
  assert.equal(early.body.code, 'illegal_transition', early.text);
  const back = await desk.on('roll_back_flow', bob, submitted, { reason: 'no' });
  assert.equal(back.body.code, 'illegal_transition');
  const rejected = await desk.on('reject_flow', bob, submitted, { reason: 'Not so.' });
  assert.equal(rejected.body.state, 'rejected', rejected.text);
  assert.equal((await desk.on('approve_flow', bob, submitted)).body.code, 'illegal_transition');
  const again = await desk.submit(ada, 'states', submitted.draftVersion);
  const withdrawn = await desk.on('withdraw_flow', ada, again.body);
  assert.equal(withdrawn.body.state, 'withdrawn', withdrawn.text);
  const elsewhere = await desk.on('approve_flow', bob, { id: again.body.id, flow: 'eyes' });
  assert.equal(elsewhere.body.code, 'not_found');
});
