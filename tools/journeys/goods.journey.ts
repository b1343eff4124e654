import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { DESK, hindrances, isSettled, isTooWide, Journey, PHONE } from './browser.ts';
import { makeSmallCompany, placeOrder } from './small-company.ts';

let journey: Journey;
before(async () => {
  journey = await Journey.begin({ isBare: true });
  await makeSmallCompany(journey);
});
after(async () => {
  await journey.end();
});

interface Parcels {
  readonly items: readonly {
    readonly id: string;
    readonly parcels: readonly { readonly sscc: string }[];
  }[];
}
const shipmentsOf = (id: string) => journey.call<Parcels>('GET', `/v1/orders/${id}/shipments`);

/** What a scanner that acts as a keyboard sends. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

let shipped = '';

test('an order is picked, packed and handed over with a telephone and a scanner', async () => {
  const id = await placeOrder(journey, 'FLOOR-1');
  await journey.call('POST', `/v1/orders/${id}/release`);
  const page = await journey.enter(PHONE, '/floor');
  await page.getByRole('button', { name: /Shanghai warehouse/ }).click();
  await page.getByRole('button', { name: /^Pick/ }).click();
  await page.getByRole('button', { name: 'Begin with them now' }).click();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByText('Scan the item').waitFor();
  await journey.picture(page, 'floor pick');
  assert.equal(await isTooWide(page), false);
  assert.deepEqual(await hindrances(page), []);
  await scan(page, 'CUP-01');
  await page.getByText('Wrong: CUP-01').waitFor();
  await scan(page, 'TEA-01');
  await page.getByText('1 of 2', { exact: true }).first().waitFor();
  await scan(page, 'TEA-01');
  await page.getByText('List done').waitFor();
  await page.getByRole('button', { name: 'Pack now' }).click();
  await page.getByText('Take box M').waitFor();
  await scan(page, 'TEA-01');
  await page.getByText('TEA-01 is in').waitFor();
  await journey.picture(page, 'floor pack');
  assert.deepEqual(await hindrances(page), []);
  await scan(page, 'TEA-01');
  await page.getByRole('button', { name: /No scale/ }).click();
  await page.getByRole('button', { name: 'Book and print' }).click();
  await page.getByRole('heading', { name: 'Packed', level: 2 }).waitFor();
  await journey.picture(page, 'floor packed');
  const { items } = await shipmentsOf(id);
  const sscc = items[0]?.parcels[0]?.sscc;
  assert.ok(sscc !== undefined);
  await page.goto('/floor');
  await page.getByRole('button', { name: /Hand to carriers/ }).click();
  await page.getByText('Scan the parcel').waitFor();
  await scan(page, `00${sscc}`);
  await page.getByText(/SWIFT has it/).waitFor();
  const order = await journey.call<{ state: string }>('GET', `/v1/orders/${id}`);
  assert.equal(order.state, 'shipped');
  assert.deepEqual(journey.faults, []);
  shipped = id;
});

test('a customer follows the order without logging in, and sees it arrive', async () => {
  assert.notEqual(shipped, '', 'an order was shipped before');
  const { link } = await journey.call<{ link: string }>(
    'GET',
    `/v1/orders/${shipped}/tracking-link`,
  );
  const page = await journey.open(PHONE);
  const answers: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/v1/'))
      void response.text().then(
        (text) => answers.push(text),
        () => undefined,
      );
  });
  await page.goto(new URL(link).pathname);
  await page.getByText('On its way', { exact: true }).first().waitFor();
  await page.getByText('Dragon Well tea').first().waitFor();
  await journey.picture(page, 'tracking');
  assert.equal(await isTooWide(page), false);
  assert.deepEqual(await hindrances(page), []);
  const { items } = await shipmentsOf(shipped);
  await journey.call('POST', `/v1/fulfilment/shipments/${items[0]?.id}/tracking`, {
    event: {
      kind: 'delivered',
      occurredAt: new Date().toISOString(),
      reference: 'TRACK-1',
      proof: { signedBy: 'Chen' },
    },
  });
  await page.getByRole('heading', { name: /^Delivered/ }).waitFor();
  await journey.picture(page, 'tracking delivered');
  for (const answer of answers) assert.doesNotMatch(answer, /costMinor|"actor"|chen\.jing@/);
  assert.deepEqual(journey.faults, []);
});

test('goods come back: asked for, received, inspected and credited', async () => {
  const { id } = await journey.call<{ id: string }>('POST', `/v1/orders/${shipped}/returns`, {
    lines: [{ lineNumber: 1, quantity: 1, reason: 'damaged' }],
  });
  const page = await journey.enter(DESK, '/returns');
  await page.getByText(id).first().click();
  await page.getByRole('button', { name: 'Receive' }).first().click();
  const receive = page.getByRole('dialog');
  await receive.getByRole('button', { name: /Everything has come/ }).click();
  await receive.getByRole('button', { name: /Receive 1 unit/ }).click();
  await receive.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Inspect' }).first().click();
  const inspect = page.getByRole('dialog');
  await inspect.getByText('Scrap', { exact: true }).click();
  await inspect.getByText('1 unit leaves the stock.').waitFor();
  await journey.picture(page, 'inspect a return');
  assert.deepEqual(await hindrances(page), []);
  await inspect.getByRole('button', { name: 'Decide' }).click();
  await inspect.waitFor({ state: 'hidden' });
  await isSettled(page);
  await journey.picture(page, 'return');
  const one = await journey.call<{ state: string; lines: { creditedMinor: number }[] }>(
    'GET',
    `/v1/returns/${id}`,
  );
  assert.equal(one.state, 'closed');
  assert.equal(one.lines[0]?.creditedMinor, 4_900);
  assert.deepEqual(journey.faults, []);
});

test('a difference with another system is explained, and a second person has it corrected', async () => {
  const incoming = { location: 'CTU', reference: 'PO-77' };
  const expectedAt = new Date(Date.now() - 3_600_000).toISOString();
  await journey.call('POST', '/v1/stock/announcements', {
    ...incoming,
    lines: [{ sku: 'CUP-01', quantity: 40, expectedAt }],
  });
  const { id } = await journey.call<{ id: string }>('POST', '/v1/stock/snapshots', {
    location: 'CTU',
    source: 'WMS Chengdu',
    takenAt: new Date().toISOString(),
    lines: [{ sku: 'CUP-01', onHand: 340 }],
  });
  const page = await journey.enter(DESK, '/inventory?tab=reconciliation');
  await page.getByRole('link', { name: 'Reconciliation' }).click();
  await page.getByText('WMS Chengdu').click();
  await page.getByText('CUP-01').first().waitFor();
  await journey.picture(page, 'reconciliation');
  assert.deepEqual(await hindrances(page), []);
  const { items } = await journey.call<{ items: { id: string }[] }>(
    'GET',
    `/v1/stock/snapshots/${id}/drifts`,
  );
  await journey.call('POST', `/v1/stock/drifts/${items[0]?.id}/propose`, {
    causeChosen: 0,
    correction: 'here',
  });
  await page.getByRole('button', { name: 'Approve corrections' }).click();
  const approve = page.getByRole('dialog');
  await approve.getByRole('textbox').fill('The delivery stands in Chengdu; the note was late.');
  await approve.getByRole('button', { name: 'Approve corrections' }).click();
  // Not the step that says by whom it will be.
  await page.getByText(/^Decided by (?!a second person)/).waitFor();
  await journey.picture(page, 'reconciliation decided');
  const stock = await journey.call<{ items: { onHand: number }[] }>(
    'GET',
    '/v1/stock?location=CTU&sku=CUP-01',
  );
  assert.equal(stock.items[0]?.onHand, 340);
  assert.deepEqual(journey.faults, []);
});
