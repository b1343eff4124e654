/**
 * Facts of an order that are about a person, as expressions read them. What says only where an order goes at
 * large (country, region, city) and in which language is none.
 */
const PERSONAL_FACTS: readonly string[] = [
  'order.customer.name',
  'order.customer.email',
  'order.customer.phone',
  'order.customer.externalId',
  'order.shipTo.name',
  'order.shipTo.company',
  'order.shipTo.lines',
  'order.shipTo.district',
  'order.shipTo.postalCode',
  'order.shipTo.phone',
  'order.note',
];

/** True when one path is the other, or lies below it, or stands for all that does. */
export function overlaps(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}

/** The personal facts that reading a path may give. */
export function personalFactsOf(path: string): readonly string[] {
  return PERSONAL_FACTS.filter((fact) => overlaps(path, fact));
}
