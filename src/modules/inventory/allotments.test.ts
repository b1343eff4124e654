import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Allotments, openTo, remaining, type Allotment } from './allotments.ts';

const DAY_MS = 86_400_000;
const AT = Date.UTC(2026, 10, 22);

function kept(code: string, overrides: Partial<Allotment> = {}): Allotment {
  return {
    code,
    version: 1,
    channel: 'SHOP',
    skuId: 1,
    locationId: null,
    quantity: 10,
    taken: 0,
    startsAt: AT - DAY_MS,
    endsAt: AT + DAY_MS,
    state: 'active',
    createdAt: AT - DAY_MS,
    ...overrides,
  };
}

const shop = { channel: 'SHOP', at: AT };
const market = { channel: 'MARKET', at: AT };

test('[I20] others see what is available less what is still kept, the channel sees both', () => {
  const allotments = [kept('A', { locationId: 1, quantity: 6, taken: 2 })];
  assert.deepEqual(openTo(allotments, [[1, 10]], market), [[1, 6]]);
  assert.deepEqual(openTo(allotments, [[1, 10]], shop), [[1, 10]]);
  assert.deepEqual(openTo(allotments, [[1, 10]], { channel: null, at: AT }), [[1, 6]]);
});

test('[I20, I23] before its beginning, after its end and when it has ended an allotment keeps nothing', () => {
  for (const over of [
    { startsAt: AT + 1 },
    { endsAt: AT },
    { state: 'ended' as const },
    { taken: 10 },
  ]) {
    assert.deepEqual(openTo([kept('A', over)], [[1, 10]], market), [[1, 10]]);
  }
});

test('[I21] an allotment without a location keeps of every location in proportion', () => {
  const available = [
    [1, 90],
    [2, 60],
    [3, 30],
  ] as const;
  assert.deepEqual(openTo([kept('A', { quantity: 90 })], available, market), [
    [1, 45],
    [2, 30],
    [3, 15],
  ]);
});

test('[I21] two allotments of the last units do not block each other: the earlier one is filled first', () => {
  const allotments = [
    kept('LATE', { channel: 'MARKET', startsAt: AT - 1 }),
    kept('EARLY', { channel: 'SHOP' }),
  ];
  assert.deepEqual(openTo(allotments, [[1, 10]], shop), [[1, 10]]);
  assert.deepEqual(openTo(allotments, [[1, 10]], market), []);
});

test('[I20, I21] what is open is never more than available, and what is kept never shows to others', () => {
  const small = fc.integer({ min: 0, max: 40 });
  const channel = fc.constantFrom('SHOP', 'MARKET', 'TABLE');
  const allotment = fc.record({
    channel,
    locationId: fc.constantFrom(null, 1, 2, 3),
    quantity: small,
    taken: small,
    startsAt: fc.integer({ min: AT - 5, max: AT }),
  });
  fc.assert(
    fc.property(
      fc.array(allotment, { maxLength: 6 }),
      fc.tuple(small, small, small),
      (given, lying) => {
        const allotments = given.map((one, index) => kept(`A${index}`, one));
        const available = lying.map((quantity, index) => [index + 1, quantity] as const);
        const total = lying.reduce((sum, quantity) => sum + quantity, 0);
        let own = 0;
        for (const name of ['SHOP', 'MARKET', 'TABLE', null]) {
          const open = openTo(allotments, available, { channel: name, at: AT });
          for (const [locationId, quantity] of open) {
            assert.ok(quantity > 0 && quantity <= (lying[locationId - 1] as number));
          }
          const sum = open.reduce((units, [, quantity]) => units + quantity, 0);
          const nobody = openTo(allotments, available, { channel: null, at: AT });
          const free = nobody.reduce((units, [, quantity]) => units + quantity, 0);
          own += sum - free;
          assert.ok(sum >= free);
          const keptForIt = allotments
            .filter((one) => one.channel === name)
            .reduce((units, one) => units + remaining(one), 0);
          assert.ok(sum - free <= keptForIt);
          if (name === null) assert.equal(own + free, total);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('[I20] what a channel takes counts at the place first; what it gives back comes back to it', () => {
  const allotments = new Allotments();
  const here = kept('HERE', { locationId: 1, quantity: 3 });
  const anywhere = kept('ANYWHERE', { quantity: 4 });
  const other = kept('OTHER', { channel: 'MARKET' });
  for (const one of [anywhere, here, other]) allotments.keep(one);
  allotments.take(1, 1, shop, 9);
  assert.deepEqual([here.taken, anywhere.taken, other.taken], [3, 6, 0]);
  allotments.take(1, 1, shop, -4);
  assert.deepEqual([here.taken, anywhere.taken], [3, 2]);
  allotments.take(1, 2, shop, -40);
  assert.deepEqual([here.taken, anywhere.taken], [3, 0]);
});

test('[I22] whoever takes units moves the version of all that is kept of the SKU', () => {
  const allotments = new Allotments();
  allotments.keep(kept('A'));
  allotments.keep(kept('B', { channel: 'MARKET', version: 4 }));
  allotments.keep(kept('C', { skuId: 2 }));
  allotments.take(1, 1, { channel: null, at: AT }, 1);
  const [write, ...more] = allotments.writes();
  assert.ok(write !== undefined && 'statement' in write && more.length === 0);
  assert.equal(write.rowsExpected, 2);
  assert.deepEqual(write.values.slice(0, 2), ['{"A","B"}', '{1,4}']);
});
