import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { TransferView } from '../../../contracts/inventory-answers.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { findTransfers, type Page } from './index.ts';
import { found, inventoryHub, putTestLocations, putTestSkus } from './testing.ts';

const PAGE = { limit: 100, cursor: null };
const database = await testDatabase();
const { pool } = database;
const hub = inventoryHub(pool);
after(async () => {
  await hub.stop();
  await database.drop();
});

async function done(kind: string, body: unknown): Promise<void> {
  const reply = await hub.submit(kind, body);
  assert.ok(reply.status < 300, reply.text);
}

test('[I38] transfers are listed newest first, those of a location whether they leave or reach it', async () => {
  await putTestSkus(hub, ['TEA']);
  await putTestLocations(hub, ['SHA', 'FRA', 'HUB']);
  const lines = [{ sku: 'TEA', quantity: 1 }];
  await done('receive_stock', {
    location: 'SHA',
    reference: 'DN',
    lines: [{ sku: 'TEA', quantity: 10 }],
  });
  const references = [1, 2, 3].map((n) => `LIST-${n}`);
  for (const [index, reference] of references.entries()) {
    const to = index === 1 ? 'FRA' : 'HUB';
    await done('transfer_stock', {
      from: 'SHA',
      to,
      reference,
      expectedAt: '2030-01-01T00:00:00.000Z',
      lines,
    });
  }
  await done('receive_transfer', { reference: references[2], lines });
  const listed = async (filter: Parameters<typeof findTransfers>[1], limit = 100) => {
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<TransferView> = found(await findTransfers(pool, filter, { limit, cursor }));
      names.push(...page.items.map(({ reference }) => reference));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return names;
  };
  const [one, two, three] = references;
  assert.deepEqual(await listed({ location: null, state: null }, 1), [three, two, one]);
  assert.deepEqual(await listed({ location: null, state: 'on_the_way' }), [two, one]);
  assert.deepEqual(await listed({ location: 'HUB', state: null }, 1), [three, one]);
  assert.deepEqual(await listed({ location: 'SHA', state: null }, 2), [three, two, one]);
  assert.deepEqual(await listed({ location: 'SHA', state: 'received' }), [three]);
  const unknown = await findTransfers(pool, { location: 'NONE', state: null }, PAGE);
  assert.equal(unknown.kind === 'refused' && unknown.code, 'not_found');
});
