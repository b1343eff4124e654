import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createManualClock } from '../../hub/testing.ts';
import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import { openCompany } from '../../modules/orders/testing.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { readFindings, readRelease } from './read-releases.ts';
import { drawing, flowDesk, node, openFlowShop, person } from './releases.testing.ts';

const database = await testDatabase();
const { pool } = database;
const clock = createManualClock();
const shop = openFlowShop(pool, clock);
await openCompany(shop);
const desk = flowDesk(shop);
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await shop.stop();
  await database.drop();
});

const ONE_TIME = { passwordHash: '$argon2 x', isOneTime: true, keptTokenHash: null };
const OWN = { ...ONE_TIME, isOneTime: false };

/** Manages people as somebody. */
async function manage(actor: string, kind: string, body: object): Promise<void> {
  const done = await shop.hub.submit<object>(kind, body, { actor });
  assert.ok(done.status < 300, done.text);
}

const made = (actor: string, login: string, roles: readonly string[] = ['operations']) =>
  manage(actor, 'create_person', { login, name: login, roles, passwordHash: '$argon2 x' });
const given = (actor: string, login: string) =>
  manage(actor, 'change_password', { login, ...ONE_TIME });
const chosen = (login: string) => manage(`person/${login}`, 'change_password', { login, ...OWN });

/** Logins that somebody else has made long ago. */
async function oldLogins(...logins: string[]): Promise<void> {
  for (const login of logins) await made('system/command-line', login, ['admin']);
  clock.advance(30 * DAY_MS);
}

const freeing = (code: string) => drawing(code, [node('free', 'release_hold', { kind: 'fraud' })]);

interface Refused {
  readonly code: string;
  readonly author: string;
  readonly login: string;
  readonly by: string;
  readonly how: string;
}

/** What approving and publishing answer; both say the same, and so does what is told beforehand. */
async function answers(
  login: string,
  release: { readonly id: string; readonly flow: string; readonly draftVersion: number },
) {
  const by = person(login);
  const reader = { actor: by.actor, now: clock.now() };
  const findings = await readFindings(pool, release.flow, reader);
  const view = await readRelease(pool, { code: release.flow, id: release.id }, reader);
  assert.ok(findings.kind === 'found' && view.kind === 'found');
  const told = findings.value.entanglement;
  assert.deepEqual(view.value.entanglement, told);
  if (told === null) return (await desk.on('approve_flow', by, release)).body;
  for (const answer of [
    await desk.on('approve_flow', by, release),
    await desk.on('reject_flow', by, release, { reason: 'mine' }),
    await desk.publish(by, release.flow, release.draftVersion),
  ]) {
    assert.equal(answer.status, 409, answer.text);
    const { code, author, login: whose, by: who, how } = answer.body as unknown as Refused;
    assert.deepEqual(
      { code, author, whose, who, how },
      {
        code: 'login_in_same_hands',
        author: told.author,
        whose: told.login,
        who: told.by,
        how: told.how,
      },
    );
  }
  return told;
}

const how = (answer: Awaited<ReturnType<typeof answers>>) =>
  'how' in answer ? `${answer.by} ${answer.how} ${answer.login}` : answer.state;

test('[FA9] a login that an author has made since the drawing was begun approves nothing of it', async () => {
  await oldLogins('ada', 'bob');
  const drawn = await desk.submitted(person('ada'), freeing('second'));
  clock.advance(20 * DAY_MS);
  await made('person/ada', 'ada-too');
  await chosen('ada-too');
  clock.advance(20 * DAY_MS);
  assert.equal(how(await answers('ada-too', drawn)), 'person/ada made person/ada-too');
  assert.equal(how(await answers('bob', drawn)), 'approved');
});

test('[FA9] one that was prepared settles after seven days: in a small company one person has made all', async () => {
  await oldLogins('eve');
  await made('person/eve', 'colleague');
  await chosen('colleague');
  clock.advance(6 * DAY_MS);
  const drawn = await desk.submitted(person('eve'), freeing('prepared'));
  assert.equal(how(await answers('colleague', drawn)), 'person/eve made person/colleague');
  clock.advance(DAY_MS + HOUR_MS);
  assert.equal(how(await answers('colleague', drawn)), 'approved');
});

test('[FA9] a password or a role from an author counts as well; another\u2019s password ends that', async () => {
  await oldLogins('fay', 'gus', 'hal', 'root');
  await made('system/command-line', 'iris', ['agent']);
  clock.advance(30 * DAY_MS);
  const drawn = await desk.submitted(person('fay'), freeing('given'));
  await given('person/fay', 'gus');
  await chosen('gus');
  assert.equal(how(await answers('gus', drawn)), 'person/fay password person/gus');
  await manage('person/fay', 'change_person', { login: 'iris', roles: ['agent', 'operations'] });
  assert.equal(how(await answers('iris', drawn)), 'person/fay rights person/iris');
  await manage('person/fay', 'change_person', { login: 'hal', isDisabled: true });
  await manage('person/fay', 'change_person', { login: 'hal', isDisabled: false });
  assert.equal(how(await answers('hal', drawn)), 'person/fay rights person/hal');
  clock.advance(10 * DAY_MS);
  assert.equal(how(await answers('iris', drawn)), 'person/fay rights person/iris');
  // Neither another name nor what a colleague gives makes a login that of an author.
  await manage('person/fay', 'change_person', { login: 'gus', name: 'Gus' });
  await given('person/root', 'gus');
  await chosen('gus');
  assert.equal(how(await answers('gus', drawn)), 'approved');
});

test('[FA9] whoever draws through the login of another does not approve it under their own', async () => {
  await oldLogins('jo', 'kim');
  await given('person/jo', 'kim');
  const drawn = await desk.submitted(person('kim'), freeing('through'));
  assert.equal(how(await answers('jo', drawn)), 'person/jo password person/kim');
});

test('[FA9] no chain of logins and keys leads around it, nor two logins of a third', async () => {
  await oldLogins('lou', 'pam');
  const drawn = await desk.submitted(person('lou'), freeing('chain'));
  await manage('person/lou', 'create_key', { name: 'robot', scopes: ['*'], secretHash: 'ab' });
  await made('key/robot', 'middle', ['admin']);
  await made('person/middle', 'last');
  assert.equal(how(await answers('last', drawn)), 'person/lou made key/robot');

  const begun = await desk.put(person('pam'), freeing('third'));
  await made('person/lou', 'puppet-a');
  await made('person/lou', 'puppet-b');
  const again = await desk.put(
    person('puppet-a'),
    drawing(
      'third',
      [
        node('free', 'release_hold', { kind: 'fraud' }),
        node('mark', 'set_attribute', { name: 'a', value: '1' }),
      ],
      [{ from: 'free', output: 'next', to: 'mark' }],
    ),
    begun.body.version,
  );
  const { body } = await desk.submit(person('puppet-a'), 'third', again.body.version);
  const third = { ...body, draftVersion: again.body.version };
  assert.equal(how(await answers('puppet-b', third)), 'person/lou made person/puppet-b');
});

test('[FA9] a key whose secret somebody has renewed speaks for them', async () => {
  await oldLogins('quin', 'ron');
  await manage('person/quin', 'create_key', { name: 'desk', scopes: ['*'], secretHash: 'cd' });
  clock.advance(30 * DAY_MS);
  const { rows } = await pool.query<{ id: string }>(
    `select id from access.api_key where name = 'desk'`,
  );
  await manage('person/ron', 'rotate_key', { id: rows[0]?.id, secretHash: 'ef' });
  const viaKey = {
    actor: 'key/desk',
    caller: { ...person('quin').caller, actors: ['key/desk', 'person/quin'] },
  };
  const drawn = await desk.submitted(viaKey, freeing('renewed'));
  assert.equal(how(await answers('ron', drawn)), 'person/ron secret key/desk');
});

test('[FA9] who has lately named the identity provider could have sent anybody', async () => {
  await oldLogins('sue', 'tom');
  await manage('person/sue', 'put_identity_provider', {
    name: 'Mine',
    issuer: 'https://id.example',
    clientId: 'x',
    clientSecretVariable: 'X',
    rolesByClaim: { all: ['operations'] },
  });
  await manage('system/login', 'log_in_by_provider', {
    identity: {
      issuer: 'https://id.example',
      subject: 's',
      name: null,
      email: 'new@id.example',
      groups: ['all'],
    },
    tokenHash: 'aa',
    expiresAt: clock.now() + DAY_MS,
    userAgent: null,
  });
  const drawn = await desk.submitted(person('sue'), freeing('provided'));
  assert.equal(
    how(await answers('new@id.example', drawn)),
    'person/sue provider person/new@id.example',
  );
  assert.equal(how(await answers('tom', drawn)), 'approved');
});

test('[FA9] what a person has approved is no longer asked about: the next change begins anew', async () => {
  await oldLogins('uma', 'vic');
  const first = await desk.submitted(person('uma'), freeing('anew'));
  assert.equal(how(await answers('vic', first)), 'approved');
  clock.advance(DAY_MS);
  await given('person/uma', 'vic');
  await chosen('vic');
  clock.advance(8 * DAY_MS);
  const next = await desk.submitted(
    person('uma'),
    { ...freeing('anew'), description: 'Another one. Ask the test.' },
    first.draftVersion,
  );
  assert.equal(how(await answers('vic', next)), 'approved');
});

test('[FA9] what is shared is published by nobody whom an author has in hand', async () => {
  await oldLogins('wim', 'xia');
  const asset = {
    name: 'late',
    kind: 'notification_template',
    names: { en: 'Late' },
    owner: 'Desk',
  };
  const content = { channel: 'chat', text: 'Order {order.id} is late.' };
  const { body } = await shop.hub.submit<{ readonly version: number }>(
    'put_flow_asset',
    { ...asset, content, caller: person('wim').caller },
    { actor: 'person/wim' },
  );
  await given('person/wim', 'xia');
  const publish = (login: string) =>
    shop.hub.submit<{ readonly code: string }>(
      'publish_flow_asset',
      { name: 'late', version: body.version, caller: person(login).caller },
      { actor: `person/${login}` },
    );
  assert.equal((await publish('xia')).body.code, 'login_in_same_hands');
  clock.advance(20 * DAY_MS);
  assert.equal((await publish('xia')).body.code, 'login_in_same_hands');
  await given('system/command-line', 'xia');
  const published = await publish('xia');
  assert.equal(published.status, 200, published.text);
});
