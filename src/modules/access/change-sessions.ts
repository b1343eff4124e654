import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { CommandHandler, FactSource } from '../../hub/index.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { AccessFacts, PersonRow } from './access-facts.ts';
import * as sql from './access.sql.ts';

/** What set_password takes. Passwords are hashed at the edge: no command carries one. */
interface SetPasswordBody {
  readonly login: string;
  readonly name: string;
  /** PHC string. */
  readonly passwordHash: string;
  readonly roles: readonly string[];
}

/** set_password: makes a person or gives one another password, and ends every session of theirs. */
export function setPasswordHandler(
  access: FactSource<AccessFacts>,
): CommandHandler<SetPasswordBody> {
  return {
    kind: 'set_password',
    need({ body }, unit) {
      unit.facts(access).needLogin(body.login);
    },
    decide({ id, body, receivedAt }, unit) {
      const facts = unit.facts(access);
      const known = facts.person(body.login);
      const person: PersonRow = {
        id: known?.id ?? id,
        login: body.login,
        name: body.name,
        roles: [...body.roles],
        disabled_at: null,
      };
      facts.putPerson(person);
      facts.write({
        statement: sql.putPerson,
        values: [
          person.id,
          person.login,
          person.name,
          body.passwordHash,
          textArray(person.roles),
          receivedAt,
        ],
      });
      facts.write({ statement: sql.deleteSessionsOf, values: [person.login] });
      facts.raiseVersion();
      const { login, name, roles } = person;
      unit.emit({
        type: known === undefined ? 'person.created' : 'person.password_set',
        subject: `person/${login}`,
        occurredAt: receivedAt,
        data: JSON.stringify({ login, name, roles }),
      });
      return { kind: 'accepted', status: 200, body: JSON.stringify({ login }) };
    },
  };
}

/** What log_in takes once the password was found right. */
interface LogInBody {
  readonly login: string;
  /** SHA-256 of the cookie's token, hexadecimal. */
  readonly tokenHash: string;
  readonly expiresAt: Instant;
}

/** log_in: opens a session. */
export function logInHandler(access: FactSource<AccessFacts>): CommandHandler<LogInBody> {
  return {
    kind: 'log_in',
    need({ body }, unit) {
      unit.facts(access).needLogin(body.login);
    },
    decide({ body, receivedAt }, unit) {
      const facts = unit.facts(access);
      const person = facts.person(body.login);
      // Between the check of the password and this decision somebody may have disabled the person.
      if (person === undefined || person.disabled_at !== null) {
        return refuse('wrong_credentials', 'Login or password is wrong.');
      }
      facts.write({
        statement: sql.insertSession,
        values: [Buffer.from(body.tokenHash, 'hex'), body.login, receivedAt, body.expiresAt],
      });
      unit.emit({
        type: 'session.opened',
        subject: `person/${body.login}`,
        occurredAt: receivedAt,
        data: JSON.stringify({ login: body.login, expiresAt: instantToText(body.expiresAt) }),
      });
      return { kind: 'accepted', status: 200, body: '{}' };
    },
  };
}

/** refuse_login: writes down that somebody tried in vain. */
export function refuseLoginHandler(): CommandHandler<{
  readonly login: string;
  readonly address: string;
}> {
  return {
    kind: 'refuse_login',
    need() {},
    decide({ body, receivedAt }, unit) {
      unit.emit({
        type: 'login.refused',
        subject: `person/${body.login}`,
        occurredAt: receivedAt,
        data: JSON.stringify(body),
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
