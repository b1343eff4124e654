import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { DESK, hindrances, isStill, Journey } from './browser.ts';

const FLOW = '/flows/shipping-fee';

let journey: Journey;
before(async () => {
  journey = await Journey.begin({ isBare: true });
  const table = {
    hitPolicy: 'first',
    inputs: [
      { name: 'country', expression: 'order.shipTo.countryCode', type: 'string' },
      { name: 'weight', expression: 'order.lines.size()', type: 'int' },
    ],
    outputs: [
      { name: 'fee', type: 'money' },
      { name: 'days', type: 'int' },
    ],
    rows: [{ cells: [{ kind: 'any' }, { kind: 'any' }], outputs: [{ value: 0 }, { value: 0 }] }],
  };
  const definition = {
    format: 1,
    code: 'shipping-fee',
    names: { en: 'Shipping fee', 'zh-CN': '运费' },
    trigger: { kind: 'event', event: 'order.placed' },
    start: 'fee',
    nodes: [{ id: 'fee', component: 'decision_table', settings: { table, mayMiss: true } }],
    edges: [],
  };
  const layout = { places: { fee: { x: 0, y: 120 } }, comments: [] };
  await journey.call('PUT', '/v1/flows/shipping-fee', { definition, layout });
});
after(async () => {
  await journey.end();
});

const cell = (page: Page, name: string, row: number): Locator =>
  page.getByRole('textbox', { name: `${name}, row ${row}`, exact: true });

/** Puts cells on the clipboard of the machine, as a spreadsheet does, and pastes them where the focus is. */
async function pasteInto(page: Page, where: Locator, cells: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), cells);
  await where.click();
  await page.keyboard.press('Control+V');
}

test('cells of a spreadsheet are pasted into a decision table; what does not fit is marked at its cell', async () => {
  const page = await journey.enter(DESK, FLOW);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('[data-step="fee"]').click();
  await page.getByRole('button', { name: 'Open the table' }).click();
  const drawer = page.getByRole('dialog');
  await cell(page, 'country', 1).waitFor();
  await pasteInto(
    page,
    cell(page, 'country', 1),
    'DE, FR\t1,234\t1,500.00 EUR\t3\nUS\t>= 12,000\ta lot\t1,000\n"say ""hi"""\t500..1,000\t9 EUR\tsoon\n',
  );
  await page.getByText('Pasted: 3 × 4 cells.').waitFor();
  await page.getByText('2 cells do not fit their columns and are marked.').waitFor();
  for (const [name, row, text] of [
    ['country', 1, 'DE, FR'],
    ['weight', 1, '1234'],
    ['fee', 1, '1500.00 EUR'],
    ['days', 1, '3'],
    ['weight', 2, '>= 12000'],
    ['fee', 2, 'a lot'],
    ['days', 2, '1000'],
    ['weight', 3, '500..1000'],
    ['days', 3, 'soon'],
  ] as const) {
    assert.equal(await cell(page, name, row).inputValue(), text, `${name}, row ${row}`);
  }

  // What is wrong is told by the server, at its cell and below, from where a click leads to it.
  await drawer.getByText('Row 2: "a lot" does not fit the column “fee”.').waitFor();
  const wrong = (): Promise<(string | null)[]> =>
    drawer
      .locator('[data-cell][aria-invalid=true]')
      .evaluateAll((cells) => cells.map((one) => one.getAttribute('data-cell')));
  assert.deepEqual(await wrong(), ['1:2', '2:3']);
  assert.match((await cell(page, 'days', 3).getAttribute('title')) ?? '', /does not fit/);
  await isStill(page);
  await journey.picture(page, 'table with what was pasted');
  assert.deepEqual(await hindrances(page), []);

  await drawer.getByRole('button', { name: /^Row 3: "soon"/ }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-cell') === '2:3');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  // One number by itself, into what is being written.
  await page.evaluate(() => navigator.clipboard.writeText('20,000 EUR'));
  await cell(page, 'fee', 2).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Tab');
  assert.equal(await cell(page, 'fee', 2).inputValue(), '20000.00 EUR');
  await page.waitForFunction(
    () => document.querySelector('[data-cell][aria-invalid=true]') === null,
  );

  // A column in which commas separate values keeps them.
  await pasteInto(page, cell(page, 'weight', 1), '1,2\n100,200\n');
  await page.getByText('Pasted: 2 × 1 cells.').waitFor();
  assert.equal(await cell(page, 'weight', 2).inputValue(), '100, 200');
  await page.evaluate(() => navigator.clipboard.writeText('1,234'));
  await cell(page, 'weight', 2).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Tab');
  assert.equal(await cell(page, 'weight', 2).inputValue(), '1234');
  assert.deepEqual(journey.faults, []);
});
