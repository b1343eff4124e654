import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { DESK, hindrances, isSettled, isStill, isTooWide, Journey, PHONE } from './browser.ts';
import { arriveAsNew, arriveByInvitation } from './new-people.ts';
import { makeSmallCompany, orderOf } from './small-company.ts';

let journey: Journey;
before(async () => {
  // What flows call stands on this machine.
  process.env['LINCHPIN_CONNECTORS_PRIVATE'] = 'allow';
  journey = await Journey.begin({ isBare: true });
  await makeSmallCompany(journey);
  await journey.call('PUT', '/v1/channels/SHOP', {
    name: 'Own shop',
    names: { en: 'Own shop', 'zh-CN': '自营商城' },
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    backorder: 'allow',
    promiseTargetDays: 5,
    paymentDeadlineMinutes: 1_440,
  });
});
after(async () => {
  await journey.end();
});

const FLOW = '/flows/presale-final-payment';
const step = (page: Page, id: string) => page.locator(`[data-step="${id}"]`);

const publish = (page: Page) => page.getByRole('toolbar').getByRole('button', { name: 'Publish' });

/** Chooses in a list of Ant Design, as somebody does who types what is meant. */
async function choose(page: Page, label: string, typed: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).first().click();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
}

/** Does what changes the drawing, and waits until the server has it: another page reads it next. */
async function keeping(
  page: Page,
  isWhole: (drawing: string) => boolean,
  change: () => Promise<void>,
): Promise<void> {
  const kept = page.waitForResponse(
    (response) =>
      response.request().method() === 'PUT' &&
      response.url().endsWith(FLOW.replace('/flows', '/v1/flows')) &&
      isWhole(response.request().postData() ?? ''),
  );
  await change();
  assert.equal((await kept).status(), 200);
}

/** Adds a step behind the one that has the focus, without a mouse. */
async function addByKeys(page: Page, typed: string, way?: string): Promise<void> {
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  if (way !== undefined) await dialog.getByText(way, { exact: true }).click();
  await dialog.getByLabel('Search steps').fill(typed);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

test('somebody who cannot program draws the flow of the guide, by mouse and by keys', async () => {
  const page = await journey.enter(DESK, '/flows');
  await page.getByRole('button', { name: 'New flow' }).first().click();
  await page.getByLabel('What is it called?').fill('Presale: final payment');
  await page.getByRole('button', { name: 'Begin drawing' }).click();
  await step(page, 'end').waitFor();

  // For which orders: put together from choices.
  await choose(page, 'Choose what to look at', 'What kind of order');
  await page.locator('.condition-value').click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Only: What kind of order it is is preorder').waitFor();

  // By mouse: from the palette into the way.
  const palette = page.getByRole('complementary', { name: 'Steps to add' });
  await palette
    .getByRole('button', { name: /^Hold/ })
    .dragTo(page.locator('.react-flow__edge').first(), { force: true });
  await step(page, 'hold').waitFor();
  await page
    .getByText(/things? to mend/)
    .first()
    .waitFor();
  assert.equal(await publish(page).isEnabled(), false);
  await journey.picture(page, 'flow with problems');
  assert.deepEqual(await hindrances(page), []);
  await page.getByLabel('Kind of hold').fill('payment_check');
  await page.getByLabel('Reason').fill('Presale: the final payment is missing');

  // By keys: the rest.
  await step(page, 'hold').focus();
  await addByKeys(page, 'wait');
  await step(page, 'wait_time').waitFor();
  await page.getByLabel('How long').fill('7');
  await page.locator('.duration-unit').click();
  await page.locator('.ant-select-item-option', { hasText: 'days' }).click();
  await step(page, 'wait_time').focus();
  await addByKeys(page, 'condition');
  await choose(page, 'Choose what to look at', 'How its payment');
  await page.locator('.editor-panel .condition-value').click();
  await page.keyboard.type('Paid');
  await page.keyboard.press('Enter');
  await step(page, 'condition').focus();
  await addByKeys(page, 'exception');
  await step(page, 'create_exception').waitFor();
  await page.getByLabel('Reason').fill('Presale: no final payment');
  await step(page, 'condition').focus();
  await addByKeys(page, 'release a hold', 'yes');
  await step(page, 'release_hold').waitFor();
  await keeping(
    page,
    (drawing) => drawing.split('"payment_check"').length === 3,
    () => page.getByLabel('Kind of hold').fill('payment_check'),
  );
  await page.context().close();
});

test('a misspelt fact is refused where it stands, and mended by a click', async () => {
  const page = await journey.enter(DESK, FLOW);
  await step(page, 'condition').click();
  await page.getByRole('button', { name: 'Write it as a formula' }).click();
  const formula = page.getByRole('combobox', { name: 'Condition' });
  await formula.fill("order.paymentStat == 'paid'");
  await page
    .locator('.expression-problems')
    .getByText(/has no field 'paymentStat'/)
    .waitFor();
  assert.equal(await page.locator('.expression-wrong').textContent(), 'paymentStat');
  await journey.picture(page, 'flow with a misspelt fact');
  assert.deepEqual(await hindrances(page), []);
  // Whoever reads Chinese is told the same in Chinese, in the list of what is to be mended.
  await page.getByText('Saved', { exact: true }).waitFor();
  const chinese = await journey.enter({ ...DESK, language: 'zh-CN' }, FLOW);
  await chinese
    .getByRole('button', { name: '“条件”写得不对。“order”没有字段“paymentStat”。' })
    .waitFor();
  await journey.picture(chinese, 'flow with a misspelt fact in Chinese');
  await chinese.context().close();
  await keeping(
    page,
    (drawing) => drawing.includes("order.paymentState == 'paid'"),
    () => page.getByRole('button', { name: 'Write paymentState' }).click(),
  );
  assert.equal(await formula.inputValue(), "order.paymentState == 'paid'");
  await page.context().close();
});

test('it is published, and an order that enters it is lit on its way', async () => {
  const page = await journey.enter(DESK, FLOW);
  await step(page, 'condition').waitFor();
  await page.getByRole('button', { name: 'Tidy up' }).click();
  await page.getByText('Nothing is wrong').waitFor();
  await page.getByText('Saved', { exact: true }).waitFor();
  await journey.picture(page, 'flow');
  assert.equal(await isTooWide(page), false);
  assert.deepEqual(await hindrances(page), []);
  await publish(page).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Live: version 1').waitFor();

  const placed = await journey.call<{ id: string }>('POST', '/v1/orders', {
    ...orderOf('PRESALE-1', [{ sku: 'TEA-01', quantity: 2 }]),
    kind: 'preorder',
    depositMinor: 2_000,
  });
  await page.getByRole('link', { name: 'Orders', exact: true }).last().click();
  await page.getByText(/^Waits at “Wait” until/).waitFor();
  assert.equal(await page.locator('.flow-mark-visited').count(), 1);
  assert.equal(await page.locator('.flow-mark-waiting').count(), 1);
  await journey.picture(page, 'run of a flow');
  assert.deepEqual(await hindrances(page), []);

  await page.goto(`/orders/${placed.id}`);
  const section = page.locator('section', { hasText: 'Flows' }).last();
  await section.getByText('Presale: final payment').waitFor();
  await section.getByText('It waits until').waitFor();
  assert.deepEqual(journey.faults, []);
});

test('what was changed since is shown side by side; a telephone shows the steps as a list', async () => {
  const page = await journey.enter(DESK, FLOW);
  await step(page, 'hold').click();
  await page.getByLabel('Reason').fill('Presale: ask for the final payment');
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Versions' }).click();
  await page.getByRole('cell', { name: 'Presale: ask for the final payment' }).waitFor();
  assert.equal(await page.locator('.flow-mark-changed').count(), 1);
  await journey.picture(page, 'versions of a flow');
  assert.deepEqual(await hindrances(page), []);

  const phone = await journey.enter(PHONE, FLOW);
  await phone.getByRole('listitem').getByText('Hold').first().waitFor();
  await isSettled(phone);
  assert.equal(await isTooWide(phone), false);
  await journey.picture(phone, 'flow on a telephone');
  assert.deepEqual(await hindrances(phone), []);

  const chinese = await journey.enter({ ...DESK, theme: 'dark', language: 'zh-CN' }, FLOW);
  await step(chinese, 'condition').click();
  await chinese.getByText('接下来').waitFor();
  await journey.picture(chinese, 'flow in Chinese');
  assert.deepEqual(await hindrances(chinese), []);
  assert.deepEqual(journey.faults, []);
});

const LIFTING = '/flows/lift-fraud-hold';

/**
 * Draws a flow that lifts holds of others, which takes a second person, and logs who the customer is. Drawn under the
 * login of the page: the key of the journeys makes the people who approve, and is no author.
 */
async function drawLifting(page: Page): Promise<void> {
  const definition = {
    format: 1,
    code: 'lift-fraud-hold',
    names: { en: 'Lift the fraud hold', 'zh-CN': '解除风控挂起' },
    description:
      'Lifts the hold of the fraud check where it is a known customer. Ask risk control.',
    trigger: { kind: 'event', event: 'order.placed' },
    start: 'log',
    nodes: [
      { id: 'log', component: 'write_log', settings: { text: 'order.customer.email' } },
      { id: 'lift', component: 'release_hold', settings: { kind: 'fraud_check' } },
    ],
    edges: [{ from: 'log', output: 'next', to: 'lift' }],
  };
  const layout = { places: { log: { x: 0, y: 120 }, lift: { x: 0, y: 280 } }, comments: [] };
  const status = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    const url = '/v1/flows/lift-fraud-hold';
    return (await fetch(url, { method: 'PUT', headers, body })).status;
  }, JSON.stringify({ definition, layout }));
  assert.equal(status, 200);
}

const submit = (page: Page) => page.getByRole('toolbar').getByRole('button', { name: 'Submit' });

test('the policy refuses a drawing at its step, and lets it pass once it is mended', async () => {
  const page = await journey.enter(DESK, '/flows');
  await drawLifting(page);
  await page.goto(LIFTING);
  await page.getByText('1 thing that the rules do not allow').waitFor();
  await submit(page).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The rules do not let this through.').waitFor();
  await dialog.getByText('order.customer.email would be logged.').waitFor();
  await dialog.getByText('No personal data in logs').waitFor();
  assert.equal(await dialog.getByRole('button', { name: 'Submit' }).isEnabled(), false);
  await isStill(page);
  await journey.picture(page, 'flow refused by policy');
  assert.deepEqual(await hindrances(page), []);

  await dialog.getByRole('button', { name: 'Write to the log' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const panel = page.locator('.editor-panel');
  await panel.getByText('order.customer.email would be logged.').waitFor();
  await isStill(page);
  await journey.picture(page, 'finding at its step');
  assert.deepEqual(await hindrances(page), []);
  await panel.getByRole('combobox', { name: 'Text' }).fill('order.id');
  await page.keyboard.press('Escape');
  await page.getByText('Nothing is wrong').waitFor();
  await page.getByText('Saved', { exact: true }).waitFor();

  await submit(page).click();
  await dialog.getByText('Somebody else has to approve it.').waitFor();
  await dialog.getByLabel('A note for whoever approves it').fill('Asked for by risk control');
  await dialog.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Waits for approval').first().waitFor();

  // Whoever has drawn it is told so.
  await page.getByText('Four eyes: you have drawn or submitted it').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Approve' }).isEnabled(), false);
  await isStill(page);
  await journey.picture(page, 'no approval by the author');
  assert.deepEqual(await hindrances(page), []);
  assert.deepEqual(journey.faults, []);
});

test('a second login that the author has made approves nothing, and reads why beforehand', async () => {
  const page = await journey.enter(DESK, `${LIFTING}?tab=releases`);
  const second = await journey.open(DESK);
  await arriveByInvitation(page, second, { login: 'my-other-self', roles: ['operations'] });
  await second.goto(`${LIFTING}?tab=releases`);
  await second.getByText('made my-other-self on').waitFor();
  assert.equal(await second.getByRole('button', { name: 'Approve' }).isEnabled(), false);
  await isStill(second);
  await journey.picture(second, 'no approval by a second login');
  assert.deepEqual(await hindrances(second), []);
});

test('a second person approves it; a hundredth of the orders enters it, and it is rolled back', async () => {
  const second = await journey.open(DESK);
  await arriveAsNew(journey, second, { login: 'mei', roles: ['operations'] });
  await second.goto(`${LIFTING}?tab=releases`);
  await second.getByText('Asked for by risk control').waitFor();
  await second.getByRole('button', { name: 'Approve' }).click();
  const answer = second.getByRole('dialog');
  await answer.getByRole('button', { name: 'Approve' }).click();
  await second.getByText('Approved', { exact: true }).first().waitFor();
  await isStill(second);
  await journey.picture(second, 'release approved');
  assert.deepEqual(await hindrances(second), []);

  const page = await journey.enter(DESK, `${LIFTING}?tab=releases`);
  await page.getByRole('button', { name: 'Release', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 % of the orders enter it first').waitFor();
  await isStill(page);
  await journey.picture(page, 'start of a release');
  assert.deepEqual(await hindrances(page), []);
  await dialog.getByRole('button', { name: 'Release', exact: true }).click();
  await page.getByText('1% of the orders enter the new version.').waitFor();
  await page.getByText('0 of 200 orders have come so far.').waitFor();
  await page.getByRole('table', { name: 'New version beside the others' }).waitFor();
  await page.getByText('Releasing: 1% of the orders').waitFor();
  await isStill(page);
  await journey.picture(page, 'release to a hundredth');
  assert.equal(await isTooWide(page), false);
  assert.deepEqual(await hindrances(page), []);

  const chinese = await journey.enter(
    { ...DESK, theme: 'dark', language: 'zh-CN' },
    `${LIFTING}?tab=releases`,
  );
  await chinese.getByText('1% 的订单进入新版本。').waitFor();
  await isStill(chinese);
  await journey.picture(chinese, 'release in Chinese');
  assert.deepEqual(await hindrances(chinese), []);

  await page.getByRole('button', { name: 'Roll back' }).click();
  await dialog.getByLabel('Reason').fill('Too many calls from customers');
  await dialog.getByRole('button', { name: 'Roll back' }).click();
  await page.getByText('Rolled back by a person: Too many calls from customers').waitFor();
  await page.getByText('Rolled back', { exact: true }).first().waitFor();
  await isStill(page);
  await journey.picture(page, 'release rolled back');
  assert.deepEqual(await hindrances(page), []);

  const phone = await journey.enter(PHONE, `${LIFTING}?tab=releases`);
  await phone.getByText('Too many calls from customers').waitFor();
  assert.equal(await isTooWide(phone), false);
  await journey.picture(phone, 'release on a telephone');
  assert.deepEqual(await hindrances(phone), []);

  // A flow of two steps ends with the second.
  await phone.goto(LIFTING);
  await phone.locator('.steps-list').waitFor();
  const emptyBelow = await phone.evaluate(() => {
    const bottomOf = (name: string): number =>
      document.querySelector(name)?.getBoundingClientRect().bottom ?? Number.NaN;
    return bottomOf('.editor-parts') - bottomOf('.steps-list');
  });
  assert.ok(emptyBelow < 3, `the page goes on ${emptyBelow} px below its last step`);
  assert.deepEqual(journey.faults, []);
});

/** A flow that asks two different people about every business order. */
async function askTwoPeople(): Promise<void> {
  const task = { role: 'operations', outputs: ['approve', 'refuse'], dueMinutes: 60 };
  const form = {
    type: 'object',
    properties: { why: { type: 'string', title: { en: 'Why may it go out?' } } },
    required: ['why'],
  };
  const notBy = ['steps.first.by'];
  const definition = {
    format: 1,
    code: 'four-eyes',
    names: { en: 'Four eyes', 'zh-CN': '双人复核' },
    trigger: { kind: 'event', event: 'order.placed' },
    filter: "order.kind == 'preorder'",
    start: 'first',
    nodes: [
      { id: 'first', component: 'human_task', settings: { ...task, title: 'First look', form } },
      { id: 'second', component: 'human_task', settings: { ...task, title: 'Second look', notBy } },
    ],
    edges: [{ from: 'first', output: 'approve', to: 'second' }],
  };
  const layout = { places: { first: { x: 0, y: 120 }, second: { x: 0, y: 280 } }, comments: [] };
  await journey.call('PUT', '/v1/flows/four-eyes', { definition, layout });
  await journey.call('POST', '/v1/flows/four-eyes/publish', { version: 1 });
}

test('a flow asks a person, who fills in its form; the second look is for somebody else', async () => {
  await askTwoPeople();
  const page = await journey.enter(DESK, '/exceptions?tab=tasks');
  await page.getByText('No flow waits for you').waitFor();
  const placed = await journey.call<{ id: string }>('POST', '/v1/orders', {
    ...orderOf('FOUR-EYES-1', [{ sku: 'TEA-01', quantity: 1 }]),
    kind: 'preorder',
    depositMinor: 2_000,
  });
  // It is there the moment the flow asks.
  await page.getByRole('row', { name: /First look/ }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Approve' }).click();
  await drawer.getByText('Fill this in.').waitFor();
  await drawer.getByLabel('Why may it go out?').fill('The customer has called');
  await isStill(page);
  await journey.picture(page, 'task of a flow');
  assert.deepEqual(await hindrances(page), []);
  await drawer.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('No flow waits for you').waitFor();

  await page.goto(`/orders/${placed.id}`);
  await page.getByRole('link', { name: 'Second look' }).click();
  await drawer.getByText('Four eyes: you have acted on this order before').waitFor();
  assert.equal(await drawer.getByRole('button', { name: 'Approve' }).count(), 0);
  await isStill(page);
  await journey.picture(page, 'task for somebody else');
  assert.deepEqual(await hindrances(page), []);
  assert.deepEqual(journey.faults, []);
});

/** A courier that hangs up on whoever asks, so that nobody knows whether it has taken the parcel. */
async function askSilentCourier(page: Page): Promise<void> {
  const courier = createServer(({ socket }) => socket.destroy())
    .listen(0, '127.0.0.1')
    .unref();
  await once(courier, 'listening');
  const { port } = courier.address() as AddressInfo;
  await journey.call('PUT', '/v1/flow-connectors/courier', {
    names: { en: 'Courier', 'zh-CN': '快递公司' },
    url: `http://127.0.0.1:${port}`,
    secretVariable: null,
    repeat: 'neither',
  });
  const settings = {
    connector: 'courier',
    method: 'POST',
    path: '/parcels',
    body: { order: 'order.id' },
    answer: [{ name: 'parcel', pointer: '/parcel', type: 'string', example: 'SF1' }],
  };
  const definition = {
    format: 1,
    code: 'book-courier',
    names: { en: 'Book the courier', 'zh-CN': '预约快递' },
    description: 'Books a courier for cups.',
    trigger: { kind: 'event', event: 'order.placed' },
    filter: "order.lines.exists(l, l.sku == 'CUP-01')",
    start: 'book',
    nodes: [{ id: 'book', component: 'call_http', name: 'Book it', settings }],
    edges: [],
  };
  const layout = { places: {}, comments: [] };
  await journey.call('PUT', '/v1/flows/book-courier', { definition, layout });
  // What leads outside is published by a person, not by the key that has drawn it.
  const status = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ version: 1 });
    const url = '/v1/flows/book-courier/publish';
    return (await fetch(url, { method: 'POST', headers, body })).status;
  });
  assert.equal(status, 200);
}

test('what a system outside has not answered is settled by a person, and the order goes on', async () => {
  const page = await journey.enter(DESK, '/settings/connectors');
  await askSilentCourier(page);
  const placed = await journey.call<{ id: string }>(
    'POST',
    '/v1/orders',
    orderOf('COURIER-1', [{ sku: 'CUP-01', quantity: 1 }]),
  );
  await page.goto('/settings/connectors?item=courier');
  const unsure = page.getByRole('list', { name: 'To find out' });
  await unsure.getByText('Book the courier · Book it').waitFor();
  await unsure.getByText(/^Nothing came back/).waitFor();
  await unsure.getByRole('button', { name: 'Say what became of it' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('It was done', { exact: true }).click();
  await dialog.getByLabel('Parcel').fill('SF100');
  await dialog.getByLabel('How it was found out').fill('It stands in their list');
  await isStill(page);
  await journey.picture(page, 'settling what nobody knows');
  assert.deepEqual(await hindrances(page), []);
  await dialog.getByRole('button', { name: 'Settle it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.goto(`/orders/${placed.id}`);
  const section = page.locator('section', { hasText: 'Flows' }).last();
  await section.getByText('Book the courier').waitFor();
  await section.getByText('Went through').waitFor();
  assert.deepEqual(journey.faults, []);
});
