import { HOUR_MS, instantFromText, instantToText, type Instant } from '../../kernel/clock.ts';
import type { CommandHandler, FactSource } from '../../hub/index.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import { refuse } from '../../../contracts/errors.ts';
import {
  RATE_LIMIT_PER_SECOND_DEFAULT,
  ROTATION_GRACE_HOURS_DEFAULT,
  type CreateKey,
  type KeyView,
  type RotateKey,
} from '../../../contracts/access.ts';
import type { AccessFacts, KeyRow } from './access-facts.ts';
import * as sql from './access.sql.ts';

/** What create_key takes: the contract's body and the hash of a key that was made at the edge, where chance is. */
interface CreateKeyBody extends CreateKey {
  /** Hexadecimal. */
  readonly secretHash: string;
}

/** A key as callers see it. */
export function viewKey(key: KeyRow): KeyView {
  const textOf = (instant: Instant | null) => (instant === null ? null : instantToText(instant));
  return {
    id: key.id,
    name: key.name,
    scopes: key.scopes,
    view: key.view,
    rateLimitPerSecond: key.rate_limit_per_second,
    createdAt: instantToText(key.created_at),
    createdBy: key.created_by,
    expiresAt: textOf(key.expires_at),
    revokedAt: textOf(key.revoked_at),
    previousExpiresAt: textOf(key.previous_expires_at),
    lastUsedAt: textOf(key.last_used_at),
  };
}

/** create_key: a new API key. */
export function createKeyHandler(access: FactSource<AccessFacts>): CommandHandler<CreateKeyBody> {
  return {
    kind: 'create_key',
    need({ body }, unit) {
      unit.facts(access).needKeyName(body.name);
    },
    decide({ id, body, actor, receivedAt }, unit) {
      const facts = unit.facts(access);
      if (facts.activeKey(body.name) !== undefined) {
        return refuse('already_exists', `There is a key ${body.name} already.`, {
          name: body.name,
        });
      }
      const expiresAt = body.expiresAt === undefined ? null : instantFromText(body.expiresAt);
      if (expiresAt !== null && expiresAt <= receivedAt) {
        return refuse('invalid_request', 'A key expires after it is made.', { field: 'expiresAt' });
      }
      const key: KeyRow = {
        id,
        name: body.name,
        secret_hash: Buffer.from(body.secretHash, 'hex'),
        scopes: [...new Set(body.scopes)],
        view: body.view ?? null,
        rate_limit_per_second: body.rateLimitPerSecond ?? RATE_LIMIT_PER_SECOND_DEFAULT,
        created_at: receivedAt,
        created_by: actor,
        expires_at: expiresAt,
        revoked_at: null,
        previous_secret_hash: null,
        previous_expires_at: null,
        last_used_at: null,
      };
      facts.putKey(key);
      facts.write({
        statement: sql.insertKey,
        values: [
          key.id,
          key.name,
          key.secret_hash,
          textArray(key.scopes),
          key.rate_limit_per_second,
          key.created_at,
          key.created_by,
          key.expires_at,
          key.view,
        ],
      });
      facts.raiseVersion();
      const view = JSON.stringify(viewKey(key));
      unit.emit({
        type: 'key.created',
        subject: `key/${key.name}`,
        occurredAt: receivedAt,
        data: JSON.stringify({ ...viewKey(key), before: null }),
      });
      return { kind: 'accepted', status: 201, body: view };
    },
  };
}

/** revoke_key: a key opens nothing any more. Revoking it again changes nothing. */
export function revokeKeyHandler(
  access: FactSource<AccessFacts>,
): CommandHandler<{ readonly id: string }> {
  return {
    kind: 'revoke_key',
    need({ body }, unit) {
      unit.facts(access).needKeyId(body.id);
    },
    decide({ body, receivedAt }, unit) {
      const facts = unit.facts(access);
      const key = facts.key(body.id);
      if (key === undefined)
        return refuse('not_found', `There is no key ${body.id}.`, { id: body.id });
      if (key.revoked_at !== null) {
        return { kind: 'accepted', status: 200, body: JSON.stringify(viewKey(key)) };
      }
      const revoked = { ...key, revoked_at: receivedAt };
      facts.putKey(revoked);
      facts.write({ statement: sql.revokeKeys, values: [textArray([key.id]), receivedAt] });
      facts.raiseVersion();
      const view = JSON.stringify(viewKey(revoked));
      unit.emit({
        type: 'key.revoked',
        subject: `key/${key.name}`,
        occurredAt: receivedAt,
        data: JSON.stringify({ ...viewKey(revoked), before: viewKey(key) }),
      });
      return { kind: 'accepted', status: 200, body: view };
    },
  };
}

/** What rotate_key takes: which key, and the hash of its new secret. */
interface RotateKeyBody extends RotateKey {
  readonly id: string;
  /** Hexadecimal. */
  readonly secretHash: string;
}

/** rotate_key: a new secret under the same name and rights; the one before opens for a time of grace. */
export function rotateKeyHandler(access: FactSource<AccessFacts>): CommandHandler<RotateKeyBody> {
  return {
    kind: 'rotate_key',
    need({ body }, unit) {
      unit.facts(access).needKeyId(body.id);
    },
    decide({ body, receivedAt }, unit) {
      const facts = unit.facts(access);
      const key = facts.key(body.id);
      if (key === undefined)
        return refuse('not_found', `There is no key ${body.id}.`, { id: body.id });
      if (key.revoked_at !== null || (key.expires_at !== null && key.expires_at <= receivedAt)) {
        return refuse('illegal_transition', `The key ${key.name} opens nothing any more.`, {
          id: body.id,
          state: key.revoked_at === null ? 'expired' : 'revoked',
        });
      }
      const graceMs = (body.graceHours ?? ROTATION_GRACE_HOURS_DEFAULT) * HOUR_MS;
      const rotated: KeyRow = {
        ...key,
        secret_hash: Buffer.from(body.secretHash, 'hex'),
        previous_secret_hash: key.secret_hash,
        previous_expires_at: receivedAt + graceMs,
      };
      facts.putKey(rotated);
      facts.write({
        statement: sql.rotateKey,
        values: [key.id, rotated.secret_hash, rotated.previous_expires_at, key.secret_hash],
        rowsExpected: 1,
      });
      facts.raiseVersion();
      const view = viewKey(rotated);
      unit.emit({
        type: 'key.rotated',
        subject: `key/${key.name}`,
        occurredAt: receivedAt,
        data: JSON.stringify({ ...view, before: viewKey(key) }),
      });
      return { kind: 'accepted', status: 200, body: JSON.stringify(view) };
    },
  };
}
