import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Me } from '../client/contract.generated.d.ts';
import type { texts } from './texts.en.ts';

/** The names of the sections are their texts' names: `sections.channels.title` and `.lead`. */
export type SectionId = keyof (typeof texts)['sections'];

interface SettingsSection {
  readonly id: SectionId;
  /** How the company works, or how the program does. */
  readonly group: 'operation' | 'system';
  /** What one must be allowed to read it; what may be changed is asked inside. */
  readonly scope: Me['scopes'][number];
  readonly component: ComponentType;
}

/**
 * The sections of /settings in the order of their list; Ctrl-K leads to each.
 *
 * A section is one row here plus its title and lead under `sections` in both texts files. The id is its
 * address (/settings/ID). Its component draws what stands beneath title and lead, finds the address's search
 * by `useSettingsSearch`, and makes forms of `form/settings-form.tsx`. While the search names an `item` or a
 * `new` one, title and lead give way to the component's own `ItemHeading`. A row is one line, for example
 * `{ id: 'people', group: 'system', scope: 'access:admin', component: lazyRouteComponent(() => import('./system/people-section.tsx'), 'PeopleSection') },`
 */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  {
    id: 'channels',
    group: 'operation',
    scope: 'settings:read',
    component: lazyRouteComponent(
      () => import('./channels/channels-section.tsx'),
      'ChannelsSection',
    ),
  },
  {
    id: 'locations',
    group: 'operation',
    scope: 'catalogue:read',
    component: lazyRouteComponent(
      () => import('./locations/locations-section.tsx'),
      'LocationsSection',
    ),
  },
  {
    id: 'carriers',
    group: 'operation',
    scope: 'settings:read',
    component: lazyRouteComponent(
      () => import('./carriers/carriers-section.tsx'),
      'CarriersSection',
    ),
  },
  {
    id: 'sourcing',
    group: 'operation',
    scope: 'settings:read',
    component: lazyRouteComponent(
      () => import('./sourcing/sourcing-section.tsx'),
      'SourcingSection',
    ),
  },
  {
    id: 'returns',
    group: 'operation',
    scope: 'settings:read',
    component: lazyRouteComponent(() => import('./returns-section.tsx'), 'ReturnsSection'),
  },
  {
    id: 'limits',
    group: 'operation',
    scope: 'settings:read',
    component: lazyRouteComponent(() => import('./limits/limits-section.tsx'), 'LimitsSection'),
  },
  {
    id: 'company',
    group: 'operation',
    scope: 'settings:read',
    component: lazyRouteComponent(() => import('./company-section.tsx'), 'CompanySection'),
  },
  {
    id: 'people',
    group: 'system',
    scope: 'access:admin',
    component: lazyRouteComponent(() => import('./system/people-section.tsx'), 'PeopleSection'),
  },
  {
    id: 'keys',
    group: 'system',
    scope: 'access:admin',
    component: lazyRouteComponent(() => import('./system/keys-section.tsx'), 'KeysSection'),
  },
  {
    id: 'identity',
    group: 'system',
    scope: 'access:admin',
    component: lazyRouteComponent(() => import('./system/identity-section.tsx'), 'IdentitySection'),
  },
  {
    id: 'webhooks',
    group: 'system',
    scope: 'partners:read',
    component: lazyRouteComponent(() => import('./system/webhooks-section.tsx'), 'WebhooksSection'),
  },
  {
    id: 'connectors',
    group: 'system',
    scope: 'flows:read',
    component: lazyRouteComponent(
      () => import('./connectors/connectors-section.tsx'),
      'ConnectorsSection',
    ),
  },
  {
    id: 'notices',
    group: 'system',
    scope: 'settings:read',
    component: lazyRouteComponent(() => import('./system/notices-section.tsx'), 'NoticesSection'),
  },
  {
    id: 'payment-providers',
    group: 'system',
    scope: 'settings:read',
    component: lazyRouteComponent(
      () => import('./system/payment-providers-section.tsx'),
      'PaymentProvidersSection',
    ),
  },
  {
    id: 'imports',
    group: 'system',
    scope: 'partners:read',
    component: lazyRouteComponent(() => import('./system/imports-section.tsx'), 'ImportsSection'),
  },
  {
    id: 'failures',
    group: 'system',
    scope: 'operations:read',
    component: lazyRouteComponent(() => import('./system/failures-section.tsx'), 'FailuresSection'),
  },
  {
    id: 'account',
    group: 'system',
    scope: 'events:read',
    component: lazyRouteComponent(() => import('./system/account-section.tsx'), 'AccountSection'),
  },
];
