import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DESK, Journey } from './browser.ts';

let journey: Journey;
before(async () => {
  journey = await Journey.begin({ isBare: false });
});
after(async () => {
  await journey.end();
});

test('an order arrives while one looks at the list, and Ctrl-K leads to it', async () => {
  const page = await journey.enter(DESK, '/orders');
  const firstRow = page.locator('[role=row][data-index="0"]');
  await firstRow.waitFor();
  const before = await firstRow.innerText();
  // The twin orders about once a second; nobody loads the page again.
  await page.waitForFunction(
    (text) => document.querySelector<HTMLElement>('[role=row][data-index="0"]')?.innerText !== text,
    before,
    { timeout: 30_000 },
  );
  await page.keyboard.press('Control+k');
  await page.locator('.jump-field').fill('100000001');
  await page.locator('[role=option]').filter({ hasText: '100000001' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/orders/100000001');
  await page.locator('main h1').first().waitFor();
  assert.deepEqual(journey.faults, []);
});

test('language and theme change at once, and stay', async () => {
  const page = await journey.enter(DESK, '/');
  await page.locator('main h1').first().waitFor();
  const english = await page.locator('.rail').innerText();
  await page.keyboard.press('Control+k');
  await page.locator('.jump-field').fill('中文');
  await page.getByRole('option', { name: /切换到中文|中文/ }).click();
  await page.waitForFunction(
    (text) => document.querySelector<HTMLElement>('.rail')?.innerText !== text,
    english,
  );
  assert.match(await page.locator('.rail').innerText(), /订单/);
  await page.keyboard.press('Control+k');
  await page.locator('.jump-field').fill('深色');
  await page.getByRole('option', { name: /深色主题/ }).click();
  await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  assert.equal(await page.evaluate(() => localStorage.getItem('linchpin.theme')), '"dark"');
});

test('a server that is away is said, and what was missed comes after it', async () => {
  const page = await journey.enter(DESK, '/orders');
  await page.locator('[role=row][data-index="0"]').waitFor();
  await journey.server.stop();
  await page.locator('.live-light-offline').waitFor();
  await journey.picture(page, 'offline');
  await journey.server.start([]);
  await page.locator('.live-light-live').waitFor();
  assert.deepEqual(journey.faults, []);
});
