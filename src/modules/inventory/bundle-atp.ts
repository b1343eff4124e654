import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { AtpAnswer } from '../../../contracts/inventory-answers.ts';
import type { Components, SkuRow } from './catalogue.ts';
import * as sql from './read-catalogue.sql.ts';

type Parts = Components['parts'];

/** What a SKU is made of; null when it is no bundle, or is not there. */
export async function readComponents(client: Queryable, sku: string): Promise<Parts | null> {
  const [row] = await runStatement<SkuRow>(client, sql.readSku, [sku]);
  return row?.components?.parts ?? null;
}

/**
 * What can be promised of a bundle: as many as its scarcest component makes up, at each location, in
 * total, and from each date on. In total it may be more than over the locations together, since an
 * order may be sent in parts. `answers` are those of the components, in the order of `parts`.
 */
export function bundleAtp(sku: string, parts: Parts, answers: readonly AtpAnswer[]): AtpAnswer {
  const [first] = answers;
  if (first === undefined) throw new RangeError('a bundle has components');
  const least = (unitsOf: (answer: AtpAnswer) => number): number =>
    Math.min(
      ...answers.map((answer, index) =>
        Math.floor(unitsOf(answer) / (parts[index]?.quantity ?? 1)),
      ),
    );
  const availableNow = least((answer) => answer.availableNow);
  const locations = first.locations
    .map(({ location }) => ({
      location,
      available: least(
        (answer) => answer.locations.find((one) => one.location === location)?.available ?? 0,
      ),
    }))
    .filter(({ available }) => available > 0);
  let available = availableNow;
  const steps = answers
    .flatMap((answer) => answer.steps)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .flatMap(({ at, location, reference }) => {
      const then = least(
        (answer) =>
          answer.steps.findLast((step) => step.at <= at)?.available ?? answer.availableNow,
      );
      const quantity = then - available;
      if (quantity <= 0) return [];
      available = then;
      return [{ at, location, reference, quantity, available }];
    });
  return { sku, at: first.at, availableNow, locations, steps };
}
