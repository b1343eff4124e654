import type { FastifyRequest } from 'fastify';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Configuration } from 'openid-client';
import { HOUR_MS, MINUTE_MS, type Instant } from '../kernel/clock.ts';
import { readProvider, type ProvenIdentity } from '../modules/access/index.ts';
import type { IdentityProviderView } from '../../contracts/access.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { Door } from './door.ts';
import { publicOrigin } from './session-cookie.ts';
import { errorText } from '../platform/log.ts';

/** How long somebody may take to log in at the provider. */
const ATTEMPT_MS = 10 * MINUTE_MS;
/** What a provider says of itself is read again after this long: keys and addresses change. */
const DISCOVERY_MS = HOUR_MS;
const DISCOVERY_SECONDS_MAX = 10;
export const CALLBACK_PATH = '/v1/login/provider/callback';

// Loaded with the first such login: starting the server needs none of it.
const openid = () => import('openid-client');

/** A login that has been begun: what the browser keeps, signed, until the provider sends it back. */
interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
  readonly expiresAt: Instant;
}

/** The provider as it can be used now. */
interface ReadyProvider {
  readonly settings: IdentityProviderView;
  readonly secret: string;
  readonly configuration: Configuration;
}

const discovered = new WeakMap<
  Door,
  { readonly name: string; readonly readAt: Instant; readonly configuration: Configuration }
>();

/** Where the browser goes to log in, and the signed text that it must bring back. */
export async function beginProviderLogin(
  door: Door,
  request: FastifyRequest,
  returnTo: string,
): Promise<{ readonly url: string; readonly attempt: string; readonly seconds: number } | Refusal> {
  const provider = await readyProvider(door);
  if ('code' in provider) return provider;
  const { settings, secret, configuration } = provider;
  const client = await openid();
  const attempt: Attempt = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
    returnTo,
    expiresAt: door.clock.now() + ATTEMPT_MS,
  };
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: publicOrigin(request, door.publicUrl) + CALLBACK_PATH,
    scope: ['openid', ...settings.scopes].join(' '),
    code_challenge: await client.calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: 'S256',
    state: attempt.state,
    nonce: attempt.nonce,
  });
  return { url: url.href, attempt: sign(attempt, secret), seconds: ATTEMPT_MS / 1_000 };
}

/** Who came back from the provider, checked against what the browser brought along. */
export async function finishProviderLogin(
  door: Door,
  request: FastifyRequest,
  signedAttempt: string | undefined,
): Promise<{ readonly identity: ProvenIdentity; readonly returnTo: string } | Refusal> {
  const provider = await readyProvider(door);
  if ('code' in provider) return provider;
  const { settings, secret, configuration } = provider;
  const attempt = signedAttempt === undefined ? null : readAttempt(signedAttempt, secret);
  if (attempt === null || attempt.expiresAt <= door.clock.now()) {
    return refuse(
      'invalid_request',
      'This login was not begun in this browser, or too long ago: begin again at /v1/login/provider.',
    );
  }
  const client = await openid();
  const current = new URL(request.url, publicOrigin(request, door.publicUrl));
  try {
    const tokens = await client.authorizationCodeGrant(configuration, current, {
      pkceCodeVerifier: attempt.codeVerifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) return refuse('provider_unavailable', 'It sent no ID token.');
    const needsMore = claims[settings.rolesClaim] === undefined || claims['email'] === undefined;
    const more =
      needsMore && configuration.serverMetadata().userinfo_endpoint !== undefined
        ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : {};
    const identity = identityOf(settings, { ...more, ...claims });
    return { identity, returnTo: attempt.returnTo };
  } catch (error) {
    return refusalOfFailure(door, settings, error as Error);
  }
}

/** Where the browser goes to log out at the provider too; null when there is no such place. */
export async function endSessionUrl(door: Door, request: FastifyRequest): Promise<string | null> {
  const provider = await readyProvider(door);
  if ('code' in provider) return null;
  const { configuration } = provider;
  if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
  const client = await openid();
  return client.buildEndSessionUrl(configuration, {
    post_logout_redirect_uri: `${publicOrigin(request, door.publicUrl)}/`,
  }).href;
}

async function readyProvider(door: Door): Promise<ReadyProvider | Refusal> {
  const settings = await readProvider(door.pool);
  if (settings === null || !settings.isEnabled) {
    return refuse('not_found', 'No identity provider is set: log in with a password.');
  }
  const secret = door.environment(settings.clientSecretVariable);
  if (secret === undefined || secret === '') {
    return refuse(
      'provider_unavailable',
      `The environment variable ${settings.clientSecretVariable}, which holds the secret of the client, is not set.`,
      { variable: settings.clientSecretVariable },
    );
  }
  const name = JSON.stringify([settings.issuer, settings.clientId, secret]);
  const known = discovered.get(door);
  const now = door.clock.now();
  if (known !== undefined && known.name === name && now - known.readAt < DISCOVERY_MS) {
    return { settings, secret, configuration: known.configuration };
  }
  const client = await openid();
  const issuer = new URL(settings.issuer);
  try {
    const configuration = await client.discovery(issuer, settings.clientId, secret, undefined, {
      timeout: DISCOVERY_SECONDS_MAX,
      // The settings take http for this machine only.
      // oxlint-disable-next-line typescript/no-deprecated -- deprecated only to stand out, says the library
      execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
    });
    discovered.set(door, { name, readAt: now, configuration });
    return { settings, secret, configuration };
  } catch (error) {
    return refusalOfFailure(door, settings, error as Error);
  }
}

function refusalOfFailure(
  { log }: Door,
  { name, issuer }: IdentityProviderView,
  error: Error & { error?: string; error_description?: string; code?: string },
): Refusal {
  const said = error.error_description ?? error.error ?? error.message;
  log.warn(
    { issuer, code: error.code, error: errorText(error) },
    'a login through the identity provider failed',
  );
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  // What the provider refuses in words of its own, such as access_denied, is about who asks.
  return error.code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' || error.error === 'access_denied'
    ? refuse('provider_login_refused', `${name} refuses: ${said}.`)
    : refuse('provider_unavailable', `${name} at ${issuer} fails: ${said}${cause}.`);
}

function identityOf(
  settings: IdentityProviderView,
  claims: Readonly<Record<string, unknown>> & { readonly sub: string },
): ProvenIdentity {
  const textOf = (name: string): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const groups = claims[settings.rolesClaim];
  return {
    issuer: settings.issuer,
    subject: claims.sub,
    name: textOf('name'),
    // Whoever may choose an address freely must not get the login that belongs to it.
    email: claims['email_verified'] === true ? (textOf('email')?.toLowerCase() ?? null) : null,
    groups: [groups ?? []].flat().filter((group) => typeof group === 'string'),
  };
}

/** The key that all processes share: it follows from the client's secret, which all of them have. */
function signatureOf(text: string, secret: string): Buffer {
  const key = hkdfSync('sha256', secret, '', 'linchpin login attempt', 32);
  return createHmac('sha256', Buffer.from(key)).update(text).digest();
}

function sign(attempt: Attempt, secret: string): string {
  const text = Buffer.from(JSON.stringify(attempt)).toString('base64url');
  return `${text}.${signatureOf(text, secret).toString('base64url')}`;
}

function readAttempt(signed: string, secret: string): Attempt | null {
  const [text = '', signature = ''] = signed.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(text, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as Attempt;
}
