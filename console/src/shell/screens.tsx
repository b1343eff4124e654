import {
  AlertOutlined,
  AuditOutlined,
  CarOutlined,
  DatabaseOutlined,
  DashboardOutlined,
  PartitionOutlined,
  RollbackOutlined,
  ScanOutlined,
  SettingOutlined,
  ShoppingOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useLimitedRole, useMay, type LimitedRole } from '../client/session.ts';

/** The screens of the console in the order of the menu, and what one must be allowed to see them. */
const SCREENS = [
  { name: 'tower', to: '/', icon: <DashboardOutlined />, scope: 'orders:read' },
  { name: 'orders', to: '/orders', icon: <ShoppingOutlined />, scope: 'orders:read' },
  { name: 'exceptions', to: '/exceptions', icon: <AlertOutlined />, scope: 'exceptions:read' },
  { name: 'inventory', to: '/inventory', icon: <DatabaseOutlined />, scope: 'stock:read' },
  { name: 'fulfilment', to: '/fulfilment', icon: <CarOutlined />, scope: 'fulfilment:read' },
  { name: 'floor', to: '/floor', icon: <ScanOutlined />, scope: 'fulfilment:write' },
  { name: 'returns', to: '/returns', icon: <RollbackOutlined />, scope: 'returns:read' },
  { name: 'flows', to: '/flows', icon: <PartitionOutlined />, scope: 'flows:read' },
  { name: 'audit', to: '/audit', icon: <AuditOutlined />, scope: 'operations:read' },
  { name: 'settings', to: '/settings', icon: <SettingOutlined />, scope: 'settings:read' },
] as const satisfies readonly {
  readonly name: string;
  readonly to: string;
  readonly icon: ReactNode;
  readonly scope: string;
}[];

/** The screens that show nothing to a role although it may read what they are made of. */
const EMPTY_FOR: Readonly<Record<LimitedRole, readonly Screen['name'][]>> = {
  worker: ['tower'],
  supplier: ['tower', 'floor'],
  // What goes back of an order stands with the order.
  customer: ['tower', 'returns'],
};
export type Screen = (typeof SCREENS)[number];

/** Where each of the roles that see a part only begins. */
export const HOMES: Readonly<Record<LimitedRole, Screen['to']>> = {
  worker: '/floor',
  supplier: '/fulfilment',
  customer: '/orders',
};

/** The screens that the reader has something on, in the order of the menu. */
export function useScreens(): readonly Screen[] {
  const may = useMay();
  const role = useLimitedRole();
  return SCREENS.filter(
    ({ name, scope }) => may(scope) && (role === null || !EMPTY_FOR[role].includes(name)),
  );
}
