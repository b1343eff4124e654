import type { AsyncRouteComponent } from '@tanstack/react-router';
import { useLimitedRole } from '../client/session.ts';

type Page = AsyncRouteComponent<object>;

/** The component of an address where customers see something of their own instead of what others work on. */
export function byRole({
  customer: OfCustomer,
  others: OfOthers,
}: {
  readonly customer: Page;
  readonly others: Page;
}) {
  function ByRole() {
    return useLimitedRole() === 'customer' ? <OfCustomer /> : <OfOthers />;
  }
  return Object.assign(ByRole, { preload: () => OfOthers.preload?.() });
}
