import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBenchDatabase } from '../../bench/company.ts';
import { percentile, rounded } from '../../bench/percentile.ts';
import { storeOrders } from '../../bench/stored-orders.ts';
import { DESK, isSettled, Journey } from './browser.ts';
import { answeredMs, watchFrames } from './paints.ts';

// npm run journeys -- long-table --stored 1000000
const STORED = Number(process.env['STORED'] ?? 4_000);
/** The rows that somebody scrolls through. */
const ROWS_SCROLLED = Math.min(3_000, STORED / 8);
const ROW_PX = 44;
const STEP_PX = 330;
/** Rounds of views that one changes between. */
const ROUNDS = 2;

let journey: Journey;
let page: Page;
before(async () => {
  journey = await Journey.begin({ isBare: true });
  const database = await openBenchDatabase(journey.server);
  try {
    await storeOrders(database.pool, STORED);
  } finally {
    await database.stop();
  }
  page = await journey.enter(DESK, '/orders');
  await isSettled(page);
  await page.locator('[role=row][data-index="0"]').waitFor();
});
after(async () => {
  await journey.end();
});

test('thousands of rows are scrolled through without a pause', async (t) => {
  await page.mouse.move(700, 500);
  const smoothness = await watchFrames(page, async () => {
    for (let px = 0; px < ROWS_SCROLLED * ROW_PX; px += STEP_PX) {
      await page.mouse.wheel(0, STEP_PX);
      await page.waitForTimeout(16);
    }
    await page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('[role=row][data-index]')].some(
          (row) => Number((row as HTMLElement).dataset['index']) >= wanted,
        ),
      // Whoever scrolls faster than pages come goes on a little further down.
      Math.min(ROWS_SCROLLED, STORED) * 0.5,
    );
  });
  const reached = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll<HTMLElement>('[role=row][data-index]')].map((row) =>
        Number(row.dataset['index']),
      ),
    ),
  );
  t.diagnostic(JSON.stringify({ stored: STORED, rowsReached: reached, ...smoothness }));
  assert.deepEqual(journey.faults, []);
});

test('another view, filter, word or column is there without a pause', async (t) => {
  const view = (name: string) => page.getByRole('button', { name, exact: true }).first();
  const viewsMs: number[] = [];
  const searchesMs: number[] = [];
  const smoothness = await watchFrames(page, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of ['Held', 'All', 'Late', 'All', 'Today', 'All'])
        viewsMs.push(await answeredMs(page, () => view(name).click()));
    }
    const field = page.getByRole('searchbox').first();
    for (const words of ['customer77', 'customer 7', 'W1000', 'tea']) {
      await field.focus();
      searchesMs.push(
        await answeredMs(page, () => field.fill(words).then(() => field.press('End'))),
      );
    }
    await answeredMs(page, () => view('All').click());
    await page.getByRole('button', { name: /columns/i }).click();
    for (const column of ['Kind', 'Kind', 'Priority', 'Priority'])
      await page.getByRole('checkbox', { name: column }).click();
    await page.keyboard.press('Escape');
  });
  t.diagnostic(
    JSON.stringify({
      stored: STORED,
      viewP50Ms: rounded(percentile(viewsMs, 0.5)),
      viewMaxMs: rounded(Math.max(...viewsMs)),
      searchP50Ms: rounded(percentile(searchesMs, 0.5)),
      searchMaxMs: rounded(Math.max(...searchesMs)),
      ...smoothness,
    }),
  );
  assert.deepEqual(journey.faults, []);
});

test('whoever comes back from an order finds the list where they left it', async () => {
  await page.goto('/orders');
  await page.locator('[role=row][data-index="0"]').waitFor();
  const table = page.locator('.orders-list .cursor-table');
  await table.evaluate((element) => element.scrollTo({ top: 90 * 44 }));
  const row = page.locator('[role=row][data-index="92"]');
  await row.waitFor();
  await page.locator('[role=row][data-index="94"] input[type=checkbox]').click();
  // Its number; what else it says goes on with the time.
  const numberOf = async () => (await row.innerText()).split('\n')[0];
  const number = await numberOf();
  const top = await table.evaluate(({ scrollTop }) => scrollTop);
  await row.focus();
  await row.press('Enter');
  await page.waitForURL('**/orders/*');
  await table.waitFor({ state: 'detached' });
  await isSettled(page);
  await page.goBack();
  await row.waitFor();
  assert.equal(await numberOf(), number);
  assert.ok(Math.abs((await table.evaluate(({ scrollTop }) => scrollTop)) - top) < 2);
  assert.equal(await row.evaluate((element) => element === document.activeElement), true);
  await page.getByText('1 selected').waitFor();
  assert.deepEqual(journey.faults, []);
});
