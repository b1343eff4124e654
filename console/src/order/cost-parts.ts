import type { ExplainedDecision } from '../client/contract.generated.d.ts';
import type { CostParts } from './cost-bar.tsx';

/** Costs added up, part by part. */
export function partsOfCosts(
  costs: readonly ExplainedDecision['plan']['shipments'][number]['cost'][],
): CostParts {
  const add = (name: keyof (typeof costs)[number]) =>
    costs.reduce((total, cost) => total + cost[name], 0);
  return {
    shipping: add('shippingMinor'),
    handling: add('handlingMinor'),
    lateness: add('latenessMinor'),
    carbon: add('carbonMinor'),
    stock: add('stockMinor'),
  };
}
