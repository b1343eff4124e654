import type { Page } from 'playwright-core';
import type { Journey } from './browser.ts';

const OWN_PASSWORD = 'a long one of their own';

/** Who is made, and what they may do. */
interface NewPerson {
  readonly login: string;
  /** What they are called; absent: as they log in. */
  readonly name?: string;
  readonly roles: readonly string[];
  readonly locations?: readonly string[];
}

/** Makes somebody, who logs in on this page with the one-time password and chooses their own. */
export async function arriveAsNew(journey: Journey, page: Page, person: NewPerson): Promise<void> {
  const { oneTimePassword } = await journey.call<{ oneTimePassword: string }>(
    'POST',
    '/v1/people',
    { name: person.login, ...person },
  );
  await arrive(page, person.login, oneTimePassword);
}

/** As `arriveAsNew`, but whoever is logged in on another page makes them. */
export async function arriveByInvitation(
  inviter: Page,
  page: Page,
  person: NewPerson,
): Promise<void> {
  const oneTimePassword = await inviter.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/v1/people', { method: 'POST', headers, body });
      return ((await answer.json()) as { oneTimePassword: string }).oneTimePassword;
    },
    JSON.stringify({ name: person.login, ...person }),
  );
  await arrive(page, person.login, oneTimePassword);
}

async function arrive(page: Page, login: string, oneTimePassword: string): Promise<void> {
  // Whoever was logged in here has gone.
  await page.context().clearCookies();
  await page.goto('/');
  await page.locator('input[autocomplete=username]').fill(login);
  await page.locator('input[type=password]').fill(oneTimePassword);
  await page.locator('button[type=submit]').click();
  // Whoever logs in with a one-time password is asked for one of their own, in their language.
  await page.locator('input[autocomplete=new-password]').waitFor();
  await page.locator('input[autocomplete=current-password]').fill(oneTimePassword);
  await page.locator('input[autocomplete=new-password]').fill(OWN_PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('.rail').waitFor();
}
