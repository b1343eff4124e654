import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { limitedRoleOf, meQuery } from './client/session.ts';
import { byRole } from './shell/by-role.tsx';
import { AppShell } from './shell/app-shell.tsx';
import { NotFound } from './shell/not-found.tsx';
import { RouteProblem } from './shell/route-problem.tsx';
import { HOMES } from './shell/screens.tsx';

interface RouterContext {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { readonly to?: string } =>
    typeof search['to'] === 'string' && search['to'].startsWith('/') ? { to: search['to'] } : {},
  component: lazyRouteComponent(() => import('./shell/login-page.tsx'), 'LoginPage'),
});

/** Everything that people see who have logged in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.query({ ...meQuery, staleTime: 'static' });
    if (me === null || me.mustChangePassword) {
      // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown redirect
      throw redirect({ to: '/login', search: { to: location.href } });
    }
  },
  component: AppShell,
});

/** What goes back of a customer's order stands with the order. */
async function leaveToOrders({ context }: { readonly context: RouterContext }): Promise<void> {
  const me = await context.queries.query({ ...meQuery, staleTime: 'static' });
  if (me === null || limitedRoleOf(me) !== 'customer') return;
  // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown redirect
  throw redirect({ to: '/orders', search: {} });
}

const pages = [
  createRoute({
    getParentRoute: () => inside,
    path: '/',
    beforeLoad: async ({ context }) => {
      const me = await context.queries.query({ ...meQuery, staleTime: 'static' });
      const role = me === null ? null : limitedRoleOf(me);
      // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown redirect
      if (role !== null) throw redirect({ to: HOMES[role], search: {} });
    },
    component: lazyRouteComponent(() => import('./tower/tower-page.tsx'), 'TowerPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/start',
    component: lazyRouteComponent(() => import('./start/start-page.tsx'), 'StartPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/orders',
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    component: byRole({
      customer: lazyRouteComponent(() => import('./own/own-orders-page.tsx'), 'OwnOrdersPage'),
      others: lazyRouteComponent(() => import('./orders/orders-page.tsx'), 'OrdersPage'),
    }),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/orders/$id',
    component: byRole({
      customer: lazyRouteComponent(() => import('./own/own-order-page.tsx'), 'OwnOrderPage'),
      others: lazyRouteComponent(() => import('./order/order-page.tsx'), 'OrderPage'),
    }),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/exceptions',
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    component: lazyRouteComponent(
      () => import('./exceptions/exceptions-page.tsx'),
      'ExceptionsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/inventory',
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    component: lazyRouteComponent(() => import('./inventory/inventory-page.tsx'), 'InventoryPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/inventory/$sku',
    component: lazyRouteComponent(() => import('./inventory/sku-page.tsx'), 'SkuPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/fulfilment',
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    component: lazyRouteComponent(
      () => import('./fulfilment/fulfilment-page.tsx'),
      'FulfilmentPage',
    ),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/floor',
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    component: lazyRouteComponent(() => import('./fulfilment/floor-page.tsx'), 'FloorPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/returns',
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    beforeLoad: leaveToOrders,
    component: lazyRouteComponent(() => import('./returns/returns-page.tsx'), 'ReturnsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/returns/$id',
    beforeLoad: leaveToOrders,
    component: lazyRouteComponent(() => import('./returns/return-page.tsx'), 'ReturnPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/flows',
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    component: lazyRouteComponent(() => import('./flows/flows-page.tsx'), 'FlowsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/flows/$code',
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    component: lazyRouteComponent(() => import('./flows/flow-page.tsx'), 'FlowPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/flows/library/$name',
    component: lazyRouteComponent(() => import('./flows/library/asset-page.tsx'), 'AssetPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/audit',
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    component: lazyRouteComponent(() => import('./audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/settings/$section',
    validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
    component: lazyRouteComponent(
      () => import('./settings/settings-page.tsx'),
      'SettingsSectionPage',
    ),
  }),
];

const tree = root.addChildren([login, inside.addChildren(pages)]);

/** The addresses of the console, over what has been read so far. */
export function createConsoleRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultErrorComponent: RouteProblem,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
