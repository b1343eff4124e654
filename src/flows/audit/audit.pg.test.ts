import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createManualClock } from '../../hub/testing.ts';
import { openCompany } from '../../modules/orders/testing.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { drawing, flowDesk, node, openFlowShop, person } from '../releases/releases.testing.ts';
import { knownHead, listAudit, verifyAudit } from './index.ts';

const database = await testDatabase();
const { pool } = database;
const clock = createManualClock();
const shops = [openFlowShop(pool, clock), openFlowShop(pool, clock)] as const;
await openCompany(shops[0]);
const [desk, otherDesk] = shops.map(flowDesk) as [
  ReturnType<typeof flowDesk>,
  ReturnType<typeof flowDesk>,
];
const [ada, bob] = [person('ada'), person('bob')];
after(async () => {
  for (const shop of shops) {
    assert.deepEqual(shop.hub.reported, []);
    await shop.stop();
  }
  await database.drop();
});

const mark = (code: string, value: string) =>
  drawing(code, [node('mark', 'set_attribute', { name: 'way', value })]);

test('[FA6] each change stands in the audit: who, when, what', async () => {
  const submitted = await desk.submitted(ada, mark('told', "'a'"));
  await desk.start(ada, submitted, { plan: 'at_once' });
  const refused = await desk.submitted(bob, mark('told', 'order.customer.name'), 1);
  assert.equal(refused.state, 'refused');
  await desk.stop(bob, 'told');
  const { items } = await listAudit(pool, { flow: 'told', before: null, limit: 100 });
  assert.deepEqual(
    items.toReversed().map(({ actor, action, flowVersion }) => [actor, action, flowVersion]),
    [
      ['person/ada', 'drawn', null],
      ['person/ada', 'submitted', null],
      ['person/ada', 'completed', 1],
      ['person/bob', 'drawn', null],
      ['person/bob', 'refused', null],
      ['person/bob', 'stopped', 1],
    ],
  );
  assert.deepEqual(items[2]?.detail, { added: [], removed: [], changed: ['mark'], parts: [] });
  assert.deepEqual(items[1]?.detail, { rules: ['personal_kept'] });
  // Who only moves a box has changed nothing that a flow does.
  const { length } = items;
  await desk.put(bob, mark('told', 'order.customer.name'), 2);
  assert.equal(
    (await listAudit(pool, { flow: 'told', before: null, limit: 100 })).items.length,
    length,
  );
  const first = await listAudit(pool, { flow: null, before: null, limit: 4 });
  const rest = await listAudit(pool, { flow: null, before: first.last, limit: 100 });
  assert.equal(first.items.length + rest.items.length, length);
});

test('[FA6] two processes at once write one chain', async () => {
  const codes = Array.from({ length: 12 }, (_, index) => `twin-${index}`);
  await Promise.all(
    codes.map((code, index) => (index % 2 === 0 ? desk : otherDesk).put(ada, mark(code, "'a'"))),
  );
  const verdict = await verifyAudit(pool);
  assert.deepEqual([verdict.isWhole, verdict.broken], [true, null]);
  assert.ok(verdict.entries >= codes.length);
});

test('[FA7] an entry that was changed, removed or cut off is found', async () => {
  const { entries } = await verifyAudit(pool);
  const damages: readonly (readonly [string, object | null])[] = [
    [
      `update flows.audit set actor = 'person/eve' where number = 3`,
      { number: 3, kind: 'changed' },
    ],
    [
      `update flows.audit set detail = jsonb_set(detail, '{changed}', '["else"]') where number = 4`,
      { number: 4, kind: 'changed' },
    ],
    [
      `update flows.audit set at = at + interval '1 second' where number = 2`,
      { number: 2, kind: 'changed' },
    ],
    [`delete from flows.audit where number = 2`, { number: 2, kind: 'missing' }],
    [
      `delete from flows.audit where number > ${entries - 2}`,
      { number: entries - 1, kind: 'cut_off' },
    ],
    [
      `delete from flows.audit where number = ${entries};
       update flows.audit_head set number = number - 1`,
      { number: entries - 1, kind: 'changed' },
    ],
    ['truncate flows.audit; delete from flows.audit_head', null],
    [`delete from flows.audit_head`, { number: 1, kind: 'changed' }],
    ['select 1', null],
  ];
  for (const [damage, broken] of damages) {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(damage);
      const verdict = await verifyAudit(client);
      assert.deepEqual(verdict.broken, broken, damage);
      assert.equal(verdict.isWhole, broken === null);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
});

test('[FA7] a chain that was made anew is known by the head of an earlier verdict', async () => {
  const { entries, head } = await verifyAudit(pool);
  const known = knownHead(`${entries}:${head}`);
  assert.deepEqual(known, { number: entries, hash: head });
  assert.equal(knownHead('3:none'), null);
  await desk.put(ada, mark('later', "'a'"));
  assert.equal((await verifyAudit(pool, known)).isWhole, true);
  const forged = await verifyAudit(pool, { number: entries, hash: 'f'.repeat(64) });
  assert.deepEqual(forged.broken, { number: entries, kind: 'changed' });
  const cut = await verifyAudit(pool, { number: entries + 9, hash: head });
  assert.equal(cut.broken?.kind, 'cut_off');
});
