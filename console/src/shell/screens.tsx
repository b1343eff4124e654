import {
  AlertOutlined,
  AuditOutlined,
  CarOutlined,
  DatabaseOutlined,
  DashboardOutlined,
  RollbackOutlined,
  ScanOutlined,
  SettingOutlined,
  ShoppingOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

/** The screens of the console in the order of the menu, and what one must be allowed to see them. */
export const SCREENS = [
  { name: 'tower', to: '/', icon: <DashboardOutlined />, scope: 'orders:read' },
  { name: 'orders', to: '/orders', icon: <ShoppingOutlined />, scope: 'orders:read' },
  { name: 'exceptions', to: '/exceptions', icon: <AlertOutlined />, scope: 'exceptions:read' },
  { name: 'inventory', to: '/inventory', icon: <DatabaseOutlined />, scope: 'stock:read' },
  { name: 'fulfilment', to: '/fulfilment', icon: <CarOutlined />, scope: 'fulfilment:read' },
  { name: 'floor', to: '/floor', icon: <ScanOutlined />, scope: 'fulfilment:write' },
  { name: 'returns', to: '/returns', icon: <RollbackOutlined />, scope: 'returns:read' },
  { name: 'audit', to: '/audit', icon: <AuditOutlined />, scope: 'operations:read' },
  { name: 'settings', to: '/settings', icon: <SettingOutlined />, scope: 'settings:read' },
] as const satisfies readonly {
  readonly name: string;
  readonly to: string;
  readonly icon: ReactNode;
  readonly scope: string;
}[];
