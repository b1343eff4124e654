import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fastify from 'fastify';
import { ROLES, type Role } from '../../contracts/access.ts';
import { PolicyJudge, policyTexts } from '../modules/access/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { Door } from './door.ts';
import { knownRoutes, type KnownRoute } from './known-routes.ts';
import { personWith, type SessionCall } from './people.testing.ts';
import { enforcePolicies } from './policy.ts';
import { ROLE_MATRIX } from './role-matrix.testing.ts';
import { testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
const callers = new Map<Role, SessionCall>();

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  for (const role of ROLES) {
    const isAtLocation = role === 'worker' || role === 'supplier';
    const reach = isAtLocation ? { locations: ['CN-SHA'] } : {};
    const customer = role === 'customer' ? { customerEmail: 'ada@example.com' } : {};
    callers.set(role, await personWith(server, role, { ...reach, ...customer }));
  }
});
after(async () => {
  await server.stop();
  await database.drop();
});

/** `ao.... GET /v1/channels`, by method and path; the formats of an export are one row. */
const stored = new Map(
  ROLE_MATRIX.trim()
    .split('\n')
    .map((line) => [line.slice(ROLES.length + 1), line.slice(0, ROLES.length)] as const),
);

const nameOf = ({ method, url }: KnownRoute): string =>
  `${method} ${url.replace(/\.(csv|ndjson|xlsx)$/, '.*')}`;

const routesOf = () => knownRoutes(server.app).filter(({ method }) => method !== 'HEAD');

/** What a role is answered: 403 is the one status that says no. Nothing is changed: bodies and identifiers are none. */
async function mayCall(route: KnownRoute, role: Role): Promise<boolean> {
  const { config } = route.options;
  const isForAll = config?.policy === 'public' || config?.policy === 'anyone_known';
  // Logging out would end the session that asks; whoever is known may do that anyway.
  if (isForAll) return true;
  const url = route.url
    .replace(/:(id|fileId|holdId)\b/g, '01a203c5-275f-7324-89cd-0c11b939cef0')
    .replaceAll(/:\w+/g, 'none');
  // A place that is none ends the stream before it begins.
  const asked = url === '/v1/stream' ? `${url}?after=none` : url;
  const answer = await callers.get(role)?.(route.method as 'GET', asked);
  assert.ok(answer !== undefined && answer.status !== 401, `${role} ${asked}: ${answer?.text}`);
  return answer.status !== 403;
}

test('[A38] for each route and each role the server answers what the table says', async () => {
  const rows = new Map<string, string>();
  for (const route of routesOf()) {
    let row = '';
    for (const role of ROLES) row += (await mayCall(route, role)) ? role[0] : '.';
    const name = nameOf(route);
    assert.ok(!rows.has(name) || rows.get(name) === row, `${name} is the same in every format`);
    rows.set(name, row);
  }
  const lines = (table: ReadonlyMap<string, string>) =>
    [...table].map(([name, row]) => `${row} ${name}`);
  const answered = lines(rows);
  const told = lines(stored);
  const differing = [
    ...answered.filter((line) => !told.includes(line)).map((line) => `+ ${line}`),
    ...told.filter((line) => !answered.includes(line)).map((line) => `- ${line}`),
  ];
  assert.ok(
    differing.length === 0,
    `src/api/role-matrix.testing.ts has another line for these routes; judge whether the new answer is meant, and write it there:\n${differing.join('\n')}`,
  );
});

test('[A38] a changed policy changes its row and no other', () => {
  const { policies, schema } = policyTexts();
  const changed = policies.replace(
    /@id\("worker: looks at stock and what happens"\)[^;]*;/,
    '// Workers look at nothing.',
  );
  assert.notEqual(changed, policies);
  const judges = [new PolicyJudge(), new PolicyJudge({ schema, policies: changed })];
  const [now, then] = judges.map((judge) =>
    routesOf().map((route) => {
      const { policy } = route.options.config ?? {};
      const isScope = policy !== undefined && policy !== 'public' && policy !== 'anyone_known';
      const holders = ROLES.map((role) => judge.permissionsOf({ kind: 'person', roles: [role] }));
      const row = ROLES.map((role, index) =>
        isScope && holders[index]?.allows(policy) !== true ? '.' : role[0],
      );
      return `${row.join('')} ${nameOf(route)}`;
    }),
  );
  const lost = now?.filter((row) => !then?.includes(row)) ?? [];
  assert.ok(lost.includes('aoaw.. GET /v1/stock'), lost.join('\n'));
  assert.ok(then?.includes('aoa... GET /v1/stock'));
  const meant = routesOf().filter(({ options }) =>
    ['stock:read', 'events:read'].includes(String(options.config?.policy)),
  );
  assert.deepEqual(
    new Set(lost.map((row) => row.slice(ROLES.length + 1))),
    new Set(meant.map(nameOf)),
  );
});

test('[A39] a route that people with a reach may call and that does not say how it keeps to it cannot be added', () => {
  const app = fastify();
  enforcePolicies(app, {} as Door);
  const add = (url: string, config: object) => () => app.get(url, { config }, () => 'nothing');
  assert.throws(add('/a', { policy: 'stock:read' }), /names no reach/);
  assert.throws(add('/b', { policy: 'orders:read' }), /names no reach/);
  assert.doesNotThrow(add('/c', { policy: 'settings:read' }));
  assert.doesNotThrow(add('/d', { policy: 'stock:read', reach: ['location'] }));
});
