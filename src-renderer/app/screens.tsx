import {
  AuditOutlined,
  CarryOutOutlined,
  CloudSyncOutlined,
  ContainerOutlined,
  HomeOutlined,
  InboxOutlined,
  OrderedListOutlined,
  ProfileOutlined,
  SafetyOutlined,
  SearchOutlined,
  SendOutlined,
  SettingOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Role } from '#contract/vocabulary.ts';
import { Home } from '../home/index.ts';
import type { Place, ScreenId } from '../navigation/index.ts';

const BUSINESS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
const TRANSFER = ['clerk', 'reviewer', 'approver'] as const;

export interface Screen {
  readonly id: ScreenId;
  readonly title: string;
  readonly icon: ReactNode;
  /** Who sees the entry; the routes behind decide anyway. `everyone`: every account. */
  readonly roles: readonly Role[] | 'everyone';
  /** Without it: a screen that another one opens. */
  readonly inMenu: boolean;
}

export const SCREENS: readonly Screen[] = [
  { id: 'home', title: '首页', icon: <HomeOutlined />, roles: 'everyone', inMenu: true },
];

export function screensFor(roles: readonly Role[]): readonly Screen[] {
  return SCREENS.filter(
    (screen) =>
      screen.inMenu && (screen.roles === 'everyone' || screen.roles.some((role) => roles.includes(role))),
  );
}

export function ScreenOf({ place }: { readonly place: Place }) {
  switch (place.screen) {
    case 'home':
      return <Home />;
    default:
      return null;
  }
}
