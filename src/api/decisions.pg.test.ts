import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { DecisionHead, StoredDecision, VariedDecision } from '../../contracts/decisions.ts';
import { BROKEN_HANDLER, fillLife, type Life } from './fill-life.testing.ts';
import { testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let life: Life;
const AT = 'CN-SHA';

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool, { handlers: [BROKEN_HANDLER] });
  life = await fillLife(server, database.pool);
});
after(async () => {
  await server.stop();
  await database.drop();
});

interface Heads {
  readonly items: readonly DecisionHead[];
  readonly nextCursor: string | null;
}

async function get<Body>(url: string): Promise<Body> {
  const { status, body, text } = await server.call('GET', url);
  assert.equal(status, 200, text);
  return body as Body;
}

const vary = (sequence: string, input: object) =>
  server.call('POST', `/v1/decisions/${sequence}/vary`, { input });

test('[A109] what was chosen about a thing is listed by kind, newest first and page by page', async () => {
  const all = await get<Heads>(`/v1/decisions?subject=location/${AT}`);
  assert.ok(all.items.length >= 2, `${all.items.length} decisions`);
  assert.deepEqual(
    all.items.map(({ occurredAt }) => occurredAt),
    all.items
      .map(({ occurredAt }) => occurredAt)
      .toSorted()
      .toReversed(),
  );
  assert.equal(all.nextCursor, null);
  const paged: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const at: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Heads = await get<Heads>(`/v1/decisions?subject=location/${AT}&limit=1${at}`);
    paged.push(...page.items.map(({ sequence }) => sequence));
    cursor = page.nextCursor;
  }
  assert.deepEqual(
    paged,
    all.items.map(({ sequence }) => sequence),
  );
  const waves = await get<Heads>(`/v1/decisions?subject=location/${AT}&kind=fulfilment.wave`);
  assert.deepEqual(
    waves.items,
    all.items.filter(({ kind }) => kind === 'fulfilment.wave'),
  );
  assert.deepEqual((await get<Heads>('/v1/decisions?subject=location/NOWHERE')).items, []);
});

test('[A109] a decision is varied within its parameters, and nothing is changed by it', async () => {
  const { items } = await get<Heads>(`/v1/decisions?subject=location/${AT}&kind=fulfilment.wave`);
  const head = items.at(-1);
  assert.ok(head !== undefined);
  const stored = await get<StoredDecision>(`/v1/decisions/${head.sequence}`);
  assert.equal(stored.agrees, true);
  assert.deepEqual(
    stored.parameters.map(({ path }) => path),
    [
      'limits.ordersMax',
      'limits.linesMax',
      'limits.unitsMax',
      'limits.weightGramsMax',
      'candidates',
    ],
  );
  const { status, body, text } = await vary(head.sequence, { candidates: [] });
  assert.equal(status, 200, text);
  const varied = body as unknown as VariedDecision;
  assert.deepEqual([varied.isOther, varied.storedChoice], [true, stored.choice]);
  assert.deepEqual(varied.choice, { waves: [], left: [] });
  assert.deepEqual(await get<StoredDecision>(`/v1/decisions/${head.sequence}`), stored);
});

test('[A109] goods that travel by themselves, and a carrier that is taken out, are weighed anew', async () => {
  const choices = await get<{ items: StoredDecision[] }>(`/v1/orders/${life.order}/choices`);
  const carton = choices.items.find(({ kind }) => kind === 'fulfilment.carton');
  const carrier = choices.items.find(({ kind }) => kind === 'fulfilment.carrier');
  assert.ok(carton !== undefined && carrier !== undefined);
  const { items } = carton.input as { items: object[] };
  const given = { items: items.map((item) => ({ ...item, shipsAlone: true })) };
  const alone = (await vary(carton.sequence, given)).body as unknown as VariedDecision;
  assert.deepEqual(alone.input, { ...(carton.input as object), ...given });
  const none = (await vary(carrier.sequence, { offers: [] })).body as unknown as VariedDecision;
  assert.equal((none.choice as { chosen: unknown }).chosen, null);
});

test('[A109] what goes beyond the parameters is refused by name', async () => {
  const choices = await get<{ items: StoredDecision[] }>(`/v1/orders/${life.order}/choices`);
  const carton = choices.items.find(({ kind }) => kind === 'fulfilment.carton');
  assert.ok(carton !== undefined);
  const { items } = carton.input as { items: object[] };
  for (const [input, said] of [
    // A million units by themselves would be a million cartons.
    [{ items: items.map((item) => ({ ...item, quantity: 1e9, shipsAlone: true })) }, /quantity/],
    [{ items: 'x' }, /items must stay a list/],
    [{ items: null }, /items must stay a list/],
    // There are no boxes at this place, so that none can be taken out.
    [{ boxes: ['x'] }, /boxes may not be varied/],
    [{ moon: true }, /moon may not be varied; only these may: items/],
  ] as const) {
    const { status, body, text } = await vary(carton.sequence, input);
    assert.equal(status, 400, text);
    assert.equal(body['code'], 'invalid_request');
    assert.match(String(body['detail']), said);
  }
});
