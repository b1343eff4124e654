import type { KeyView } from '../../client/contract.generated.d.ts';

/** revoked and expired open nothing; expiring does so within a week. */
export type KeyStanding = 'revoked' | 'expired' | 'expiring' | 'active';

const EXPIRING_MS = 7 * 86_400_000;

/** How a key stands at a moment. */
export function keyStanding(
  key: Pick<KeyView, 'revokedAt' | 'expiresAt'>,
  now: number,
): KeyStanding {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt === null) return 'active';
  const leftMs = Date.parse(key.expiresAt) - now;
  if (leftMs <= 0) return 'expired';
  return leftMs < EXPIRING_MS ? 'expiring' : 'active';
}

/** Keys that open something first, the newest of each kind first. */
export function inOrder<Key extends Pick<KeyView, 'revokedAt' | 'expiresAt' | 'createdAt'>>(
  keys: readonly Key[],
  now: number,
): Key[] {
  const isDead = (key: Key): number =>
    ['revoked', 'expired'].includes(keyStanding(key, now)) ? 1 : 0;
  return keys.toSorted(
    (one, other) =>
      isDead(one) - isDead(other) || Date.parse(other.createdAt) - Date.parse(one.createdAt),
  );
}

/** A call that works at once with a key, to be pasted into a terminal. */
export function curlOf(origin: string, key: string): string {
  return `curl -s ${origin}/v1/me \\\n  -H 'Authorization: Bearer ${key}'`;
}
