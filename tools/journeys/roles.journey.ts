import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { DESK, hindrances, isSettled, Journey, PHONE, type Look } from './browser.ts';
import { arriveAsNew } from './new-people.ts';
import { makeSmallCompany, placeOrder } from './small-company.ts';

let journey: Journey;
let orderId = '';
before(async () => {
  journey = await Journey.begin({ isBare: true });
  await makeSmallCompany(journey);
  orderId = await placeOrder(journey, 'ROLES-1');
  await journey.call('POST', `/v1/orders/${orderId}/release`);
});
after(async () => {
  await journey.end();
});

/** Somebody new, and all that the server has answered them. */
async function arrive(look: Look, person: Parameters<typeof arriveAsNew>[2]) {
  const page = await journey.open(look);
  const answers: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/v1/'))
      void response.text().then(
        (text) => answers.push(text),
        () => undefined,
      );
  });
  await arriveAsNew(journey, page, person);
  return { page, answers };
}

/** The screens in the menu; on a phone those under More, too. */
async function screensOf(page: Page): Promise<string[]> {
  const links = await page.locator('.rail .rail-list a').allInnerTexts();
  return links.map((text) => text.trim());
}

test('a worker sees the goods of their location, and neither prices nor customers elsewhere', async () => {
  const { page, answers } = await arrive(PHONE, {
    login: 'worker',
    roles: ['worker'],
    locations: ['SHA'],
  });
  const screens = await screensOf(page);
  assert.ok(screens.includes('Shop floor'), screens.join(', '));
  for (const hidden of ['Settings', 'Audit', 'Exceptions'])
    assert.ok(!screens.includes(hidden), `a worker has no ${hidden}`);
  await page.goto('/floor');
  await page.getByRole('button', { name: /^Pick/ }).waitFor();
  assert.equal(await page.getByText('Chengdu warehouse').count(), 0);
  await page.goto('/fulfilment');
  await isSettled(page);
  await page.getByText(`${orderId}-1`).first().waitFor();
  await journey.picture(page, 'fulfilment of a worker');
  assert.deepEqual(await hindrances(page), []);
  for (const answer of answers)
    assert.doesNotMatch(answer, /unitPriceMinor|totalMinor|chen\.jing@|4900/);
});

test('an agent sees the whole order but not what it cost us, and changes no settings', async () => {
  const { page, answers } = await arrive(DESK, { login: 'agent', roles: ['agent'] });
  const screens = await screensOf(page);
  assert.ok(screens.includes('Orders') && screens.includes('Returns'), screens.join(', '));
  assert.ok(!screens.includes('Settings'));
  await page.goto(`/orders/${orderId}`);
  await isSettled(page);
  await page.getByText('chen.jing@example.com').waitFor();
  await journey.picture(page, 'order of an agent');
  assert.deepEqual(await hindrances(page), []);
  for (const answer of answers) assert.doesNotMatch(answer, /costMinor/);
  assert.deepEqual(journey.faults, []);
});
