import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { DESK, hindrances, isStill, isTooWide, Journey, PHONE, type Look } from './browser.ts';
import { arriveAsNew } from './new-people.ts';
import { makeSmallCompany, orderOf } from './small-company.ts';

const CHINESE_PHONE: Look = { ...PHONE, theme: 'dark', language: 'zh-CN' };
/** What a thumb can hit. */
const TOUCH_PX_MIN = 40;

let journey: Journey;
before(async () => {
  journey = await Journey.begin({ isBare: true });
  await makeSmallCompany(journey);
  await askAboutGifts();
});
after(async () => {
  await journey.end();
});

/** A flow that asks somebody about the gift card of every order, with a field of each kind. */
async function askAboutGifts(): Promise<void> {
  const title = (en: string, chinese: string) => ({ title: { en, 'zh-CN': chinese } });
  const form = {
    type: 'object',
    properties: {
      card: { type: 'string', maxLength: 40, ...title('Number of the card', '卡号') },
      pieces: { type: 'integer', minimum: 1, maximum: 9, ...title('How many', '张数') },
      kind: { type: 'string', enum: ['paper', 'plastic'], ...title('Kind of card', '卡的种类') },
      checked: { type: 'boolean', ...title('Is it unsealed?', '是否拆封？') },
      note: { type: 'string', maxLength: 500, ...title('Remark', '备注') },
    },
    required: ['card', 'pieces', 'checked'],
    order: ['card', 'pieces', 'kind', 'checked', 'note'],
  };
  const settings = {
    title: '礼品卡绑定 Bind the gift card to this order before it is packed',
    role: 'operations',
    outputs: ['approve', 'refuse'],
    dueMinutes: 90,
    form,
  };
  const definition = {
    format: 1,
    code: 'gift-card',
    names: { en: 'Gift cards', 'zh-CN': '礼品卡绑定' },
    trigger: { kind: 'event', event: 'order.placed' },
    start: 'bind',
    nodes: [
      { id: 'bind', component: 'human_task', settings },
      {
        id: 'keep',
        component: 'set_attribute',
        settings: { name: 'gift_card', value: 'steps.bind.card' },
      },
    ],
    edges: [{ from: 'bind', output: 'approve', to: 'keep' }],
  };
  await journey.call('PUT', '/v1/flows/gift-card', {
    definition,
    layout: { places: {}, comments: [] },
  });
  await journey.call('POST', '/v1/flows/gift-card/publish', { version: 1 });
}

/** What everybody may expect of a screen on a telephone. */
async function looksRight(page: Page, name: string): Promise<void> {
  await isStill(page);
  await journey.picture(page, name);
  assert.equal(await isTooWide(page), false, name);
  assert.deepEqual(await hindrances(page), [], name);
}

/** The controls of the open task that are smaller than a thumb. */
async function smallControls(page: Page): Promise<string[]> {
  const controls = page
    .locator('.task-detail')
    .locator('button, textarea, .ant-select, label.ant-radio-wrapper, .ant-input-number');
  return controls.evaluateAll(
    (found, least) =>
      found
        .filter((one) => one.getClientRects().length > 0)
        .filter((one) => !one.closest('.ant-input-number-handler-wrap'))
        .flatMap((one) => {
          const { height } = one.getBoundingClientRect();
          return height < least ? [`${Math.round(height)}px ${one.getAttribute('class')}`] : [];
        }),
    TOUCH_PX_MIN,
  );
}

test('on a telephone somebody claims a task and hands it to a colleague by name, who completes it', async () => {
  const first = await journey.open(PHONE);
  await arriveAsNew(journey, first, { login: 'ada', name: 'Ada Byron', roles: ['operations'] });
  const second = await journey.open(CHINESE_PHONE);
  await arriveAsNew(journey, second, { login: 'linmei', name: '林梅', roles: ['operations'] });
  await second.goto('/exceptions?tab=tasks');
  await second.getByText('没有流程在等您').waitFor();
  const placed = await journey.call<{ id: string }>(
    'POST',
    '/v1/orders',
    orderOf('GIFT-1', [{ sku: 'TEA-01', quantity: 1 }]),
  );
  await first.goto('/exceptions?tab=tasks');
  await first.getByText('礼品卡绑定').first().waitFor();
  await looksRight(first, 'tasks on a telephone');

  await first.getByText('Bind the gift card').first().click();
  const drawer = first.getByRole('dialog').first();
  await drawer.getByRole('button', { name: 'Claim' }).click();
  await drawer.getByText('You have claimed it.').waitFor();
  // In the order that was drawn, which the database does not keep among names.
  const asked = await drawer.locator('.task-form').innerText();
  const places = ['Number of the card', 'How many', 'Kind of card', 'Is it unsealed?', 'Remark'];
  assert.deepEqual(
    places.toSorted((one, other) => asked.indexOf(one) - asked.indexOf(other)),
    places,
  );
  await drawer.getByRole('button', { name: 'Approve' }).click();
  await drawer.getByText('Fill this in.').first().waitFor();
  // What is missing first is brought into sight, however far down one has pressed.
  await first.waitForFunction(() => document.activeElement?.closest('[data-missing]') !== null);
  await first.keyboard.type('GC-1');
  assert.equal(await drawer.getByLabel('Number of the card').inputValue(), 'GC-1');
  await looksRight(first, 'task on a telephone');
  assert.deepEqual(await smallControls(first), []);

  await drawer.getByRole('button', { name: 'Give it to somebody' }).click();
  const handing = first.getByRole('dialog').last();
  await handing.getByRole('combobox').click();
  await first.keyboard.type('林');
  await first.locator('.ant-select-item-option', { hasText: '林梅 · linmei' }).click();
  await looksRight(first, 'handing a task over on a telephone');
  await handing.getByRole('button', { name: 'Give it to somebody' }).click();
  await drawer.getByText('linmei has claimed it.').waitFor();
  assert.equal(await drawer.getByRole('button', { name: 'Approve' }).count(), 0);
  await looksRight(first, 'task of another on a telephone');

  // It is there without being asked for.
  await second.getByText('礼品卡绑定').first().waitFor();
  await looksRight(second, 'tasks on a Chinese telephone');
  await second.getByText('Bind the gift card').first().click();
  const own = second.getByRole('dialog').first();
  await own.getByText('您已认领。').waitFor();
  await own.getByLabel('卡号').fill('GC-8800');
  await own.getByLabel('张数').fill('2');
  await own.getByText('是', { exact: true }).click();
  await own.getByRole('combobox', { name: '卡的种类' }).click();
  await second.locator('.ant-select-item-option', { hasText: 'paper' }).click();
  await looksRight(second, 'task on a Chinese telephone');
  await own.getByRole('button', { name: '转交他人' }).click();
  await looksRight(second, 'handing over on a Chinese telephone');
  await second.getByRole('dialog').last().getByRole('button', { name: '暂不' }).click();
  await own.getByRole('button', { name: '通过' }).click();
  await second.getByText('没有流程在等您').waitFor();

  await second.getByText('已完成', { exact: true }).click();
  await second.getByText('Bind the gift card').first().click();
  await own.getByText('GC-8800').waitFor();
  await looksRight(second, 'task that is done on a Chinese telephone');
  const order = await journey.call<{ attributes: Record<string, unknown> }>(
    'GET',
    `/v1/orders/${placed.id}`,
  );
  assert.equal(order.attributes['gift_card'], 'GC-8800');
  const desk = await journey.enter(DESK, `/orders/${placed.id}`);
  await desk.getByText('Went through').waitFor();
  assert.deepEqual(journey.faults, []);
});
