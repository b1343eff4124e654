import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DESK, hindrances, isSettled, Journey } from './browser.ts';
import { makeSmallCompany, placeOrder } from './small-company.ts';

let journey: Journey;
before(async () => {
  journey = await Journey.begin({ isBare: true });
  await makeSmallCompany(journey);
});
after(async () => {
  await journey.end();
});

interface Placed {
  readonly state: string;
  readonly shipments: readonly { readonly location: string }[];
  readonly lines: readonly { readonly quantity: number }[];
}
const readOrder = (id: string) => journey.call<Placed>('GET', `/v1/orders/${id}`);

test('why an order is sent from where it is, and what would have been otherwise', async () => {
  const id = await placeOrder(journey, 'WHY-1');
  const page = await journey.enter(DESK, `/orders/${id}`);
  await isSettled(page);
  await page
    .getByRole('button', { name: /From where it is sent/ })
    .first()
    .click();
  const why = page.getByRole('dialog', { name: 'Why from here?' });
  const candidates = why.getByRole('region', { name: 'Candidates' });
  await candidates.getByText('Shanghai warehouse').waitFor();
  assert.match(await candidates.innerText(), /Shanghai warehouse\s+Chosen/);
  assert.match(await candidates.innerText(), /Chengdu warehouse\s+It costs more/);
  await why.getByText('the same, to the last figure').waitFor();
  await why.getByRole('switch', { name: /Shanghai warehouse/ }).click();
  await why.getByText('The choice would have been another.').waitFor();
  const otherwise = why.getByRole('region', { name: 'What if?' });
  assert.match(await otherwise.innerText(), /As it would have been[\s\S]+Chengdu warehouse/);
  await journey.picture(page, 'why');
  assert.deepEqual(await hindrances(page), []);
  const order = await readOrder(id);
  assert.deepEqual(
    order.shipments.map(({ location }) => location),
    ['SHA'],
    'nothing was changed by asking',
  );
  assert.deepEqual(journey.faults, []);
});

test('an exception is taken, noted and cleared by the one who looks after it', async () => {
  const id = await placeOrder(journey, 'EXCEPTION-1');
  const page = await journey.enter(DESK, '/exceptions');
  await page.getByText('Nothing needs a person').waitFor();
  await journey.call('POST', '/v1/exceptions', {
    kind: 'reported',
    subject: `order/${id}`,
    note: 'The customer says that the box was open.',
    severity: 2,
  });
  // It appears by itself.
  const row = page.getByRole('row', { name: new RegExp(`Order ${id}`) });
  await row.click();
  const drawer = page.getByRole('dialog').filter({ hasText: 'The customer says' });
  await drawer.getByRole('button', { name: 'Take it' }).click();
  await drawer.getByRole('button', { name: 'Take it' }).waitFor({ state: 'detached' });
  // Who was asked to look at it was chosen too: why, and who else could have been.
  await drawer.getByRole('button', { name: 'Why? Owner of the exception' }).click();
  const why = page.getByRole('dialog', { name: 'Owner of the exception' });
  await why.getByText('the same, to the last figure').waitFor();
  const otherwise = why.getByRole('region', { name: 'What if?' });
  await otherwise.getByRole('combobox', { name: 'Who is asked' }).click();
  await page.locator('.ant-select-item-option', { hasText: 'Administrator' }).click();
  await otherwise.getByText('The choice would have been another.').waitFor();
  await journey.picture(page, 'why owner');
  assert.deepEqual(await hindrances(page), []);
  await why.getByRole('button', { name: 'Close' }).click();
  await why.waitFor({ state: 'hidden' });
  await drawer.getByRole('button', { name: 'It is over' }).click();
  await drawer.getByRole('textbox').fill('A photo shows it closed; agreed with the customer.');
  await journey.picture(page, 'exception');
  assert.deepEqual(await hindrances(page), []);
  await drawer.getByRole('button', { name: 'It is over' }).last().click();
  await row.waitFor({ state: 'detached' });
  assert.deepEqual(journey.faults, []);
});

test('an order is made smaller and then cancelled, and its page tells what that causes', async () => {
  const id = await placeOrder(journey, 'AMEND-1', [{ sku: 'CUP-01', quantity: 3 }]);
  const page = await journey.enter(DESK, `/orders/${id}`);
  await isSettled(page);
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
    return page.getByRole('dialog');
  };
  const amend = await act('Change quantities');
  await amend.getByRole('spinbutton', { name: 'Quantity of CUP-01' }).fill('2');
  await amend.getByRole('textbox', { name: 'Reason' }).fill('The customer wants two');
  await journey.picture(page, 'amend');
  await amend.getByRole('button', { name: 'Change quantities' }).click();
  await amend.waitFor({ state: 'hidden' });
  assert.equal((await readOrder(id)).lines[0]?.quantity, 2);
  const cancel = await act('Cancel');
  await cancel.getByText('A cancelled order cannot be opened again.').waitFor();
  await cancel.getByRole('textbox', { name: 'Reason' }).fill('The customer changed their mind');
  assert.deepEqual(await hindrances(page), []);
  await cancel.getByRole('button', { name: 'Cancel the order' }).click();
  await page.locator('main').getByText('Cancelled', { exact: true }).first().waitFor();
  assert.equal((await readOrder(id)).state, 'cancelled');
  assert.deepEqual(journey.faults, []);
});
