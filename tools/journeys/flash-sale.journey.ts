import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../bench/percentile.ts';
import { DESK, hindrances, isSettled, Journey } from './browser.ts';
import { makeSmallCompany, orderOf, placeOrder } from './small-company.ts';

const UNITS = 200;
const BUYERS = 32;
/** How many orders a second keep the stream full: each tells of itself more than twice. */
const ORDERS_PER_SECOND = 220;
const SAMPLES = 60;

let journey: Journey;
before(async () => {
  journey = await Journey.begin({ isBare: true });
  await makeSmallCompany(journey);
  await journey.call('PUT', '/v1/skus/FLASH', {
    name: 'Flash sale lamp',
    weightGrams: 400,
    valueMinor: 9_900,
    backorder: 'never',
  });
  await journey.call('POST', '/v1/stock/receipts', {
    location: 'SHA',
    reference: 'DN-FLASH',
    lines: [{ sku: 'FLASH', quantity: UNITS }],
  });
  await journey.call('POST', '/v1/stock/receipts', {
    location: 'SHA',
    reference: 'DN-MANY',
    lines: [{ sku: 'TEA-01', quantity: 1_000_000 }],
  });
});
after(async () => {
  await journey.end();
});

test('a flash sale is seen on the tower as it happens, and no more is sold than there is', async () => {
  const page = await journey.enter(DESK, '/');
  await isSettled(page);
  let next = 0;
  let sold = 0;
  await Promise.all(
    Array.from({ length: BUYERS }, async () => {
      for (let buyer = (next += 1); buyer <= UNITS + 100; buyer = next += 1) {
        const order = orderOf(`FLASH-${buyer}`, [{ sku: 'FLASH', quantity: 1 }]);
        const { status } = await journey.send('POST', '/v1/orders', order);
        assert.ok(status === 201 || status === 409, `buyer ${buyer}: ${status}`);
        if (status === 201) sold += 1;
      }
    }),
  );
  assert.equal(sold, UNITS);
  // The tower counts them without being loaded again.
  await page
    .locator('main')
    .getByText(/^In flight$/)
    .first()
    .waitFor();
  await page.waitForFunction(
    (units) =>
      [...document.querySelectorAll('main *')].some(
        ({ childElementCount, textContent }) => childElementCount === 0 && textContent === units,
      ),
    String(UNITS),
  );
  await journey.picture(page, 'tower in a flash sale');
  assert.deepEqual(await hindrances(page), []);
  assert.deepEqual(journey.faults, []);
});

test('what changes is on the screen soon while hundreds of events a second happen', async (t) => {
  const id = await placeOrder(journey, 'WATCHED-1');
  const page = await journey.enter(DESK, `/orders/${id}`);
  await isSettled(page);
  const end = new AbortController();
  let placed = 0;
  const started = performance.now();
  const load = async (): Promise<void> => {
    while (!end.signal.aborted) {
      placed += 1;
      const dueMs = started + (placed * 1_000) / ORDERS_PER_SECOND;
      await sleep(Math.max(0, dueMs - performance.now()));
      await placeOrder(journey, `LOAD-${placed}`);
    }
  };
  const loads = Array.from({ length: 8 }, load);
  const delaysMs: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const note = `Seen ${sample}`;
    const shown = page.evaluate(
      (text) =>
        new Promise<number>((resolve) => {
          const look = (): void => {
            if (document.querySelector('main')?.textContent.includes(text) !== true) return;
            observer.disconnect();
            // What is in the document now is painted with the next frame.
            requestAnimationFrame(() => resolve(Date.now()));
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, {
            subtree: true,
            childList: true,
            characterData: true,
          });
        }),
      note,
    );
    await journey.call('POST', `/v1/orders/${id}/notes`, { text: note });
    const answeredAt = Date.now();
    delaysMs.push(Math.max(0, (await shown) - answeredAt));
  }
  end.abort();
  await Promise.all(loads);
  const seconds = (performance.now() - started) / 1_000;
  t.diagnostic(
    JSON.stringify({
      eventToPixelP50Ms: percentile(delaysMs, 0.5),
      eventToPixelP99Ms: percentile(delaysMs, 0.99),
      samples: SAMPLES,
      ordersPerSecond: Math.round(placed / seconds),
    }),
  );
  assert.equal(delaysMs.length, SAMPLES);
  assert.deepEqual(journey.faults, []);
});
