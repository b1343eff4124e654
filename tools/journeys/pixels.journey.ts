import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { percentile, rounded } from '../../bench/percentile.ts';
import { DESK, isSettled, Journey } from './browser.ts';
import { textPaintedAt, type Painted } from './paints.ts';
import { makeSmallCompany, placeOrder } from './small-company.ts';

// npm run journeys -- pixels --samples 200
// Where time is short, a few show that it is alive.
const SAMPLES = Number(process.env['SAMPLES'] ?? (process.env['CI'] === 'true' ? 8 : 20));
const EVENTS_PER_SECOND = 500;
/** Commands are sent at no fixed beat, or the screen's own beat would be measured. */
const PAUSE_MS_MAX = 400;

let journey: Journey;
let load: ChildProcess;
const perSecond: number[] = [];
before(async () => {
  journey = await Journey.begin({ isBare: true });
  await makeSmallCompany(journey);
  await journey.call('POST', '/v1/stock/receipts', {
    location: 'SHA',
    reference: 'DN-MANY',
    lines: [{ sku: 'TEA-01', quantity: 1_000_000 }],
  });
  // It is announced and lies nowhere: whoever orders it waits.
  await journey.call('PUT', '/v1/skus/WAIT-01', {
    name: 'Kettle',
    weightGrams: 900,
    valueMinor: 3_000,
  });
  await journey.call('POST', '/v1/stock/announcements', {
    location: 'SHA',
    reference: 'ASN-WAIT',
    lines: [
      {
        sku: 'WAIT-01',
        quantity: 10_000,
        expectedAt: new Date(Date.now() + 10 * 86_400_000).toISOString(),
      },
    ],
  });
  const program = path.join(import.meta.dirname, 'event-load.ts');
  load = spawn(
    process.execPath,
    [program, journey.baseUrl, journey.key, String(EVENTS_PER_SECOND)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  load.stdout?.on('data', (text: Buffer) =>
    perSecond.push(...text.toString().trim().split('\n').map(Number)),
  );
});
after(async () => {
  load.kill();
  await journey.end();
});

/** Something that happens, and what of it is painted where. */
interface Happening extends Painted {
  readonly act: () => Promise<unknown>;
}

/** Has something happen again and again, and measures from its answer until it is painted. */
async function sample(
  t: TestContext,
  page: Page,
  once: (number: number) => Promise<Happening>,
): Promise<void> {
  await isSettled(page);
  // The load is at its rate, and the page has seen some of it.
  await sleep(4_000);
  const before = perSecond.length;
  const delaysMs: number[] = [];
  for (let number = 0; number < SAMPLES; number += 1) {
    const { act, ...wanted } = await once(number);
    const painted = textPaintedAt(page, wanted);
    await sleep(((number * 7_919) % 100) * (PAUSE_MS_MAX / 100));
    await act();
    const answeredAt = Date.now();
    delaysMs.push(Math.max(0, (await painted) - answeredAt));
  }
  const during = perSecond.slice(before);
  t.diagnostic(
    JSON.stringify({
      eventToPixelP50Ms: rounded(percentile(delaysMs, 0.5)),
      eventToPixelP95Ms: rounded(percentile(delaysMs, 0.95)),
      eventToPixelP99Ms: rounded(percentile(delaysMs, 0.99)),
      eventToPixelMaxMs: rounded(Math.max(...delaysMs)),
      samples: SAMPLES,
      eventsPerSecond: rounded(during.reduce((sum, each) => sum + each, 0) / during.length),
    }),
  );
  assert.equal(load.exitCode, null, 'the load goes on');
  assert.deepEqual(journey.faults, []);
  await page.context().close();
}

test('a note is on the page of its order soon, at 500 events a second', async (t) => {
  const id = await placeOrder(journey, 'WATCHED-1');
  const page = await journey.enter(DESK, `/orders/${id}`);
  await sample(t, page, (number) => {
    const text = `Seen ${number} of ${SAMPLES}`;
    const act = () => journey.call('POST', `/v1/orders/${id}/notes`, { text });
    return Promise.resolve({ selector: 'main', text, act });
  });
});

test('what changes of an order is in the list of orders soon, at 500 events a second', async (t) => {
  const id = await placeOrder(journey, 'WATCHED-2');
  // The list of one customer's order: what else happens does not push it away.
  const page = await journey.enter(DESK, `/orders?externalId=WATCHED-2`);
  await page.locator('[role=row][data-index="0"]').waitFor();
  let holdId = '';
  await sample(t, page, (number) => {
    const isHold = number % 2 === 0;
    return Promise.resolve({
      selector: '[role=row][data-index="0"]',
      text: isHold ? 'Held' : 'Sourced',
      act: async () => {
        if (!isHold) {
          await journey.call('POST', `/v1/orders/${id}/holds/${holdId}/release`, {});
          return;
        }
        const body = { kind: 'manual', reason: 'look' };
        const answer = await journey.call<{ hold: { id: string } }>(
          'POST',
          `/v1/orders/${id}/holds`,
          body,
        );
        holdId = answer.hold.id;
      },
    });
  });
});

test('an order that is placed is at the top of the list soon, at 500 events a second', async (t) => {
  // Its own number is known with the answer: what is waited for is that another order is at the top.
  let newest = await placeOrder(journey, 'TOP-FIRST');
  const page = await journey.enter(DESK, '/orders?externalId=TOP-');
  const selector = '[role=row][data-index="0"]';
  await page.locator(selector).waitFor();
  await sample(t, page, (number) =>
    Promise.resolve({
      selector,
      text: newest,
      how: 'gone',
      act: async () => {
        newest = await placeOrder(journey, `TOP-${number}`);
      },
    }),
  );
});

test('an order that waits for stock is counted on the tower soon, at 500 events a second', async (t) => {
  const page = await journey.enter(DESK, '/');
  await sample(t, page, (number) =>
    Promise.resolve({
      selector: '.figure-link[href*="backordered"] .figure-value',
      text: String(number + 1),
      how: 'whole',
      act: () => placeOrder(journey, `TOWER-${number}`, [{ sku: 'WAIT-01', quantity: 1 }]),
    }),
  );
});
