import type { Instant } from '../../kernel/clock.ts';
import type { FactSource, Write } from '../../hub/index.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import type { Role } from '../../../contracts/access.ts';
import type { ViewRole } from '../../../contracts/views.ts';
import * as sql from './access.sql.ts';

/** An API key as the table keeps it. */
export interface KeyRow {
  id: string;
  name: string;
  secret_hash: Buffer;
  scopes: string[];
  view: ViewRole | null;
  rate_limit_per_second: number;
  created_at: Instant;
  created_by: string;
  expires_at: Instant | null;
  revoked_at: Instant | null;
  previous_secret_hash: Buffer | null;
  previous_expires_at: Instant | null;
  last_used_at: Instant | null;
}

/** A person without the password. */
export interface PersonRow {
  id: string;
  login: string;
  name: string;
  email: string | null;
  language: string | null;
  roles: Role[];
  location_codes: string[];
  customer_email: string | null;
  must_change_password: boolean;
  issuer: string | null;
  subject: string | null;
  created_at: Instant;
  disabled_at: Instant | null;
}

/** The identity provider as the table keeps it. */
export interface ProviderRow {
  name: string;
  issuer: string;
  client_id: string;
  client_secret_variable: string;
  scopes: string[];
  roles_claim: string;
  roles_by_claim: Record<string, Role[]>;
  allowed_domains: string[];
  is_enabled: boolean;
  changed_at: Instant;
}

/** Who somebody is at an identity provider. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** The keys and persons that the commands of one batch are about, and the changes to them. */
export class AccessFacts {
  readonly keyIds = new Set<string>();
  readonly keyNames = new Set<string>();
  readonly logins = new Set<string>();
  readonly identities: Identity[] = [];
  readonly preferenceLogins = new Set<string>();
  needsAdmins = false;
  needsProvider = false;
  provider: ProviderRow | null = null;
  readonly #keys = new Map<string, KeyRow>();
  readonly #persons = new Map<string, PersonRow>();
  readonly #preferences = new Map<string, Set<string>>();
  readonly writes: Write[] = [];
  #isVersionRaised = false;

  needKeyId(id: string): void {
    this.keyIds.add(id);
  }

  needKeyName(name: string): void {
    this.keyNames.add(name);
  }

  needLogin(login: string): void {
    this.logins.add(login);
  }

  needIdentity(identity: Identity): void {
    this.identities.push(identity);
  }

  /** Loads everybody who may administer, to keep one. */
  needAdmins(): void {
    this.needsAdmins = true;
  }

  /** Loads the names of the preferences that somebody keeps. */
  needPreferencesOf(login: string): void {
    this.preferenceLogins.add(login);
  }

  needProvider(): void {
    this.needsProvider = true;
  }

  loaded(keys: readonly KeyRow[], persons: readonly PersonRow[]): void {
    for (const key of keys) this.#keys.set(key.id, key);
    for (const person of persons) this.#persons.set(person.login, person);
  }

  /** Names under which somebody keeps a preference. The caller adds and deletes what it writes. */
  preferencesOf(login: string): Set<string> {
    let names = this.#preferences.get(login);
    if (names === undefined) this.#preferences.set(login, (names = new Set()));
    return names;
  }

  key(id: string): KeyRow | undefined {
    return this.#keys.get(id);
  }

  /** The key in use under this name. */
  activeKey(name: string): KeyRow | undefined {
    for (const key of this.#keys.values()) {
      if (key.name === name && key.revoked_at === null) return key;
    }
    return undefined;
  }

  person(login: string): PersonRow | undefined {
    return this.#persons.get(login);
  }

  /** The person who has logged in through an identity provider before. */
  personOfIdentity({ issuer, subject }: Identity): PersonRow | undefined {
    return this.#persons
      .values()
      .find((person) => person.issuer === issuer && person.subject === subject);
  }

  /** True when somebody else may still administer. */
  hasOtherAdmin(login: string): boolean {
    return this.#persons
      .values()
      .some(
        (person) =>
          person.login !== login && person.disabled_at === null && person.roles.includes('admin'),
      );
  }

  putKey(key: KeyRow): void {
    this.#keys.set(key.id, key);
  }

  putPerson(person: PersonRow): void {
    this.#persons.set(person.login, person);
  }

  /** Writes in the order in which they were decided: a session follows the person that it belongs to. */
  write(write: Write): void {
    this.writes.push(write);
  }

  /** Tells every process to read its keys anew. */
  raiseVersion(): void {
    if (this.#isVersionRaised) return;
    this.#isVersionRaised = true;
    this.writes.push({ statement: sql.raiseAccessVersion, values: [] });
  }
}

/** Makes the facts of access for one hub. */
export function createAccessSource(): FactSource<AccessFacts> {
  return {
    name: 'access',
    open: () => new AccessFacts(),
    async load(facts, _unit, run) {
      const { keyIds, keyNames, logins, identities } = facts;
      const keys =
        keyIds.size + keyNames.size === 0
          ? []
          : await run<KeyRow>(sql.readKeysToChange, [
              textArray([...keyIds]),
              textArray([...keyNames]),
            ]);
      const persons =
        logins.size + identities.length === 0 && !facts.needsAdmins
          ? []
          : await run<PersonRow>(sql.readPersonsToChange, [
              textArray([...logins]),
              textArray(identities.map(({ issuer }) => issuer)),
              textArray(identities.map(({ subject }) => subject)),
              facts.needsAdmins,
            ]);
      if (facts.preferenceLogins.size > 0) {
        const rows = await run<{ login: string; name: string }>(sql.readPreferenceNames, [
          textArray([...facts.preferenceLogins]),
        ]);
        for (const { login, name } of rows) facts.preferencesOf(login).add(name);
      }
      if (facts.needsProvider) {
        const [provider] = await run<ProviderRow>(sql.readProvider, []);
        facts.provider = provider ?? null;
      }
      facts.loaded(keys, persons);
    },
    write: (facts) => facts.writes,
  };
}
