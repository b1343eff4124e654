import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createAccess } from '../modules/access/index.ts';
import { MINUTE_MS } from '../kernel/clock.ts';
import type { FlowTask } from '../../contracts/flow-tasks.ts';
import { leftTasks, listTasks, readTask, readTaskCandidates, taskDeadlines } from './index.ts';
import { draw, node, openFlowShop } from './testing.ts';

const flows = await openFlowShop(() => {
  const access = createAccess();
  return { leadingSources: access.sources, handlers: access.handlers };
});
const { shop, clock } = flows;
after(() => flows.close());

const FORM = {
  type: 'object',
  properties: {
    why: { type: 'string', maxLength: 20, enum: ['price', 'address'] },
    score: { type: 'integer', minimum: 0, maximum: 10 },
    sure: { type: 'boolean' },
  },
  required: ['why'],
};
const FOUR_EYES = draw(
  'four-eyes',
  [
    node('first', 'human_task', {
      title: 'Look at it',
      role: 'operations',
      outputs: ['approve', 'refuse'],
      form: FORM,
      dueMinutes: 60,
    }),
    node('second', 'human_task', {
      title: 'Look again',
      role: 'operations',
      outputs: ['approve', 'refuse'],
      notBy: ['steps.first.by'],
    }),
    node('mark', 'set_attribute', { name: 'by', value: "steps.first.why + ' ' + steps.second.by" }),
  ],
  ['first.approve > second', 'second.approve > mark'],
);

before(async () => {
  for (const [login, roles] of [
    ['ada', ['operations']],
    ['bob', ['operations', 'agent']],
    ['eve', ['agent']],
    ['root', ['admin']],
  ] as const) {
    const made = await shop.submit('create_person', {
      login,
      name: login,
      roles,
      passwordHash: null,
    });
    assert.ok(made.status < 300, made.text);
  }
  await flows.publish(FOUR_EYES);
});

async function tasksOf(
  orderId: string,
  doer: Parameters<typeof listTasks>[1]['doer'] = null,
): Promise<FlowTask[]> {
  const { items } = await listTasks(shop.pool, {
    states: null,
    role: null,
    claimedBy: null,
    orderId: Number(orderId),
    doer,
    before: null,
    limit: 10,
  });
  return items;
}

const as =
  (actor: string) =>
  (kind: string, task: FlowTask | undefined, body: object = {}) =>
    shop.hub.submit<FlowTask & { code: string; detail: string }>(
      kind,
      { taskId: task?.id, ...body },
      { actor: `person/${actor}` },
    );

test('[FK5] who has the role claims, gives back, delegates and completes; nobody else', async () => {
  const { body } = await shop.place({});
  const [task] = await tasksOf(body.id);
  assert.deepEqual([task?.state, task?.title, task?.role], ['open', 'Look at it', 'operations']);
  const refused = await as('eve')('claim_flow_task', task);
  assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
  assert.equal((await as('ada')('claim_flow_task', task)).body.claimedBy, 'person/ada');
  for (const kind of ['claim_flow_task', 'return_flow_task', 'complete_flow_task']) {
    const other = await as('bob')(kind, task, { outcome: 'approve', answers: { why: 'price' } });
    assert.deepEqual([other.status, other.body.code], [409, 'illegal_transition'], kind);
  }
  assert.equal((await as('ada')('delegate_flow_task', task, { to: 'eve' })).status, 403);
  const given = await as('ada')('delegate_flow_task', task, { to: 'bob' });
  assert.equal(given.body.claimedBy, 'person/bob');
  assert.equal((await as('bob')('return_flow_task', task)).body.state, 'open');
  assert.equal((await as('bob')('return_flow_task', task)).status, 409);
  for (const [wrong, why] of [
    [{ outcome: 'else' }, /approve, refuse/],
    [{ outcome: 'approve' }, /why is to be filled in/],
    [{ outcome: 'approve', answers: { why: 'else' } }, /price, address/],
    [{ outcome: 'approve', answers: { why: 'price', score: 11 } }, /from 0 to 10/],
    [{ outcome: 'approve', answers: { why: 'price', sure: 'yes' } }, /yes or no/],
    [{ outcome: 'approve', answers: { why: 'price', more: 1 } }, /does not ask for more/],
  ] as const) {
    const answer = await as('root')('complete_flow_task', task, wrong);
    assert.deepEqual([answer.status, why.test(answer.text)], [400, true], answer.text);
  }
  const done = await as('root')('complete_flow_task', task, {
    outcome: 'refuse',
    answers: { why: 'address', score: 3, sure: true },
  });
  assert.deepEqual([done.status, done.body.state, done.body.doneBy], [200, 'done', 'person/root']);
  assert.equal((await as('root')('claim_flow_task', task)).status, 409);
  assert.equal((await flows.runsOf(body.id))[0]?.state, 'ended');
  const found = await readTask(shop.pool, task?.id ?? '');
  assert.ok(found.kind === 'found' && found.value.answers?.['score'] === 3);
});

test('[FK5, FK6] four eyes: who did the first may not do the second, however it is asked', async () => {
  const { body } = await shop.place({});
  const [first] = await tasksOf(body.id);
  await as('ada')('complete_flow_task', first, { outcome: 'approve', answers: { why: 'price' } });
  const second = (await tasksOf(body.id)).find(({ state }) => state === 'open');
  assert.deepEqual(second?.notBy, ['person/ada']);
  for (const [kind, more] of [
    ['claim_flow_task', {}],
    ['complete_flow_task', { outcome: 'approve' }],
  ] as const) {
    const refused = await as('ada')(kind, second, more);
    assert.match(refused.text, /acted before/);
  }
  await as('bob')('claim_flow_task', second);
  assert.match((await as('bob')('delegate_flow_task', second, { to: 'ada' })).text, /acted before/);
  await as('bob')('complete_flow_task', second, { outcome: 'approve' });
  const { rows } = await shop.pool.query<{ by: string }>(
    `select details -> 'attributes' ->> 'by' as by from orders.order_header where id = $1`,
    [body.id],
  );
  assert.deepEqual(rows, [{ by: 'price person/bob' }]);
});

test('[FK9] people are shown what they may do and what they have claimed, and no more', async () => {
  const { body } = await shop.place({});
  const [first] = await tasksOf(body.id);
  await as('ada')('complete_flow_task', first, { outcome: 'approve', answers: { why: 'price' } });
  const shown = async (login: string, roles: readonly string[] | null) =>
    (await tasksOf(body.id, { actor: `person/${login}`, roles })).map(({ title }) => title);
  assert.deepEqual(await shown('ada', ['operations']), []);
  assert.deepEqual(await shown('bob', ['operations', 'agent']), ['Look again']);
  assert.deepEqual(await shown('eve', ['agent']), []);
  assert.deepEqual(await shown('root', null), ['Look again']);
  const second = (await tasksOf(body.id)).find(({ state }) => state === 'open');
  await as('bob')('claim_flow_task', second);
  assert.deepEqual(await shown('bob', ['operations']), ['Look again']);
  assert.deepEqual(await shown('root', null), []);
});

test('[FK10] whoever gives a task away is shown who could take it', async () => {
  const { body } = await shop.place({});
  const [first] = await tasksOf(body.id);
  const shown = async (task: FlowTask | undefined, search: string | null = null) => {
    const found = await readTaskCandidates(shop.pool, task?.id ?? '', { search, limit: 10 });
    assert.ok(found.kind === 'found');
    return found.value.items.map(({ login }) => login);
  };
  assert.deepEqual(await shown(first), ['ada', 'bob', 'root']);
  assert.deepEqual(await shown(first, 'OB'), ['bob']);
  await as('ada')('claim_flow_task', first);
  assert.deepEqual(await shown(first), ['bob', 'root']);
  await as('ada')('complete_flow_task', first, { outcome: 'approve', answers: { why: 'price' } });
  const second = (await tasksOf(body.id)).find(({ node: at }) => at === 'second');
  assert.deepEqual(await shown(second), ['bob', 'root']);
  const nowhere = '01a203c5-275f-7324-89cd-0c11b939cef0';
  const absent = await readTaskCandidates(shop.pool, nowhere, { search: null, limit: 1 });
  assert.equal(absent.kind, 'refused');
});

test('[FK7] a task that is not done in time is told once', async () => {
  const { body } = await shop.place({});
  clock.advance(60 * MINUTE_MS);
  await shop.tick(taskDeadlines);
  assert.equal(await shop.tick(taskDeadlines), 0);
  assert.deepEqual(
    (await flows.eventsOf(body.id)).filter((told) => told.startsWith('flow_task')),
    ['flow_task.opened by flow/four-eyes', 'flow_task.overdue'],
  );
  assert.equal((await tasksOf(body.id))[0]?.isOverdue, true);
});

test('[FK8] a task whose run has ended by another way is withdrawn', async () => {
  const look = (id: string) =>
    node(id, 'human_task', { title: id, role: 'agent', outputs: ['done'] });
  await flows.publish(
    draw(
      'either',
      [
        node('split', 'fork', { branches: 2 }),
        look('look'),
        look('other'),
        node('loop', 'loop', { while: 'true', roundsMax: 45 }),
        node('twice', 'fork', { branches: 2 }),
        ...Array.from({ length: 40 }, (_, index) =>
          node(`n${index}`, 'write_log', { text: "'x'" }),
        ),
      ],
      [
        'split.branch_1 > look',
        'split.branch_2 > other',
        'other.done > twice',
        'twice.branch_1 > loop',
        'twice.branch_2 > loop',
        'loop.again > n0',
        ...Array.from({ length: 39 }, (_, index) => `n${index}.next > n${index + 1}`),
        'n39.next > loop',
      ],
    ),
  );
  const { body } = await shop.place({});
  await flows.stop('either', 'four-eyes');
  const other = (await tasksOf(body.id)).find(({ node: at }) => at === 'other');
  // Too many steps: the run fails as a whole, and nothing waits for the other task any more.
  await as('eve')('complete_flow_task', other, { outcome: 'done' });
  await shop.tick(leftTasks);
  const states = (await tasksOf(body.id)).map(({ node: at, state }) => `${at} ${state}`);
  assert.ok(states.includes('look withdrawn'), states.join());
  assert.equal(await shop.tick(leftTasks), 0);
});
