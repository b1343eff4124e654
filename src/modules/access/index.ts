import type { CommandHandler, FactSource } from '../../hub/index.ts';
import { createAccessSource } from './access-facts.ts';
import { createKeyHandler, revokeKeyHandler, rotateKeyHandler } from './change-keys.ts';
import {
  changePasswordHandler,
  changePersonHandler,
  createPersonHandler,
  setPasswordHandler,
} from './change-people.ts';
import { deletePreferenceHandler, putPreferenceHandler } from './change-preferences.ts';
import {
  endSessionsHandler,
  logInHandler,
  logOutHandler,
  refuseLoginHandler,
} from './change-sessions.ts';
import { putIdentityProviderHandler } from './identity-provider.ts';
import { logInByProviderHandler } from './log-in-by-provider.ts';

export { findActivePeople, readActivePeople } from './active-people.ts';
export { readProvider } from './identity-provider.ts';
export { readInfluences, type Influence } from './influence.ts';
export type { ProvenIdentity } from './log-in-by-provider.ts';
export { hashPassword, isPassword } from './passwords.ts';
export { allows, PolicyJudge, policyTexts, scopesOf } from './policies.ts';
export { Principals, type Principal } from './principals.ts';
export { REACH_ROLES, type Reach } from './reach.ts';
export {
  deleteExpiredSessions,
  hasPersons,
  listKeys,
  listPersons,
  listSessions,
  readMakersOfKey,
  readPasswordHash,
  readPerson,
  readPreference,
} from './read-access.ts';
export {
  isSampleThere,
  readSampleKeys,
  SECOND_TWIN_KEY,
  TWIN_KEY,
  type SampleKey,
} from './sample-keys.ts';
export { hashSecret, makeKey, makePassword, makeToken } from './secrets.ts';
export { TokenBucket } from './token-bucket.ts';
export { createTrackingLinks, type TrackingLinks } from './tracking-links.ts';

/** The access room: its facts and its commands. */
export function createAccess() {
  const access = createAccessSource();
  return {
    sources: [access] as FactSource<unknown>[],
    handlers: [
      createKeyHandler(access),
      revokeKeyHandler(access),
      rotateKeyHandler(access),
      createPersonHandler(access),
      changePersonHandler(access),
      setPasswordHandler(access),
      changePasswordHandler(access),
      logInHandler(access),
      logInByProviderHandler(access),
      refuseLoginHandler(access),
      logOutHandler(access),
      endSessionsHandler(access),
      putIdentityProviderHandler(access),
      putPreferenceHandler(access),
      deletePreferenceHandler(access),
    ] as CommandHandler<never>[],
  };
}
