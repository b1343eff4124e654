import type { Instant } from '../../kernel/clock.ts';
import type { FactSource, Write } from '../../hub/index.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import * as sql from './access.sql.ts';

/** An API key as the table keeps it. */
export interface KeyRow {
  id: string;
  name: string;
  secret_hash: Buffer;
  scopes: string[];
  rate_limit_per_second: number;
  created_at: Instant;
  created_by: string;
  expires_at: Instant | null;
  revoked_at: Instant | null;
}

/** A person without the password. */
export interface PersonRow {
  id: string;
  login: string;
  name: string;
  roles: string[];
  disabled_at: Instant | null;
}

/** The keys and persons that the commands of one batch are about, and the changes to them. */
export class AccessFacts {
  readonly keyIds = new Set<string>();
  readonly keyNames = new Set<string>();
  readonly logins = new Set<string>();
  readonly #keys = new Map<string, KeyRow>();
  readonly #persons = new Map<string, PersonRow>();
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

  loaded(keys: readonly KeyRow[], persons: readonly PersonRow[]): void {
    for (const key of keys) this.#keys.set(key.id, key);
    for (const person of persons) this.#persons.set(person.login, person);
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
      const { keyIds, keyNames, logins } = facts;
      const keys =
        keyIds.size + keyNames.size === 0
          ? []
          : await run<KeyRow>(sql.readKeysToChange, [
              textArray([...keyIds]),
              textArray([...keyNames]),
            ]);
      const persons =
        logins.size === 0 ? [] : await run<PersonRow>(sql.readPersons, [textArray([...logins])]);
      facts.loaded(keys, persons);
    },
    write: (facts) => facts.writes,
  };
}
