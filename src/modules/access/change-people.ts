import { instantToText, type Instant } from '../../kernel/clock.ts';
import { assert } from '../../kernel/assert.ts';
import type { CommandHandler, FactSource, UnitOfWork } from '../../hub/index.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import type { ChangePerson, CreatePerson, PersonView, Role } from '../../../contracts/access.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { AccessFacts, PersonRow } from './access-facts.ts';
import * as sql from './access.sql.ts';
import { REACH_ROLES } from './reach.ts';

/** A person as callers and events see them. */
export function viewPerson(person: PersonRow): PersonView {
  const { issuer, subject } = person;
  return {
    login: person.login,
    name: person.name,
    email: person.email,
    language: person.language,
    roles: person.roles,
    locations: person.location_codes,
    customerEmail: person.customer_email,
    mustChangePassword: person.must_change_password,
    identity: issuer === null || subject === null ? null : { issuer, subject },
    createdAt: instantToText(person.created_at),
    disabledAt: person.disabled_at === null ? null : instantToText(person.disabled_at),
  };
}

/** Why these roles and this reach do not go together; null: they do. */
export function judgeRoles(
  roles: readonly Role[],
  reach: { readonly locations: readonly string[]; readonly customerEmail: string | null },
): Refusal | null {
  const limited = REACH_ROLES.find((role) => roles.includes(role));
  if (limited !== undefined && roles.length > 1) {
    return refuse(
      'invalid_request',
      `${limited} limits what is seen, so it does not go together with another role.`,
      { field: 'roles' },
    );
  }
  if (limited === 'customer' && reach.customerEmail === null) {
    return refuse('invalid_request', 'A customer needs the customerEmail of the orders.', {
      field: 'customerEmail',
    });
  }
  if (limited !== 'customer' && reach.customerEmail !== null) {
    return refuse('invalid_request', 'Only a customer has a customerEmail.', {
      field: 'customerEmail',
    });
  }
  const isAtLocations = limited === 'worker' || limited === 'supplier';
  if (!isAtLocations && reach.locations.length > 0) {
    return refuse('invalid_request', 'Only workers and suppliers have locations.', {
      field: 'locations',
    });
  }
  return null;
}

/** What insert and events say of a new person. */
export function addPerson(
  facts: AccessFacts,
  unit: UnitOfWork,
  person: PersonRow,
  passwordHash: string | null,
): void {
  facts.putPerson(person);
  facts.write({
    statement: sql.insertPerson,
    values: [
      person.id,
      person.login,
      person.name,
      passwordHash,
      textArray(person.roles),
      person.created_at,
      person.email,
      person.language,
      textArray(person.location_codes),
      person.customer_email,
      person.must_change_password,
      person.issuer,
      person.subject,
    ],
  });
  unit.emit({
    type: 'person.created',
    subject: `person/${person.login}`,
    occurredAt: person.created_at,
    data: JSON.stringify({ ...viewPerson(person), before: null }),
  });
}

/** Writes a changed person and what it was before. The caller has looked whether an admin remains. */
export function replacePerson(
  facts: AccessFacts,
  unit: UnitOfWork,
  { before, after, at }: { before: PersonRow; after: PersonRow; at: Instant },
): void {
  facts.putPerson(after);
  // First the version, whose row every such change locks: the update then sees what others have committed.
  facts.raiseVersion();
  facts.write({
    statement: sql.updatePerson,
    values: [
      after.id,
      after.name,
      textArray(after.roles),
      after.email,
      after.language,
      textArray(after.location_codes),
      after.customer_email,
      after.issuer,
      after.subject,
      after.disabled_at,
      isActiveAdmin(before) && !isActiveAdmin(after),
    ],
    rowsExpected: 1,
  });
  if (after.disabled_at !== null && before.disabled_at === null) {
    facts.write({ statement: sql.deleteSessionsOf, values: [after.login, null, null] });
  }
  unit.emit({
    type: 'person.changed',
    subject: `person/${after.login}`,
    occurredAt: at,
    data: JSON.stringify({ ...viewPerson(after), before: viewPerson(before) }),
  });
}

function isActiveAdmin({ roles, disabled_at }: PersonRow): boolean {
  return disabled_at === null && roles.includes('admin');
}

/** What create_person takes: the contract's body and the hash of a password that was made at the edge. */
interface CreatePersonBody extends CreatePerson {
  /** PHC string. */
  readonly passwordHash: string;
}

/** create_person: somebody who may log in, first by a one-time password. */
export function createPersonHandler(
  access: FactSource<AccessFacts>,
): CommandHandler<CreatePersonBody> {
  return {
    kind: 'create_person',
    need({ body }, unit) {
      unit.facts(access).needLogin(body.login);
    },
    decide({ id, body, receivedAt }, unit) {
      const facts = unit.facts(access);
      if (facts.person(body.login) !== undefined) {
        return refuse('already_exists', `There is a person ${body.login} already.`, {
          login: body.login,
        });
      }
      const reach = {
        locations: body.locations ?? [],
        customerEmail: body.customerEmail?.toLowerCase() ?? null,
      };
      const fault = judgeRoles(body.roles, reach);
      if (fault !== null) return fault;
      const person: PersonRow = {
        id,
        login: body.login,
        name: body.name,
        email: body.email ?? null,
        language: body.language ?? null,
        roles: [...body.roles],
        location_codes: [...reach.locations],
        customer_email: reach.customerEmail,
        must_change_password: true,
        issuer: null,
        subject: null,
        created_at: receivedAt,
        disabled_at: null,
      };
      facts.raiseVersion();
      addPerson(facts, unit, person, body.passwordHash);
      return { kind: 'accepted', status: 201, body: JSON.stringify(viewPerson(person)) };
    },
  };
}

/** What change_person takes. */
type ChangePersonBody = { readonly login: string } & ChangePerson;

/** change_person: other roles, reach or name, or an end to somebody's logging in. Somebody always may administer. */
export function changePersonHandler(
  access: FactSource<AccessFacts>,
): CommandHandler<ChangePersonBody> {
  return {
    kind: 'change_person',
    need({ body }, unit) {
      const facts = unit.facts(access);
      facts.needLogin(body.login);
      facts.needAdmins();
    },
    decide({ body, receivedAt }, unit) {
      const facts = unit.facts(access);
      const before = facts.person(body.login);
      if (before === undefined) return refuseUnknownPerson(body.login);
      const after = changed(before, body, receivedAt);
      const fault = judgeRoles(after.roles, {
        locations: after.location_codes,
        customerEmail: after.customer_email,
      });
      if (fault !== null) return fault;
      if (isActiveAdmin(before) && !isActiveAdmin(after) && !facts.hasOtherAdmin(body.login)) {
        return refuse('last_admin', `${body.login} is the last one who may administer.`, {
          login: body.login,
        });
      }
      const view = JSON.stringify(viewPerson(after));
      if (view !== JSON.stringify(viewPerson(before))) {
        replacePerson(facts, unit, { before, after, at: receivedAt });
      }
      return { kind: 'accepted', status: 200, body: view };
    },
  };
}

function changed(before: PersonRow, body: ChangePersonBody, at: Instant): PersonRow {
  const email = body.customerEmail === undefined ? before.customer_email : body.customerEmail;
  const isDisabled = body.isDisabled ?? before.disabled_at !== null;
  return {
    ...before,
    name: body.name ?? before.name,
    email: body.email === undefined ? before.email : body.email,
    language: body.language === undefined ? before.language : body.language,
    roles: body.roles === undefined ? before.roles : [...body.roles],
    location_codes: body.locations === undefined ? before.location_codes : [...body.locations],
    customer_email: email?.toLowerCase() ?? null,
    disabled_at: isDisabled ? (before.disabled_at ?? at) : null,
  };
}

/** The refusal for a login that nobody has. */
export function refuseUnknownPerson(login: string): Refusal {
  return refuse('not_found', `There is no person ${login}.`, { login });
}

/** What set_password takes. Passwords are hashed at the edge: no command carries one. */
interface SetPasswordBody {
  readonly login: string;
  readonly name: string;
  /** PHC string. */
  readonly passwordHash: string;
  readonly roles: readonly Role[];
}

/** set_password: makes a person or gives one another password, and ends every session of theirs. The command line sends it. */
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
      const before = facts.person(body.login);
      facts.raiseVersion();
      if (before === undefined) {
        const person: PersonRow = {
          id,
          login: body.login,
          name: body.name,
          email: null,
          language: null,
          roles: [...body.roles],
          location_codes: [],
          customer_email: null,
          must_change_password: false,
          issuer: null,
          subject: null,
          created_at: receivedAt,
          disabled_at: null,
        };
        addPerson(facts, unit, person, body.passwordHash);
      } else {
        const after: PersonRow = {
          ...before,
          name: body.name,
          roles: [...body.roles],
          location_codes: [],
          customer_email: null,
          disabled_at: null,
        };
        if (JSON.stringify(after) !== JSON.stringify(before)) {
          replacePerson(facts, unit, { before, after, at: receivedAt });
        }
        putPassword(facts, unit, {
          person: after,
          passwordHash: body.passwordHash,
          isOneTime: false,
          keptTokenHash: null,
          at: receivedAt,
        });
      }
      return { kind: 'accepted', status: 200, body: JSON.stringify({ login: body.login }) };
    },
  };
}

/** What change_password takes. */
interface ChangePasswordBody {
  readonly login: string;
  /** PHC string. */
  readonly passwordHash: string;
  /** True: it was made by the server, and its owner must replace it at once. */
  readonly isOneTime: boolean;
  /** SHA-256 of the token of the session that goes on, hexadecimal; null: all end. */
  readonly keptTokenHash: string | null;
}

/** change_password: somebody's own new password, or a one-time one by an administrator. Other sessions end. */
export function changePasswordHandler(
  access: FactSource<AccessFacts>,
): CommandHandler<ChangePasswordBody> {
  return {
    kind: 'change_password',
    need({ body }, unit) {
      unit.facts(access).needLogin(body.login);
    },
    decide({ body, receivedAt }, unit) {
      const facts = unit.facts(access);
      const person = facts.person(body.login);
      if (person === undefined) return refuseUnknownPerson(body.login);
      facts.raiseVersion();
      const after = { ...person, must_change_password: body.isOneTime };
      putPassword(facts, unit, { ...body, person: after, at: receivedAt });
      return { kind: 'accepted', status: 200, body: JSON.stringify(viewPerson(after)) };
    },
  };
}

function putPassword(
  facts: AccessFacts,
  unit: UnitOfWork,
  change: {
    readonly person: PersonRow;
    readonly passwordHash: string;
    readonly isOneTime: boolean;
    readonly keptTokenHash: string | null;
    readonly at: Instant;
  },
): void {
  const { person, keptTokenHash } = change;
  assert(change.passwordHash.startsWith('$argon2'), 'a password is hashed before it is kept');
  facts.putPerson({ ...person, must_change_password: change.isOneTime });
  facts.write({
    statement: sql.setPassword,
    values: [person.id, change.passwordHash, change.isOneTime],
  });
  facts.write({
    statement: sql.deleteSessionsOf,
    values: [person.login, keptTokenHash === null ? null : Buffer.from(keptTokenHash, 'hex'), null],
  });
  unit.emit({
    type: 'person.password_set',
    subject: `person/${person.login}`,
    occurredAt: change.at,
    data: JSON.stringify({ login: person.login, mustChangePassword: change.isOneTime }),
  });
}
