import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a person at the provider is. */
export interface ProviderAccount {
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
}

/** As much of oidc-provider as is used here: the package brings no types. */
interface ProviderClass {
  new (
    issuer: string,
    configuration: object,
  ): {
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
  };
}

/** A real OpenID Connect provider on a free port. */
export interface TestProvider {
  readonly issuer: string;
  readonly accounts: Map<string, ProviderAccount>;
  stop(): Promise<void>;
}

export const CLIENT_ID = 'linchpin';
export const CLIENT_SECRET = 'a secret of the client, long enough for its signatures';

/** Starts oidc-provider with one client that comes back to these addresses. */
export async function startProvider(origin: string): Promise<TestProvider> {
  const accounts = new Map<string, ProviderAccount>();
  // The package shares no types; its class is its default export.
  const packageName: string = 'oidc-provider';
  const { default: Provider } = (await import(packageName)) as { default: ProviderClass };
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${origin}/v1/login/provider/callback`],
        post_logout_redirect_uris: [`${origin}/`],
      },
    ],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name'],
      groups: ['groups'],
    },
    scopes: ['openid', 'email', 'profile', 'groups'],
    pkce: { required: () => true },
    cookies: { keys: ['for signatures in tests'] },
    findAccount: (_context: unknown, subject: string) => {
      const account = accounts.get(subject);
      if (account === undefined) return undefined;
      return { accountId: subject, claims: () => ({ sub: subject, ...account }) };
    },
  });
  answer = provider.callback();
  return {
    issuer,
    accounts,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A browser: keeps cookies for each host and follows redirects one by one. */
export class TestBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** One request; what it sets is kept. */
  async request(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const { host } = new URL(url);
    const cookies = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, cookies);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] as string).split(/=(.*)/s);
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  cookieHeader(url: string): string {
    const cookies = this.#cookies.get(new URL(url).host) ?? new Map<string, string>();
    return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Follows redirects, and fills in the provider's forms, until a page of `origin` answers. */
  async walk(url: string, origin: string, login: string): Promise<Response> {
    let response = await this.request(url);
    for (let steps = 0; steps < 20; steps += 1) {
      const location = response.headers.get('location');
      const here = response.url;
      if (location !== null) {
        const next = new URL(location, here);
        response = await this.request(next.href);
        if (next.origin === origin && response.headers.get('location') === null) return response;
        // Our own pages are no business of the provider: the callback's answer is what counts.
        if (new URL(here).origin !== origin && next.origin === origin) return response;
        continue;
      }
      const page = await response.text();
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
      if (action === undefined) throw new Error(`no form on ${here}: ${page.slice(0, 500)}`);
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login';
      const form = prompt === 'login' ? { prompt, login, password: 'any' } : { prompt };
      response = await this.request(new URL(action, here).href, form);
    }
    throw new Error('the login does not end');
  }
}
