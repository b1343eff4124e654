import type { Pool } from 'pg';
import type { Clock, Instant } from '../../kernel/clock.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { KeyRow } from './access-facts.ts';
import * as sql from './access.sql.ts';
import { scopesOfRoles } from './policies.ts';
import { hashSecret } from './secrets.ts';
import { TokenBucket } from './token-bucket.ts';

/** Who calls. */
export interface Principal {
  readonly kind: 'key' | 'person';
  /** As events and the audit name them: key/shop, person/ada. */
  readonly actor: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Instant | null;
  /** Null for persons, who do not call in bulk. */
  readonly bucket: TokenBucket | null;
}

const REFRESH_MS = 1_000;
const SESSION_MS = 2_000;
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
  #keys = new Map<string, Principal>();
  /** Keys that have opened something lately, as they were sent: hashing each time is dearer than all the rest. */
  readonly #recent = new Map<string, Principal>();
  readonly #unknown = new Set<string>();
  readonly #sessions = new Map<string, { principal: Principal | null; readAt: number }>();
  #version = -1;
  #timer: NodeJS.Timeout | null = null;
  #refreshing: Promise<void> | null = null;

  constructor(options: { pool: Pool; clock: Clock; warn: (message: string) => void }) {
    this.#pool = options.pool;
    this.#clock = options.clock;
    this.#warn = options.warn;
  }

  /** Reads the keys and keeps them fresh until `stop`. */
  async start(): Promise<void> {
    await this.refresh();
    this.#timer = setInterval(() => {
      // A database that is away says nothing new about keys: the known ones stay good until it is back.
      this.refresh().catch((error: Error) => this.#warn(`keys were not read: ${error.message}`));
    }, REFRESH_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
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
    this.#keys = new Map(
      rows.map((key) => {
        const hash = key.secret_hash.toString('base64');
        return [hash, principalOfKey(key, former.get(hash)?.bucket ?? null)];
      }),
    );
    this.#recent.clear();
    this.#sessions.clear();
    this.#version = version;
  }

  /** The owner of an API key; null when it opens nothing. Answers at once for keys that are known. */
  ofKey(key: string): Principal | null | Promise<Principal | null> {
    const recent = this.#recent.get(key);
    if (recent !== undefined) return this.#unlessExpired(recent);
    const hash = hashSecret(key).toString('base64');
    const principal = this.#keys.get(hash);
    if (principal !== undefined) {
      this.#recent.set(key, principal);
      return this.#unlessExpired(principal);
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
    const principal = this.#keys.get(hash) ?? principalOfKey(row, null);
    this.#keys.set(hash, principal);
    return this.#unlessExpired(principal);
  }

  /** The person whom a session's token belongs to. */
  async ofSession(token: string): Promise<Principal | null> {
    const tokenHash = hashSecret(token);
    const name = tokenHash.toString('base64');
    const kept = this.#sessions.get(name);
    if (kept !== undefined && performance.now() - kept.readAt < SESSION_MS) {
      return kept.principal === null ? null : this.#unlessExpired(kept.principal);
    }
    const [row] = await runStatement<{ login: string; roles: string[]; expires_at: Instant }>(
      this.#pool,
      sql.readSession,
      [tokenHash],
    );
    const principal: Principal | null =
      row === undefined
        ? null
        : {
            kind: 'person',
            actor: `person/${row.login}`,
            scopes: scopesOfRoles(row.roles),
            expiresAt: row.expires_at,
            bucket: null,
          };
    if (this.#sessions.size >= UNKNOWN_MAX) this.#sessions.clear();
    this.#sessions.set(name, { principal, readAt: performance.now() });
    return principal === null ? null : this.#unlessExpired(principal);
  }

  /** Forgets a session that has just ended. */
  forgetSession(token: string): void {
    this.#sessions.delete(hashSecret(token).toString('base64'));
  }

  #unlessExpired(principal: Principal): Principal | null {
    return principal.expiresAt !== null && principal.expiresAt <= this.#clock.now()
      ? null
      : principal;
  }
}

function principalOfKey(key: KeyRow, bucket: TokenBucket | null): Principal {
  return {
    kind: 'key',
    actor: `key/${key.name}`,
    scopes: key.scopes,
    expiresAt: key.expires_at,
    bucket: bucket ?? new TokenBucket(key.rate_limit_per_second),
  };
}
