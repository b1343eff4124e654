import assert from 'node:assert/strict';
import { hashPassword } from '../modules/access/index.ts';
import type { Role } from '../../contracts/access.ts';
import { requestHashOf } from '../hub/index.ts';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import type { TestAnswer, TestServer } from './testing.ts';

/** What a browser of our own pages sends along. */
export const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

/** Calls as a browser with a session does. */
export type SessionCall = (
  method: Parameters<TestServer['call']>[0],
  url: string,
  body?: unknown,
) => Promise<TestAnswer>;

/** The cookie that an answer sets, as the browser sends it back. */
export function sessionCookieOf(answer: TestAnswer): string {
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map(String);
  const cookie = cookies.find((each) => /^(__Host-)?linchpin_session=[^;]/.test(each));
  assert.ok(cookie !== undefined, `a session cookie: ${answer.text}`);
  return cookie.split(';')[0] as string;
}

/** Calls under a cookie. */
export function callWith(server: TestServer, cookie: string): SessionCall {
  return (method, url, body) =>
    server.call(method, url, body, { key: null, headers: { cookie, ...OWN_PAGE } });
}

/** Logs in and answers what calls under that session. */
export async function logIn(
  server: TestServer,
  login: string,
  password: string,
): Promise<SessionCall> {
  const answer = await server.call('POST', '/v1/login', { login, password }, { key: null });
  assert.equal(answer.status, 200, answer.text);
  return callWith(server, sessionCookieOf(answer));
}

const PASSWORD = 'a password for tests';

/** Makes a person with a password, past the first login, and logs in. */
export async function personWith(
  server: TestServer,
  role: Role,
  reach: { readonly locations?: readonly string[]; readonly customerEmail?: string } = {},
): Promise<SessionCall> {
  const login = `${role}-${createIdSource(machineClock).uuid().slice(-8)}`;
  const made = await server.call('POST', '/v1/people', {
    login,
    name: role,
    roles: [role],
    ...reach,
  });
  assert.equal(made.status, 201, made.text);
  const body = {
    login,
    passwordHash: await hashPassword(PASSWORD),
    isOneTime: false,
    keptTokenHash: null,
  };
  const answer = await server.hub.submit({
    id: createIdSource(machineClock).uuid(),
    kind: 'change_password',
    body,
    key: null,
    requestHash: requestHashOf('change_password', body),
    actor: 'system/test',
    trace: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    receivedAt: machineClock.now(),
  });
  assert.equal(answer.status, 200, answer.body);
  return logIn(server, login, PASSWORD);
}
