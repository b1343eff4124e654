// Loaded with the first login: starting the server needs no argon2.
const argon2 = () => import('@node-rs/argon2');

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password as a PHC string (argon2id). Takes some tens of milliseconds, off the main thread. */
export async function hashPassword(password: string): Promise<string> {
  return (await argon2()).hash(password, COST);
}

let decoy: Promise<string> | undefined;

/**
 * True when the password belongs to the hash. Without a hash (there is no such person) it takes just
 * as long and answers false, so that the time of an answer tells nobody which logins exist.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const { verify } = await argon2();
  decoy ??= hashPassword('a password that nobody has');
  const fits = await verify(passwordHash ?? (await decoy), password);
  return fits && passwordHash !== null;
}
