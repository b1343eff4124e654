import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FlowAssetChanged } from '../../../contracts/flow-assets.ts';
import type { FlowReleaseChanged } from '../../../contracts/flow-releases.ts';
import type { FlowProblem } from '../../../contracts/flows.ts';
import { listAssets, listAudit, readAsset, readFindings, verifyAudit } from '../index.ts';
import { person } from '../releases/releases.testing.ts';
import { draw, node, openFlowShop } from '../testing.ts';

const flows = await openFlowShop();
const { shop } = flows;
after(() => flows.close());

const [ada, bo] = [person('ada'), person('bo')];

interface Told extends FlowAssetChanged {
  readonly code: string;
  readonly flows: readonly string[];
  readonly problems: readonly FlowProblem[];
  readonly findings: readonly { readonly rule: string }[];
}

const send = (kind: string, by: typeof ada, body: object) =>
  shop.hub.submit<Told>(kind, { ...body, caller: by.caller }, { actor: by.actor });

const put = (name: string, asset: object, version?: number) =>
  send('put_flow_asset', ada, {
    name,
    names: { en: name },
    owner: 'Risk',
    ...asset,
    ...(version === undefined ? {} : { version }),
  });

const rule = (expression: string) => ({
  kind: 'expression',
  content: { expression, messages: { en: 'It is big.', 'zh-CN': '大单。' } },
});

/** Writes and publishes an asset. Answers the number of its version. */
async function published(name: string, asset: object, version?: number): Promise<number> {
  const written = await put(name, asset, version);
  assert.equal(written.status, 200, written.text);
  const made = await send('publish_flow_asset', bo, { name, version: written.body.version });
  assert.equal(made.status, 200, made.text);
  return made.body.versionsMade;
}

const asks = (code: string, version: number) =>
  draw(
    code,
    [
      node('ask', 'condition', { asset: { name: 'big-order', version } }),
      node('mark', 'set_attribute', { name: 'why', value: 'steps.ask.message' }),
    ],
    ['ask.no > mark'],
  );

async function marksOf(order: object): Promise<unknown> {
  const { body } = await shop.place(order);
  const { rows } = await shop.pool.query<{ why: string | null }>(
    `select details -> 'attributes' ->> 'why' as why from orders.order_header where id = $1`,
    [body.id],
  );
  return rows[0]?.why;
}

const line = (quantity: number) => ({ lines: [{ sku: 'TEA', quantity, unitPriceMinor: 10 }] });

test('[FB1] a flow keeps the version that it stands by, whatever is published behind it', async () => {
  assert.equal(await published('big-order', rule('order.lines[0].quantity > 5')), 1);
  await flows.publish(asks('asks-one', 1));
  assert.equal(await marksOf(line(6)), null);
  assert.equal(await marksOf(line(4)), 'It is big.');
  assert.equal(await published('big-order', rule('order.lines[0].quantity > 3'), 1), 2);
  assert.equal(await marksOf(line(4)), 'It is big.');
  const { version } = await flows.publish(asks('asks-one', 2), 1);
  assert.equal(await marksOf(line(4)), null);
  assert.equal(
    await marksOf({ ...line(2), customer: { name: 'Wang', language: 'zh-CN' } }),
    '大单。',
  );
  const missing = await flows.put(asks('asks-one', 9), version);
  const caller = { ...bo.caller };
  const refused = await shop.hub.submit<Told>('publish_flow', {
    code: 'asks-one',
    version: missing.version,
    caller,
  });
  assert.deepEqual(
    refused.body.problems.map(({ code, setting }) => [code, setting])[0],
    ['no_such_asset', '/asset'],
    refused.text,
  );
});

test('[FB2] tables and templates stand for what nodes would say themselves', async () => {
  const table = {
    hitPolicy: 'first',
    inputs: [{ name: 'quantity', expression: 'order.lines[0].quantity', type: 'int' }],
    outputs: [{ name: 'size', type: 'string' }],
    rows: [
      { cells: [{ kind: 'range', from: 10 }], outputs: [{ value: 'large' }] },
      { cells: [{ kind: 'any' }], outputs: [{ value: 'small' }] },
    ],
  };
  await published('sizes', { kind: 'decision_table', content: { table } });
  await published('shipped-mail', {
    kind: 'notification_template',
    content: {
      channel: 'mail',
      subject: 'Order {order.id}',
      text: 'Dear "{order.customer.name}",\n{{{order.lines.size()}}} lines.',
    },
  });
  await flows.publish(
    draw(
      'by-library',
      [
        node('sizes', 'decision_table', { asset: { name: 'sizes', version: 1 } }),
        node('mark', 'set_attribute', { name: 'why', value: 'steps.sizes.size' }),
        node('mail', 'send_mail', {
          to: 'order.customer.email',
          asset: { name: 'shipped-mail', version: 1 },
        }),
      ],
      ['sizes.next > mark', 'mark.next > mail'],
      { filter: 'order.lines[0].quantity > 9' },
    ),
  );
  const { body } = await shop.place({
    ...line(12),
    customer: { name: 'Ada', email: 'ada@example.com' },
  });
  const { rows } = await shop.pool.query<{ body: { subject: string; text: string } }>(
    `select request -> 'body' as body from flows.effect where order_id = $1`,
    [body.id],
  );
  assert.equal(rows[0]?.body.subject, `Order ${body.id}`);
  assert.equal(rows[0]?.body.text, 'Dear "Ada",\n{1} lines.');
  await flows.stop('by-library', 'asks-one');
});

test('[FB3] what is unsound, against the policy or to be looked at by a second person is not published', async () => {
  const refusalOf = async (name: string, asset: object, by = bo) => {
    const written = await put(name, asset);
    return send('publish_flow_asset', by, { name, version: written.body.version });
  };
  const unsound = await refusalOf('unsound', rule('order.totl > 3'));
  assert.deepEqual(
    unsound.body.problems.map(({ code, setting }) => `${code} ${setting}`),
    ['wrong_expression /expression'],
  );
  const template = (text: string) => ({
    kind: 'notification_template',
    content: { channel: 'chat', text },
  });
  const open = await refusalOf('open', template('Hi {order.id'));
  assert.deepEqual(open.body.problems[0]?.code, 'wrong_template');
  const misspelt = await refusalOf(
    'misspelt',
    template('On {order.id}, {order.totl}: {order.holds}'),
  );
  assert.deepEqual(
    misspelt.body.problems.map(({ code, setting, start, end }) => [code, setting, start, end]),
    [
      ['wrong_expression', '/text', 22, 26],
      ['wrong_type', '/text', 30, 41],
    ],
    misspelt.text,
  );
  // Two places that are an expression only together are none.
  const split = await refusalOf('split', template('{order.id) + string(order.note}'));
  assert.deepEqual(split.body.problems[0]?.code, 'wrong_expression');
  const leaking = await refusalOf('leaking', template('For {order.customer.name}'));
  assert.deepEqual(
    [leaking.body.code, leaking.body.findings.map((finding) => finding.rule)],
    ['flow_against_policy', ['personal_to_outside']],
  );
  const alone = await refusalOf('alone', template('Order {order.id} is late.'), ada);
  assert.equal(alone.body.code, 'second_person_needed');
  const hidden = await refusalOf('hidden', {
    kind: 'expression',
    content: { expression: 'true', messages: { en: '身份证 11010519491231002X', 'zh-CN': 'x' } },
  });
  assert.deepEqual(hidden.body.findings[0]?.rule, 'identity_in_text');
});

test('[FB4] what is used is not removed', async () => {
  const users = async () =>
    (await listAssets(shop.pool)).find(({ name }) => name === 'big-order')?.usedBy;
  // The draft of a flow that was stopped.
  assert.deepEqual(await users(), ['asks-one']);
  const refused = await send('remove_flow_asset', ada, { name: 'big-order' });
  assert.deepEqual([refused.body.code, refused.body.flows], ['asset_in_use', ['asks-one']]);
  const { rows } = await shop.pool.query<{ version: number }>(
    `select draft_version as version from flows.flow where code = 'asks-one'`,
  );
  await flows.put(
    draw('asks-one', [node('stop', 'end', { outcome: 'continue' })], []),
    rows[0]?.version,
  );
  assert.deepEqual(await users(), []);
  const asset = await readAsset(shop.pool, 'big-order');
  assert.ok(asset.kind === 'found');
  assert.deepEqual(
    asset.value.uses.map(({ flowVersion, assetVersion, isInForce }) => [
      flowVersion,
      assetVersion,
      isInForce,
    ]),
    [
      [2, 2, false],
      [1, 1, false],
    ],
  );
});

test('[FB5] whoever submits a flow by a deprecated asset is told what to use', async () => {
  await published('huge-order', rule('order.lines[0].quantity > 50'));
  const wrong = { note: 'Too low.', useInstead: 'sizes' };
  const deprecate = (deprecation: object | null) =>
    send('deprecate_flow_asset', ada, { name: 'big-order', deprecation });
  assert.equal((await deprecate(wrong)).status, 400);
  const told = await deprecate({ note: 'Too low.', useInstead: 'huge-order' });
  assert.equal(told.body.isDeprecated, true, told.text);
  const { version } = await flows.put(asks('asks-late', 2));
  const submitted = await shop.hub.submit<FlowReleaseChanged>(
    'submit_flow',
    { code: 'asks-late', version, caller: ada.caller },
    { actor: ada.actor },
  );
  assert.equal(submitted.body.state, 'approved', submitted.text);
  const finding = submitted.body.findings.find((found) => found.rule === 'asset_deprecated');
  assert.deepEqual([finding?.node, finding?.mend.en], ['ask', 'Use huge-order in its place.']);
  assert.equal((await deprecate(null)).body.isDeprecated, false);
});

test('[FB7, FC12] whoever changes what a called flow gives back is told who reads it', async () => {
  const gives = (values: object) =>
    draw('score', [node('over', 'end', { outcome: 'continue', values })], [], {
      trigger: { kind: 'call' },
      filter: 'order.lines[0].quantity > 1',
      description: 'Scores an order.',
    });
  const reader = draw(
    'reads-score',
    [
      node('call', 'sub_flow', { flow: 'score', version: 1 }),
      node('mark', 'set_attribute', {
        name: 'why',
        value: "has(steps.call.points) ? 'points ' + string(steps.call.points) : 'none'",
      }),
    ],
    ['call.next > mark'],
  );
  await flows.publish(gives({ points: 'order.lines[0].quantity * 10' }));
  await flows.publish(reader);
  assert.equal(await marksOf(line(3)), 'points 30');
  assert.equal(await marksOf(line(1)), 'none');
  const { version } = await flows.put(gives({ grade: "'good'" }), 1);
  const submitted = await shop.hub.submit<FlowReleaseChanged>(
    'submit_flow',
    { code: 'score', version, caller: ada.caller },
    { actor: ada.actor },
  );
  assert.deepEqual(
    submitted.body.findings.map(({ rule: broken, message }) => [broken, message.en.slice(0, 28)]),
    [['breaks_callers', 'reads-score (mark) could not']],
    submitted.text,
  );
  // Why is told in the language of the reader, as of every finding.
  assert.equal(
    submitted.body.findings[0]?.message['zh-CN'],
    '“reads-score” (mark) 无法改用它：“steps.call”没有字段“points”。',
  );
  const told = await readFindings(shop.pool, 'score', {
    actor: 'key/test',
    now: flows.clock.now(),
  });
  assert.ok(told.kind === 'found' && told.value.items.length === 1);
  await flows.stop('reads-score');
});

test('[FB6] each change is told in the audit, and nobody saves over another', async () => {
  assert.equal((await put('sizes', rule('true'))).body.code, 'version_conflict');
  assert.equal((await put('sizes', rule('true'), 1)).status, 400);
  assert.equal((await send('remove_flow_asset', ada, { name: 'unsound' })).status, 200);
  assert.equal((await readAsset(shop.pool, 'unsound')).kind, 'refused');
  const actionsOf = async (name: string) => {
    const { items } = await listAudit(shop.pool, { flow: `asset/${name}`, before: null, limit: 9 });
    return items.map(({ action }) => action);
  };
  assert.deepEqual(await actionsOf('unsound'), ['asset_removed', 'asset_drawn']);
  assert.deepEqual(await actionsOf('big-order'), [
    'asset_restored',
    'asset_deprecated',
    'asset_published',
    'asset_drawn',
    'asset_published',
    'asset_drawn',
  ]);
  assert.equal((await verifyAudit(shop.pool)).isWhole, true);
});
