import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ServerProcess } from '../../bench/server-process.ts';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const READY_MS_MAX = 120_000;
/** Long enough for a machine that does much else at the same time. */
const PATIENCE_MS = 90_000;

type Method = 'GET' | 'POST' | 'PUT';

/** How somebody looks at the console. */
export interface Look {
  readonly width: 1440 | 390;
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'zh-CN';
}

export const DESK: Look = { width: 1440, theme: 'light', language: 'en' };
export const PHONE: Look = { width: 390, theme: 'light', language: 'en' };

/** A server with the sample company that the twin drives, and a real browser before it. */
export class Journey {
  readonly server: ServerProcess;
  readonly #browser: Browser;
  /** Where pictures are kept; null: nobody asked for them. */
  readonly #screenshots: string | null;
  readonly #password: string;
  /** An API key that may do everything. */
  readonly key: string;
  /** What went wrong in the pages beside what a journey looks at. */
  readonly faults: string[] = [];
  #login: { cookies: Awaited<ReturnType<BrowserContext['cookies']>> } | null = null;

  private constructor(server: ServerProcess, browser: Browser, password: string, key: string) {
    this.server = server;
    this.#browser = browser;
    this.#password = password;
    this.key = key;
    this.#screenshots = process.env['SCREENSHOTS'] ?? null;
  }

  /**
   * Starts server and browser, and waits until the console is built. Bare, the company is empty, so that nothing
   * happens but what a journey does; otherwise it is the sample company that the twin drives.
   */
  static async begin({ isBare }: { readonly isBare: boolean }): Promise<Journey> {
    const executablePath = BROWSERS.find((file) => existsSync(file));
    if (executablePath === undefined) {
      throw new Error('No Chromium is installed: apt-get install chromium.');
    }
    const server = await ServerProcess.prepare();
    try {
      await server.start(isBare ? ['--bare'] : []);
      const password = await server.command('key', 'admin');
      await built(server.port);
      const browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--use-gl=swiftshader', '--enable-unsafe-swiftshader'],
      });
      const key = await server.command('key', 'create', 'journeys', '--scope', '*');
      const journey = new Journey(server, browser, passwordIn(password), key);
      if (journey.#screenshots !== null) await mkdir(journey.#screenshots, { recursive: true });
      return journey;
    } catch (error) {
      await server.remove();
      throw error;
    }
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  /** Calls the API as another program does. @throws Error when it is refused, with what the server said. */
  async call<Answer>(method: Method, url: string, body?: object): Promise<Answer> {
    const response = await this.send(method, url, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
    return JSON.parse(text) as Answer;
  }

  /** Calls the API as another program does, whatever it answers. */
  send(method: Method, url: string, body?: object): Promise<Response> {
    return fetch(this.baseUrl + url, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** A page of somebody who has not logged in. */
  async open(look: Look): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: { width: look.width, height: look.width === 390 ? 844 : 900 },
      colorScheme: look.theme,
      locale: look.language,
      baseURL: this.baseUrl,
    });
    if (this.#login !== null) await context.addCookies(this.#login.cookies);
    await context.addInitScript(({ theme, language }) => {
      localStorage.setItem('linchpin.theme', JSON.stringify(theme));
      localStorage.setItem('linchpin.language', JSON.stringify(language));
    }, look);
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(`${page.url()}: ${error.message}`));
    return page;
  }

  /** A page of the administrator. */
  async enter(look: Look, url: string): Promise<Page> {
    const page = await this.open(look);
    await page.goto(url);
    if (this.#login === null) {
      await page.locator('input[autocomplete=username]').fill('admin');
      await page.locator('input[type=password]').fill(this.#password);
      await page.locator('button[type=submit]').click();
      await page.locator('.rail').waitFor();
      // Who administers is shown how to begin, the first time.
      if (new URL(page.url()).pathname === '/start') await page.goto(url);
      this.#login = { cookies: await page.context().cookies() };
    }
    await page.locator('.live-light-live').waitFor({ state: 'attached' });
    return page;
  }

  /** Keeps a picture under SCREENSHOTS, if that is set: taking one costs as much as a step of a journey. */
  async picture(page: Page, name: string): Promise<void> {
    if (this.#screenshots === null) return;
    await page.screenshot({ path: path.join(this.#screenshots, `${name}.png`) });
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.server.remove();
  }
}

/** Waits until a page shows what it has asked for, instead of grey bars. */
export async function isSettled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('main .ant-skeleton, main .ant-spin-spinning') === null,
  );
}

/** Waits until nothing moves that comes to an end: dialogs have opened, colours are what they become. */
export async function isStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ effect, playState }) => {
      const ends = effect?.getComputedTiming().iterations !== Infinity;
      return !ends || playState !== 'running';
    }),
  );
}

/** What axe-core finds on a page that hinders people seriously; `within`: in what this selector names alone. */
export async function hindrances(page: Page, within?: string): Promise<string[]> {
  // What fades from one colour to another is judged by the one that it comes to.
  await isStill(page);
  const builder = new AxeBuilder({ page });
  const { violations } = await (within === undefined ? builder : builder.include(within))
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** True when a page is wider than its window, so that one has to scroll sideways. */
export async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
}

async function built(port: number): Promise<void> {
  const until = Date.now() + READY_MS_MAX;
  while ((await fetch(`http://127.0.0.1:${port}/`)).status !== 200) {
    if (Date.now() > until) throw new Error('the console was not built');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** The password in what `linchpin key admin` printed. */
function passwordIn(printed: string): string {
  const found = /password\s+(\S+)/.exec(printed)?.[1];
  if (found === undefined) throw new Error(`no password was printed: ${printed}`);
  return found;
}
