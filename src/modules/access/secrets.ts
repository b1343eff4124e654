import { hash, randomBytes } from 'node:crypto';

const KEY_PREFIX = 'linchpin_';
const SECRET_BYTES = 32;

/** A new API key. The prefix lets scanners of code and logs recognise one that leaked. */
export function makeKey(): string {
  return KEY_PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
}

/** A new token for a session's cookie. */
export function makeToken(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * What is kept of a key or token. Plain SHA-256 is enough: they carry 256 random bits, so unlike a
 * password nobody finds them by trying.
 */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** A password that a person can type: four groups of five letters and digits that are hard to confuse, 100 bits. */
export function makePassword(): string {
  // 32 signs, so that the lowest five bits of a byte choose one without bias.
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789A';
  const letters = [...randomBytes(20)].map((byte) => signs[byte & 31]).join('');
  return (letters.match(/.{5}/g) as string[]).join('-');
}
