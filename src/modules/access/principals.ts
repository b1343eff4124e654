import type { Pool } from 'pg';
import type { Clock, Instant } from '../../kernel/clock.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { ViewRole } from '../../../contracts/views.ts';
import type { KeyRow } from './access-facts.ts';
import * as sql from './access.sql.ts';
import { PolicyJudge, type Permissions } from './policies.ts';
import { reachOfPerson, viewOfRoles, type Reach } from './reach.ts';
import { hashSecret } from './secrets.ts';
import { TokenBucket } from './token-bucket.ts';

/** Who calls. */
export interface Principal {
  readonly kind: 'key' | 'person';
  /** As events and the audit name them: key/shop, person/ada. */
  readonly actor: string;
  /** What a key was granted; empty for persons. */
  readonly grants: readonly string[];
  /** What a person is; empty for keys. */
  readonly roles: readonly string[];
  /** What somebody may do. */
  readonly scopes: Permissions;
  /** Which rows; null: all. */
  readonly reach: Reach | null;
  /** The roles through which fields are seen; null: all fields. */
  readonly view: readonly ViewRole[] | null;
  readonly expiresAt: Instant | null;
  /** Null for persons, who do not call in bulk. */
  readonly bucket: TokenBucket | null;
  /** True: nothing but a new password is possible. */
  readonly mustChangePassword: boolean;
  /** True: came through the identity provider, so that logging out ends the session there as well. */
  readonly isFromProvider: boolean;
  /** Marks that a key was used since it was last written down. */
  readonly usage: KeyUsage | null;
}

/** Shared by the principals of one key. */
interface KeyUsage {
  readonly keyId: string;
  isUsed: boolean;
}

const REFRESH_MS = 1_000;
const SESSION_MS = 2_000;
/** How often it is written down which keys were used: coarse, and beside the calls. */
const USAGE_MS = 60_000;
/** Bounds what callers with made-up keys can make us remember. */
const UNKNOWN_MAX = 10_000;

/**
 * Finds out who calls. Keys are kept in memory by their hashes, so that an order costs one hash; what
 * another process changed is seen within about a second, what this one changed at once.
 */
export class Principals {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #warn: (message: string) => void;
  readonly #judge = new PolicyJudge();
  #keys = new Map<string, Principal>();
  /** Keys that have opened something lately, as they were sent: hashing each time is dearer than all the rest. */
  readonly #recent = new Map<string, Principal>();
  readonly #unknown = new Set<string>();
  readonly #sessions = new Map<string, { principal: Principal | null; readAt: number }>();
  #version = -1;
  #timers: NodeJS.Timeout[] = [];
  #refreshing: Promise<void> | null = null;

  constructor(options: { pool: Pool; clock: Clock; warn: (message: string) => void }) {
    this.#pool = options.pool;
    this.#clock = options.clock;
    this.#warn = options.warn;
  }

  /** Reads the keys and keeps them fresh until `stop`. */
  async start(): Promise<void> {
    await this.refresh();
    const repeat = (milliseconds: number, what: string, run: () => Promise<void>): void => {
      // A database that is away says nothing new about keys: the known ones stay good until it is back.
      const timer = setInterval(() => {
        run().catch((error: Error) => this.#warn(`${what}: ${error.message}`));
      }, milliseconds);
      timer.unref();
      this.#timers.push(timer);
    };
    repeat(REFRESH_MS, 'keys were not read', () => this.refresh());
    repeat(USAGE_MS, 'the use of keys was not written down', () => this.noteUsage());
  }

  /** Ends the timers and writes down what was used. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.noteUsage().catch((error: Error) =>
      this.#warn(`the use of keys was not written down: ${error.message}`),
    );
  }

  /** What the roles or grants of somebody allow, by the policies of the house. */
  get judge(): PolicyJudge {
    return this.#judge;
  }

  /** Writes down which keys were used since the last time. */
  async noteUsage(): Promise<void> {
    const used = [...new Set(this.#keys.values().map(({ usage }) => usage))].filter(
      (usage) => usage?.isUsed === true,
    );
    if (used.length === 0) return;
    for (const usage of used) if (usage !== null) usage.isUsed = false;
    await runStatement(this.#pool, sql.noteKeysUsed, [
      textArray(used.flatMap((usage) => (usage === null ? [] : [usage.keyId]))),
      this.#clock.now(),
    ]);
  }

  /** Reads what has changed since the last time. */
  async refresh(): Promise<void> {
    await (this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null)));
  }

  async #refresh(): Promise<void> {
    this.#unknown.clear();
    const [row] = await runStatement<{ version: number }>(this.#pool, sql.readAccessVersion);
    const version = row?.version ?? 0;
    if (version === this.#version) return;
    const rows = await runStatement<KeyRow>(this.#pool, sql.readActiveKeys);
    // A key that is already in use keeps its bucket, or every change of keys would lift all limits.
    const former = this.#keys;
    this.#keys = new Map(rows.flatMap((key) => this.#principalsOf(key, former)));
    this.#recent.clear();
    this.#sessions.clear();
    this.#version = version;
  }

  /** The owner of an API key; null when it opens nothing. Answers at once for keys that are known. */
  ofKey(key: string): Principal | null | Promise<Principal | null> {
    const recent = this.#recent.get(key);
    if (recent !== undefined) return this.#use(recent);
    const hash = hashSecret(key).toString('base64');
    const principal = this.#keys.get(hash);
    if (principal !== undefined) {
      this.#recent.set(key, principal);
      return this.#use(principal);
    }
    return this.#unknown.has(hash) ? null : this.#lookUp(hash);
  }

  /** A key that was made elsewhere a moment ago must open at once. */
  async #lookUp(hash: string): Promise<Principal | null> {
    const [row] = await runStatement<KeyRow>(this.#pool, sql.readKeyBySecret, [
      Buffer.from(hash, 'base64'),
    ]);
    if (row === undefined) {
      if (this.#unknown.size < UNKNOWN_MAX) this.#unknown.add(hash);
      return null;
    }
    for (const [known, principal] of this.#principalsOf(row, this.#keys)) {
      this.#keys.set(known, principal);
    }
    const principal = this.#keys.get(hash);
    return principal === undefined ? null : this.#use(principal);
  }

  /** A key under its secret, and under the one before for the time of grace; both share one rate. */
  #principalsOf(key: KeyRow, former: ReadonlyMap<string, Principal>): [string, Principal][] {
    const hash = key.secret_hash.toString('base64');
    const previousHash = key.previous_secret_hash?.toString('base64') ?? null;
    const known =
      former.get(hash) ?? (previousHash === null ? undefined : former.get(previousHash));
    const principal: Principal = {
      kind: 'key',
      actor: `key/${key.name}`,
      grants: key.scopes,
      roles: [],
      scopes: this.#judge.permissionsOf({ kind: 'key', grants: key.scopes }),
      reach: null,
      view: key.view === null ? null : [key.view],
      expiresAt: key.expires_at,
      bucket: known?.bucket ?? new TokenBucket(key.rate_limit_per_second),
      mustChangePassword: false,
      isFromProvider: false,
      usage: known?.usage ?? { keyId: key.id, isUsed: false },
    };
    if (previousHash === null || key.previous_expires_at === null) return [[hash, principal]];
    const expiresAt = Math.min(key.previous_expires_at, key.expires_at ?? Infinity);
    return [
      [hash, principal],
      [previousHash, { ...principal, expiresAt }],
    ];
  }

  /** The person whom a session's token belongs to. */
  async ofSession(token: string): Promise<Principal | null> {
    const tokenHash = hashSecret(token);
    const name = tokenHash.toString('base64');
    const kept = this.#sessions.get(name);
    if (kept !== undefined && performance.now() - kept.readAt < SESSION_MS) {
      return kept.principal === null ? null : this.#unlessExpired(kept.principal);
    }
    const [row] = await runStatement<SessionRow>(this.#pool, sql.readSession, [tokenHash]);
    const principal: Principal | null = row === undefined ? null : this.#principalOfSession(row);
    if (this.#sessions.size >= UNKNOWN_MAX) this.#sessions.clear();
    this.#sessions.set(name, { principal, readAt: performance.now() });
    return principal === null ? null : this.#unlessExpired(principal);
  }

  /** Forgets a session that has just ended. */
  forgetSession(token: string): void {
    this.#sessions.delete(hashSecret(token).toString('base64'));
  }

  #principalOfSession(row: SessionRow): Principal {
    return {
      kind: 'person',
      actor: `person/${row.login}`,
      grants: [],
      roles: row.roles,
      scopes: this.#judge.permissionsOf({ kind: 'person', roles: row.roles }),
      reach: reachOfPerson(row),
      view: viewOfRoles(row.roles),
      expiresAt: row.expires_at,
      bucket: null,
      mustChangePassword: row.must_change_password,
      isFromProvider: row.opened_by === 'provider',
      usage: null,
    };
  }

  #use(principal: Principal): Principal | null {
    if (principal.usage !== null) principal.usage.isUsed = true;
    return this.#unlessExpired(principal);
  }

  #unlessExpired(principal: Principal): Principal | null {
    return principal.expiresAt !== null && principal.expiresAt <= this.#clock.now()
      ? null
      : principal;
  }
}

interface SessionRow {
  login: string;
  roles: string[];
  location_codes: string[];
  customer_email: string | null;
  must_change_password: boolean;
  expires_at: Instant;
  opened_by: 'password' | 'provider';
}
