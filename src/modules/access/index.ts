import type { CommandHandler, FactSource } from '../../hub/index.ts';
import { createAccessSource } from './access-facts.ts';
import { createKeyHandler, revokeKeyHandler } from './change-keys.ts';
import {
  logInHandler,
  logOutHandler,
  refuseLoginHandler,
  setPasswordHandler,
} from './change-sessions.ts';

export { hashPassword, isPassword } from './passwords.ts';
export { allows } from './policies.ts';
export { Principals, type Principal } from './principals.ts';
export { deleteExpiredSessions, hasPersons, listKeys, readPasswordHash } from './read-access.ts';
export { hashSecret, makeKey, makePassword, makeToken } from './secrets.ts';
export { TokenBucket } from './token-bucket.ts';

/** The access room: its facts and its commands. */
export function createAccess() {
  const access = createAccessSource();
  return {
    sources: [access] as FactSource<unknown>[],
    handlers: [
      createKeyHandler(access),
      revokeKeyHandler(access),
      setPasswordHandler(access),
      logInHandler(access),
      refuseLoginHandler(),
      logOutHandler(access),
    ] as CommandHandler<never>[],
  };
}
