import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { CommandHandler, FactSource, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { AccessFacts } from './access-facts.ts';
import * as sql from './access.sql.ts';

/** A session that is to be opened. */
export interface NewSession {
  /** SHA-256 of the cookie's token, hexadecimal. */
  readonly tokenHash: string;
  readonly expiresAt: Instant;
  /** What the browser says it is; its owner tells sessions apart by it. */
  readonly userAgent: string | null;
}

/** Opens a session for a person whose proof was found right. */
export function openSession(
  facts: AccessFacts,
  unit: UnitOfWork,
  opening: {
    readonly id: string;
    readonly login: string;
    readonly session: NewSession;
    readonly openedBy: 'password' | 'provider';
    readonly at: Instant;
  },
): void {
  const { id, login, session, openedBy, at } = opening;
  facts.write({
    statement: sql.insertSession,
    values: [
      Buffer.from(session.tokenHash, 'hex'),
      login,
      at,
      session.expiresAt,
      id,
      session.userAgent,
      openedBy,
    ],
  });
  unit.emit({
    type: 'session.opened',
    subject: `person/${login}`,
    occurredAt: at,
    data: JSON.stringify({ login, openedBy, expiresAt: instantToText(session.expiresAt) }),
  });
}

/** What log_in takes once the password was found right. */
interface LogInBody extends NewSession {
  readonly login: string;
}

/** log_in: opens a session. */
export function logInHandler(access: FactSource<AccessFacts>): CommandHandler<LogInBody> {
  return {
    kind: 'log_in',
    need({ body }, unit) {
      unit.facts(access).needLogin(body.login);
    },
    decide({ id, body, receivedAt }, unit) {
      const facts = unit.facts(access);
      const person = facts.person(body.login);
      // Between the check of the password and this decision somebody may have disabled the person.
      if (person === undefined || person.disabled_at !== null) {
        return refuse('wrong_credentials', 'Login or password is wrong.');
      }
      openSession(facts, unit, {
        id,
        login: body.login,
        session: body,
        openedBy: 'password',
        at: receivedAt,
      });
      return { kind: 'accepted', status: 200, body: '{}' };
    },
  };
}

/**
 * refuse_login: writes down that somebody tried in vain. A login that nobody has is not written down: people
 * type their password into that field.
 */
export function refuseLoginHandler(access: FactSource<AccessFacts>): CommandHandler<{
  readonly login: string;
  readonly address: string;
}> {
  return {
    kind: 'refuse_login',
    need({ body }, unit) {
      unit.facts(access).needLogin(body.login);
    },
    decide({ body, receivedAt }, unit) {
      const isKnown = unit.facts(access).person(body.login) !== undefined;
      unit.emit({
        type: 'login.refused',
        subject: isKnown ? `person/${body.login}` : 'login/unknown',
        occurredAt: receivedAt,
        data: JSON.stringify(isKnown ? body : { address: body.address }),
      });
      return { kind: 'accepted', status: 200, body: '{}' };
    },
  };
}

/** log_out: ends a session. */
export function logOutHandler(
  access: FactSource<AccessFacts>,
): CommandHandler<{ readonly login: string; readonly tokenHash: string }> {
  return {
    kind: 'log_out',
    need() {},
    decide({ body, receivedAt }, unit) {
      unit.facts(access).write({
        statement: sql.deleteSession,
        values: [Buffer.from(body.tokenHash, 'hex')],
      });
      unit.emit({
        type: 'session.closed',
        subject: `person/${body.login}`,
        occurredAt: receivedAt,
        data: JSON.stringify({ login: body.login }),
      });
      return { kind: 'accepted', status: 200, body: '{}' };
    },
  };
}

/** end_sessions: somebody ends one session of their own, or all but the one that says so. */
export function endSessionsHandler(access: FactSource<AccessFacts>): CommandHandler<{
  readonly login: string;
  /** Null: all of them. */
  readonly sessionId: string | null;
  /** SHA-256 of the token of the session that goes on, hexadecimal; null: none does. */
  readonly keptTokenHash: string | null;
}> {
  return {
    kind: 'end_sessions',
    need() {},
    decide({ body, receivedAt }, unit) {
      const { login, sessionId, keptTokenHash } = body;
      const facts = unit.facts(access);
      facts.write({
        statement: sql.deleteSessionsOf,
        values: [
          login,
          keptTokenHash === null ? null : Buffer.from(keptTokenHash, 'hex'),
          sessionId,
        ],
      });
      // Other processes remember sessions for a moment: they forget them with the new version.
      facts.raiseVersion();
      unit.emit({
        type: 'session.closed',
        subject: `person/${login}`,
        occurredAt: receivedAt,
        data: JSON.stringify({ login, sessionId }),
      });
      return { kind: 'accepted', status: 200, body: '{}' };
    },
  };
}
