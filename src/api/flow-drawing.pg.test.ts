import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { FlowCheck, FlowVersionView, TriedExpression } from '../../contracts/flow-drawing.ts';
import { fillCompany, testOrder, testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let orderId = '';

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  const placed = await server.call('POST', '/v1/orders', testOrder('TRIED-1'));
  assert.equal(placed.status, 201, placed.text);
  orderId = String(placed.body.id);
});
after(async () => {
  await server.stop();
  await database.drop();
});

const DEFINITION = {
  format: 1,
  code: 'review',
  names: { en: 'Review' },
  trigger: { kind: 'event', event: 'order.placed' },
  start: 'check',
  nodes: [
    { id: 'check', component: 'condition', settings: { when: 'order.totl > 5' } },
    { id: 'stop', component: 'hold', settings: {} },
  ],
  edges: [{ from: 'check', output: 'yes', to: 'stop' }],
};

async function tried(body: object): Promise<TriedExpression> {
  const answer = await server.call('POST', '/v1/flow-expressions', body);
  assert.equal(answer.status, 200, answer.text);
  return answer.body as unknown as TriedExpression;
}

test('[A130] a drawing is judged before it is kept', async () => {
  const answer = await server.call('POST', '/v1/flow-checks', { definition: DEFINITION });
  assert.equal(answer.status, 200, answer.text);
  const { problems, nodes } = answer.body as unknown as FlowCheck;
  assert.deepEqual(
    nodes.map(({ id, outputs }) => [id, outputs]),
    [
      ['check', ['yes', 'no']],
      ['stop', ['next', 'refused']],
    ],
  );
  assert.deepEqual(nodes[0]?.expressions, [{ pointer: '/when', wanted: 'bool' }]);
  assert.deepEqual(new Set(problems.map(({ node }) => node)), new Set(['check', 'stop']));
  assert.equal((await server.call('GET', '/v1/flows/review')).status, 404);
});

test('[A130] whatever stands in a drawing, it is judged or refused', async () => {
  const drawn = (...nodes: object[]) => ({ ...DEFINITION, nodes, start: 'odd', edges: [] });
  const version = 2 ** 40;
  const called = { id: 'odd', component: 'sub_flow', settings: { flow: 'other', version } };
  const pinned = (asset: unknown) => ({ id: 'odd', component: 'condition', settings: { asset } });
  const odd = [
    called,
    pinned({ name: 'other', version }),
    pinned({ name: 'a\0', version: 1 }),
    pinned('other'),
    { id: 'odd', component: 'human_task', settings: { form: { properties: { size: null } } } },
  ];
  for (const node of odd) {
    const { status, text } = await server.call('POST', '/v1/flow-checks', {
      definition: drawn(node),
    });
    assert.equal(status, 200, text);
  }
  const trigger = { kind: 'event', event: 'order.placde' };
  const misspelt = await server.call('POST', '/v1/flow-checks', {
    definition: { ...drawn(called), trigger },
  });
  assert.match(misspelt.text, /There is no event order.placde/);
  const layout = { places: {}, comments: [] };
  for (const [node, expected] of [
    [called, 200],
    [pinned({ name: 'a\0', version: 1 }), 400],
    [pinned({ name: '\ud83d', version: 1 }), 400],
  ] as const) {
    const code = `odd-${expected}`;
    const definition = { ...drawn(node), code };
    const put = await server.call('PUT', `/v1/flows/${code}`, { definition, layout });
    assert.equal(put.status, expected, put.text);
  }
  for (const path of [
    `/v1/flows/odd-200/versions/${version}`,
    `/v1/flow-runs?flow=odd-200&flowVersion=${version}`,
    `/v1/flows/odd-200/migration?from=${version}&to=1`,
  ]) {
    assert.equal((await server.call('GET', path)).status, 400, path);
  }
});

test('[A130] components that have nothing to do at a trigger are told, and are problems where they stand', async () => {
  const outOfPlaceAt = async (trigger: object) => {
    const definition = { ...DEFINITION, trigger };
    const answer = await server.call('POST', '/v1/flow-checks', { definition });
    assert.equal(answer.status, 200, answer.text);
    const { outOfPlace } = answer.body as unknown as FlowCheck;
    return Object.fromEntries(outOfPlace.map(({ component, reason }) => [component, reason]));
  };
  const form = { type: 'object', properties: {} };
  const api = { kind: 'api', input: form, output: form, ratePerMinute: 60 };
  const atPrice = await outOfPlaceAt({ kind: 'point', point: 'price' });
  const atPromise = await outOfPlaceAt({ kind: 'point', point: 'promise' });
  const afterEvent = await outOfPlaceAt(DEFINITION.trigger);
  const called = await outOfPlaceAt(api);
  assert.deepEqual(
    [atPrice['wait_time'], atPrice['add_handling_days'], atPrice['answer'], atPrice['condition']],
    ['no_waiting_here', 'wrong_point', 'no_caller_here', undefined],
  );
  assert.deepEqual([atPromise['add_handling_days'], atPromise['hold']], [undefined, 'wrong_point']);
  assert.deepEqual(
    [afterEvent['wait_time'], afterEvent['adjust_price']],
    [undefined, 'wrong_point'],
  );
  assert.deepEqual([called['answer'], called['hold']], [undefined, 'no_order_here']);
  const hold = { id: 'stop', component: 'hold', settings: { kind: 'x', reason: 'x' } };
  const judged = await server.call('POST', '/v1/flow-checks', {
    definition: { ...DEFINITION, trigger: api, start: 'stop', nodes: [hold], edges: [] },
  });
  const [problem] = (judged.body as unknown as FlowCheck).problems;
  assert.deepEqual([problem?.code, problem?.node], ['no_order_here', 'stop']);
});

test('[A131] an expression is tried on a real order', async () => {
  const value = await tried({ text: 'order.lines.size() > 0', wanted: 'bool', orderId });
  assert.deepEqual([value.type, value.evaluated, value.failure], ['bool', true, null]);
  const sum = await tried({ text: 'order.total', orderId });
  assert.equal(typeof (sum.evaluated as { minor: number }).minor, 'number');
  const absent = await tried({ text: 'order.note', orderId });
  assert.deepEqual([absent.failure?.code, absent.evaluated], ['absent', undefined]);
});

test('[A131] problems stand at their characters, completions at the cursor', async () => {
  const text = 'order.totl';
  const { problems, completions, type } = await tried({ text, cursor: 9, wanted: 'bool' });
  assert.equal(type, null);
  const [problem] = problems;
  assert.deepEqual(
    [problem?.code, problem?.start, problem?.end, problem?.suggestion],
    ['unknown_field', 6, 10, 'total'],
  );
  assert.deepEqual(problem?.parameters, { record: 'order', name: 'totl' });
  assert.ok(
    completions.some(({ label, from, to }) => label === 'total' && from === 6 && to === 10),
  );
});

test('[A131] whoever may not read orders learns nothing of them by expressions', async () => {
  const key = await server.makeKey('drawer', { scopes: ['flows:read', 'flows:write'] });
  const ask = (body: object) => server.call('POST', '/v1/flow-expressions', body, { key });
  const refused = await ask({ text: 'order.customer.name', orderId });
  assert.deepEqual([refused.status, refused.body['scope']], [403, 'orders:read'], refused.text);
  assert.equal((await ask({ text: 'order.customer.name' })).status, 200);
});

test('[A131] what a called flow gives back is offered with its type', async () => {
  const over = { outcome: 'continue', values: { points: 'order.lines.size() * 10' } };
  const definition = {
    ...DEFINITION,
    code: 'size',
    trigger: { kind: 'call' },
    start: 'over',
    nodes: [{ id: 'over', component: 'end', settings: over }],
    edges: [],
  };
  const body = { definition, layout: { places: {}, comments: [] } };
  assert.equal((await server.call('PUT', '/v1/flows/size', body)).status, 200);
  const made = await server.call('POST', '/v1/flows/size/publish', { version: 1 });
  assert.equal(made.status, 200, made.text);
  const nodes = [{ id: 'ask', component: 'sub_flow', settings: { flow: 'size', version: 1 } }];
  const { completions } = await tried({ text: 'steps.ask.', cursor: 10, nodes });
  assert.deepEqual(
    completions.map(({ label, type }) => [label, type]),
    [['points', 'int']],
  );
  assert.equal((await tried({ text: 'steps.ask.points + 1', nodes })).type, 'int');
});

test('[A131] an order that is not there is said so', async () => {
  const answer = await server.call('POST', '/v1/flow-expressions', { text: 'true', orderId: '7' });
  assert.equal(answer.status, 404);
});

test('[A132] a version is read as it was published, whatever was drawn since', async () => {
  const sound = { ...DEFINITION, nodes: [DEFINITION.nodes[0]], edges: [] };
  const draw = async (when: string, version?: number): Promise<number> => {
    const nodes = [{ id: 'check', component: 'condition', settings: { when } }];
    const body = { definition: { ...sound, nodes }, layout: { places: {}, comments: [] } };
    const answer = await server.call(
      'PUT',
      '/v1/flows/review',
      version === undefined ? body : { ...body, version },
    );
    assert.equal(answer.status, 200, answer.text);
    return Number(answer.body['version']);
  };
  const version = await draw('order.priority > 5');
  const published = await server.call('POST', '/v1/flows/review/publish', { version });
  assert.equal(published.status, 200, published.text);
  await draw('order.priority > 7', Number(published.body['version']));
  const answer = await server.call('GET', '/v1/flows/review/versions/1');
  const { definition, number } = answer.body as unknown as FlowVersionView;
  assert.deepEqual([number, definition.nodes[0]?.settings], [1, { when: 'order.priority > 5' }]);
  assert.equal((await server.call('GET', '/v1/flows/review/versions/2')).status, 404);
});
