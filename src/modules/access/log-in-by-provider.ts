import type { Instant } from '../../kernel/clock.ts';
import type { CommandHandler, FactSource, UnitOfWork } from '../../hub/index.ts';
import { ROLES, type Role } from '../../../contracts/access.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { AccessFacts, PersonRow, ProviderRow } from './access-facts.ts';
import { addPerson, replacePerson } from './change-people.ts';
import { openSession, type NewSession } from './change-sessions.ts';
import { REACH_ROLES } from './reach.ts';

/** What an identity provider has vouched for; its signature was checked at the edge. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  /** Null unless the provider says that it is verified. */
  readonly email: string | null;
  /** The values of the claim that gives roles. */
  readonly groups: readonly string[];
}

/** What log_in_by_provider takes. */
interface LogInByProviderBody extends NewSession {
  readonly identity: ProvenIdentity;
}

/**
 * log_in_by_provider: opens a session for somebody whom the identity provider knows. The first time a
 * person is made, or the one whose login is the verified address of e-mail is linked. Roles follow the
 * claim with each login; the reach of workers, suppliers and customers is set here.
 */
export function logInByProviderHandler(
  access: FactSource<AccessFacts>,
): CommandHandler<LogInByProviderBody> {
  return {
    kind: 'log_in_by_provider',
    need({ body: { identity } }, unit) {
      const facts = unit.facts(access);
      facts.needProvider();
      facts.needAdmins();
      facts.needIdentity(identity);
      facts.needLogin(loginOf(identity));
    },
    decide({ id, body, receivedAt }, unit) {
      const facts = unit.facts(access);
      const { identity } = body;
      const provider = facts.provider;
      if (provider === null || !provider.is_enabled || provider.issuer !== identity.issuer) {
        return refuse(
          'provider_login_refused',
          'Logging in through this provider was switched off.',
        );
      }
      const roles = rolesFor(provider, identity);
      if ('code' in roles) return roles;
      const person = personFor({ facts, unit, id, identity, roles, at: receivedAt });
      if ('code' in person) return person;
      openSession(facts, unit, {
        id,
        login: person.login,
        session: body,
        openedBy: 'provider',
        at: receivedAt,
      });
      return { kind: 'accepted', status: 200, body: JSON.stringify({ login: person.login }) };
    },
  };
}

/** The login of somebody who comes for the first time: the verified address of e-mail, or else the subject. */
function loginOf({ email, subject }: ProvenIdentity): string {
  return (email ?? subject).replaceAll(/[\s/]/g, '-').slice(0, 64);
}

/** The roles that the claim gives, or why this one may not log in. */
export function rolesFor(provider: ProviderRow, identity: ProvenIdentity): Role[] | Refusal {
  const { allowed_domains: domains } = provider;
  const domain = identity.email?.slice(identity.email.lastIndexOf('@') + 1).toLowerCase();
  if (domains.length > 0 && (domain === undefined || !domains.includes(domain))) {
    return refuse(
      'provider_login_refused',
      domain === undefined
        ? `${provider.name} vouches for no address of e-mail, and only ${domains.join(', ')} may log in.`
        : `Addresses at ${domain} may not log in, only those at ${domains.join(', ')}.`,
    );
  }
  const given = new Set(
    [...identity.groups, '*'].flatMap((group) =>
      Object.hasOwn(provider.roles_by_claim, group) ? (provider.roles_by_claim[group] ?? []) : [],
    ),
  );
  const all = ROLES.filter((role) => given.has(role));
  // Roles that limit what is seen give way to those that do not: both together would mean nothing.
  const unlimited = all.filter((role) => !REACH_ROLES.some((limited) => limited === role));
  const roles = unlimited.length > 0 ? unlimited : all.slice(0, 1);
  if (roles.length > 0) return roles;
  const claimed = identity.groups.length === 0 ? 'nothing' : identity.groups.join(', ');
  return refuse(
    'provider_login_refused',
    `The claim ${provider.roles_claim} says ${claimed}, which gives no role here.`,
    { claim: provider.roles_claim },
  );
}

interface Arrival {
  readonly facts: AccessFacts;
  readonly unit: UnitOfWork;
  readonly id: string;
  readonly identity: ProvenIdentity;
  readonly roles: Role[];
  readonly at: Instant;
}

function personFor({ facts, unit, id, identity, roles, at }: Arrival): PersonRow | Refusal {
  const { issuer, subject } = identity;
  const login = loginOf(identity);
  const known = facts.personOfIdentity(identity) ?? facts.person(login);
  if (known === undefined) {
    const person: PersonRow = {
      id,
      login,
      name: identity.name ?? login,
      email: identity.email,
      language: null,
      roles,
      location_codes: [],
      customer_email: null,
      must_change_password: false,
      issuer,
      subject,
      created_at: at,
      disabled_at: null,
    };
    facts.raiseVersion();
    addPerson(facts, unit, person, null);
    return person;
  }
  if (known.disabled_at !== null) {
    return refuse('provider_login_refused', `${known.login} is disabled.`, { login: known.login });
  }
  const isSame = known.issuer === issuer && known.subject === subject;
  // A login is taken over only by the verified address that it is, and only while it belongs to nobody else.
  if (!isSame && (known.issuer !== null || identity.email === null)) {
    return refuse(
      'provider_login_refused',
      `The login ${known.login} belongs to somebody else at the provider.`,
      { login: known.login },
    );
  }
  const isLimited = REACH_ROLES.some((role) => roles.includes(role));
  const keepsReach = isLimited && roles.every((role) => known.roles.includes(role));
  const after: PersonRow = {
    ...known,
    issuer,
    subject,
    // The last one who may administer stays one, whatever the claim says: else nobody could mend the mapping.
    roles:
      known.roles.includes('admin') && !roles.includes('admin') && !facts.hasOtherAdmin(known.login)
        ? known.roles
        : roles,
    location_codes: keepsReach ? known.location_codes : [],
    customer_email: keepsReach ? known.customer_email : null,
  };
  if (JSON.stringify(after) !== JSON.stringify(known)) {
    replacePerson(facts, unit, { before: known, after, at });
  }
  return after;
}
